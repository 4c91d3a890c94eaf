"""The premium paths that are possible under one reading, each worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from operator import sub

from attrs import Factory, evolve, field

from advisor.domain.money import Won, present_value
from advisor.domain.outcome import PremiumPath
from advisor.domain.values import frozen
from advisor.engine.options.choices import RecordEntries
from advisor.engine.options.fleet import OWN_CAR, Fleet, cars_of, fleet_of
from advisor.engine.options.settlement import NONE_REFUNDED, OfferedOption, Trail
from advisor.engine.reading import Reading
from advisor.engine.renewals.premium_path import Pricing, Track
from advisor.engine.renewals.quotes import Quoted
from advisor.engine.renewals.record import Count, Record, RecordedAccident
from advisor.engine.renewals.timeline import Windows, timeline, windows_of


@frozen(eq=False)
class Paths:
    """Premium paths over `renewals` renewals, and what they cost more than without the accident.

    `refunded` are the indexes of past claims that a plan pays back on every path. `baseline` is the
    record as it stands, without this accident. The dictionaries are caches.
    """

    reading: Reading
    renewals: int
    fleet: Fleet
    pricings: tuple[Pricing, ...]
    entries: RecordEntries
    refunded: frozenset[int] = NONE_REFUNDED
    quoted: Quoted | None = None
    shows_quotes: bool = True
    baseline: Trail = field(init=False)
    tracks: dict[tuple[object, ...], Track] = Factory(dict)
    extras: dict[tuple[object, ...], tuple[int, ...]] = Factory(dict)
    paths: dict[tuple[object, ...], PremiumPath] = Factory(dict)

    @classmethod
    def of(cls, reading: Reading, renewals: int, entries: RecordEntries | None = None) -> Paths:
        """Return the paths after the case's record, with the entries of this accident."""
        entries = RecordEntries.of(reading) if entries is None else entries
        return cls._priced(reading, renewals, fleet_of(reading, renewals), entries)

    def under(self, reading: Reading) -> Paths:
        """Return the paths under another grade or other tables; the record and its counts stay."""
        paths = self._priced(reading, self.renewals, self.fleet, self.entries)
        return evolve(paths, refunded=self.refunded) if self.refunded else paths

    def within(self, renewals: int) -> Paths:
        """Return the paths over fewer renewals, with the same counts."""
        return Paths(
            self.reading,
            renewals,
            self.fleet,
            self.pricings,
            self.entries,
            self.refunded,
            self.quoted,
            self.shows_quotes,
        )

    @classmethod
    def _priced(
        cls, reading: Reading, renewals: int, fleet: Fleet, entries: RecordEntries
    ) -> Paths:
        cars = cars_of(reading)
        pricings = tuple(
            Pricing(reading, car, years) for car, years in zip(cars, fleet.years, strict=True)
        )
        paths = cls(reading, renewals, fleet, pricings, entries)
        assumptions = reading.case.assumptions
        clean, claim = assumptions.quote_clean, assumptions.quote_claim
        if clean is None or claim is None:
            return paths
        without, with_it = (
            paths.counts(Trail(entry)) for entry in (entries.unclaimed, entries.claimed)
        )
        quoted = Quoted.of(
            (clean, claim), pricings[OWN_CAR], without, with_it if entries.quotable else None
        )
        return evolve(paths, quoted=quoted)

    @property
    def past(self) -> Record:
        """The past claims that left a record."""
        return self.fleet.records[OWN_CAR]

    def with_refunds(self, refunded: frozenset[int]) -> Paths:
        """Return the same paths with some past claims paid back on each of them."""
        return evolve(self, refunded=refunded, extras={})

    def rounded(self) -> Paths:
        """Return these paths for another bill, for which no premium is shown exactly as quoted."""
        if self.quoted is None:
            return self
        return evolve(self, shows_quotes=False, tracks={}, extras={}, paths={})

    def trail(self, choice: OfferedOption, refunded: frozenset[int] | None = None) -> Trail:
        """Return what a choice leaves on the record."""
        gone = self.refunded if refunded is None else refunded
        if self.quoted is None:
            return Trail(choice.entry, gone) if gone else choice.trail
        return Trail(choice.entry, gone, choice.option.is_claim)

    @baseline.default
    def _unharmed(self) -> Trail:
        return Trail(None, self.refunded)

    def path(self, choice: OfferedOption) -> PremiumPath:
        """Return each policy year after a choice."""
        return self._path(self.trail(choice))

    @property
    def without_accident(self) -> PremiumPath:
        """Each policy year as it would be without this accident."""
        return self._path(self.baseline)

    def extra_premium(self, trail: Trail, renewals: int) -> int:
        """Return the present value of what a record costs more than the one without this accident.

        This includes the other cars' renewals up to the day of the last renewal counted.
        """
        return self.extra_premiums(trail)[renewals]

    def extra_premiums(self, trail: Trail) -> tuple[int, ...]:
        """Return the extra premium over every number of renewals, starting with none."""
        key = trail.key
        found = self.extras.get(key)
        if found is None:
            found = self.extras[key] = self._extra_by_renewals(trail)
        return found

    def extra_of_others(self, trail: Trail, renewals: int) -> int:
        """Return the part of the extra premium that falls on other cars of the same insured."""
        if len(self.fleet.starts) == 1:
            return 0
        ours, theirs = self.track(trail).premiums, self.track(self.baseline).premiums
        days = self.fleet.years[OWN_CAR].days
        own = (
            self.present(Won(ours[k] - theirs[k]), days[k])
            for k in self.renewals_due(OWN_CAR, renewals)
        )
        return self.extra_premium(trail, renewals) - sum(own)

    @property
    def renewals_holding(self) -> range:
        """The renewals whose long (three-year) window holds the accident."""
        windows = self._windows()
        year = windows.year(self.reading.case.accident.day)
        return range(max(year - windows.long + 1, 0), year + 1)

    def cost(self, choice: OfferedOption, renewals: int) -> int:
        """Return the present value of all later costs of a choice: repayment, extra premiums."""
        extra = self.extra_premium(self.trail(choice), renewals)
        return extra + self.repaid(choice.repaid) if choice.repaid else extra

    def present(self, amount: Won, day: date) -> Won:
        """Discount an amount due on `day` to the day of the advice."""
        case = self.reading.case
        if not case.assumptions.discount_rate:
            return amount
        return present_value(amount, case.assumptions.interest, (day - case.as_of).days)

    def repaid(self, amount: Won) -> Won:
        """Return the present value of an amount that is paid back on the last possible day."""
        return self.present(amount, self.reading.refund_by) if amount else amount

    def counts(self, trail: Trail, car: int = OWN_CAR) -> tuple[Count, ...]:
        """Return what each renewal of a car counts of a record."""
        fleet = self.fleet
        key = (car, *trail.record)
        found = fleet.counts.get(key)
        if found is None:
            record = fleet.records[car]
            if trail.refunded:
                record = tuple(entry for entry in record if entry.claim not in trail.refunded)
            if trail.entry is not None:
                record = (*record, trail.entry)
            reach = len(fleet.years[car].days) - 1
            cars = self.pricings[car].car.cars
            found = timeline(record, self.reading, reach, fleet.starts[car], cars)
            fleet.counts[key] = found
        return found

    def counts_after(self, choice: OfferedOption) -> tuple[Count, ...]:
        """Return what each renewal of the own car counts after a choice."""
        return self.counts(self.trail(choice))

    def track(self, trail: Trail, car: int = OWN_CAR) -> Track:
        """Return the counts, grades and premiums of a car that follow from a record."""
        key = (car, trail.key)
        found = self.tracks.get(key)
        if found is None:
            counts, grades = self.counts(trail, car), self._grades(trail, car)
            if car == OWN_CAR:
                until = self.renewals + 1
                counts, grades = counts[:until], grades[:until]
            if self.quoted is None or car != OWN_CAR:
                found = self.pricings[car].track(counts, grades)
            else:
                found = self._quoted_track(self.quoted, trail, counts, grades)
            self.tracks[key] = found
        return found

    def _grades(self, trail: Trail, car: int) -> tuple[int, ...]:
        pricing = self.pricings[car]
        key = (pricing.car.grade, car, *trail.record)
        found = self.fleet.grades.get(key)
        if found is None:
            found = self.fleet.grades[key] = pricing.grades(self.counts(trail, car))
        return found

    def renewals_due(self, car: int, renewals: int) -> Iterator[int]:
        """Yield the renewals of a car up to the day of the last renewal counted."""
        for renewal, counted in enumerate(self.fleet.counted[car]):
            if renewal and counted <= renewals:
                yield renewal

    def year(self, entry: RecordedAccident, car: int = OWN_CAR) -> int:
        """Return which year between two cut-offs of a car's policy an accident falls in."""
        return self._windows(car).year(entry.day)

    def _path(self, trail: Trail) -> PremiumPath:
        found = self.paths.get(trail.key)
        if found is None:
            found = self.paths[trail.key] = self.pricings[OWN_CAR].path(self.track(trail))
        return found

    def _extra_by_renewals(self, trail: Trail) -> tuple[int, ...]:
        if len(self.fleet.counted) == 1 and not self.reading.case.assumptions.discount_rate:
            ours, theirs = self.track(trail).premiums, self.track(self.baseline).premiums
            return tuple(accumulate(map(sub, ours, theirs)))
        by_renewal = [0] * (self.renewals + 1)
        for car, counted in enumerate(self.fleet.counted):
            ours = self.track(trail, car).premiums
            theirs = self.track(self.baseline, car).premiums
            days = self.fleet.years[car].days
            for k in self.renewals_due(car, self.renewals):
                if amount := ours[k] - theirs[k]:
                    by_renewal[counted[k]] += self.present(Won(amount), days[k])
        return tuple(accumulate(by_renewal))

    def _quoted_track(
        self, quoted: Quoted, trail: Trail, counts: tuple[Count, ...], grades: tuple[int, ...]
    ) -> Track:
        """Scale a track by the insurer's quotes; a claim's premiums never fall below self-pay's."""
        case, pricing = self.reading.case, self.pricings[OWN_CAR]
        windows = self._windows()
        shifts = quoted.shifts(
            self.renewals,
            lifted=trail.lifted,
            windows=windows,
            year=windows.year(case.accident.day),
        )
        track = pricing.track(counts, grades, shifts)
        unclaimed = Trail(self.entries.unclaimed, trail.refunded)
        floor = self.track(unclaimed) if trail.lifted else None
        shows = self.shows_quotes and not trail.refunded
        exact = pricing.exact(counts, 1) * shifts[1] if shows else None
        return quoted.shown(track, exact, floor)

    def _windows(self, car: int = OWN_CAR) -> Windows:
        reach = len(self.fleet.years[car].days) - 1
        return windows_of(self.fleet.starts[car], reach, self.reading.window)
