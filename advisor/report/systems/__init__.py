"""Bonus-malus systems and their measures, for people and for programs."""
