"""The outside, files, flags and the form, becomes a case or a list of problems."""
