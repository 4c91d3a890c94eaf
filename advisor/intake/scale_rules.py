"""Whether the place on the scale is one that the policy's year knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.intake.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from advisor.domain.decision import Fact
    from advisor.domain.rulebook import Rulebook
    from advisor.intake.readings import Readings

GRADE = "policy.grade"


def scale_problems(readings: Readings, rulebook: Rulebook, _today: date) -> Iterator[Problem]:
    """Give a grade above the highest of its year, or one of a year that had percentages."""
    start, grade = readings.day("policy.start"), readings.get(GRADE, int)
    if start is None or grade is None:
        return
    moves = rulebook.grade_moves.find(start)
    if moves and grade > moves.terms.highest:
        facts: dict[str, Fact] = {"start": start, "highest": moves.terms.highest}
        yield Problem(GRADE, "grade-above-highest", grade, facts)
    if moves is None and _had_percentages(start, rulebook):
        yield Problem(GRADE, "grade-before-grades", grade, {"start": start})


def _had_percentages(start: date, rulebook: Rulebook) -> bool:
    ladder = rulebook.others.get("percentage_ladder")
    return ladder is not None and ladder.find(start) is not None
