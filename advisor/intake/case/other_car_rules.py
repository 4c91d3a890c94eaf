"""What must be true of the other cars of the same insured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.days import last_day
from advisor.intake.case.fields import Listed
from advisor.intake.case.policy_year import day_of_advice, start_of_year_with
from advisor.intake.case.scale_rules import grade_problems
from advisor.intake.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from advisor.domain.rulebook import Rulebook
    from advisor.intake.case.readings import Readings


def other_car_problems(readings: Readings, rulebook: Rulebook, today: date) -> Iterator[Problem]:
    """Return the cars whose policy year is another one, or did not know their grade."""
    as_of = day_of_advice(readings, today)
    for car in readings.rows(Listed.OTHER_CAR):
        start = readings.day(f"{car}.start")
        if start is None:
            continue
        if as_of is not None and not start <= as_of <= last_day(start):
            facts = {"as_of": as_of, "start": start_of_year_with(start, as_of)}
            yield Problem(f"{car}.start", "other-car-of-another-year", start, facts)
        yield from grade_problems(
            f"{car}.grade", readings.get(f"{car}.grade", int), start, rulebook
        )
