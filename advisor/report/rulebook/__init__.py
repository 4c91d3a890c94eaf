"""The rules, for people and for programs."""
