"""A field for typed text."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.app import App
from textual.binding import ActiveBinding
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Input

from advisor import service
from advisor.intake.case.draft import fixed_text
from advisor.intake.case.field import FieldKind
from advisor.intake.case.fields import field_at
from advisor.intake.plain_text import plain_characters
from advisor.tui.keys import ENTRY_KEYS, HELP_KEY, bindings
from advisor.tui.widgets.cached import virtual_size
from advisor.tui.widgets.row import Row
from advisor.tui.widgets.translated import HostApp
from advisor.tui.widgets.typed_line import TypedLine


@runtime_checkable
class TakesIn(Protocol):
    """A screen that reads a field at once when a key is about to lead elsewhere."""

    def take_in(self, entry: Entry) -> None:
        """Read the text of a field, whose message of change may still be on its way."""


_WORDS = {FieldKind.TEXT, FieldKind.WORDS}


class Entry(TypedLine, Row):
    """A line of typed text in its frame; `path` is the key of the case file that it sets.

    A key bound by the screen or the app acts before the keys typed after it, which then go to the
    screen that it opened.
    """

    BINDINGS = bindings(ENTRY_KEYS)

    virtual_size = virtual_size()

    def __init__(self, path: str, value: str) -> None:
        # It is styled as a row, and its problems stand under it. Textual's own classes are not
        # needed, and each would cost a restyling of the row.
        super().__init__(value, name=path, classes="row", validate_on=())
        self.path = self.key = path

    def show_value(self, value: str) -> None:
        """Show a value that was not typed here, without posting a change."""
        if value != self.value:
            with self.prevent(Input.Changed):
                self.value = value
            if self.has_focus:
                self.action_select_all()

    @property
    def text(self) -> str:
        """What is typed here."""
        return self.value

    def replace(self, text: str, start: int, end: int) -> None:
        """Insert typed or pasted text with its signs made plain; blanks alone count as empty."""
        super().replace(plain_characters(text), start, end)
        if not self.value.strip():
            self.value = ""

    def action_copy(self) -> None:
        """Copy the selected text, and say how to quit if all of it is selected.

        All of it may have been selected from the start, so Ctrl+C may not have meant to copy.
        """
        super().action_copy()
        if self.selected_text == self.value and not self.screen.get_selected_text():
            self.app.action_help_quit()

    async def _on_key(self, event: Key) -> None:
        if not self.is_attached:
            return
        if self.screen not in self.app.screen_stack[-1:]:
            _take(event)
            again = Key(event.key, event.character)
            if isinstance(self.app, HostApp):
                self.app.take_again(again)
            else:
                self.app.post_message(again)
        elif self._asks(event):
            _take(event)
            await self.app.run_action(HELP_KEY.action, self.screen)
        elif bound := self._bound_above(event):
            _take(event)
            if isinstance(self.screen, TakesIn):
                self.screen.take_in(self)
            await self.app.run_action(bound.binding.action, bound.node)

    def _bound_above(self, event: Key) -> ActiveBinding | None:
        """Return the binding of a key on the screen or the app, None if the field takes the key."""
        if event.is_printable:
            return None
        bound = self.screen.active_bindings.get(event.key)
        return bound if bound and isinstance(bound.node, Screen | App) else None

    def _asks(self, event: Key) -> bool:
        """Return whether a question mark asks for help: no amount, day or rate contains one."""
        field = field_at(self.path)
        return event.character == "?" and bool(field and field.kind not in _WORDS)

    def on_blur(self) -> None:
        """Rewrite a day so that it means the same tomorrow, and a sum without words around it."""
        if self.is_attached:
            self.value = fixed_text(self.path, self.value, service.today())


def _take(event: Key) -> None:
    event.stop()
    event.prevent_default()
