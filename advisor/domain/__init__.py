"""The nouns: frozen values with no clock, no files and no texts."""
