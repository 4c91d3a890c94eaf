"""Finding one of several names by typing a word, and a list that is searched in this way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message

from advisor.intake.problems import Unreadable
from advisor.intake.typed.short_answers import is_nobody, parse_choice, parse_flag, parse_injury
from advisor.intake.typed.won import parse_won
from advisor.tui.widgets.cached import BoundedOptionList


def place_meant(typed: str, names: Sequence[str], read: Callable[[str], int | None]) -> int | None:
    """Return the place of the name that a typed word means, None if it means none.

    The word is the start of the name or of a later word in it, or `read` knows what it stands for.
    If it means none, it is tried without its first letter, which may have been typed by itself.

    >>> kinds = ["wall", "flood", "fire"]
    >>> [place_meant(word, kinds, lambda word: None) for word in ("fi", "fw", "fla", "floor")]
    [2, 0, None, None]
    """
    plain = [normalize("NFKC", name).casefold() for name in names]
    word = normalize("NFKC", typed).strip().casefold()

    def begun(letters: str) -> int | None:
        for begins in (str.startswith, _has_word):
            for at, name in enumerate(plain):
                if letters and begins(name, letters):
                    return at
        return None

    for found in (begun(word), read(typed) if word else None, begun(word[1:])):
        if found is not None:
            return found
    return None


def place_of(path: str, values: Sequence[str], word: str) -> int | None:
    """Return the place of the value that a word means, read as in flags and tables, or None.

    >>> place_of("accident.kind", ["object", "theft"], "기둥 박음")
    0
    >>> place_of("policy.own_damage", ["true", "false", "unknown"], "안 들었어요")
    1
    >>> place_of("policy.surcharge_threshold", ["500000", "1000000"], "100만")
    1
    """
    found = (code for code in _readings(path, word) if code in values)
    code = next(found, None)
    return None if code is None else values.index(code)


def _readings(path: str, word: str) -> Iterator[str]:
    """Yield the values that a word may mean: a choice, an amount, yes or no, an injury, nobody."""
    yield str(parse_choice(word, path))
    yield str(parse_won(word))
    if isinstance(flag := parse_flag(word), bool):
        yield str(flag).lower()
    if not isinstance(injury := parse_injury(word), Unreadable):
        yield str(injury)
    if path.endswith(_OF_OTHERS) and is_nobody(word):
        yield ""


_OF_OTHERS = ("injury_grade", "hurt")
"""The ends of the keys for who was hurt, which may be nobody."""


def _has_word(name: str, letters: str) -> bool:
    return any(word.startswith(letters) for word in name.replace("·", " ").split())


class TypedWord:
    """The word that is being typed, letter by letter."""

    typed = ""
    _is_over = False

    def takes(self, event: Key) -> bool:
        """Take a key that writes a sign or deletes the last one; any other key ends the word.

        No word begins with a space. After Enter the word stays until the next letter, which begins
        a new one. Returns whether the word has taken the key.
        """
        if event.key == "enter":
            self._is_over = True
            return False
        if self._is_over and event.is_printable:
            self.typed = ""
        self._is_over = False
        if event.key == "backspace" and self.typed:
            self.typed = self.typed[:-1]
            return True
        is_blank = event.key == "space" and not self.typed
        is_sign = event.is_printable and event.character is not None and not is_blank
        self.typed = f"{self.typed}{event.character}" if is_sign else ""
        return is_sign


class Listing(BoundedOptionList):
    """A list searched by typing; if the typed word means no line, no line has the cursor."""

    @dataclass
    class Typed(Message):
        """A word was typed; `is_read` says whether it means a line or has been deleted again."""

        word: str
        is_read: bool

    def offer(self, names: Sequence[str], read: Callable[[str], int | None]) -> None:
        """Show the names; `read` finds the place of one that a word means without beginning it."""
        self._names, self._read, self._spelling = names, read, TypedWord()
        self.set_options(map(Content, names))

    @property
    def unread(self) -> str:
        """The typed word if it means no line, else empty."""
        return self._spelling.typed if self.highlighted is None else ""

    def on_key(self, event: Key) -> None:
        """Move the cursor to the line that the typed word means."""
        if self._spelling.takes(event):
            self._find()

    def on_paste(self, event: Paste) -> None:
        """Move the cursor to the line that the pasted words mean."""
        self._spelling.typed = " ".join(event.text.split())
        self._find()

    def _find(self) -> None:
        if word := self._spelling.typed:
            self.highlighted = place_meant(word, self._names, self._read)
        self.post_message(self.Typed(word, not word or self.highlighted is not None))
