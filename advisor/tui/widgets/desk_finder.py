"""The table of the desk as a list that is searched by typing, under a line of headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from advisor.tui.widgets.finder import Finder
from advisor.tui.widgets.kept import Kept

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Resize

_BESIDE = 3
"""Cells of a line that its mark and the scroll bar take."""


class DeskHead(Kept):
    """The headings of the columns."""

    text: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw the headings above their columns."""
        return Content(f"  {self.text}")


class DeskFinder(Finder):
    """A finder with headings; it says when there is another room for its lines."""

    class Resized(Message):
        """There is another room for the lines."""

    def __init__(self) -> None:
        super().__init__(moves_first=True)

    @property
    def room(self) -> int:
        """The cells of a line."""
        return max(0, self.size.width - _BESIDE)

    def compose(self) -> ComposeResult:
        """Put the headings between the text and the entries."""
        field, *others = super().compose()
        yield field
        yield DeskHead()
        yield from others

    def on_resize(self, _event: Resize) -> None:
        """Say that there is another room."""
        self.post_message(self.Resized())
