"""The view with later accidents, for people and for programs."""
