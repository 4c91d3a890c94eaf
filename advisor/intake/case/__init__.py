"""Reading one case from a file, flags or a form, or reporting every problem with its path."""
