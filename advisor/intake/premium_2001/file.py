"""A question for a premium of 2001, read strictly: all of its problems at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve

from advisor.domain.money import NOTHING, Rate
from advisor.domain.premium_2001 import BillQuestion, CarOf2001, InsuredCar, Owner
from advisor.domain.rulebook import Rulebook
from advisor.intake.case.field import Field, FieldKind, Listed
from advisor.intake.case.fields import FIELDS as CASE_FIELDS
from advisor.intake.case.flags import read_rows
from advisor.intake.case.readings import Readings, read_fields
from advisor.intake.case.records import build_record
from advisor.intake.key_table import KeyTable
from advisor.intake.premium_2001.rules import bill_problems
from advisor.intake.problems import Problem

_OLDEST_MODEL, _NEWEST_MODEL = 1900, 2199
_HIGHEST_PERCENTAGE = 200
_MOST_PARTS = 12

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


def _won(path: str, *, required: bool = False, minimum: int = 0) -> Field:
    return Field(path, FieldKind.WON, required=required, minimum=minimum, flag=_flag(path))


def _flag(path: str) -> str:
    return path.replace("_", "-")


BILL_FIELDS: tuple[Field, ...] = (
    Field("rules_of", FieldKind.DAY, required=True, flag="rules-of"),
    _won("base", required=True, minimum=1),
    Field("car", FieldKind.CHOICE, choices=tuple(CarOf2001), flag="car"),
    Field("owner", FieldKind.CHOICE, choices=tuple(Owner), flag="owner"),
    _won("car_value", minimum=1),
    Field("own_damage_rate", FieldKind.RATE, maximum=1, flag="own-damage-rate"),
    _won("sum_insured", minimum=1),
    Field(
        "model_year",
        FieldKind.WHOLE,
        minimum=_OLDEST_MODEL,
        maximum=_NEWEST_MODEL,
        flag="model-year",
    ),
    Field("insured_since", FieldKind.DAY, flag="insured-since"),
    Field("percentage", FieldKind.WHOLE, maximum=_HIGHEST_PERCENTAGE, flag="percentage"),
    Field("parts", FieldKind.WHOLE, minimum=1, maximum=_MOST_PARTS, flag="parts"),
    Field("consecutive", FieldKind.FLAG, flag="consecutive"),
)
"""The keys that stand once."""

LISTS: Mapping[str, str] = {"riders": "rider", "causes": "cause", "special": "special"}
"""The keys that hold codes of the rules, and the flag that adds one."""

TABLES = (Listed.CLAIM, Listed.VIOLATION)
"""The keys that hold a row of tables, with the fields that a case file has there."""

_TODAY_ONLY = {"claim[].status"}
"""Fields of those tables that no premium of 2001 asks for."""

_LISTED = tuple(
    field
    for field in CASE_FIELDS
    if field.table in {f"{listed}[]" for listed in TABLES} and field.path not in _TODAY_ONLY
)

QUESTION = KeyTable(
    (*BILL_FIELDS, *(Field(key, FieldKind.CODES) for key in LISTS), *_LISTED),
)
"""The table of keys of the question, in the order in which problems are told."""
