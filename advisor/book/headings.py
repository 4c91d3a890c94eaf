"""The headings of a table of cases: which key a column states, and what its numbers count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from unicodedata import normalize

from advisor.domain.values import frozen
from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.fields import DEDUCTIBLE, FIELDS, KEYS, FieldKind, Listed, field_at
from advisor.intake.plain_text import plain_signs
from advisor.intake.typed.unit import parse_unit
from advisor.intake.unknown_keys import nearest_word

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMAT = "format"
_CLIENT = "client."
_ROWS = "[]"
_BRACKETS = re.compile(r"(?P<word>.*\S)\s*[(\[（](?P<unit>[^()\[\]（）]*)[)\]）]\s*")
_NUMBERED = re.compile(r"(?P<word>.*?\D)\s*#?(?P<number>[1-9][0-9]?)")
_INDEX = re.compile(r"\[([0-9]{1,2})\]")
_PERCENT = "%"
_MORE_WORDS = " | "
_MARKS = str.maketrans("", "", "*:·")
"""Signs that people put beside a heading and that are no part of its word."""


@frozen
class Column:
    """One column that states a key: its place in a row, and what a bare number in it counts.

    `unit` is in won and plays a part where the key is money; `percent` where it is a rate.
    """

    place: int
    heading: str
    path: str
    unit: int = 1
    percent: bool = False

    @property
    def is_of_client(self) -> bool:
        """Tell whether it says whose case it is, which plays no part in an answer."""
        return self.path.startswith(_CLIENT)


@frozen
class Headings:
    """The first row of a table, read: columns that state a key, and those that travel along.

    Of two columns that say the same of a client, a mobile number and one of an office perhaps, the
    first is read; two of any other key are in `twice`.
    """

    columns: tuple[Column, ...]
    unread: tuple[str, ...]
    twice: tuple[tuple[str, str], ...]

    @property
    def paths(self) -> frozenset[str]:
        """The keys that have a column."""
        return frozenset(column.path for column in self.columns)


@frozen
class HeadingWords:
    """The words by which each key may be called, in either language, without blanks and case."""

    by_word: Mapping[str, str]

    @classmethod
    def of(cls, catalogs: Sequence[Texts] = tuple(map(Texts, LANGUAGES))) -> HeadingWords:
        """Collect the words: a word that two keys share is that of the one outside of lists."""
        paths = sorted(_paths(), key=lambda path: _ROWS in path)
        found: dict[str, str] = {}
        for path in paths:
            for word in (path, path.replace(_ROWS, ""), *_words(path, catalogs)):
                found.setdefault(_bare(word), path)
        return cls(found)

    def read(self, cells: Sequence[object], unit: int = 1) -> Headings:
        """Read a row of headings; `unit` counts where a heading names none of its own."""
        columns: dict[str, Column] = {}
        unread: list[str] = []
        twice: list[tuple[str, str]] = []
        for place, cell in enumerate(cells):
            heading = str(cell).strip()
            column = self._column(place, heading, unit)
            if column is None:
                unread += [heading] if heading else []
            elif column.path in columns and column.is_of_client:
                unread.append(heading)
            elif column.path in columns:
                twice.append((columns[column.path].heading, heading))
            else:
                columns[column.path] = column
        return Headings(tuple(columns.values()), tuple(unread), tuple(twice))

    def path(self, word: str) -> str | None:
        """Return the path of a key by its path or by a word for it, None where it is neither."""
        column = self._column(0, word.strip(), 1)
        return column.path if column else None

    def nearest(self, heading: str) -> str:
        """Return the known word that is most like a heading, or nothing."""
        return nearest_word(_bare(heading), tuple(self.by_word), alike=70)

    def _column(self, place: int, heading: str, unit: int) -> Column | None:
        if path := self._path(heading):
            return Column(place, heading, path, unit)
        match = _BRACKETS.fullmatch(heading)
        path = self._path(match["word"]) if match else None
        if match is None or path is None:
            return None
        if match["unit"].strip() == _PERCENT:
            return Column(place, heading, path, percent=True)
        if path.startswith(_CLIENT):
            return Column(place, heading, path)
        named = parse_unit(match["unit"])
        return Column(place, heading, path, named) if named else None

    def _path(self, word: str) -> str | None:
        index = _INDEX.search(word)
        pattern = self.by_word.get(_bare(_INDEX.sub(_ROWS, word)))
        if pattern is None and (match := _NUMBERED.fullmatch(_unmarked(word))):
            pattern = self.by_word.get(_bare(match["word"]))
            number = int(match["number"]) - 1
            return pattern.replace(_ROWS, f"[{number}]") if pattern and _ROWS in pattern else None
        if pattern is None:
            return None
        return pattern.replace(_ROWS, index[0] if index else "[0]")


def is_money(path: str) -> bool:
    """Tell whether a key holds an amount."""
    field = field_at(path)
    return path == DEDUCTIBLE or (
        field is not None and field.kind in {FieldKind.WON, FieldKind.ESTIMATE}
    )


def _paths() -> Iterator[str]:
    """Yield every key that may have a column, tables that are asked as one question included."""
    lists = {f"{listed}{_ROWS}" for listed in Listed}
    tables = (table for table in KEYS if field_at(table) or table == DEDUCTIBLE)
    yield from (field.path for field in FIELDS if field.path != _FORMAT)
    yield from (table for table in tables if table not in lists)


def _words(path: str, catalogs: Sequence[Texts]) -> Iterator[str]:
    codes = (f"field.{path}", f"label.{path}", f"heading.{path}")
    for texts in catalogs:
        for code in codes:
            if texts.has(code):
                yield from texts(code).split(_MORE_WORDS)


def _bare(word: str) -> str:
    """Return a word in one form of letters, without blanks, case and marks."""
    return "".join(_unmarked(word).split()).casefold()


def _unmarked(word: str) -> str:
    return normalize("NFC", plain_signs(word)).translate(_MARKS).strip()
