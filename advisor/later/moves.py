"""The states of a Korean driver: where a year's claims lead from each, and what it costs.

No rule is stated again here: a state is written out as a record of accidents, and the engine
counts that record, moves the grade and scales the premium.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import Factory, evolve

from advisor.domain.days import renewal_day
from advisor.domain.money import Rate, Won
from advisor.domain.outcome import PremiumYear
from advisor.domain.terms.core import CountProfileTerms, GradeMoveTerms
from advisor.domain.values import frozen
from advisor.engine.loss.points import NO_POINTS, property_points
from advisor.engine.options.settlement import Settlement
from advisor.engine.reading import Reading
from advisor.engine.renewals.driver_factors import driver_ratios
from advisor.engine.renewals.policy_years import next_grade
from advisor.engine.renewals.premium_path import project, scaled_premium
from advisor.engine.renewals.record import Count, Record, RecordedAccident
from advisor.engine.renewals.timeline import past_record, timeline

_HALF = Decimal("0.5")
_SETTLED = 12
"""Renewals after which years of insurance and today's violations have lost their effect."""

_ALL, _NONE = Rate(Decimal(1)), Rate(Decimal(0))


@frozen(eq=False)
class YearEnd:
    """The end of a year, apart from the grade: what its renewal counts, and the new record."""

    count: Count
    years: tuple[int, ...]
    held: int
    waiting: int


@frozen(eq=False)
class Moves:
    """How states move and what they cost, by the rules of one reading.

    The rules of the renewal `at`, some years ahead, are taken to hold for ever. Premiums follow
    from that of `base`: the current year, or the coming renewal if the insurer has quoted it.
    `drivers` holds, from renewal 1 on, how the driver's own factors have changed since `base`,
    divided by any drift up to `base`; its last entry holds for ever too. The dictionaries only
    remember what the engine has counted.
    """

    reading: Reading
    at: int
    grade_moves: GradeMoveTerms
    profile: CountProfileTerms
    small: Decimal
    big: Decimal
    base: PremiumYear
    drivers: tuple[Fraction, ...]
    cars: int
    year_ends: dict[tuple[object, ...], YearEnd] = Factory(dict)
    followers: dict[tuple[object, ...], DriverState] = Factory(dict)
    counts: dict[tuple[object, ...], Count] = Factory(dict)
    cuts: dict[int, date] = Factory(dict)
    led_to: dict[tuple[Record, int], DriverState] = Factory(dict)
    standings: dict[tuple[Record, date], tuple[DriverState, ...]] = Factory(dict)
    plainer: dict[DriverState, DriverState] = Factory(dict)

    @classmethod
    def of(cls, reading: Reading) -> Moves:
        """Return the moves by the rules of a reading, which must be on the scale of grades."""
        start, assumptions = reading.case.policy.start, reading.case.assumptions
        at = max(reading.window.count_years, assumptions.half_point_years)
        day = renewal_day(start, at)
        points = reading.rulebook.accident_points.on(reading.case.as_of).terms
        small, big = (
            property_points(paid, reading.threshold, points, assumptions, own_paid=paid)
            for paid in (Won(1), Won(reading.threshold + 1))
        )
        cars = 1 + sum(other.same_policy for other in reading.case.other_cars)
        record = timeline(_without_claim(reading), reading, _SETTLED, None, cars)
        years = project(reading, record, assumptions.quote_clean)
        base = years[0 if assumptions.quote_clean is None else 1]
        rise = (1 + Fraction(assumptions.premium_drift)) ** base.renewal
        since = list(driver_ratios([(year.career, year.violations) for year in years]))
        drivers = [one / since[base.renewal] / rise for one in since[1:]]
        while drivers[-2:-1] == drivers[-1:]:
            drivers.pop()
        return cls(
            reading=reading,
            at=at,
            grade_moves=reading.rulebook.grade_moves.on(day).terms,
            profile=reading.profile.on(day).terms,
            small=small,
            big=big,
            base=base,
            drivers=tuple(drivers),
            cars=cars,
        )

    @property
    def long(self) -> int:
        """The number of years in the long window."""
        return self.reading.window.count_years

    @property
    def half_point_patience(self) -> int:
        """The number of renewals that half a point waits, including the one that counts it."""
        return self.reading.case.assumptions.half_point_years

    @property
    def most(self) -> int:
        """The number of accidents above which the count factor no longer changes."""
        return max(len(self.profile.rows), *map(len, self.profile.rows)) - 1

    def states(self) -> Iterator[DriverState]:
        """Yield every state that a year can lead to, each once."""
        for grade in range(self.grade_moves.lowest, self.grade_moves.highest + 1):
            for years in patterns(self.long, self.most):
                for waiting in range(self.half_point_patience):
                    yield DriverState(grade, years, waiting=waiting)

    def after(self, state: DriverState, small: int, big: int) -> DriverState:
        """Return the state a year later, after `small` and `big` (above the threshold) claims."""
        key = (state.years[1:], state.held, state.waiting, small, big)
        found = self.followers.get((state.grade, key))
        if found is None:
            end = self.year_ends.get(key)
            if end is None:
                end = self.year_ends[key] = self._year_end(state, small, big)
            grade = next_grade(state.grade, end.count, self.grade_moves)
            found = DriverState(grade, end.years, held=end.held, waiting=end.waiting)
            self.followers[state.grade, key] = found
        return found

    def _year_end(self, state: DriverState, small: int, big: int) -> YearEnd:
        """Return the end of the next year as the engine counts it; the grade plays no part."""
        record = self._year_later(state, small, big)
        count = self.count(record, self.at)[self.at]
        points = small * self.small + big * self.big
        return YearEnd(
            count=count,
            years=self._plain((*state.years[1:], small + big)),
            held=max(state.held - 1, 0),
            waiting=self.waits(state.waiting, points, count),
        )

    def count(self, record: Record, renewals: int) -> tuple[Count, ...]:
        """Return what each renewal counts of a record; cars of one policy share its points."""
        return timeline(record, self.reading, renewals, None, self.cars)

    def plain(self, state: DriverState) -> DriverState:
        """Return the state with at most `most` accidents; no factor would show older ones."""
        found = self.plainer.get(state)
        if found is None:
            found = self.plainer[state] = evolve(state, years=self._plain(state.years))
        return found

    def _plain(self, years: tuple[int, ...]) -> tuple[int, ...]:
        left, kept = self.most, []
        for count in reversed(years):
            kept.append(min(count, left))
            left -= kept[-1]
        return tuple(reversed(kept))

    def premium(self, state: DriverState, renewal: int | None = None) -> Won:
        """Return the premium, without drift, of a renewal at whose cut-off this is the state.

        The factors for years of insurance and violations change with the renewal; if it is None,
        they have reached their last values.
        """
        key = (state.years, state.left_out)
        count = self.counts.get(key)
        if count is None:
            record = self._years(state, 0)
            count = self.counts[key] = self.count(record, self.at)[self.at]
        grade = self.reading.table.terms.factor(state.grade) + count.special
        counted = self.profile.factor(count.accidents_3y, count.accidents_1y)
        driver = self.drivers[-1 if renewal is None else min(renewal, len(self.drivers)) - 1]
        return scaled_premium(self.reading, self.base, (grade, counted), driver)

    def cut(self, renewal: int) -> date:
        """Return the first day that no longer counts for a renewal."""
        if renewal not in self.cuts:
            self.cuts[renewal] = self.reading.cut_off(renewal)
        return self.cuts[renewal]

    def claims_on(self, day: date, small: int, big: int) -> Record:
        """Return a record of claims of one day, all with full fault of the driver."""
        return (RecordedAccident(day, self.small, _ALL),) * small + (
            RecordedAccident(day, self.big, _ALL),
        ) * big

    def waits(self, waited: int, points: Decimal, count: Count) -> int:
        """Return for how many renewals half a point waits after one of `points`; 0 if none does."""
        if points % 1 == _HALF:
            return int(count.points == points and self.half_point_patience > 1)
        return waited + 1 if 0 < waited < self.half_point_patience - 1 else 0

    def _years(self, state: DriverState, ago: int) -> Record:
        """Return the years of a state as a record; the latest ended `ago` years before `at`."""
        last = len(state.years) - 1
        entries: list[RecordedAccident] = []
        for place, count in enumerate(state.years):
            day = self.cut(self.at - ago - 1 - (last - place))
            spared = int(state.left_out and place == last)
            entries += [RecordedAccident(day, NO_POINTS, _ALL)] * (count - spared)
            entries += [RecordedAccident(day, NO_POINTS, _NONE)] * spared
        return tuple(entries)

    def _year_later(self, state: DriverState, small: int, big: int) -> Record:
        record = (
            *self._years(evolve(state, years=state.years[1:], left_out=False), 1),
            *self.claims_on(self.cut(self.at - 1), small, big),
        )
        if state.held:
            latest = self.cut(self.at - 2)
            record += (
                RecordedAccident(latest, NO_POINTS, _ALL, None, state.held + 1, counted=False),
            )
        if state.waiting:
            since = self.cut(self.at - 1 - state.waiting)
            record += (RecordedAccident(since, _HALF, _ALL, None, 0, counted=False),)
        return record


