"""A list of options that bears keys while it has no room to be laid out in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import OptionList

if TYPE_CHECKING:
    from textual._widget_navigation import Direction


class Options(OptionList):
    """Turns its pages once it has lines."""

    def _move_page(self, direction: Direction) -> None:
        if self._index_to_line:
            super()._move_page(direction)
