"""Input from files, flags and the form, turned into a case or a list of problems."""
