"""The answer as bytes: text, JSON and its schema."""
