"""Renewals folded over the years: grade, count factor and premium of each."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import Factory, frozen

from advisor.domain.days import renewal_day
from advisor.domain.money import Won
from advisor.domain.outcome import PremiumPath, PremiumYear
from advisor.domain.terms.core import GradeMoveTerms
from advisor.engine.renewals.driver_factors import career_on, violations_on

if TYPE_CHECKING:
    from datetime import date

    from advisor.domain.terms.premium import PercentageLadderTerms
    from advisor.engine.reading import Reading
    from advisor.engine.renewals.record import Count


_UNCHANGED = Fraction(1)
_UNCOUNTED = Decimal(1)
_NO_SPECIAL = Decimal(0)


def next_position(
    terms: GradeMoveTerms | PercentageLadderTerms, position: int, count: Count
) -> int:
    """Move on the scale of the case's policy year."""
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
    points = count.points
    if not points:
        return grade if count.holds else min(grade + terms.promotion, terms.highest)
    steps = int(points)
    if grade >= terms.protected:
        return grade if steps <= terms.protected_holds_up_to else grade - terms.protected_drop
    return max(grade - steps, terms.lowest) if steps else grade


@frozen(eq=False)
class Years:
    """The policy years of one car from the current one (0) on, and what changes with the day alone.

    `moves` holds the terms by which the driver moves at each renewal; `careers` and `violations`
    the driver's own factors; `growth` what those and the market's drift make of a premium of the
    current year, as numerator and denominator.
    """

    days: tuple[date, ...]
    moves: tuple[GradeMoveTerms | PercentageLadderTerms, ...]
    careers: tuple[Decimal | None, ...]
    violations: tuple[Decimal, ...]
    growth: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, reading: Reading, start: date, renewals: int) -> Years:
        """Ask the rules for each policy year up to some renewal."""
        days = tuple(renewal_day(start, k) for k in range(renewals + 1))
        careers = tuple(career_on(reading, day) for day in days)
        violations = tuple(violations_on(reading, day) for day in days)
        rise = 1 + Fraction(reading.case.assumptions.premium_drift)
        growth = []
        for k, own in enumerate(zip(careers, violations, strict=True)):
            grown = rise**k * ratio_of((careers[0], violations[0]), own)
            growth.append((grown.numerator, grown.denominator))
        moves = tuple(reading.moves_on(day).terms for day in days)
        return cls(days, moves, careers, violations, tuple(growth))


@frozen(eq=False)
class Car:
    """A car whose premium the record moves: the one of the case, or another of the same insured.

    `grade` is its place on the scale in the current year. `cars` are insured by its policy, which
    divide the points among them; only the car of the accident has it `counted`.
    """

    start: date
    premium: Won
    grade: int
    cars: int = 1
    counted: bool = True


@frozen(eq=False)
class Track:
    """Where one record leads: what each renewal counts, the grade, and the premium."""

    counts: tuple[Count, ...]
    grades: tuple[int, ...]
    premiums: tuple[Won, ...]


