"""The form of the case screen: its rows, what they hold and how they speak."""
