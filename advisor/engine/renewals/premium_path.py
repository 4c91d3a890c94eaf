"""Grade, count factor and premium of each renewal, worked out from year to year."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial

from advisor.domain.lazy_sequences import LazyItems
from advisor.domain.money import Ratio, Won
from advisor.domain.outcome import PremiumPath, PremiumYear
from advisor.domain.rule import Version
from advisor.domain.terms.core import CountProfileTerms, GradeMoveTerms
from advisor.domain.values import frozen
from advisor.engine.reading import Reading
from advisor.engine.renewals.policy_years import PolicyYears, next_grade, next_percentage
from advisor.engine.renewals.record import Count

_UNCOUNTED = Decimal(1)


@frozen(eq=False)
class Car:
    """A car whose premium the record affects: the case's own, or another of the same insured.

    `grade` is its place on the scale in the current year. `cars` is the number of cars on its
    policy, which divide the points among them. Only the car of the accident is `counted`: the count
    factor applies to no other.
    """

    start: date
    premium: Won
    grade: int
    cars: int = 1
    counted: bool = True


@frozen(eq=False)
class Track:
    """What follows from one record: the count, the grade and the premium of each policy year."""

    counts: tuple[Count, ...]
    grades: tuple[int, ...]
    premiums: tuple[Won, ...]


@frozen(eq=False)
class Pricing:
    """The premiums of one car under one reading.

    A renewal's premium is that of the current year × the ratio of the grade factors × the ratio of
    the count factors × the growth of that year. It is worked out exactly, then rounded down once to
    the unit of the rules.
    """

    reading: Reading
    car: Car
    years: PolicyYears

    def track(
        self,
        counts: tuple[Count, ...],
        grades: tuple[int, ...],
        shifts: tuple[Fraction, ...] | None = None,
    ) -> Track:
        """Return the track for counts and grades; `shifts` scale each renewal from 1 on."""
        unit, premium = self.years.unit, self.car.premium
        (base, parts), *ahead = self._factors(counts, grades)
        if shifts is not None:
            ahead = [
                (top * shift.numerator, bottom * shift.denominator)
                for (top, bottom), shift in zip(ahead, shifts[1:], strict=True)
            ]
        times, of, premiums = premium * parts, base * unit, [premium]
        premiums += [Won(times * top // (of * bottom) * unit) for top, bottom in ahead]
        return Track(counts, grades, tuple(premiums))

    def grades(self, counts: tuple[Count, ...]) -> tuple[int, ...]:
        """Return the place on the scale in each policy year."""
        grade = self.car.grade
        found = [grade]
        for version, count in zip(self.years.moves[1:], counts[1:], strict=False):
            terms = version.terms
            if isinstance(terms, GradeMoveTerms):
                grade = next_grade(grade, count, terms)
            else:
                grade = next_percentage(grade, count, terms)
            found.append(grade)
        return tuple(found)

    def exact(self, counts: tuple[Count, ...], renewal: int) -> Fraction:
        """Return the premium of one renewal before it is rounded."""
        return Fraction(*self.ratios(counts[: renewal + 1])[renewal])

    def ratios(self, counts: tuple[Count, ...]) -> list[Ratio]:
        """Return the premium of each policy year before rounding, as numerator and denominator."""
        factors = self._factors(counts, self.grades(counts))
        base, parts = factors[0]
        parts *= self.car.premium
        return [(top * parts, bottom * base) for top, bottom in factors]

    def path(self, track: Track) -> PremiumPath:
        """Return each policy year of a track with everything that makes up its premium."""
        return LazyItems(len(track.counts), partial(self._year, track))

    def _year(self, track: Track, k: int) -> PremiumYear:
        years, count, grade = self.years, track.counts[k], track.grades[k]
        return PremiumYear(
            renewal=k,
            day=years.days[k],
            grade=grade,
            points=count.points,
            accidents_3y=count.accidents_3y,
            accidents_1y=count.accidents_1y,
            grade_factor=self.reading.table.terms.factor(grade),
            count_factor=self.count_factor(count, k),
            premium=track.premiums[k],
            special=count.special,
            career=years.careers[k],
            violations=years.violations[k],
        )

    def count_factor(self, count: Count, renewal: int) -> Decimal:
        """Return the count factor at a renewal; it is 1 for cars that are not `counted`."""
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
        """Return the product of all factors of each policy year, including its growth."""
        found, times, of = [], 1, 1
        table, last, by = self.reading.table.terms, None, None
        profiles = self.profiles if self.car.counted else (None,) * len(counts)
        each = zip(
            counts, grades, table.ratios_of(grades), profiles, self.years.growth, strict=False
        )
        for count, grade, relativity, profile, (growth, shrinking) in each:
            worth, parts = relativity
            if count.special:
                worth, parts = (table.factor(grade) + count.special).as_integer_ratio()
            if profile and (count is not last or profile is not by):
                times, of = profile.terms.ratio(count.accidents_3y, count.accidents_1y)
                last, by = count, profile
            found.append((worth * times * growth, parts * of * shrinking))
        return found


def project(reading: Reading, counts: tuple[Count, ...], anchor: Won | None = None) -> PremiumPath:
    """Return the premium of the current year and of each renewal that `counts` reaches.

    With an `anchor`, the insurer's own figure for the coming renewal, all renewals are scaled so
    that the coming one equals it.
    """
    policy = reading.case.policy
    years = PolicyYears.of(reading, policy.start, len(counts) - 1)
    pricing = Pricing(reading, Car(policy.start, policy.premium, reading.grade), years)
    grades = pricing.grades(counts)
    if anchor is None or len(counts) == 1:
        return pricing.path(pricing.track(counts, grades))
    level = anchor / pricing.exact(counts, 1)
    return pricing.path(pricing.track(counts, grades, (level,) * len(counts)))


def scaled_premium(
    reading: Reading, base: PremiumYear, factors: tuple[Decimal, Decimal], driver: Fraction
) -> Won:
    """Scale a known premium by grade and count factors and the change of the driver's own factors.

    It is worked out exactly, then rounded down once.
    """
    unit = reading.rulebook.premium.on(reading.case.policy.start).terms.unit
    base_factors = base.grade_factor + base.special, base.count_factor
    top, bottom = base.premium * driver.numerator, unit * driver.denominator
    for after, before in zip(factors, base_factors, strict=True):
        (times, of), (over, part) = after.as_integer_ratio(), before.as_integer_ratio()
        top, bottom = top * times * part, bottom * of * over
    return Won(top // bottom * unit)
