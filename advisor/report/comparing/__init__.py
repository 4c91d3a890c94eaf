"""A case beside its variants."""
