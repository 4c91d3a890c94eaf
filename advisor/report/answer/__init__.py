"""The answer to one case, as text and as JSON."""
