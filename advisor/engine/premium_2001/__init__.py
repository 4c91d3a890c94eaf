"""The premium bill by the rules of 2001."""
