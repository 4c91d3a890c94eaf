"""A field that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from textual.widgets import Input

from advisor import service
from advisor.tui.lasting_days import lasting_text
from advisor.tui.widgets.row import Row
from advisor.tui.widgets.steady import virtual_size

if TYPE_CHECKING:
    from textual.events import Paste


class Entry(Input, Row):
    """One line of typed text in its frame; `path` is the key of the case file that it sets."""

    virtual_size = virtual_size()

    def __init__(self, path: str, value: str) -> None:
        super().__init__(value, name=path, classes="row", compact=True)
        self.path = path

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
