"""One case, from a file, flags or a form, or every problem with its path."""
