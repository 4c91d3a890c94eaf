"""Text that is laid out by its own width: tables, and sentences with hanging indents."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from rich.segment import Segment
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip

from advisor.tui.widgets.kept import Kept
from advisor.tui.widgets.steady import virtual_size

if TYPE_CHECKING:
    from rich.style import Style
    from textual.geometry import Size

    from advisor.explain.texts import Texts

Role = Literal["plain", "muted", "title", "strong", "accent"]
"""How a piece of text is meant; the style sheet says how it looks."""

Line = tuple[tuple[str, Role], ...]
"""Pieces of text with their roles, from left to right."""


def line(text: str = "", role: Role = "plain") -> Line:
    """Give a line that is all of one piece."""
    return ((text, role),)


class Lines(Kept):
    """Draws the lines that `lines` gives for a width; nothing is wrapped a second time."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--plain",
        "lines--muted",
        "lines--title",
        "lines--strong",
        "lines--accent",
    }

    virtual_size = virtual_size()

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - as Textual's
        super().__init__(id=id, classes=classes)
        self._laid_out: tuple[int, list[Line]] = (-1, [])

    def lines(self, width: int) -> list[Line]:
        """Give the lines for a width; each must fit it."""
        raise NotImplementedError

    def renew(self) -> None:
        """Lay the lines out anew; draw only what changed, move others only if they must."""
        width, before = self._laid_out
        self._laid_out = (-1, [])
        now = self._lines_for(width)
        if width < 0:
            self.refresh(layout=True)
        elif now != before:
            self.changed(now, before)

    def changed(self, now: list[Line], before: list[Line]) -> None:
        """Draw the lines that changed; more or fewer of them need another room."""
        if len(now) != len(before):
            self.refresh(layout=True)
            return
        for y, (new, old) in enumerate(zip(now, before, strict=True)):
            if new != old:
                self.refresh(Region(0, y, self.scrollable_size.width, 1))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Give the number of lines at a width."""
        return len(self._lines_for(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.scrollable_size.width
        lines = self._lines_for(width)
        pieces = lines[y] if y < len(lines) else line()
        segments = [Segment(text, self._style(role)) for text, role in pieces]
        return Strip(segments).adjust_cell_length(width, self._style("plain"))

    def _style(self, role: Role) -> Style:
        return self.get_component_rich_style(f"lines--{role}")

    def _lines_for(self, width: int) -> list[Line]:
        if self._laid_out[0] != width:
            self._laid_out = (width, self.lines(width) if width > 0 else [])
        return self._laid_out[1]


class Spoken(Lines):
    """Lines in the language of the app: bound to its texts, they follow it."""

    texts: var[Texts | None] = var(None, init=False)

    def watch_texts(self) -> None:
        """Say the same in another language."""
        self.renew()
