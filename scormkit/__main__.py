"""``python -m scormkit``."""

from scormkit.cli import main

if __name__ == "__main__":
    main()