@frozen(eq=False)
class Pricing:
    """The premiums of one car under one reading.

    A renewal's premium is that of the current year × the ratio of the grade factors × the ratio of
    the count factors × the growth of that year: exact, then once rounded down to the unit of the
    rules. The dictionary only remembers factors that were asked for.
    """

    reading: Reading
    car: Car
    years: Years
    grade_factors: dict[int, Decimal] = Factory(dict)

    def track(self, counts: tuple[Count, ...], shifts: tuple[Fraction, ...] | None = None) -> Track:
        """Follow the record that was counted; `shifts` scale each renewal from 1 on."""
        grades = self.grades(counts)
        unit = self.reading.rulebook.premium.on(self.reading.case.policy.start).terms.unit
        base, parts = self._base(counts[0])
        premiums = [self.car.premium]
        for k in range(1, len(counts)):
            numerator, denominator = self._ratio(counts[k], grades[k], k)
            numerator, denominator = numerator * base, denominator * parts
            if shifts is not None:
                numerator *= shifts[k].numerator
                denominator *= shifts[k].denominator
            premiums.append(Won(numerator // (denominator * unit) * unit))
        return Track(counts, grades, tuple(premiums))

    def grades(self, counts: tuple[Count, ...]) -> tuple[int, ...]:
        """Return the place on the scale in each policy year."""
        grade = self.car.grade
        found, moves = [grade], self.years.moves
        for k in range(1, len(counts)):
            grade = next_position(moves[k], grade, counts[k])
            found.append(grade)
        return tuple(found)

    def exact(self, counts: tuple[Count, ...], renewal: int) -> Fraction:
        """Return the premium of one renewal before it is rounded."""
        grade = self.grades(counts[: renewal + 1])[renewal]
        base, parts = self._base(counts[0])
        numerator, denominator = self._ratio(counts[renewal], grade, renewal)
        return Fraction(numerator * base, denominator * parts)

    def path(self, track: Track) -> PremiumPath:
        """Return each policy year of a track with all that made its premium."""
        years = self.years
        return tuple(
            PremiumYear(
                renewal=k,
                day=years.days[k],
                grade=grade,
                points=count.points,
                accidents_3y=count.accidents_3y,
                accidents_1y=count.accidents_1y,
                grade_factor=self.grade_factor(grade),
                count_factor=self.count_factor(count, k),
                premium=premium,
                special=count.special,
                career=years.careers[k],
                violations=years.violations[k],
            )
            for k, (count, grade, premium) in enumerate(
                zip(track.counts, track.grades, track.premiums, strict=True)
            )
        )

    def grade_factor(self, grade: int) -> Decimal:
        """Return what a place on the scale is worth."""
        found = self.grade_factors.get(grade)
        if found is None:
            found = self.grade_factors[grade] = self.reading.table.terms.factor(grade)
        return found

    def count_factor(self, count: Count, renewal: int) -> Decimal:
        """Return what the accidents of a renewal are worth: 1 for a car that had none of them."""
        if not self.car.counted:
            return _UNCOUNTED
        terms = self.reading.profile.on(self.years.days[renewal]).terms
        return terms.factor(count.accidents_3y, count.accidents_1y)

    def _base(self, count: Count) -> tuple[int, int]:
        """Return the current premium over its factors, as numerator and denominator."""
        grade, grade_parts = self._grade_ratio(count, self.car.grade)
        counted, counted_parts = self.count_factor(count, 0).as_integer_ratio()
        return self.car.premium * grade_parts * counted_parts, grade * counted

    def _ratio(self, count: Count, grade: int, renewal: int) -> tuple[int, int]:
        factor, factor_parts = self._grade_ratio(count, grade)
        counted, counted_parts = self.count_factor(count, renewal).as_integer_ratio()
        growth, growth_parts = self.years.growth[renewal]
        return factor * counted * growth, factor_parts * counted_parts * growth_parts

    def _grade_ratio(self, count: Count, grade: int) -> tuple[int, int]:
        factor = self.grade_factor(grade)
        special = count.special
        return (factor if special is _NO_SPECIAL else factor + special).as_integer_ratio()


def project(reading: Reading, counts: tuple[Count, ...], anchor: Won | None = None) -> PremiumPath:
    """Return the premium of the current year and of each renewal that `counts` reaches.

    With an `anchor`, the insurer's own figure for the coming renewal, all renewals are scaled so
    that the coming one is it.
    """
    policy = reading.case.policy
    years = Years.of(reading, policy.start, len(counts) - 1)
    pricing = Pricing(reading, Car(policy.start, policy.premium, reading.grade), years)
    if anchor is None or len(counts) == 1:
        return pricing.path(pricing.track(counts))
    level = anchor / pricing.exact(counts, 1)
    return pricing.path(pricing.track(counts, (level,) * len(counts)))


def driver_ratio(base: PremiumYear, career: Decimal | None, violations: Decimal) -> Fraction:
    """Return how the driver's own factors changed; a career factor not in print is left out."""
    return ratio_of((base.career, base.violations), (career, violations))


def ratio_of(
    before: tuple[Decimal | None, Decimal], after: tuple[Decimal | None, Decimal]
) -> Fraction:
    """Return how career and violations change a premium; a career not in print changes nothing."""
    if before == after:
        return _UNCHANGED
    ratio = Fraction(after[1]) / Fraction(before[1])
    if before[0] is None or after[0] is None:
        return ratio
    return ratio * Fraction(after[0]) / Fraction(before[0])


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
    rise = (1 + Fraction(reading.case.assumptions.premium_drift)) ** years
    before = Fraction(base.grade_factor + base.special) * Fraction(base.count_factor)
    exact = base.premium * Fraction(factors[0]) * Fraction(factors[1]) * rise * driver / before
    return Won(int(exact / unit) * unit)
