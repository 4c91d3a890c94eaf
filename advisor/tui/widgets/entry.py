"""A field that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from textual.reactive import reactive
from textual.widgets import Input

from advisor import service
from advisor.tui.lasting_days import lasting_text
from advisor.tui.widgets.row import Frame, Framing
from advisor.tui.widgets.steady import virtual_size

if TYPE_CHECKING:
    from textual.events import Paste
    from textual.geometry import Region
    from textual.strip import Strip


class Entry(Input):
    """One line of typed text in its frame; `path` is the key of the case file that it sets."""

    frame: reactive[Frame] = reactive(Frame())
    virtual_size = virtual_size()

    def __init__(self, path: str, value: str) -> None:
        super().__init__(value, name=path, classes="row", compact=True)
        self.path = path
        self._framing = Framing()

    def show_value(self, value: str) -> None:
        """Show a value that was not typed here; nothing is said about it."""
        if value != self.value:
            with self.prevent(Input.Changed):
                self.value = value

    def replace(self, text: str, start: int, end: int) -> None:
        """Put typed or pasted text in, Hangul syllables and full-width digits made plain."""
        super().replace(normalize("NFKC", text), start, end)

    def on_blur(self) -> None:
        """Leave a day as one that stays the same tomorrow."""
        if self.is_attached:
            self.value = lasting_text(self.path, self.value, service.today())

    def _on_paste(self, event: Paste) -> None:
        """Paste the first line that says something."""
        event.text = event.text.strip()
        super()._on_paste(event)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the value by Textual and the frame around it."""
        strips = super().render_lines(self.outer_size.region)
        return [
            self._framing(self, strip, self.frame).crop(crop.x, crop.right)
            for strip in strips[crop.y : crop.bottom]
        ]
