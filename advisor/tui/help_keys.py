"""The keys that the help page lists: all of the case screen, or those of the screen on top."""

from textual.binding import Binding
from textual.dom import DOMNode

from advisor.tui.keys import (
    APP_KEYS,
    CASE_KEYS,
    CASES_KEYS,
    CHART_KEYS,
    CHECKLIST_KEYS,
    CHOICE_KEYS,
    FIELD_KEYS,
    FINDER_KEYS,
    GROUP_KEYS,
    INJURY_KEY,
    KEY_TEXTS,
    LATER_KEYS,
    OVER_KEYS,
    PAGE_KEYS,
    PALETTE_KEY,
    WHAT_IF_KEYS,
    WHY_KEYS,
    WON_KEYS,
    Key,
)

_LISTED = (
    *CASE_KEYS,
    *FIELD_KEYS,
    *CHOICE_KEYS,
    *WON_KEYS,
    *GROUP_KEYS,
    OVER_KEYS[0],
    PALETTE_KEY,
    *APP_KEYS,
)

ALL_KEYS = tuple({(key.shown, key.text): key for key in _LISTED}.values())
"""The keys that help lists over the case screen, each once for all that it is pressed on."""


EVERY_KEY = (
    *OVER_KEYS,
    INJURY_KEY,
    *CHART_KEYS,
    *LATER_KEYS,
    *WHAT_IF_KEYS,
    *WHY_KEYS,
    *CHECKLIST_KEYS,
    *CASES_KEYS,
    *FINDER_KEYS,
    *PAGE_KEYS,
    *APP_KEYS,
)
"""All keys that screens over the case may have; help lists those that the screen declares."""


def keys_among(codes: set[str]) -> tuple[Key, ...]:
    """Return the keys with these text codes, each once."""
    return tuple({key.text: key for key in EVERY_KEY if key.text in codes}.values())


def declared(node: DOMNode) -> tuple[Binding, ...]:
    """Return the bindings declared in the classes of a widget, screen or app, one for each text."""
    found = (
        binding
        for kind in type(node).__mro__
        for binding in vars(kind).get("BINDINGS", ())
        if isinstance(binding, Binding) and binding.description.startswith(KEY_TEXTS)
    )
    return tuple({binding.description: binding for binding in found}.values())
