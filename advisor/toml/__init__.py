"""TOML files read strictly: their text to a document, a document to records."""
