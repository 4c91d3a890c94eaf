"""A field that is chosen from a few values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Protocol

from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message
from textual.reactive import reactive

from advisor import on_demand
from advisor.explain.texts import Texts
from advisor.explain.width import width
from advisor.intake.typed.kind import tells_person
from advisor.intake.typed.short_answers import KIND
from advisor.tui.keys import CHOICE_KEYS, bindings
from advisor.tui.widgets.listing import TypedWord, place_meant, place_of
from advisor.tui.widgets.row import Row, filled

_OPENS = " ▾"


class NamedValues(Protocol):
    """The values of fields by path, and their names."""

    @property
    def texts(self) -> Texts:
        """The texts of the language in which they are named."""

    def values(self, path: str) -> tuple[str, ...]:
        """Return the values in the order in which they are offered."""

    def label(self, path: str, value: str) -> str:
        """Return the name of a value."""

    def described(self, path: str, value: str) -> str:
        """Return the name of a value in a list, which has more room for it."""
        return self.label(path, value)


class Choice(Row, can_focus=True):
    """A choice among values: arrows step through them, typed words choose, Space lists all."""

    BINDINGS = bindings(CHOICE_KEYS)

    value: reactive[str] = reactive("")
    choices: reactive[NamedValues | None] = reactive(None)

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        choice: Choice
        value: str

    def __init__(self, path: str, value: str) -> None:
        super().__init__(name=path, classes="row")
        self.path = path
        self._spelling = TypedWord()
        self._before, self._told = value, ""
        self.set_reactive(Choice.value, value)

    def show_value(self, value: str) -> None:
        """Show a value that was not chosen here, without posting it."""
        self.value = value

    def action_step(self, steps: int) -> None:
        """Choose the next or the previous value, wrapping around at the ends."""
        values, here = self._values, self._here
        start = -1 if steps > 0 else 0
        self._choose(values[((start if here is None else here) + steps) % len(values)])

    def action_open(self) -> None:
        """List all values."""
        values = self._values
        options = tuple((value, self._described(value)) for value in values)
        here = values[self._here] if self._here is not None else ""
        picker = on_demand.Picker(self.frame.label, options, here, self.path)
        self.app.push_screen(picker, self._picked)

    def on_click(self) -> None:
        """List the values."""
        self.action_open()

    def on_key(self, event: Key) -> None:
        """Choose the value that the typed word means, or go back to the one before the word."""
        is_new = not self._spelling.typed
        if not self._spelling.takes(event):
            return
        event.stop()
        event.prevent_default()
        self._before = self.value if is_new else self._before
        self._find()

    def on_paste(self, event: Paste) -> None:
        """Choose the value that the pasted words mean."""
        self.choose_by(event.text)

    def choose_by(self, words: str) -> None:
        """Choose the value that `words` mean; if they mean none, keep the current one.

        What is typed afterwards begins a new word.
        """
        self._before, self._spelling.typed = self.value, " ".join(words.split())
        self._find()
        self._spelling.typed = ""

    def offers(self, words: str) -> bool:
        """Return whether words mean one of the values."""
        return self._place_meant(" ".join(words.split())) is not None

    def _place_meant(self, word: str) -> int | None:
        labels = [self._label(value) for value in self._values]
        return place_meant(word, labels, partial(place_of, self.path, self._values))

    def on_blur(self) -> None:
        """Forget the typed word, so that typing begins a new one when the focus returns."""
        self._spelling.typed = ""

    def _find(self) -> None:
        if not (word := self._spelling.typed) or self.choices is None:
            return
        at = self._place_meant(word)
        is_person = self.path == KIND and tells_person(word)
        code = "" if at is not None else "guide.person" if is_person else "app.choice.unread"
        if code not in {"", self._told}:
            self.notify(self.choices.texts(code), markup=False)
        self._told = code
        self._choose(self._before if at is None else self._values[at])

    @property
    def _values(self) -> tuple[str, ...]:
        return self.choices.values(self.path) if self.choices else (self.value,)

    @property
    def _here(self) -> int | None:
        """The place of the value among all, or of one with the same name; None if there is none."""
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
        """Draw the value, with a mark that it opens a list."""
        words = self.frame.echo or self._label(self.value)
        room = max(0, self.content_size.width - len(_OPENS))
        return Content((filled(words, room) if width(words) > room else words) + _OPENS)
