"""The form of the case screen: its rows, what they contain, and their words."""
