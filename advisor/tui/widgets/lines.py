"""Text that is laid out by its own width: tables, and sentences with hanging indents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Size


class Lines(Widget):
    """Draws the lines that `lines` gives for a width; nothing is wrapped a second time."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - as Textual's
        super().__init__(id=id, classes=classes)
        self._laid_out: tuple[int, list[Content]] = (-1, [])

    def lines(self, width: int) -> list[Content]:
        """Give the lines for a width; each must fit it."""
        raise NotImplementedError

    def renew(self) -> None:
        """Lay the lines out anew; draw only what changed, move others only if they must."""
        width, before = self._laid_out
        self._laid_out = (-1, [])
        now = self._lines_for(width)
        if now != before or width < 0:
            self.refresh(layout=len(now) != len(before))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Give the number of lines at a width."""
        return len(self._lines_for(width))

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n").join(self._lines_for(self.content_size.width))

    def _lines_for(self, width: int) -> list[Content]:
        if self._laid_out[0] != width:
            self._laid_out = (width, self.lines(width) if width > 0 else [])
        return self._laid_out[1]
