"""One task a screen."""
