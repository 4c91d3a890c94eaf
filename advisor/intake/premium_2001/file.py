"""A question for a premium of 2001, read strictly: all of its problems at once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import evolve

from advisor.domain.money import NOTHING, Rate
from advisor.domain.premium_2001 import BillQuestion, InsuredCar
from advisor.intake.case.field import Listed
from advisor.intake.case.flags import read_rows
from advisor.intake.case.readings import Readings, read_fields
from advisor.intake.case.records import build_record
from advisor.intake.premium_2001.fields import LISTS, QUESTION, TABLES
from advisor.intake.premium_2001.rules import bill_problems
from advisor.intake.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from advisor.domain.rulebook import Rulebook

Document = dict[str, object]


def with_rows(
    document: Mapping[str, object], rows: Mapping[str, Sequence[str]], today: date
) -> tuple[Document, tuple[Problem, ...]]:
    """Add what may stand several times: codes, past claims and violations (`DAY:KIND`)."""
    changed, problems = dict(document), list[Problem]()
    for key in LISTS:
        changed |= _added(changed, key, list(rows.get(key, ())))
    for listed in TABLES:
        first = len(_row(changed, listed))
        tables, wrong = read_rows(listed, rows.get(listed, ()), first, today)
        changed |= _added(changed, listed, tables)
        problems += wrong
    return changed, tuple(problems)


def read_bill(
    document: Mapping[str, object], rulebook: Rulebook
) -> BillQuestion | tuple[Problem, ...]:
    """Read a document strictly; every problem at once, in the order of the keys.

    Raises:
        NoRuleInForceError: the document is well-formed, but a rule has no version for its day.
    """
    readings, problems = read_fields(document, QUESTION)
    if not problems:
        question = _question(readings)
        problems += bill_problems(question, rulebook)
        if not problems:
            return question
    return tuple(sorted(problems, key=lambda problem: QUESTION.place(problem.path)))


def _added(document: Document, key: str, rows: list[object]) -> Document:
    present = document.get(key, [])
    if not rows or not isinstance(present, list):
        return {}
    return {key: [*present, *rows]}


def _row(document: Mapping[str, object], key: str) -> list[object]:
    present = document.get(key)
    return present if isinstance(present, list) else []


_CALLED = {
    "rules_of": "start",
    **{key: key for key in ("base", "car", "owner", "insured_since", "percentage", "parts")},
    "consecutive": "consecutive",
}
"""The keys that are parts of the question by themselves, and what it calls them."""


def _question(readings: Readings) -> BillQuestion:
    stated: dict[str, Any] = {
        name: readings.values[key] for key, name in _CALLED.items() if key in readings.values
    }
    codes: dict[str, Any] = {key: tuple(readings.get(key, list) or ()) for key in LISTS}
    return BillQuestion(
        **stated | codes,
        own_damage=_car(readings),
        violations=tuple(_rows(readings, Listed.VIOLATION)),
        claims=tuple(
            evolve(claim, property_paid=claim.property_paid or NOTHING)
            for claim in _rows(readings, Listed.CLAIM)
        ),
    )


def _car(readings: Readings) -> InsuredCar | None:
    """Return the insured car; where a part is missing, the rules of the bill will say so."""
    value, rate = readings.won("car_value"), readings.rate("own_damage_rate")
    insured = readings.won("sum_insured")
    if value is None and rate is None and insured is None:
        return None
    return InsuredCar(
        value=value or NOTHING,
        rate=rate or Rate(Decimal(0)),
        model_year=readings.get("model_year", int),
        sum_insured=insured,
    )


def _rows(readings: Readings, listed: Listed) -> Iterator[Any]:
    return (build_record(readings, row, f"{listed}[]") for row in readings.rows(listed))
