"""Containers that are laid out once for a change of their content, not a second time for it.

Textual lays a screen out again when the virtual size of a widget changes; here nothing hangs on
that size but the scroll bar, which is always drawn.
"""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.reactive import Reactive


def virtual_size() -> Reactive[Size]:
    """Return the virtual size of a widget as a value whose change asks for no layout."""
    return Reactive(Size(0, 0))


class SteadyScroll(VerticalScroll):
    """Widgets below each other that scroll."""

    virtual_size = virtual_size()
