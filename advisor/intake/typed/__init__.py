"""Amounts, days and words as people type them."""
