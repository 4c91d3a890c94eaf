"""A question for the payment standard: typed flags, and all of their problems at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from advisor.domain.injury import InjuryQuestion, Occupation, Ward
from advisor.domain.money import NOTHING, Rate, Won
from advisor.intake.case.fields import DEATH
from advisor.intake.injury.fields import FAMILY, INJURY_FIELDS, KEYS
from advisor.intake.problems import Problem, Unreadable
from advisor.intake.typed.text import parse
from advisor.intake.unknown_keys import unknown_keys
from advisor.intake.values import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

T = TypeVar("T")


def typed_injury(
    flags: Mapping[str, str], today: date
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Read flags as people type them into a document, with a problem for each unreadable one."""
    document, problems = dict[str, object](), list[Problem]()
    for field in INJURY_FIELDS:
        text = flags.get(field.flag)
        if text is None:
            continue
        value = parse(field, text, today, percent=False)
        if isinstance(value, Unreadable):
            problems.append(value.at(field.path, text))
        else:
            document[field.path] = value
    return document, tuple(problems)


def read_injury(
    document: Mapping[str, object], today: date
) -> InjuryQuestion | tuple[Problem, ...]:
    """Read a document strictly; every problem at once, in the order of the keys.

    Where it states no day, the standard of `today` is asked for.
    """
    table: dict[object, object] = dict(document.items())
    problems = list(unknown_keys("", table, KEYS))
    values: dict[str, object] = {}
    for field in INJURY_FIELDS:
        if field.path not in document:
            continue
        reading = read_value(field, document[field.path], field.path)
        if isinstance(reading, tuple):
            problems += reading
        else:
            values[field.path] = reading
    problems += _between(values)
    return tuple(sorted(problems, key=_order)) or _question(values, today)


def _order(problem: Problem) -> int:
    return KEYS.index(problem.path) if problem.path in KEYS else len(KEYS)


def _between(values: Mapping[str, object]) -> Iterator[Problem]:
    """Yield what the keys must be to each other."""
    died = _died(values)
    if died and values.get("grade") not in {None, DEATH}:
        yield Problem("grade", "grade-with-death", _get(values, "grade", int))
    if died and values.get("loss"):
        yield Problem("loss", "loss-with-death", _get(values, "loss", Decimal))
    if values.get("occupation") == Occupation.NONE and values.get("income"):
        yield Problem("income", "income-without-work", _get(values, "income", int))
    if values.get("care_days") and values.get("loss") != 1:
        yield Problem("care_days", "care-needs-total-loss", _get(values, "care_days", int))


def _died(values: Mapping[str, object]) -> bool:
    return bool(values.get("death")) or values.get("grade") == DEATH


def _question(values: Mapping[str, object], today: date) -> InjuryQuestion:
    loss, occupation = _get(values, "loss", Decimal), _get(values, "occupation", str)
    return InjuryQuestion(
        on=_get(values, "on", date) or today,
        grade=_get(values, "grade", int),
        died=_died(values),
        age=_get(values, "age", int),
        occupation=None if occupation is None else Occupation(occupation),
        monthly_income=_won(values, "income"),
        actual_loss=_won(values, "actual_loss"),
        day_wage=_won(values, "day_wage"),
        treatment=_won(values, "treatment") or NOTHING,
        hospital_days=_get(values, "hospital_days", int) or 0,
        meals_given=_won(values, "meals_given") or NOTHING,
        ward_extra=_won(values, "ward_extra") or NOTHING,
        ward=Ward(_get(values, "ward", str) or Ward.WISH),
        outpatient_visits=_get(values, "visits", int) or 0,
        days_off=_get(values, "days_off", int),
        loss=None if loss is None else Rate(loss),
        keeps_income=bool(values.get("keeps_income")),
        work_months=_get(values, "work_months", int),
        living_cost=_won(values, "living_cost"),
        care_days=_get(values, "care_days", int) or 0,
        family=tuple(
            (relation, int(bool(values[key])) if key == "spouse" else _get(values, key, int) or 0)
            for key, relation in FAMILY.items()
            if values.get(key)
        ),
    )


def _won(values: Mapping[str, object], key: str) -> Won | None:
    amount = _get(values, key, int)
    return None if amount is None else Won(amount)


def _get(values: Mapping[str, object], key: str, kind: type[T]) -> T | None:
    value = values.get(key)
    return value if isinstance(value, kind) else None
