"""Renewals folded over the years: grade, count factor and premium of each."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from advisor.domain.decision import PremiumPath, PremiumYear
from advisor.domain.money import floor_to

if TYPE_CHECKING:
    from decimal import Decimal

    from advisor.domain.money import Won
    from advisor.domain.terms import GradeMoveTerms
    from advisor.engine.reading import Reading
    from advisor.engine.record import Count


def next_grade(grade: int, count: Count, terms: GradeMoveTerms) -> int:
    """Move a grade by what a renewal counts.

    A whole point drops one grade, half a point holds it, three clean years raise it by one. The
    protected grade holds against a few points and drops one step beyond them.
    """
    steps = int(count.points)
    if grade >= terms.protected and count.points:
        return grade if steps <= terms.protected_holds_up_to else grade - terms.protected_drop
    if steps:
        return max(grade - steps, terms.lowest)
    if count.points or count.accidents_3y:
        return grade
    return min(grade + terms.promotion, terms.highest)


def project(reading: Reading, counts: tuple[Count, ...], anchor: Won | None = None) -> PremiumPath:
    """Give the premium of the current year and of each renewal that `counts` reaches.

    With an `anchor`, the insurer's own figure for the coming renewal, later renewals follow from
    it instead of from the current premium.
    """
    start = reading.case.policy.start
    unit = reading.rulebook.premium.on(start).terms.unit
    growth = 1 + Fraction(reading.case.assumptions.premium_drift)
    current = _year(reading, counts[0], 0, reading.grade, reading.case.policy.premium)
    years, base = [current], current
    for renewal, count in enumerate(counts[1:], start=1):
        terms = reading.rulebook.grade_moves.on(reading.renewal_day(renewal)).terms
        grade = next_grade(years[-1].grade, count, terms)
        year = _year(reading, count, renewal, grade, current.premium)
        if anchor is not None and renewal == 1:
            base = evolve(year, premium=anchor)
            years.append(base)
            continue
        exact = base.premium * growth ** (renewal - base.renewal)
        exact *= _ratio(year.grade_factor, base.grade_factor)
        exact *= _ratio(year.count_factor, base.count_factor)
        years.append(evolve(year, premium=floor_to(exact, unit)))
    return tuple(years)


def _ratio(numerator: Decimal, denominator: Decimal) -> Fraction:
    return Fraction(numerator) / Fraction(denominator)


def _year(reading: Reading, count: Count, renewal: int, grade: int, premium: Won) -> PremiumYear:
    day = reading.renewal_day(renewal)
    profile = reading.profile.on(day).terms
    return PremiumYear(
        renewal=renewal,
        day=day,
        grade=grade,
        points=count.points,
        accidents_3y=count.accidents_3y,
        accidents_1y=count.accidents_1y,
        grade_factor=reading.table.terms.factor(grade),
        count_factor=profile.factor(count.accidents_3y, count.accidents_1y),
        premium=premium,
    )
