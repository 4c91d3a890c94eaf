"""What each renewal counts of the record: windows, holds and accidents left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from attrs import evolve

from advisor.domain.days import renewal_day
from advisor.domain.money import NOTHING
from advisor.domain.policy import Claim
from advisor.domain.terms.core import EvaluationWindowTerms
from advisor.domain.values import frozen
from advisor.engine.loss.points import NO_POINTS, injury_points, property_points
from advisor.engine.reading import Reading
from advisor.engine.renewals.record import Count, Record, RecordedAccident, with_waiting_halves
from advisor.engine.renewals.special_surcharge import special_surcharge, special_surcharges

if TYPE_CHECKING:
    from advisor.domain.terms.premium import SpecialSurchargeTerms


@frozen(eq=False)
class Windows:
    """The windows of a policy's renewals from the current year (0) on.

    `cuts` holds the cut-off of every renewal, from `long` years before the current one on. A year
    runs from one cut-off to the next, and year 0 is the oldest that renewal 0 counts. Renewal k
    counts the years from k up to, but not including, k + `long`; points and the one-year count look
    only at the last `short` of them.
    """

    cuts: tuple[date, ...]
    long: int
    short: int

    def year(self, day: date) -> int:
        """Return the number of the year that a day falls in; negative before the oldest."""
        return bisect_right(self.cuts, day) - 1

    def hold(self, year: int, renewal: int) -> bool:
        """Return whether the long window of a renewal holds a year."""
        return renewal <= year < renewal + self.long


@lru_cache(maxsize=256)
def windows_of(start: date, renewals: int, terms: EvaluationWindowTerms) -> Windows:
    """Return the windows of a policy that started on a day, up to some renewal."""
    long = terms.count_years
    cuts = tuple(terms.cut_off(start, k) for k in range(-long, renewals + 1))
    return Windows(cuts, long, terms.points_years)


CLEAN = Count(NO_POINTS, 0, 0, holds=False)
"""What a renewal counts where its windows hold no accident."""


def past_record(reading: Reading, start: date | None = None) -> Record:
    """Return the past claims that left a record: with some own fault, and not too old to count.

    `start` is the first day of the policy whose renewals count them, if it is another car's.
    """
    oldest = reading.window.opens(start or reading.case.policy.start)
    return tuple(
        RecordedAccident(
            claim.day,
            claim_points(claim, reading),
            claim.fault,
            index,
            paid=claim.property_paid or NOTHING,
            injury_grade=claim.injury_grade,
        )
        for index, claim in enumerate(reading.case.claims)
        if claim.fault and claim.day >= oldest
    )


def claim_points(claim: Claim, reading: Reading) -> Decimal:
    """Return a past claim's points by the rules and the threshold of its day."""
    terms = reading.rulebook.accident_points.on(claim.day).terms
    threshold = claim.surcharge_threshold
    threshold = reading.threshold if threshold is None else threshold
    points = property_points(claim.property_paid, threshold, terms, reading.case.assumptions)
    twelve = reading.case.assumptions.injury_12_points
    points += injury_points(claim.injury_grade, terms, own_injury=claim.own_injury, twelve=twelve)
    return min(points, terms.maximum)


def timeline(
    record: Record, reading: Reading, renewals: int, start: date | None = None, cars: int = 1
) -> tuple[Count, ...]:
    """Count the record for each renewal from the current year (0) to `renewals`.

    The window for points and the one-year count runs from the cut-off of the renewal before up to,
    but not including, the renewal's own. The three-year window begins three cut-offs before its
    own. So the windows tile.

    `start` is the first day of another car's policy. The points of each window are divided by the
    number of `cars` that one policy insures together.
    """
    first = start or reading.case.policy.start
    windows = windows_of(first, renewals, reading.window)
    placed = [_dated(entry, reading, windows) for entry in record]
    surcharges = special_surcharges(reading)
    last = min(max((one.year for one in placed), default=-1), renewals)
    waiting = reading.case.assumptions.half_point_years
    earlier = waiting - 1  # renewals before the current one whose halves may wait still
    held = (
        _count([one for one in placed if windows.hold(one.year, k)], windows, _Renewal(k, first))
        for k in range(-earlier, last + 1)
    )
    counts: Iterable[Count] = (*held, *[CLEAN] * (renewals - last))
    if earlier:
        counts = islice(with_waiting_halves(counts, waiting), earlier, None)
    if surcharges is not None:
        counts = _with_surcharges(counts, placed, windows, surcharges)
    if cars > 1:
        counts = [evolve(one, points=one.points / cars) if one.points else one for one in counts]
    return tuple(counts)


@frozen
class _Renewal:
    """A renewal, and the first day of the policy year from which it is counted."""

    number: int
    start: date

    @property
    def day(self) -> date:
        return renewal_day(self.start, self.number)


@frozen
class _DatedAccident:
    """An accident of the record, and the year between two cut-offs that it falls in.

    Renewals from `spared_from` on may leave it out because of low fault; None means that none may.
    """

    entry: RecordedAccident
    year: int
    spared_from: date | None


def _dated(entry: RecordedAccident, reading: Reading, windows: Windows) -> _DatedAccident:
    low_fault = reading.low_fault(entry.day, entry.fault)
    spared_from = low_fault.terms.renewals_from if low_fault else None
    return _DatedAccident(entry, windows.year(entry.day), spared_from)


def _count(long: Sequence[_DatedAccident], windows: Windows, renewal: _Renewal) -> Count:
    """Count the accidents of the long window; its latest years form the short one."""
    if not long:
        return CLEAN
    end = renewal.number + windows.long
    one_year = [one for one in long if one.year >= end - windows.short]
    left_out = _left_out(one_year, renewal)
    counted = [one.entry for one in one_year if one is not left_out]
    return Count(
        points=sum([entry.points for entry in counted], NO_POINTS),
        accidents_3y=sum(one.entry.counted for one in long),
        accidents_1y=sum(entry.counted for entry in counted),
        holds=any(_holds(one, end) for one in long),
        left_out=left_out.entry if left_out else None,
    )


def _holds(one: _DatedAccident, end: int) -> bool:
    years = one.entry.held_years
    return years is None or (years > 0 and one.year >= end - years)


def _left_out(one_year: Sequence[_DatedAccident], renewal: _Renewal) -> _DatedAccident | None:
    """Return the low-fault accident with the most points, None if the rule leaves none out."""
    spared = [
        one for one in one_year if one.spared_from is not None and renewal.day >= one.spared_from
    ]
    return max(spared, key=lambda one: one.entry.points, default=None)


def _with_surcharges(
    counts: Iterable[Count],
    placed: Sequence[_DatedAccident],
    windows: Windows,
    terms: SpecialSurchargeTerms,
) -> Iterator[Count]:
    for renewal, count in enumerate(counts):
        long = [one.entry for one in placed if windows.hold(one.year, renewal)]
        yield evolve(count, special=special_surcharge(long, terms))
