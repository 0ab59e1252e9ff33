"""The nouns of the program: frozen data without input, output or third-party packages."""
