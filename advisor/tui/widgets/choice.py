"""A field that is chosen from a few values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from advisor.explain.width import width
from advisor.tui.keys import CHOICE_KEYS, bindings
from advisor.tui.widgets.row import Row, cut

if TYPE_CHECKING:
    from textual.binding import BindingType

    from advisor.tui.form.choices import Choices


_OPENS = " ▾"


class Choice(Row, can_focus=True):
    """One of some values; the arrows step through them, Space lists them all."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOICE_KEYS)

    value: reactive[str] = reactive("")
    choices: reactive[Choices | None] = reactive(None)

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        choice: Choice
        value: str

    def __init__(self, path: str, value: str) -> None:
        super().__init__(name=path, classes="row")
        self.path = path
        self.set_reactive(Choice.value, value)

    def show_value(self, value: str) -> None:
        """Show a value that was not chosen here."""
        self.value = value

    def action_step(self, steps: int) -> None:
        """Choose the next or the previous value, around the ends."""
        values, here = self._values, self._here
        start = -1 if steps > 0 else 0
        self._choose(values[((start if here is None else here) + steps) % len(values)])

    def action_open(self) -> None:
        """List all values; two are simply swapped."""
        values = self._values
        if len(values) <= 2:  # noqa: PLR2004 - a list of two says less than the swap
            self.action_step(1)
            return
        from advisor.tui.screens.picker import Picker  # noqa: PLC0415 - the first paint waits

        options = tuple((value, self._described(value)) for value in values)
        here = values[self._here] if self._here is not None else ""
        self.app.push_screen(Picker(self.frame.label, options, here), self._picked)

    def on_click(self) -> None:
        """List the values."""
        self.action_open()

    @property
    def _values(self) -> tuple[str, ...]:
        return self.choices.values(self.path) if self.choices else (self.value,)

    @property
    def _here(self) -> int | None:
        """The place of the value among all, or of the one that means the same."""
        values = self._values
        if self.value in values:
            return values.index(self.value)
        labels = [self._label(value) for value in values]
        mine = self._label(self.value)
        return labels.index(mine) if mine in labels else None

    def _label(self, value: str) -> str:
        return self.choices.label(self.path, value) if self.choices else value

    def _described(self, value: str) -> str:
        return self.choices.described(self.path, value) if self.choices else value

    def _picked(self, value: str | None) -> None:
        if value is not None:
            self._choose(value)

    def _choose(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self.post_message(self.Changed(self, value))

    def render(self) -> Content:
        """Draw the value, marked as something that opens."""
        words = self.frame.echo or self._label(self.value)
        room = max(0, self.content_size.width - len(_OPENS))
        return Content((cut(words, room) if width(words) > room else words) + _OPENS)