def _without_claim(reading: Reading) -> Record:
    """Return the record behind an insurer's quote for the renewal without the claim."""
    entry, past = Settlement.of(reading).unclaimed, past_record(reading)
    return past if entry is None else (*past, entry)


@frozen(cache_hash=True)
class DriverState:
    """All that later premiums depend on, seen at a cut-off.

    `years` holds the number of accidents that count in each year of the long window, the oldest
    year first. `left_out` says whether one of the latest year is left out of the one-year count.
    `held` is the number of renewals to come at which a claim that does not count still holds the
    grade, `waiting` the number of renewals for which half a point has waited; 0 means none.
    """

    grade: int
    years: tuple[int, ...]
    left_out: bool = False
    held: int = 0
    waiting: int = 0

    def __str__(self) -> str:
        """Return the grade, a slash and the accidents of each year: 16/0-1-0, or 16/0-1-0+1."""
        waiting = f"+{self.waiting}" if self.waiting else ""
        return f"{self.grade}/{'-'.join(map(str, self.years))}{waiting}"


def patterns(years: int, most: int) -> Iterator[tuple[int, ...]]:
    """Yield every way in which the accidents of some years add up to at most `most`.

    >>> list(patterns(2, 1))
    [(0, 0), (0, 1), (1, 0)]
    """
    if not years:
        yield ()
        return
    for first in range(most + 1):
        for rest in patterns(years - 1, most - first):
            yield (first, *rest)
