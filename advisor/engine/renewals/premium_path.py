"""Renewals folded over the years: grade, count factor and premium of each."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from advisor.domain.decision import PremiumPath, PremiumYear
from advisor.domain.money import Won
from advisor.domain.terms.core import GradeMoveTerms
from advisor.engine.renewals.driver_factors import career_on, violations_on

if TYPE_CHECKING:
    from decimal import Decimal

    from advisor.domain.terms.premium import PercentageLadderTerms
    from advisor.engine.reading import Reading
    from advisor.engine.renewals.record import Count


_UNCHANGED = Fraction(1)


def next_position(reading: Reading, renewal: int, position: int, count: Count) -> int:
    """Move on the scale of the case's policy year."""
    terms = reading.moves(renewal).terms
    if isinstance(terms, GradeMoveTerms):
        return next_grade(position, count, terms)
    return next_percentage(position, count, terms)


def next_percentage(percentage: int, count: Count, terms: PercentageLadderTerms) -> int:
    """Move on the ladder of percentages: half a point, or an accident of earlier years, holds."""
    if count.points or count.holds:
        return terms.after_points(percentage, count.points)
    return terms.after_clean_years(percentage)


def next_grade(grade: int, count: Count, terms: GradeMoveTerms) -> int:
    """Move a grade by what a renewal counts.

    A whole point drops one grade, half a point holds it, three years with nothing that holds it
    raise it by one. The protected grade holds against a few points and drops one step beyond them.
    """
    steps = int(count.points)
    if grade >= terms.protected and count.points:
        return grade if steps <= terms.protected_holds_up_to else grade - terms.protected_drop
    if steps:
        return max(grade - steps, terms.lowest)
    if count.points or count.holds:
        return grade
    return min(grade + terms.promotion, terms.highest)


def project(reading: Reading, counts: tuple[Count, ...], anchor: Won | None = None) -> PremiumPath:
    """Give the premium of the current year and of each renewal that `counts` reaches.

    With an `anchor`, the insurer's own figure for the coming renewal, later renewals follow from
    it instead of from the current premium.
    """
    years = [_year(reading, counts[0], 0, reading.grade, reading.case.policy.premium)]
    base = years[0]
    for renewal, count in enumerate(counts[1:], start=1):
        grade = next_position(reading, renewal, years[-1].grade, count)
        if anchor is not None and renewal == 1:
            base = _year(reading, count, renewal, grade, anchor)
            years.append(base)
        else:
            years.append(_year(reading, count, renewal, grade, base))
    return tuple(years)


def _year(
    reading: Reading, count: Count, renewal: int, grade: int, known: PremiumYear | Won
) -> PremiumYear:
    """Give a policy year: its premium is known, or follows from that of a known year."""
    day = reading.renewal_day(renewal)
    grade_factor = reading.table.terms.factor(grade)
    count_factor = reading.profile.on(day).terms.factor(count.accidents_3y, count.accidents_1y)
    career, violations = career_on(reading, day), violations_on(reading, day)
    if isinstance(known, PremiumYear):
        factors = (grade_factor + count.special, count_factor)
        driver = driver_ratio(known, career, violations)
        premium = scaled_premium(reading, known, renewal - known.renewal, factors, driver)
    else:
        premium = known
    return PremiumYear(
        renewal=renewal,
        day=day,
        grade=grade,
        points=count.points,
        accidents_3y=count.accidents_3y,
        accidents_1y=count.accidents_1y,
        grade_factor=grade_factor,
        count_factor=count_factor,
        premium=premium,
        special=count.special,
        career=career,
        violations=violations,
    )


def driver_ratio(base: PremiumYear, career: Decimal | None, violations: Decimal) -> Fraction:
    """Give how the driver's own factors changed; a career factor not in print is left out."""
    if (career, violations) == (base.career, base.violations):
        return _UNCHANGED
    ratio = Fraction(violations) / Fraction(base.violations)
    if career is None or base.career is None:
        return ratio
    return ratio * Fraction(career) / Fraction(base.career)


def scaled_premium(
    reading: Reading,
    base: PremiumYear,
    years: int,
    factors: tuple[Decimal, Decimal],
    driver: Fraction = _UNCHANGED,
) -> Won:
    """Scale a known premium by both factors, the drift and the ratio of the driver's own factors.

    Exact, then rounded down once.
    """
    unit = reading.rulebook.premium.on(reading.case.policy.start).terms.unit
    grade, grade_parts = factors[0].as_integer_ratio()
    count, count_parts = factors[1].as_integer_ratio()
    base_grade, base_grade_parts = (base.grade_factor + base.special).as_integer_ratio()
    base_count, base_count_parts = base.count_factor.as_integer_ratio()
    rise, rise_parts = (1 + reading.case.assumptions.premium_drift).as_integer_ratio()
    numerator = base.premium * grade * count * base_grade_parts * base_count_parts * rise**years
    denominator = grade_parts * count_parts * base_grade * base_count * rise_parts**years
    numerator, denominator = numerator * driver.numerator, denominator * driver.denominator
    return Won(numerator // (denominator * unit) * unit)
