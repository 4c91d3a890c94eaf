"""The answer to one case, for people and for programs."""
