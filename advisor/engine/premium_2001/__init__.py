"""The premium by the rules of 2001."""
