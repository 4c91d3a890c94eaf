"""The words by which tables name the keys of a case, from the catalogs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from unicodedata import normalize

from advisor.domain.values import frozen
from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import COVER_FLAG, DEDUCTIBLE, FIELDS, KEYS, field_at
from advisor.intake.plain_text import plain_characters
from advisor.intake.typed.period import is_month_title

POLICY_END, POLICY_RENEWAL, ACCIDENT_TOLD, PAST = (
    "policy.end", "policy.renewal", "accident.told", "claim[]",
)  # fmt: skip
"""Columns that no case file has: the days on which a policy ends or is renewed, an accident in a
few words, and a past accident in one cell."""

KEY_OF: Mapping[str, str] = {
    POLICY_END: "policy.start",
    POLICY_RENEWAL: "policy.start",
    ACCIDENT_TOLD: "accident.kind",
}
"""The key that such a column states if no other column does."""

_ROW_OF = {"accident.hurt": "accident.injury_grade", "accident.already": "accident.paid"}
"""Rows of the form that ask for a key in other words, and that key."""

_FORMAT = "format"
_ROWS = "[]"
_MORE_WORDS = " | "
_MARKS = str.maketrans("", "", "*:·?")
"""Signs that people add to a heading and that are not part of its word."""

_NOTE_MARKS = (
    "※", "*", "＊", "†", "▣", "■", "□", "◆", "◇", "▶", "▷", "►", "●", "○", "◎", "★", "☆", "☞",
    "【", "<", "〈", "《", "[", "-", "–", "—", "=",
)  # fmt: skip

_SECTIONS = ("bearing", "beside", "aside")

_APART = re.compile(r"[/,|]")
_WHOSE = ("own", "theirs")
_BETWEEN_SIDES = re.compile(r"\s*[:：/]\s*")
"""The sign between the two sides of an accident in a heading such as 우리:상대."""


@frozen
class TableWords:
    """The words by which each key may be called, in either language, and words that come near one.

    `by_word` has the keys' words without blanks and case, `by_form` the same with one form for each
    part that has two. `stems` are parts of headings that may bear on a key. `beside` are endings of
    headings that do not, and whole headings. `aside` are words that leave a heading's meaning as it
    is, each after the code of its use, such as `within` (in brackets) or `unit`.
    """

    by_word: Mapping[str, str]
    by_form: Mapping[str, str]
    stems: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, str], ...]
    aside: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, catalogs: Sequence[Texts] = tuple(map(Texts, LANGUAGES))) -> TableWords:
        """Return the words of the catalogs; one that two keys share means the key outside of lists.

        The words of people for a key go before those of a short label, a flag or a question.
        """
        paths = sorted(_paths(), key=lambda path: _ROWS in path)
        found: dict[str, str] = {}
        for words_of in (_names, _labels):
            for path in paths:
                for word in words_of(path, catalogs):
                    found.setdefault(cls.bare(word), path)
        sections = {one: tuple(_listed(one, catalogs)) for one in _SECTIONS}
        by_form: dict[str, str] = {}
        for word, path in found.items():
            by_form.setdefault(_one_form(word, sections["aside"]), path)
        return cls(found, by_form, *sections.values())

    def path(self, word: str) -> str | None:
        """Return the path of a key by a word for it in any form; None for any other word."""
        bare = self.bare(word)
        return self.by_word.get(bare) or self.by_form.get(_one_form(bare, self.aside))

    def is_aside(self, word: str) -> bool:
        """Return whether a word in brackets leaves the meaning of a heading as it is."""
        said = self.bare(word)
        return any(where == "within" and said == self.bare(one) for where, one in self.aside)

    def asks(self, word: str) -> bool:
        """Return whether a word in brackets asks for a yes or a no: O/X, 유/무."""
        choice = _APART.sub("", self.bare(word))
        return any(
            where == "asks" and choice == _APART.sub("", self.bare(one))
            for where, one in self.aside
        )

    @property
    def asked_for(self) -> tuple[str, ...]:
        """The words after the name of a cover that ask whether there is such a cover."""
        return tuple(one for where, one in self.aside if where == "cover")

    def own_first(self, word: str) -> bool | None:
        """Return whether the own share comes first of two, by a word in brackets as 우리:상대.

        None if the word does not name both sides.
        """
        whose = [
            next(
                (where for where, one in self.aside if where in _WHOSE and self.bare(side) == one),
                "",
            )
            for side in _BETWEEN_SIDES.split(word)
        ]
        return whose == list(_WHOSE) if sorted(whose) == list(_WHOSE) else None

    def unit_told(self, text: str) -> str:
        """Return the word for the unit of all amounts that a title states, else an empty text."""
        words = "|".join(re.escape(one) for where, one in self.aside if where == "unit")
        told = re.search(rf"(?:{words})\s*[:：]\s*([^\s,()\[\]]+)", text, re.IGNORECASE)
        return told[1] if told else ""

    def without_question(self, word: str) -> str:
        """Return a bare word, without the ending that asks whether there is any, if it has one."""
        bare = self.bare(word)
        ends = (one for where, one in self.aside if where == "ends" and bare.endswith(one))
        return bare.removesuffix(next(ends, ""))

    @staticmethod
    def bare(word: str) -> str:
        """Return a word in one form of letters, without blanks, case and marks."""
        return "".join(TableWords.unmarked(word).split()).casefold()

    @staticmethod
    def unmarked(word: str) -> str:
        """Return a word in one form of letters without the marks beside it."""
        return normalize("NFC", plain_characters(word)).translate(_MARKS).strip()

    def near(self, heading: str) -> str:
        """Return the path of the key on which a heading may bear, else an empty text."""
        bare = self.bare(heading)
        for where, said in self.beside:
            if bare.endswith(self.bare(said)) and (where == "ends" or bare == self.bare(said)):
                return ""
        return next((path for path, stem in self.stems if self.bare(stem) in bare), "")


@cache
def table_words() -> TableWords:
    """Return the words of both languages; they are collected once."""
    return TableWords.of()


def heading_paths() -> tuple[str, ...]:
    """Return the paths of all columns that are read, in the order of a case file."""
    yielded: dict[str, list[str]] = {}
    for path, key in KEY_OF.items():
        yielded.setdefault(key, []).append(path)
    return tuple(
        one for path in _paths() if path not in KEY_OF for one in (path, *yielded.get(path, ()))
    )


@cache
def _bare_words(code: str) -> frozenset[str]:
    words = (texts(code) for texts in map(Texts, LANGUAGES))
    return frozenset(TableWords.bare(one) for word in words for one in word.split(_MORE_WORDS))


def is_number_heading(heading: str) -> bool:
    """Return whether a column numbers the rows of its table, by its heading."""
    return TableWords.bare(heading) in _bare_words("numbering.row")


def begins_totals(cell: str) -> bool:
    """Return whether a row that begins with this cell is a total of other rows."""
    return TableWords.bare(cell) in _bare_words("numbering.total")


def is_note(row: Sequence[str]) -> bool:
    """Return whether a row is a note below a table or a title between its rows.

    Such a row has one filled cell only, which begins with a mark or holds just a month.
    """
    filled = [*filter(None, row)]
    return len(filled) == 1 and (filled[0].startswith(_NOTE_MARKS) or is_month_title(filled[0]))


def headings_of(path: str, texts: Texts) -> tuple[str, ...]:
    """Return the headings that a key may have in one language, the app's own word first."""
    found = dict.fromkeys(word.strip() for word in _names(path, (texts,), paths=False))
    return tuple(found)


