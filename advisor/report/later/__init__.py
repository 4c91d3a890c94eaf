"""The view with later accidents, as text and as JSON."""
