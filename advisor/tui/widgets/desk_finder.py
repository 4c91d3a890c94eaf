"""The table of the desk as a list that is searched by typing, under its views and headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from advisor.tui.widgets.finder import Finder
from advisor.tui.widgets.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.events import Resize

    from advisor.explain.texts import Texts
    from advisor.tui.widgets.desk_rows import DeskView


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


_GAP = "   "


class ViewStrip(Kept):
    """The views of the desk, the one that is shown among them."""

    shown: reactive[Content] = reactive(Content(""))

    def show(self, view: DeskView, counts: Mapping[DeskView, int], texts: Texts) -> None:
        """Name each view with its count, and mark the one that is shown."""
        parts = []
        for code, count in counts.items():
            here = code is view
            mark = "▸ " if here else "  "
            name = Content.assemble(
                (f"{mark}{texts(f'desk.view.{code}')}", "bold $text-accent" if here else ""),
                (f" {count:,}", "$text-muted"),
            )
            parts.append(name.stylize(f"@click=screen.view('{code}')"))
        self.shown = Content(_GAP).join(parts)

    def render(self) -> Content:
        """Draw the views."""
        return self.shown
