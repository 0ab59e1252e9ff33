"""What was found and what was earned, in the forms that people and machines read."""
