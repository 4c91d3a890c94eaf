"""A field that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from unicodedata import normalize

from textual.widgets import Input

from advisor import service
from advisor.tui.keys import ENTRY_KEYS, bindings
from advisor.tui.lasting_days import lasting_text
from advisor.tui.widgets.row import Row
from advisor.tui.widgets.steady import virtual_size
from advisor.tui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Paste


class Entry(TypedLine, Row):
    """One line of typed text in its frame; `path` is the key of the case file that it sets."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ENTRY_KEYS)

    virtual_size = virtual_size()

    def __init__(self, path: str, value: str) -> None:
        # It looks as rows do, and its problems stand under it: no class of Textual's is needed,
        # for each costs a new styling of the row.
        super().__init__(value, name=path, classes="row", validate_on=())
        self.path = path

    def show_value(self, value: str) -> None:
        """Show a value that was not typed here; nothing is said about it."""
        if value != self.value:
            with self.prevent(Input.Changed):
                self.value = value

    def replace(self, text: str, start: int, end: int) -> None:
        """Put typed or pasted text in, Hangul syllables and full-width digits made plain."""
        super().replace(normalize("NFKC", text), start, end)

    def action_leave(self, rows: int) -> None:
        """Go to the row behind this one, or to the one before."""
        if not self.is_attached:
            return
        go = self.screen.focus_next if rows > 0 else self.screen.focus_previous
        go(".row, .press")

    def on_blur(self) -> None:
        """Leave a day as one that stays the same tomorrow."""
        if self.is_attached:
            self.value = lasting_text(self.path, self.value, service.today())

    def _on_paste(self, event: Paste) -> None:
        """Paste the first line that says something."""
        event.text = event.text.strip()
        super()._on_paste(event)
