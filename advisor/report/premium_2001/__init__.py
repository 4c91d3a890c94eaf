"""A premium of 2001, for people and for programs."""
