"""A field that is chosen from a few values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol
from unicodedata import normalize

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from advisor import on_demand
from advisor.explain.width import width
from advisor.tui.keys import CHOICE_KEYS, bindings
from advisor.tui.widgets.row import Row, filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.events import Key


def spelled(before: str, sign: str, names: Sequence[str]) -> tuple[str, int | None]:
    """Return the letters that count from now on, and the name that begins with them.

    A letter that does not go on with a name begins another; where none begins with it, the name
    is None. A name is also found by the beginning of a later word of it.

    >>> spelled("", "f", ["wall", "flood", "fire"]), spelled("f", "i", ["wall", "flood", "fire"])
    (('f', 1), ('fi', 2))
    >>> spelled("fi", "w", ["wall", "flood", "fire"]), spelled("", "x", ["wall"])
    (('w', 0), ('', None))
    """
    plain = [normalize("NFKC", name).casefold() for name in names]
    typed = normalize("NFKC", sign).casefold()
    for letters in (before + typed, typed):
        for begins in (str.startswith, _has_word):
            found = next((at for at, name in enumerate(plain) if begins(name, letters)), None)
            if found is not None:
                return letters, found
    return "", None


def _has_word(name: str, letters: str) -> bool:
    return any(word.startswith(letters) for word in name.replace("·", " ").split())


_OPENS = " ▾"


class Named(Protocol):
    """The values of fields by path, and what they are called."""

    def values(self, path: str) -> tuple[str, ...]:
        """Return the values in the order in which they are offered."""

    def label(self, path: str, value: str) -> str:
        """Return the name of a value."""

    def described(self, path: str, value: str) -> str:
        """Return the name of a value for a list, where there is more room."""


class Choice(Row, can_focus=True):
    """One of some values; arrows step through them, letters choose, Space lists them all."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOICE_KEYS)

    value: reactive[str] = reactive("")
    choices: reactive[Named | None] = reactive(None)

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        choice: Choice
        value: str

    def __init__(self, path: str, value: str) -> None:
        super().__init__(name=path, classes="row")
        self.path = path
        self._spelled = ""
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
        """List all values."""
        values = self._values
        options = tuple((value, self._described(value)) for value in values)
        here = values[self._here] if self._here is not None else ""
        self.app.push_screen(on_demand.Picker(self.frame.label, options, here), self._picked)

    def on_click(self) -> None:
        """List the values."""
        self.action_open()

    def on_key(self, event: Key) -> None:
        """Choose the value whose name begins with the letters that are typed."""
        if event.character is None or not event.is_printable or event.key == "space":
            return
        event.stop()
        event.prevent_default()
        labels = [self._label(value) for value in self._values]
        typed, at = spelled(self._spelled, event.character, labels)
        if at is not None:
            self._spelled = typed
            self._choose(self._values[at])

    def on_blur(self) -> None:
        """Begin a new word when it is come back to."""
        self._spelled = ""

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
        return Content((filled(words, room) if width(words) > room else words) + _OPENS)
