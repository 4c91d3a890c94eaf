"""What must be true of a driver's years of insurance and traffic violations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.intake.case.fields import Listed
from advisor.intake.problems import Problem, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from advisor.domain.rulebook import Rulebook
    from advisor.intake.case.readings import Readings


def driver_problems(readings: Readings, rulebook: Rulebook, today: date) -> Iterator[Problem]:
    """Return days that are still to come, and kinds of violations that no version knows."""
    as_of = readings.day("as_of") or today
    start, since = readings.day("policy.start"), readings.day("policy.insured_since")
    if start is not None and since is not None and since > start:
        yield Problem("policy.insured_since", "insured-after-start", since, {"start": start})
    for violation in readings.rows(Listed.VIOLATION):
        day = readings.day(f"{violation}.day")
        if day is not None and day > as_of:
            yield Problem(f"{violation}.day", "violation-after-as-of", day, {"as_of": as_of})
        kind = readings.get(f"{violation}.kind", str)
        if kind is not None and kind not in rulebook.violation_kinds:
            allowed = ", ".join(sorted(rulebook.violation_kinds))
            yield Problem(f"{violation}.kind", "not-choice", shown(kind), {"allowed": allowed})
