"""The rules, as text and as JSON."""
