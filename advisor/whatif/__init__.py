"""A case beside variants of it."""
