"""Renewals folded over the years: grade, count factor and premium of each."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import Factory

from advisor.domain.days import renewal_day
from advisor.domain.money import Won
from advisor.domain.outcome import PremiumPath, PremiumYear
from advisor.domain.rule import Version
from advisor.domain.terms.core import CountProfileTerms, GradeMoveTerms
from advisor.domain.values import frozen
from advisor.engine.renewals.driver_factors import career_on, violations_on

if TYPE_CHECKING:
    from datetime import date

    from advisor.domain.money import Ratio
    from advisor.domain.terms.premium import PercentageLadderTerms
    from advisor.engine.reading import Reading
    from advisor.engine.renewals.record import Count

    Moves = Version[GradeMoveTerms] | Version[PercentageLadderTerms]


_UNCHANGED = Fraction(1)
_AS_IT_WAS: Ratio = (1, 1)
_UNCOUNTED = Decimal(1)


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

    `moves` holds the version by which the driver moves at each renewal; `careers` and `violations`
    the driver's own factors; `growth` what those and the market's drift make of a premium of the
    current year, as numerator and denominator. Premiums are rounded down to the `unit`. Readings of
    one case share the years, and so the versions of each count profile that were looked up.
    """

    days: tuple[date, ...]
    moves: tuple[Moves, ...]
    careers: tuple[Decimal | None, ...]
    violations: tuple[Decimal, ...]
    growth: tuple[Ratio, ...]
    unit: int
    profiles: dict[str, tuple[Version[CountProfileTerms], ...]] = Factory(dict)

    @classmethod
    def of(cls, reading: Reading, start: date, renewals: int) -> Years:
        """Ask the rules for each policy year up to some renewal."""
        days = tuple(renewal_day(start, k) for k in range(renewals + 1))
        careers: tuple[Decimal | None, ...] = (None,) * len(days)
        violations: tuple[Decimal, ...] = (_UNCOUNTED,) * len(days)
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
    """Return what drift and the driver's own factors make of a premium, year by year."""
    rise = 1 + Fraction(drift)
    grown = (rise**k * ratio_of(own[0], factors) for k, factors in enumerate(own))
    return tuple((one.numerator, one.denominator) for one in grown)


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
    rules.
    """

    reading: Reading
    car: Car
    years: Years

    def track(self, counts: tuple[Count, ...], shifts: tuple[Fraction, ...] | None = None) -> Track:
        """Follow the record that was counted; `shifts` scale each renewal from 1 on."""
        grades, unit, premium = self.grades(counts), self.years.unit, self.car.premium
        (base, parts), *ahead = self._factors(counts, grades)
        if shifts is not None:
            ahead = [
                (top * shift.numerator, bottom * shift.denominator)
                for (top, bottom), shift in zip(ahead, shifts[1:], strict=True)
            ]
        premiums = [premium]
        premiums += [
            Won(premium * parts * top // (base * bottom * unit) * unit) for top, bottom in ahead
        ]
        return Track(counts, grades, tuple(premiums))

    def grades(self, counts: tuple[Count, ...]) -> tuple[int, ...]:
        """Return the place on the scale in each policy year."""
        grade = self.car.grade
        found = [grade]
        for version, count in zip(self.years.moves[1:], counts[1:], strict=False):
            grade = next_position(version.terms, grade, count)
            found.append(grade)
        return tuple(found)

    def exact(self, counts: tuple[Count, ...], renewal: int) -> Fraction:
        """Return the premium of one renewal before it is rounded."""
        return Fraction(*self.ratios(counts[: renewal + 1])[renewal])

    def ratios(self, counts: tuple[Count, ...]) -> list[Ratio]:
        """Return the premium of each policy year before it is rounded, as two whole numbers."""
        factors = self._factors(counts, self.grades(counts))
        base, parts = factors[0]
        parts *= self.car.premium
        return [(top * parts, bottom * base) for top, bottom in factors]

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
        return self.reading.table.terms.factor(grade)

    def count_factor(self, count: Count, renewal: int) -> Decimal:
        """Return what the accidents of a renewal are worth: 1 for a car that had none of them."""
        if not self.car.counted:
            return _UNCOUNTED
        terms = self.profiles[renewal].terms
        return terms.factor(count.accidents_3y, count.accidents_1y)

    @property
    def profiles(self) -> tuple[Version[CountProfileTerms], ...]:
        """The version of the count profile that each policy year goes by."""
        code, years = self.reading.profile_code, self.years
        found = years.profiles.get(code)
        if found is None:
            found = years.profiles[code] = self.reading.profile.over(years.days)
        return found

    def _factors(self, counts: tuple[Count, ...], grades: tuple[int, ...]) -> list[Ratio]:
        """Return all factors of each policy year in one, with the growth of that year."""
        table, counted, found = self.reading.table.terms, self.car.counted, []
        for count, grade, profile, (growth, shrinking) in zip(
            counts, grades, self.profiles, self.years.growth, strict=False
        ):
            worth, parts = table.ratio(grade)
            if count.special:
                worth, parts = (table.factor(grade) + count.special).as_integer_ratio()
            if counted:
                times, of = profile.terms.ratio(count.accidents_3y, count.accidents_1y)
                worth, parts = worth * times, parts * of
            found.append((worth * growth, parts * shrinking))
        return found


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
