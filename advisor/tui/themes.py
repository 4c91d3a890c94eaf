"""How the app looks: a high-contrast theme beside those of Textual, and the scroll bars."""

from textual.theme import BUILTIN_THEMES, Theme

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


def theme_names() -> tuple[str, ...]:
    """Return the names of all themes of the app."""
    return (*BUILTIN_THEMES, HIGH_CONTRAST.name)


NARROW_BARS = "Widget { scrollbar-size-vertical: 1; }"
"""The style that makes every scroll bar one cell wide."""

_BARS = {"scrollbar": "foreground-muted", "scrollbar-hover": "foreground"}


def with_plain_bars(colours: dict[str, str]) -> dict[str, str]:
    """Return the colours of a theme, with scroll bars in the text's colour on its background."""
    bars = {name: colours[text] for name, text in _BARS.items()}
    bars["scrollbar-active"] = bars["scrollbar-hover"]
    tracks = ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active")
    return {**colours, **bars, **dict.fromkeys(tracks, colours["background"])}
