"""The complete map from the repair bill to the best option, with exact switch amounts."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from math import ceil
from operator import le, lt
from typing import TYPE_CHECKING

from attrs import Factory, frozen

from advisor.domain.decision import Interval, Option
from advisor.domain.money import Won, share
from advisor.engine.loss.cover import Cover
from advisor.engine.loss.high_value import HighValueEffect, high_value_effect
from advisor.engine.loss.loss import Loss, loss_of
from advisor.engine.loss.unknown_offender import unknown_offender_rule
from advisor.engine.options.choices import Settlement, choices
from advisor.engine.options.paths import Paths
from advisor.engine.options.ranking import cheapest, costs
from advisor.engine.renewals.special_surcharge import special_surcharges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from advisor.engine.reading import Reading


_LEAST_TOP = Won(4_000_000)
_NEARBY = 2


@frozen
class RepairBills:
    """All repair bills of one reading, each with its costs; what was asked is remembered."""

    paths: Paths
    covered: Cover
    asked: dict[int, dict[Option, Fraction]] = Factory(dict)
    shared_out: dict[int, Loss] = Factory(dict)

    @property
    def top(self) -> Won:
        """The last bill of the map: twice the highest estimate, the threshold, or the least."""
        reading = self.paths.reading
        highest = reading.case.accident.own_damage.high
        return max(Won(2 * highest), Won(2 * reading.threshold), _LEAST_TOP)

    def loss(self, bill: int) -> Loss:
        """Share out one bill."""
        found = self.shared_out.get(bill)
        if found is None:
            found = loss_of(self.paths.reading, self.covered, Won(bill))
            self.shared_out[bill] = found
        return found

    def costs(self, bill: int) -> dict[Option, Fraction]:
        """Give what each option costs for one bill."""
        found = self.asked.get(bill)
        if found is None:
            reading = self.paths.reading
            offered = choices(Settlement(reading, self.covered, self.loss(bill)))
            found = self.asked[bill] = costs(self.paths, offered, reading.renewals)
        return found

    def best(self, bill: int) -> Option:
        """Give the best option for one bill."""
        return cheapest(self.costs(bill))


def break_even(bills: RepairBills) -> tuple[Interval, ...]:
    """Give the best option for every bill from 0 to the top, as intervals without gaps.

    Between two kinks every option's cost is a straight line in the bill but for dropped fractions
    of a won, so the bills for which one option is the cheapest are one interval there: a switch
    is found by looking at the ends and closing in.
    """
    bends = kinks(bills)
    intervals: list[Interval] = []
    for first, after in zip(bends, [*bends[1:], bills.top + 1], strict=True):
        for start, best in _switches(bills, first, after - 1):
            if intervals and intervals[-1].best is best:
                continue
            if intervals:
                intervals[-1] = Interval(intervals[-1].first, Won(start - 1), intervals[-1].best)
            intervals.append(Interval(Won(start), bills.top, best))
    return tuple(intervals)


def _switches(bills: RepairBills, first: int, last: int) -> Iterator[tuple[int, Option]]:
    """Give each bill between two kinks from which on another option is the best."""
    start, best = first, bills.best(first)
    yield start, best
    while bills.best(last) is not best:
        start = _first_other(bills, start, last)
        best = bills.best(start)
        yield start, best


def _first_other(bills: RepairBills, low: int, high: int) -> int:
    """Give the first bill above `low` whose best option is not that of `low`.

    The crossing of the two cost lines is guessed first; halving makes sure.
    """
    best, other = bills.best(low), bills.best(high)
    while high - low > 1:
        for probe in (*_around_crossing(bills, low, high, best, other), (low + high) // 2):
            if not low < probe < high:
                continue
            if bills.best(probe) is best:
                low = probe
            else:
                high, other = probe, bills.best(probe)
    return high


def _around_crossing(
    bills: RepairBills, low: int, high: int, best: Option, other: Option
) -> tuple[int, ...]:
    at_low, at_high = bills.costs(low), bills.costs(high)
    if not (best in at_high and other in at_low):
        return ()
    lead, lag = at_low[other] - at_low[best], at_high[best] - at_high[other]
    if lead + lag <= 0:
        return ()
    crossing = low + int(lead * (high - low) / (lead + lag))
    return (crossing - _NEARBY, crossing + _NEARBY)


def kinks(bills: RepairBills) -> list[int]:
    """Give 0 and every bill at which a cost line bends or jumps."""
    reading = bills.paths.reading
    plan, ratio = reading.plan, reading.cash_ratio
    tests: list[Callable[[int], bool]] = [
        lambda bill: bills.loss(bill).own_loss > bills.loss(bill).deductible,
        *(
            partial(_jumps, bills, jump, own_only=own)
            for jump in _point_jumps(reading)
            for own in (True, False)
        ),
    ]
    if plan is not None and (rate := plan.rate) is not None:
        low, high = plan.minimum, plan.maximum
        tests.append(lambda bill: share(bills.loss(bill).own_loss, rate) > low)
        if high is not None:
            tests.append(lambda bill: share(bills.loss(bill).own_loss, rate) >= high)
    given: list[int] = []
    if (limit := reading.sum_insured) is not None:
        given.append(limit)
        if ratio:
            given.append(ceil(limit / ratio))
    if reading.case.accident.high_value is not None:
        tests.append(lambda bill: _has_effect(bills, bill, HighValueEffect.EXTRA))
        tests.append(lambda bill: not _has_effect(bills, bill, HighValueEffect.INSTEAD))
    found = [first for test in tests if (first := _first(test, bills.top))]
    return sorted({0, *found, *(bill for bill in given if 0 < bill <= bills.top)})


def _point_jumps(reading: Reading) -> Iterator[Callable[[int], bool]]:
    """Give the tests of a tested amount at which points or special surcharge of a claim change."""
    assumptions = reading.case.assumptions
    yield partial(le if assumptions.threshold_included else lt, reading.threshold)
    points = reading.rulebook.accident_points.on(reading.case.accident.day).terms
    if points.large_property_applies or assumptions.large_property_points:
        yield partial(lt, points.large_property_above)
    version = unknown_offender_rule(reading)
    for band in version.terms.bands if version else ():
        if band.up_to is not None:
            yield partial(lt, band.up_to)
    surcharges = special_surcharges(reading)
    for surcharge in surcharges.surcharges if surcharges else ():
        if surcharge.property_from is not None:
            yield partial(le, surcharge.property_from)
        if surcharge.property_above is not None:
            yield partial(lt, surcharge.property_above)


def _jumps(bills: RepairBills, jump: Callable[[int], bool], bill: int, *, own_only: bool) -> bool:
    """Tell whether claiming both parts of a bill, or only the own one, passes such a test."""
    loss = bills.loss(bill)
    tested = loss.own_paid if own_only else loss.own_paid + loss.other_paid
    if loss.own_paid:
        tested += Settlement(bills.paths.reading, bills.covered, loss).untested
    return jump(tested)


def _has_effect(bills: RepairBills, bill: int, effect: HighValueEffect) -> bool:
    return high_value_effect(bills.paths.reading, bills.loss(bill)) is effect


def _first(test: Callable[[int], bool], top: int) -> int | None:
    """Give the first bill that passes a test which all higher bills pass too."""
    if not test(top):
        return None
    low, high = -1, top
    while high - low > 1:
        middle = (low + high) // 2
        if test(middle):
            high = middle
        else:
            low = middle
    return high
