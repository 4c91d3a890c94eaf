"""Checks that the place on the scale and the first day of insurance fit the policy's year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from advisor.domain.findings import Fact
from advisor.intake.problems import Problem

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook
    from advisor.domain.terms.premium import PercentageLadderTerms
    from advisor.intake.case.document_values import DocumentValues

GRADE, BEFORE_GAP, PERCENTAGE = "policy.grade", "policy.grade_before_gap", "policy.percentage"

_STEP = 5


def scale_problems(values: DocumentValues, rulebook: Rulebook, _today: date) -> Iterator[Problem]:
    """Yield the problems of the place on the scale and of the first day of insurance."""
    if GRADE in values.stated and BEFORE_GAP in values.stated:
        yield Problem(GRADE, "grade-beside-gap", values.get(GRADE, int))
    start = values.day("policy.start")
    if start is None:
        return
    since = values.day("policy.insured_since")
    if since is not None and since > start:
        yield Problem("policy.insured_since", "insured-after-start", since, {"start": start})
    for path in (GRADE, BEFORE_GAP):
        yield from grade_problems(path, values.get(path, int), start, rulebook)
    yield from _percentage(values.get(PERCENTAGE, int), start, rulebook)


def grade_problems(
    path: str, grade: int | None, start: date, rulebook: Rulebook
) -> Iterator[Problem]:
    """Yield the problems of a grade in a policy year that begins on `start`."""
    if grade is None:
        return
    moves = rulebook.grade_moves.find(start)
    if moves and grade > moves.terms.highest:
        facts: dict[str, Fact] = {"start": start, "highest": moves.terms.highest}
        yield Problem(path, "grade-above-highest", grade, facts)
    if moves is None and _ladder(start, rulebook):
        yield Problem(path, "grade-before-grades", grade, {"start": start})


def _percentage(percentage: int | None, start: date, rulebook: Rulebook) -> Iterator[Problem]:
    if percentage is None:
        return
    ladder = _ladder(start, rulebook)
    if ladder:
        yield from percentage_problems(PERCENTAGE, percentage, ladder)
    elif rulebook.grade_moves.find(start):
        yield Problem(PERCENTAGE, "percentage-after-grades", percentage, {"start": start})


def percentage_problems(
    path: str, percentage: int | None, ladder: PercentageLadderTerms
) -> Iterator[Problem]:
    """Yield the problem of a percentage that is not on the ladder, which goes by fives."""
    if percentage is None:
        return
    if percentage % _STEP or not ladder.lowest <= percentage <= ladder.highest:
        facts = {"minimum": ladder.lowest, "maximum": ladder.highest, "step": _STEP}
        yield Problem(path, "percentage-not-on-ladder", percentage, facts)


def _ladder(start: date, rulebook: Rulebook) -> PercentageLadderTerms | None:
    version = rulebook.percentage_ladder.find(start)
    return version.terms if version else None
