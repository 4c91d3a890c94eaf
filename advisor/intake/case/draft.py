"""A case that is still being typed: texts by field, which can become a document at any time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from attrs import evolve, field

from advisor.domain.case import Case
from advisor.domain.days import earliest
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.intake.case.case_file import read_case
from advisor.intake.case.field import Field, FieldKind, ListKey
from advisor.intake.case.fields import (
    BY_PATH,
    COVER,
    COVER_FLAG,
    COVER_UNKNOWN,
    FIELDS,
    NO_COVER,
    UNCONFIRMED,
    field_at,
    order_in_file,
)
from advisor.intake.case.records import FORMAT
from advisor.intake.nested import list_row, set_cover, set_value, value_at
from advisor.intake.plain_text import plain
from advisor.intake.problems import Problem, Unreadable, merged_problems
from advisor.intake.typed.amounts_in_text import MentionedAmount, only_amount
from advisor.intake.typed.day import parse_day
from advisor.intake.typed.estimate import parse_estimate
from advisor.intake.typed.field_value import as_typed, document_value, leaves_open, parse_field
from advisor.intake.typed.short_answers import parse_flag
from advisor.intake.typed.won import unlabelled

_FORMAT_PATH = "format"


@frozen
class Draft:
    """The texts in the fields of a form, as they were typed; an empty text states nothing.

    `values` is keyed by the path in the case file, `claims` by the key within `[[claim]]`, and so
    are `violations` and `other_cars`. The path `policy.own_damage` says whether there is such a
    cover. If it is empty, there is one as soon as a field of it is filled; `unknown` assumes one.
    """

    values: Mapping[str, str] = field(factory=dict)
    claims: tuple[Mapping[str, str], ...] = ()
    violations: tuple[Mapping[str, str], ...] = ()
    other_cars: tuple[Mapping[str, str], ...] = ()

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> Draft:
        """Return the draft with the texts of a document; a key without a field is left out."""
        values = {
            known.path: text
            for known in FIELDS
            if known.path != _FORMAT_PATH and (text := _text_at(document, known.path))
        }
        policy = document.get("policy")
        has_cover = isinstance(policy, Mapping) and "own_damage" in policy
        cover = as_typed(has_cover)  # without a table there is no cover, stated or not
        if value_at(document, UNCONFIRMED) is True:
            del values[UNCONFIRMED]
            cover = COVER_UNKNOWN
        return cls(
            {COVER: cover} | values,
            **{listed.plural: _texts_of(document, listed) for listed in ListKey},
        )

    def text(self, path: str) -> str:
        """Return the text of a field, empty if nothing was typed, as in a row that is not there."""
        if row := list_row(path):
            listed, index, key = row
            rows = self.rows(listed)
            return rows[index].get(key, "") if index < len(rows) else ""
        return self.values.get(path, "")

    def rows(self, listed: ListKey) -> tuple[Mapping[str, str], ...]:
        """Return the texts of each table of a list, by key."""
        found: tuple[Mapping[str, str], ...] = getattr(self, listed.plural)
        return found

    def with_value(self, path: str, text: str) -> Draft:
        """Return the draft with a text in a field, which may be of a past claim (`claim[0].day`).

        Raises:
            KeyError: there is no such field.
            IndexError: there is no such claim or violation.
        """
        if row := list_row(path):
            listed, index, key = row
            rows = list(self.rows(listed))
            rows[index] = _known(listed, {**rows[index], key: text})
            return self._with_rows(listed, tuple(rows))
        if path != COVER and path not in BY_PATH:
            raise KeyError(path)
        values = {**self.values, path: text}
        if path == COVER:
            values[NO_COVER] = as_typed(value=True) if parse_flag(text) is False else ""
        return evolve(self, values=values)

    def day(self, path: str, today: date) -> date | None:
        """Return the day typed into a field; None if it is empty or cannot be read."""
        return _day(self.text(path), today)

    def with_row(self, listed: ListKey, texts: Mapping[str, str] | None = None) -> Draft:
        """Return the draft with one more row of a list, empty or with its texts by key.

        Raises:
            KeyError: the tables of the list have no such key.
        """
        return self._with_rows(listed, (*self.rows(listed), _known(listed, texts or {})))

    def without_row(self, listed: ListKey, index: int) -> Draft:
        """Return the draft without one row of a list; the rows behind it move up."""
        rows = self.rows(listed)
        return self._with_rows(listed, rows[:index] + rows[index + 1 :])

    def document(self, today: date) -> tuple[dict[str, object], tuple[Problem, ...]]:
        """Return the document of all readable texts, and a problem for each unreadable one."""
        document: dict[str, object] = {_FORMAT_PATH: FORMAT, "policy": {}, "accident": {}}
        for listed in ListKey:
            if rows := self.rows(listed):
                document[listed] = [{} for _ in rows]
        problems: list[Problem] = []
        for path, known, text in self._typed():
            value = _read(known, text, today)
            if isinstance(value, Unreadable):
                problems.append(value.problem_at(path, text))
            elif known is not COVER_FLAG:
                set_value(document, path, document_value(value))
            elif value is not False:
                set_cover(document, said=value)
        problems.sort(key=lambda problem: order_in_file(problem.path))
        return document, tuple(problems)

    def _typed(self) -> Iterator[tuple[str, Field, str]]:
        """Yield path, field and text of all that is filled, except within a cover that is off."""
        has_cover = parse_flag(self.values.get(COVER, "")) is not False
        for known in (COVER_FLAG, *FIELDS):
            text = self.values.get(known.path, "")
            of_other = NO_COVER if has_cover else f"{COVER}."
            if not leaves_open(known, text) and not known.path.startswith(of_other):
                yield known.path, known, text
        for listed in ListKey:
            for index, row in enumerate(self.rows(listed)):
                for key, text in row.items():
                    known = BY_PATH[f"{listed}[].{key}"]
                    if not leaves_open(known, text):
                        yield f"{listed}[{index}].{key}", known, text

    def _with_rows(self, listed: ListKey, rows: tuple[Mapping[str, str], ...]) -> Draft:
        changed: dict[str, Any] = {listed.plural: rows}
        return evolve(self, **changed)


def read_draft(draft: Draft, rulebook: Rulebook, today: date) -> Case | tuple[Problem, ...]:
    """Return the case of a draft, or its problems; a problem of typing hides a field's others.

    Raises:
        NoRuleInForceError: all fields are well-formed, but a rule has no version for its day.
    """
    document, unread = draft.document(today)
    case = read_case(document, rulebook, today)
    if isinstance(case, Case):
        return unread or case
    return merged_problems(unread, case)


def policy_day(draft: Draft, today: date) -> date:
    """Return the first day of the policy year as typed, or `today` if it cannot be read."""
    return draft.day("policy.start", today) or today


def claim_days(draft: Draft, today: date) -> tuple[date, ...]:
    """Return the day of each past claim, or that of the policy year if it cannot be read."""
    start = policy_day(draft, today)
    return tuple(_day(row.get("day", ""), today) or start for row in draft.rows(ListKey.CLAIM))


def claims_of_this_year(draft: Draft, today: date) -> tuple[bool, ...]:
    """Return for each past claim whether it is of this policy year; false if a day is missing."""
    start = _day(draft.text("policy.start"), today)
    of_a_claim = BY_PATH[f"{ListKey.CLAIM}[].day"]
    days = (_read(of_a_claim, row.get("day", ""), today) for row in draft.rows(ListKey.CLAIM))
    return tuple(
        start is not None and isinstance(day, date) and earliest(day) >= start for day in days
    )


@lru_cache(maxsize=4096)
def _day(text: str, today: date) -> date | None:
    """Read a day, cached because the days of all clients are asked for when one of them changes."""
    found = parse_day(text, today) if text.strip() else None
    return found if isinstance(found, date) else None


@lru_cache(maxsize=1024)
def _read(known: Field, text: str, today: date) -> object | Unreadable:
    """Read a text, cached because with each key typed all the other fields stay the same."""
    return parse_field(known, text, today)


def _text_at(document: Mapping[str, object], path: str) -> str:
    value = value_at(document, path)
    return "" if value is None else as_typed(value)


def _texts_of(document: Mapping[str, object], listed: ListKey) -> tuple[Mapping[str, str], ...]:
    """Return the texts of a list of tables; a key without a field is left out."""
    tables = document.get(listed)
    return tuple(
        {key: as_typed(value) for key, value in table.items() if f"{listed}[].{key}" in BY_PATH}
        for table in (tables if isinstance(tables, list) else ())
        if isinstance(table, Mapping)
    )


def _known(listed: ListKey, texts: Mapping[str, str]) -> dict[str, str]:
    for key in texts:
        if f"{listed}[].{key}" not in BY_PATH:
            raise KeyError(key)
    return dict(texts)


def fixed_text(path: str, text: str, today: date) -> str:
    """Return a typed day as year-month-day, an amount without the words of a message around it.

    Any other text stays as it is.
    """
    field = field_at(path)
    if field is None or not text.strip():
        return text
    if field.kind is FieldKind.DAY:
        day = parse_field(field, text, today)
        return day.isoformat() if isinstance(day, date) else text
    if not field.is_money or isinstance(parse_field(field, text, today), Unreadable):
        return text
    bare = unlabelled(plain(text))
    among = only_amount(text) if isinstance(parse_estimate(bare), Unreadable) else None
    kept = among.text if isinstance(among, MentionedAmount) else bare
    return text if not kept or kept == plain(text) else kept


def with_fixed_days(draft: Draft, today: date) -> Draft:
    """Return the draft in texts that mean the same on any later day."""
    paths = [*draft.values]
    for listed in ListKey:
        rows = enumerate(draft.rows(listed))
        paths += [f"{listed}[{place}].{key}" for place, row in rows for key in row]
    for path in paths:
        text = draft.text(path)
        if (day := fixed_text(path, text, today)) != text:
            draft = draft.with_value(path, day)
    return draft
