"""Reading a question for a premium of 2001, strictly and with all of its problems at once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from attrs import evolve

from advisor.domain.money import NOTHING, Rate, share
from advisor.domain.premium_2001 import CarOf2001, InsuredCar, Owner, Premium2001Question
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.premium import UsedCarFactorTerms
from advisor.intake.case.document_values import DocumentValues, read_fields
from advisor.intake.case.field import Field, FieldKind, ListKey, with_own_flags
from advisor.intake.case.fields import FIELDS as CASE_FIELDS
from advisor.intake.case.flags import read_rows
from advisor.intake.case.records import build_record
from advisor.intake.case.scale_rules import percentage_problems
from advisor.intake.key_table import KeyTable
from advisor.intake.problems import Problem, shown

T = TypeVar("T")

_AGE = "from-age-"

_OLDEST_MODEL, _NEWEST_MODEL = 1900, 2199
_HIGHEST_PERCENTAGE = 200
_MOST_PARTS = 12

Document = dict[str, object]


def with_rows(
    document: Mapping[str, object], rows: Mapping[str, Sequence[str]], today: date
) -> tuple[Document, tuple[Problem, ...]]:
    """Add what may occur several times: codes, past claims and violations (`DAY:KIND`)."""
    changed, problems = dict(document), list[Problem]()
    for key in LISTS:
        changed |= _added(changed, key, list(rows.get(key, ())))
    for listed in TABLES:
        first = len(_row(changed, listed))
        tables, wrong = read_rows(listed, rows.get(listed, ()), first, today)
        changed |= _added(changed, listed, tables)
        problems += wrong
    return changed, tuple(problems)


def read_premium_2001(
    document: Mapping[str, object], rulebook: Rulebook
) -> Premium2001Question | tuple[Problem, ...]:
    """Read a document strictly: return its question, or every problem in the order of the keys.

    Raises:
        NoRuleInForceError: the document is well-formed, but a rule has no version for its day.
    """
    values, problems = read_fields(document, QUESTION)
    if not problems:
        question = _question(values)
        problems += _problems_between(question, rulebook)
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
"""The keys that are attributes of the question by themselves, and their names there."""


def _question(values: DocumentValues) -> Premium2001Question:
    stated: dict[str, Any] = {
        name: values.by_path[key] for key, name in _CALLED.items() if key in values.by_path
    }
    codes: dict[str, Any] = {key: tuple(values.get(key, list) or ()) for key in LISTS}
    return Premium2001Question(
        **stated | codes,
        own_damage=_car(values),
        violations=tuple(_rows(values, ListKey.VIOLATION)),
        claims=tuple(
            evolve(claim, property_paid=claim.property_paid or NOTHING)
            for claim in _rows(values, ListKey.CLAIM)
        ),
    )


def _car(values: DocumentValues) -> InsuredCar | None:
    """Return the insured car, None if unstated; a missing part becomes a problem later."""
    value, rate = values.won("car_value"), values.rate("own_damage_rate")
    insured = values.won("sum_insured")
    if value is None and rate is None and insured is None:
        return None
    return InsuredCar(
        value=value or NOTHING,
        rate=rate or Rate(Decimal(0)),
        model_year=values.get("model_year", int),
        sum_insured=insured,
    )


def _rows(values: DocumentValues, listed: ListKey) -> Iterator[Any]:
    return (build_record(values, row, f"{listed}[]") for row in values.rows(listed))


PREMIUM_2001_FIELDS = with_own_flags(
    Field("rules_of", FieldKind.DAY, required=True),
    Field("base", FieldKind.WON, required=True, minimum=1),
    Field("car", FieldKind.CHOICE, choices=tuple(CarOf2001)),
    Field("owner", FieldKind.CHOICE, choices=tuple(Owner)),
    Field("car_value", FieldKind.WON, minimum=1),
    Field("own_damage_rate", FieldKind.RATE, maximum=1),
    Field("sum_insured", FieldKind.WON, minimum=1),
    Field("model_year", FieldKind.WHOLE, minimum=_OLDEST_MODEL, maximum=_NEWEST_MODEL),
    Field("insured_since", FieldKind.DAY),
    Field("percentage", FieldKind.WHOLE, maximum=_HIGHEST_PERCENTAGE),
    Field("parts", FieldKind.WHOLE, minimum=1, maximum=_MOST_PARTS),
    Field("consecutive", FieldKind.FLAG),
)
"""The keys that occur only once."""

LISTS: Mapping[str, str] = {"riders": "rider", "causes": "cause", "special": "special"}
"""The keys that hold codes of the rules, and the flag that adds one."""

TABLES = (ListKey.CLAIM, ListKey.VIOLATION)
"""The keys that hold a list of tables, with the same fields as in a case file."""

_TODAY_ONLY = {"claim[].status"}
"""Fields of those tables that a premium of 2001 does not use."""

_LISTED = tuple(
    field
    for field in CASE_FIELDS
    if field.table in {f"{listed}[]" for listed in TABLES} and field.path not in _TODAY_ONLY
)

QUESTION = KeyTable(
    (*PREMIUM_2001_FIELDS, *(Field(key, FieldKind.CODES) for key in LISTS), *_LISTED),
)
"""The table of keys of the question, in the order in which problems are reported."""


def _problems_between(question: Premium2001Question, rulebook: Rulebook) -> Iterator[Problem]:
    """Yield every problem between the keys, and between them and the rules of the day.

    Raises:
        NoRuleInForceError: the day is not in the years of percentages.
    """
    yield from _percentage(question, rulebook)
    yield from _own_damage(question, rulebook)
    yield from _codes(question, rulebook)
    yield from _riders(question)
    yield from _parts(question, rulebook)
    yield from _days(question)


def _percentage(question: Premium2001Question, rulebook: Rulebook) -> Iterator[Problem]:
    ladder = rulebook.percentage_ladder.on(question.start).terms
    yield from percentage_problems("percentage", question.percentage, ladder)


def _own_damage(question: Premium2001Question, rulebook: Rulebook) -> Iterator[Problem]:
    car = question.own_damage
    if car is None:
        return
    for key, stated in (("car_value", car.value), ("own_damage_rate", car.rate)):
        if not stated:
            yield Problem(key, "own-damage-incomplete", None, {"key": key})
    terms = rulebook.used_car_factor.on(question.start).terms
    yield from _insured(car, terms)


def _insured(car: InsuredCar, terms: UsedCarFactorTerms) -> Iterator[Problem]:
    if car.sum_insured is None or not car.value:
        return
    least = max(share(car.value, terms.least_insured_share), terms.least_insured)
    if car.sum_insured < min(least, car.value):
        yield Problem("sum_insured", "insured-too-low", car.sum_insured, {"least": least})


def _codes(question: Premium2001Question, rulebook: Rulebook) -> Iterator[Problem]:
    riders = rulebook.riders.on(question.start).terms.riders
    others = tuple(f"-{car}" for car in CarOf2001 if car is not question.car)
    known = {
        rider.code.removesuffix(f"-{question.car}")
        for rider in riders
        if not rider.code.endswith(others)
    }
    yield from _unknown("riders", question.riders, known)
    if question.causes:
        causes = rulebook.cause_points.on(question.start).terms.causes
        yield from _unknown("causes", question.causes, [one.cause for one in causes])
    surcharges = rulebook.special_surcharge.on(question.start).terms.surcharges
    yield from _unknown("special", question.special, [one.code for one in surcharges])
    rates = rulebook.violation_factor.on(question.start).terms.rates
    for index, violation in enumerate(question.violations):
        yield from _unknown(
            f"violation[{index}].kind", (violation.kind,), [one.violation for one in rates]
        )


def _unknown(path: str, codes: tuple[str, ...], known: Collection[str]) -> Iterator[Problem]:
    for code in codes:
        if code not in known:
            allowed = ", ".join(sorted(set(known)))
            yield Problem(path, "not-choice", shown(code), {"allowed": allowed})


def _riders(question: Premium2001Question) -> Iterator[Problem]:
    ages = [rider for rider in question.riders if rider.startswith(_AGE)]
    twice = len(set(question.riders)) < len(question.riders)
    if twice or len(ages) > 1:
        yield Problem("riders", "riders-collide", ", ".join(question.riders))


def _parts(question: Premium2001Question, rulebook: Rulebook) -> Iterator[Problem]:
    if question.parts == 1:
        return
    offered = rulebook.instalments.on(question.start).terms.instalments
    parts = sorted({one.parts for one in offered})
    if question.parts not in parts:
        facts = {"allowed": ", ".join(map(str, (1, *parts)))}
        yield Problem("parts", "parts-not-offered", question.parts, facts)


def _days(question: Premium2001Question) -> Iterator[Problem]:
    days = [("insured_since", question.insured_since)]
    days += [(f"claim[{i}].day", claim.day) for i, claim in enumerate(question.claims)]
    days += [(f"violation[{i}].day", one.day) for i, one in enumerate(question.violations)]
    for path, day in days:
        if day is not None and day > question.start:
            yield Problem(path, "after-rules-of", day, {"start": question.start})
