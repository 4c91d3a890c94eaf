"""A case compared with variants of it."""
