"""The answer in the forms in which it is handed out: text, JSON with its schema, and reports."""
