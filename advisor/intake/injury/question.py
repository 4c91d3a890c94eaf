"""A question for the payment standard, read strictly: all of its problems at once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from advisor.domain.injury import InjuryQuestion, Occupation
from advisor.intake.case.fields import DEATH
from advisor.intake.case.readings import Readings, read_fields
from advisor.intake.injury.fields import FAMILY, QUESTION
from advisor.intake.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date


def read_injury(
    document: Mapping[str, object], today: date
) -> InjuryQuestion | tuple[Problem, ...]:
    """Read a document strictly; every problem at once, in the order of the keys.

    Where it states no day, the standard of `today` is asked for.
    """
    readings, problems = read_fields(document, QUESTION)
    problems += _between(readings)
    if problems:
        return tuple(sorted(problems, key=lambda problem: QUESTION.place(problem.path)))
    return _question(readings, today)


_CALLED = {"income": "monthly_income", "visits": "outpatient_visits"}
"""The keys that are shorter than what they are called in the question."""


def _between(readings: Readings) -> Iterator[Problem]:
    """Yield what the keys must be to each other."""
    values = readings.values
    died = _died(readings)
    if died and values.get("grade") not in {None, DEATH}:
        yield Problem("grade", "grade-with-death", readings.get("grade", int))
    if died and values.get("loss"):
        yield Problem("loss", "loss-with-death", readings.get("loss", Decimal))
    if values.get("occupation") == Occupation.NONE and values.get("income"):
        yield Problem("income", "income-without-work", readings.get("income", int))
    if values.get("care_days") and values.get("loss") != 1:
        yield Problem("care_days", "care-needs-total-loss", readings.get("care_days", int))


def _died(readings: Readings) -> bool:
    return bool(readings.values.get("death")) or readings.values.get("grade") == DEATH


def _question(readings: Readings, today: date) -> InjuryQuestion:
    stated: dict[str, Any] = {
        _CALLED.get(key, key): value
        for key, value in readings.values.items()
        if key not in {*FAMILY, "grade", "death"}
    }
    return InjuryQuestion(
        **{"on": today} | stated,
        grade=readings.get("grade", int),
        died=_died(readings),
        family=tuple(
            (relation, int(readings.get(key, int) or 0))
            for key, relation in FAMILY.items()
            if readings.values.get(key)
        ),
    )
