"""A premium by the rules of 2001, from its flags."""
