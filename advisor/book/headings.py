"""The headings of a table of cases: which key a column states, and what its numbers count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import evolve

from advisor.book.heading_words import KEY_OF, TableWords, table_words
from advisor.domain.values import frozen
from advisor.intake.case.document_values import MOST_LISTED
from advisor.intake.case.field import FieldKind
from advisor.intake.case.fields import DEDUCTIBLE, ESTIMATE_KEYS, field_at, is_money
from advisor.intake.plain_text import without_invisible
from advisor.intake.typed.estimate import parse_unit
from advisor.intake.typed.period import is_day_pattern
from advisor.intake.unknown_keys import nearest_word

_CLIENT = "client."
_FAULT = "accident.fault"
_ROWS = "[]"
BRACKETS = re.compile(r"(?P<word>.*\S)\s*[(\[（](?P<unit>[^()\[\]（）]*)[)\]）]\s*")
"""A heading with brackets at the end, which hold the unit of its numbers or more of its word."""

_NUMBERED = re.compile(r"(?P<word>.*?\D)\s*#?(?P<number>[1-9][0-9]?)")
_INDEX = re.compile(r"\[([0-9]{1,2})\]")

_PERCENT = "%"
_NUMBER_BEFORE = re.compile(r"^(?:[①-⑳]\s*|\(?[0-9]{1,2}[.)]\s*(?=[^\W\d]))")
"""The number of a column in front of its word, as in a printed form: ①, 1., (1)."""

_STARS = " *＊※†"
"""Marks of a column that must be filled in, or that has a note below the table."""


@frozen
class Column:
    """One column that states a key: its place in a row, and the unit of a bare number in it.

    `unit` is in won and matters if the key is money, `percent` if it is a rate. `own_first` says
    whether the own one of two shares such as 70:30 comes first; None if the heading does not say.
    """

    place: int
    heading: str
    path: str
    unit: int = 1
    percent: bool = False
    own_first: bool | None = None

    @property
    def is_of_client(self) -> bool:
        """Whether the column says whose case it is, which has no effect on the answer."""
        return self.path.startswith(_CLIENT)

    @property
    def key(self) -> str:
        """The key of a case that the column states; a path such as the day of expiry is no key."""
        return KEY_OF.get(self.path, self.path)

    @property
    def is_derived(self) -> bool:
        """Whether the column only implies a key, which another column may state outright."""
        return self.path in KEY_OF


@frozen
class Unread:
    """A column that is not read although its heading looks as if it bore on the answer.

    `near` is the path of the key that may be meant.
    """

    place: int
    heading: str
    near: str


@frozen
class Headings:
    """The headings of a table, read: columns that state a key, and those that travel along.

    If two columns say the same of a client, such as two telephone numbers, the first is read. All
    other columns that state a key of `columns` once more are in `twice`: a row must say the same in
    both, or leave one of them empty. Columns in `bearing` are in `unread` too.
    """

    columns: tuple[Column, ...]
    unread: tuple[str, ...]
    twice: tuple[Column, ...]
    bearing: tuple[Unread, ...] = ()

    @property
    def paths(self) -> frozenset[str]:
        """The keys that have a column."""
        return frozenset(column.key for column in self.columns)

    def place_of(self, path: str) -> int | None:
        """Return the place of the column of a path, or None if there is no such column."""
        column = self.column_of(path)
        return None if column is None else column.place

    def column_of(self, path: str) -> Column | None:
        """Return the column of a path, or None if there is no such column."""
        return next((column for column in self.columns if column.path == path), None)


@frozen
class HeadingWords:
    """The words by which each key may be called, in either language, without blanks and case."""

    words: TableWords

    @classmethod
    def of(cls) -> HeadingWords:
        """Return the words of all keys."""
        return cls(table_words())

    @property
    def by_word(self) -> Mapping[str, str]:
        """The path of each word."""
        return self.words.by_word

    def read(self, cells: Sequence[object], unit: int = 1) -> Headings:
        """Read a row of headings; `unit` applies to headings that name none of their own."""
        columns: dict[str, Column] = {}
        unread: list[str] = []
        twice: list[Column] = []
        bearing: list[Unread] = []
        for place, cell in enumerate(cells):
            heading = " ".join(without_invisible(str(cell)).split())
            column = self._column(place, heading, unit)
            column = column and self._next_of_list(column, columns)
            if column is None:
                unread += [heading] if heading else []
                near = self.words.near(heading)
                bearing += [Unread(place, heading, near)] if near else []
            elif column.path not in columns:
                columns[column.path] = column
            elif column.is_of_client or column.is_derived:
                unread.append(heading)
            else:
                twice.append(column)
        return Headings(tuple(columns.values()), tuple(unread), tuple(twice), tuple(bearing))

    def _next_of_list(self, column: Column, columns: Mapping[str, Column]) -> Column:
        """Return a column of a list under the next free number, if its heading came before."""
        before = columns.get(column.path)
        bare = self.words.bare
        if before is None or "[" not in column.path or bare(before.heading) != bare(column.heading):
            return column
        numbered = (_INDEX.sub(f"[{number}]", column.path) for number in range(1, MOST_LISTED))
        free = (path for path in numbered if path not in columns)
        return evolve(column, path=next(free, column.path))

    def path(self, word: str) -> str | None:
        """Return the path of a key by its path or by a word for it; None for any other word."""
        column = self._column(0, without_invisible(word).strip(), 1)
        return column.path if column else None

    def nearest(self, heading: str) -> str:
        """Return the known word that is most like a heading, empty if none is like it."""
        return nearest_word(self.words.bare(heading), tuple(self.by_word), alike=70)

    def _column(self, place: int, heading: str, unit: int) -> Column | None:
        said = _NUMBER_BEFORE.sub("", heading.strip(_STARS), count=1)
        if path := self._path(said):
            return Column(place, heading, path, unit)
        if said.endswith(_PERCENT):
            return self._with_unit(place, heading, said.removesuffix(_PERCENT), _PERCENT)
        match = BRACKETS.fullmatch(said)
        return match and self._bracketed(place, heading, match["word"], match["unit"], unit)

    def _bracketed(
        self, place: int, heading: str, word: str, within: str, unit: int
    ) -> Column | None:
        """Read a heading with more of its word, an aside, a question or a unit in brackets."""
        if whole := self._path(f"{within} {word}") or self._path(f"{word} {within}"):
            return Column(place, heading, whole, unit)
        if self.words.is_aside(within):
            found = self._column(place, word, unit)
            return found and evolve(found, heading=heading)
        if self.words.asks(within):
            asked = (self._path(f"{word} {end}") for end in ("", *self.words.asked_for))
            path = next((one for one in asked if one and _takes_yes(one)), None)
            return Column(place, heading, path) if path else None
        return self._with_unit(place, heading, word, within)

    def _with_unit(self, place: int, heading: str, word: str, within: str) -> Column | None:
        """Read a heading with a unit, an order of shares or a form of days in brackets.

        A heading about a client may have anything in brackets.
        """
        path = self._path(word)
        if path is None:
            return None
        if within.strip() == _PERCENT:
            return None if is_money(path) else Column(place, heading, path, percent=True)
        own_first = self.words.own_first(within) if path == _FAULT else None
        if own_first is not None:
            return Column(place, heading, path, own_first=own_first)
        field = field_at(KEY_OF.get(path, path))
        is_day = field is not None and field.kind is FieldKind.DAY
        if path.startswith(_CLIENT) or (is_day and is_day_pattern(within)):
            return Column(place, heading, path)
        named = parse_unit(self.words.unit_told(within) or within)
        return Column(place, heading, path, named) if named else None

    def _path(self, word: str) -> str | None:
        words, index = self.words, _INDEX.search(word)
        pattern = words.path(_INDEX.sub(_ROWS, word))
        if pattern is None and (match := _NUMBERED.fullmatch(words.unmarked(word))):
            pattern, number = words.path(match["word"]), int(match["number"]) - 1
            if pattern and number == 0 and pattern.startswith(_CLIENT):
                return pattern
            return pattern.replace(_ROWS, f"[{number}]") if pattern and _ROWS in pattern else None
        if pattern is None and (part := self._part_of_estimate(word)):
            return part
        if pattern is None:
            asked = words.path(words.without_question(word))
            return asked if asked and _takes_yes(asked) else None
        return pattern.replace(_ROWS, index[0] if index else "[0]")

    def _part_of_estimate(self, word: str) -> str | None:
        """Return the path of the low, likely or high end of an estimate, named as in a case."""
        stem, _, part = word.strip().rpartition(".")
        path = self.words.path(stem) if part in ESTIMATE_KEYS else None
        field = field_at(path) if path else None
        return f"{path}.{part}" if field is not None and field.kind is FieldKind.ESTIMATE else None


def _takes_yes(path: str) -> bool:
    """Return whether yes or no can answer for a key: a flag, a cover, whether somebody is hurt."""
    field = field_at(path)
    return field is not None and field.kind in {FieldKind.FLAG, FieldKind.INJURY}


def holds_won(path: str) -> bool:
    """Return whether a column holds amounts in won; the deductible's may hold a whole plan."""
    return path == DEDUCTIBLE or is_money(path)
