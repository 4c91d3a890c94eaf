"""What lies between the app and its terminal: bytes that come in, and the ends of a session."""
