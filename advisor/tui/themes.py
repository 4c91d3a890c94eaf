"""The one theme that Textual does not bring: high contrast, told apart without hue."""

from __future__ import annotations

from textual.theme import Theme

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#ffffff",
    secondary="#56b4e9",
    accent="#ffd400",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#262626",
    success="#ffd400",
    warning="#ffb000",
    error="#ff8f6b",
    dark=True,
    variables={"text-muted": "#d9d9d9", "text-disabled": "#b0b0b0"},
)
"""Okabe and Ito's colours on black; every pair has a contrast of 7 or more."""