def _one_form(word: str, aside: Sequence[tuple[str, str]]) -> str:
    """Return a bare word with the same form for each part that is written in two ways."""
    for form, _, stands in (said.partition(" > ") for where, said in aside if where == "forms"):
        word = word.replace(form, stands)
    return word


def _listed(section: str, catalogs: Sequence[Texts]) -> Iterator[tuple[str, str]]:
    for texts in catalogs:
        for code in texts.codes(section):
            name, _, path = code.partition(".")
            if name == section:
                yield from ((path, stem.strip()) for stem in texts(code).split(_MORE_WORDS))


def _paths() -> Iterator[str]:
    """Yield every key that may have a column, including tables that are asked as one question."""
    lists = {f"{listed}{_ROWS}" for listed in ListKey}
    tables = (table for table in KEYS if field_at(table) or table == DEDUCTIBLE)
    yield from (field.path for field in FIELDS if field.path != _FORMAT)
    yield from (table for table in tables if table not in lists)
    yield from (*KEY_OF, PAST)


def _names(path: str, catalogs: Sequence[Texts], *, paths: bool = True) -> Iterator[str]:
    """Yield what a key is called: its path, its word in the app, and the words of people."""
    if paths:
        yield from (path, path.replace(_ROWS, ""))
    for texts in catalogs:
        for code in (f"field.{path}", f"heading.{path}"):
            if texts.has(code):
                yield from texts(code).split(_MORE_WORDS)


def _labels(path: str, catalogs: Sequence[Texts]) -> Iterator[str]:
    """Yield what else the app calls a key: in its form, in its flags, and in its questions."""
    flag = next((one.flag for one in (COVER_FLAG, *FIELDS) if one.path == path), "")
    if flag:
        yield from (flag, f"--{flag}")
    rows = (path, *(row for row, key in _ROW_OF.items() if key == path))
    codes = [f"label.{row}" for row in rows]
    codes += [f"flag.{path}", f"guide.ask.{path}", f"guide.ask.{path}-first"]
    for texts in catalogs:
        yield from (texts(code) for code in codes if texts.has(code))
