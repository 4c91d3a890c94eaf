"""The policy years of one car: what changes from one to the next, and how the driver moves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import Factory

from advisor.domain.days import renewal_days
from advisor.domain.money import Ratio
from advisor.domain.rule import Version
from advisor.domain.terms.core import CountProfileTerms, GradeMoveTerms
from advisor.domain.values import frozen
from advisor.engine.reading import Reading
from advisor.engine.renewals.driver_factors import career_on, driver_ratios, violations_on
from advisor.engine.renewals.record import Count

if TYPE_CHECKING:
    from advisor.domain.terms.premium import PercentageLadderTerms

    Moves = Version[GradeMoveTerms] | Version[PercentageLadderTerms]


_AS_IT_WAS: Ratio = (1, 1)
_NO_FACTOR = Decimal(1)


@frozen(eq=False)
class PolicyYears:
    """The policy years of one car from the current one (0) on, and what depends on the day alone.

    `moves` holds the rule version that moves the driver at each renewal; `careers` and `violations`
    are the driver's own factors. `growth` is by how much those and the market's drift multiply the
    current premium, as numerator and denominator. Premiums are rounded down to `unit` won. Readings
    of one case share the years, and so the cached `profiles`: the versions of each count profile.
    """

    days: tuple[date, ...]
    moves: tuple[Moves, ...]
    careers: tuple[Decimal | None, ...]
    violations: tuple[Decimal, ...]
    growth: tuple[Ratio, ...]
    unit: int
    profiles: dict[str, tuple[Version[CountProfileTerms], ...]] = Factory(dict)

    @classmethod
    def of(cls, reading: Reading, start: date, renewals: int) -> PolicyYears:
        """Look up the rules for each policy year up to a renewal."""
        days = renewal_days(start, renewals)
        careers: tuple[Decimal | None, ...] = (None,) * len(days)
        violations: tuple[Decimal, ...] = (_NO_FACTOR,) * len(days)
        if reading.case.policy.insured_since is not None:
            careers = tuple(career_on(reading, day) for day in days)
        if reading.case.violations:
            violations = tuple(violations_on(reading, day) for day in days)
        own = tuple(zip(careers, violations, strict=True))
        drift = reading.case.assumptions.premium_drift
        growth = _growth(drift, own) if drift or len(set(own)) > 1 else (_AS_IT_WAS,) * len(days)
        unit = reading.rulebook.premium.on(reading.case.policy.start).terms.unit
        return cls(days, reading.moves_over(days), careers, violations, growth, unit)


def _growth(drift: Decimal, own: tuple[tuple[Decimal | None, Decimal], ...]) -> tuple[Ratio, ...]:
    """Return how drift and the driver's own factors multiply a premium, year by year."""
    rise = 1 + Fraction(drift)
    grown = (rise**k * ratio for k, ratio in enumerate(driver_ratios(own)))
    return tuple((one.numerator, one.denominator) for one in grown)


def next_percentage(percentage: int, count: Count, terms: PercentageLadderTerms) -> int:
    """Return the next percentage; half a point, or an accident of earlier years, holds it."""
    if count.points or count.holds:
        return terms.after_points(percentage, count.points)
    return terms.after_clean_years(percentage)


def next_grade(grade: int, count: Count, terms: GradeMoveTerms) -> int:
    """Return the next grade, by what a renewal counts.

    A whole point drops one grade, half a point holds it, and three years with nothing that holds it
    raise it by one. The protected grade holds against a few points and drops one step beyond them.
    """
    points = count.points
    if not points:
        return grade if count.holds else min(grade + terms.promotion, terms.highest)
    steps = int(points)
    if grade >= terms.protected:
        return grade if steps <= terms.protected_holds_up_to else grade - terms.protected_drop
    return max(grade - steps, terms.lowest) if steps else grade
