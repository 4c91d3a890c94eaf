"""The complete map from an open bill to the best option, with exact switch amounts."""

from __future__ import annotations

from functools import partial
from math import ceil
from operator import le, lt
from typing import TYPE_CHECKING

from advisor.domain.decision import BillMap, Interval
from advisor.domain.money import Won, share
from advisor.engine.limits.bills import OTHER_PROPERTY, OWN_DAMAGE, PAID, OpenBill
from advisor.engine.loss.high_value import HighValueEffect, high_value_effect
from advisor.engine.loss.unknown_offender import unknown_offender_rule
from advisor.engine.renewals.special_surcharge import special_surcharges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from advisor.domain.outcome import Option
    from advisor.engine.reading import Reading


_NEARBY = 2
_BOTH, _OWN, _OTHER = "both", "own", "other"


def break_even(bills: OpenBill) -> BillMap:
    """Return the best option for every amount of the open bill, from 0 to the top.

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
    return BillMap(bills.over, tuple(intervals))


def _switches(bills: OpenBill, first: int, last: int) -> Iterator[tuple[int, Option]]:
    """Return each bill between two kinks from which on another option is the best."""
    start, best = first, bills.best(first)
    yield start, best
    while bills.best(last) is not best:
        start = _first_other(bills, start, last)
        best = bills.best(start)
        yield start, best


def _first_other(bills: OpenBill, low: int, high: int) -> int:
    """Return the first bill above `low` whose best option is not that of `low`.

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
    bills: OpenBill, low: int, high: int, best: Option, other: Option
) -> tuple[int, ...]:
    at_low, at_high = bills.costs(low), bills.costs(high)
    if not (best in at_high and other in at_low):
        return ()
    lead, lag = at_low[other] - at_low[best], at_high[best] - at_high[other]
    if lead + lag <= 0:
        return ()
    crossing = low + int(lead * (high - low) / (lead + lag))
    return (crossing - _NEARBY, crossing + _NEARBY)


def kinks(bills: OpenBill) -> list[int]:
    """Return 0 and every amount at which a cost line bends or jumps."""
    reading = bills.reading
    tests: list[Callable[[int], bool]] = [
        partial(_jumps, bills, jump, part=part)
        for jump in _point_jumps(reading)
        for part in (_BOTH, _OWN, _OTHER)
    ]
    given: list[int] = [1]
    if bills.over == OWN_DAMAGE:
        tests += _bends_of_deductible(bills)
        limit = reading.sum_insured
        if limit is not None:
            given.append(limit)
            if reading.cash_ratio:
                given.append(ceil(limit / reading.cash_ratio))
    if bills.over == OTHER_PROPERTY:
        tests.append(lambda amount: bills.loss(amount).other_paid > 0)
        tests.append(lambda amount: bills.loss(amount).above_limit > 0)
    points = reading.rulebook.accident_points.on(reading.case.accident.day).terms
    if points.large_property_applies or reading.case.assumptions.large_property_points:
        tests.append(lambda amount: _own_paid(bills, amount) > points.large_property_above)
    if reading.case.accident.high_value is not None:
        rising = HighValueEffect.EXTRA if bills.over == OWN_DAMAGE else HighValueEffect.INSTEAD
        falling = HighValueEffect.INSTEAD if bills.over == OWN_DAMAGE else HighValueEffect.EXTRA
        tests.append(lambda amount: _has_effect(bills, amount, rising))
        tests.append(lambda amount: not _has_effect(bills, amount, falling))
    found = [first for test in tests if (first := _first(test, bills.top))]
    return sorted({0, *found, *(amount for amount in given if 0 < amount <= bills.top)})


def _bends_of_deductible(bills: OpenBill) -> Iterator[Callable[[int], bool]]:
    """Go through the tests of a bill at which the deductible changes its form."""
    plan = bills.reading.plan
    yield lambda bill: bills.loss(bill).own_paid > 0
    if plan is not None and (rate := plan.rate) is not None:
        low, high = plan.minimum, plan.maximum
        yield lambda bill: share(bills.loss(bill).own_loss, rate) > low
        if high is not None:
            yield lambda bill: share(bills.loss(bill).own_loss, rate) >= high


def _point_jumps(reading: Reading) -> Iterator[Callable[[int], bool]]:
    """Return the tests of a tested amount at which points or surcharge of a claim change."""
    assumptions = reading.case.assumptions
    yield partial(le if assumptions.threshold_included else lt, reading.threshold)
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


def _jumps(bills: OpenBill, jump: Callable[[int], bool], amount: int, *, part: str) -> bool:
    """Tell whether claiming one part of an amount, or both, passes such a test."""
    if bills.over == PAID:
        return jump(amount)
    settled = bills.settlement(amount)
    return jump(settled.amounts(own=part != _OTHER, other=part != _OWN).tested)


def _own_paid(bills: OpenBill, amount: int) -> Won:
    return Won(amount) if bills.over == PAID else bills.loss(amount).own_paid


def _has_effect(bills: OpenBill, bill: int, effect: HighValueEffect) -> bool:
    settled = bills.settlement(bill)
    return high_value_effect(settled.reading, settled.loss) is effect


def _first(test: Callable[[int], bool], top: int) -> int | None:
    """Return the first bill that passes a test which all higher bills pass too."""
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
