"""The map from every amount of the open bill to the best option, exact to the won."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import pairwise
from math import ceil

from advisor.domain.decision import BillMap, Interval
from advisor.domain.money import Won, share
from advisor.domain.outcome import Option
from advisor.engine.limits.open_bill import OTHER_PROPERTY, OWN_DAMAGE, PAID, OpenBill
from advisor.engine.loss.loss import own_share, repair_limit
from advisor.engine.loss.points import (
    HighValueEffect,
    high_value_effect,
    highest_within,
    unknown_offender_rule,
)
from advisor.engine.reading import Reading
from advisor.engine.renewals.special_surcharge import special_surcharges

_Value = Callable[[int], int]

_NEARBY = 2


def break_even(bills: OpenBill) -> BillMap:
    """Return the best option for every amount of the open bill, from 0 to the top.

    Between two bends the cost of every option is a straight line in the bill, apart from dropped
    fractions of a won. So each option is the cheapest in at most one interval there, and a switch
    is found by comparing the two ends and closing in.
    """
    bends = bending_bills(bills)
    intervals: list[Interval] = []
    for first, after in zip(bends, [*bends[1:], bills.top + 1], strict=True):
        for start, best in _switches(bills, first, after - 1):
            if intervals and intervals[-1].best is best:
                continue
            if intervals:
                intervals[-1] = Interval(intervals[-1].first, Won(start - 1), intervals[-1].best)
            intervals.append(Interval(Won(start), bills.top, best))
    leaves_own = any(one.best is Option.CLAIM_OTHER for one in intervals)
    return BillMap(bills.over, tuple(intervals), _own_paid_from(bills) if leaves_own else None)


def _own_paid_from(bills: OpenBill) -> Won | None:
    """Return the smallest bill for which the own-damage cover pays anything, or None."""
    if bills.over != OWN_DAMAGE:
        return None
    found = _first_above(_own_paid(bills), 0, bills.top, _guess_for_payout(bills, 0))
    return None if found is None else Won(found)


def _own_paid(bills: OpenBill) -> _Value:
    return lambda bill: bills.loss(bill).own_paid


def claim_from(bills: OpenBill, amount: int) -> Won | None:
    """Return `BillMap.claim_from` for an amount, drawing only as much of the map as it needs."""
    begins: int | None = None
    bends = bending_bills(bills)
    for first, after in zip(bends, [*bends[1:], bills.top + 1], strict=True):
        for start, best in _switches(bills, first, after - 1):
            if best.is_claim:
                begins = start if begins is None else begins
            elif begins is not None and amount < start:
                return Won(begins)
            else:
                begins = None
        if begins is not None and amount < after:
            return Won(begins)
    return None


def _switches(bills: OpenBill, first: int, last: int) -> Iterator[tuple[int, Option]]:
    """Yield `first` and each bill up to `last` where the best option changes, with that option."""
    start, best = first, bills.best(first)
    yield start, best
    while bills.best(last) is not best:
        start = _first_other(bills, start, last)
        best = bills.best(start)
        yield start, best


def _first_other(bills: OpenBill, low: int, high: int) -> int:
    """Return the first bill above `low` whose best option is not that of `low`.

    Each round first tries the crossing of the two cost lines, then halves the range that is left.
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


def first_crossing(bills: OpenBill) -> int | None:
    """Return the smallest bill for which claiming everything crosses the threshold, or None."""
    bound = highest_within(bills.reading.threshold, bills.reading.case.assumptions)
    value = partial(_tested, bills, own=True, other=True)
    return _first_above(value, bound, bills.top, _guess_for_payout(bills, bound - value(0)))


def bending_bills(bills: OpenBill) -> list[int]:
    """Return 0 and every amount at which a cost line bends or jumps."""
    top = bills.top
    found = {0, 1, *_sum_insured_bends(bills), *_high_value_bends(bills)}
    for value, bound, guess in _levels(bills):
        first = _first_above(value, bound, top, guess)
        found.add(0 if first is None else first)
    return sorted(amount for amount in found if amount <= top)


def _sum_insured_bends(bills: OpenBill) -> Iterator[int]:
    """Yield the bills at which a total loss begins and the cash price reaches the sum insured."""
    reading = bills.reading
    if bills.over == OWN_DAMAGE and (limit := reading.sum_insured) is not None:
        yield limit
        if reading.cash_ratio:
            yield ceil(limit / reading.cash_ratio)


def _levels(bills: OpenBill) -> Iterator[tuple[_Value, int, int]]:
    """Yield functions that grow with the bill, each with a bound at which costs bend or jump.

    The third item is a first guess at the bill that passes the bound, if nothing interferes.
    """
    points = tuple(_point_bounds(bills.reading))
    if bills.over == PAID:
        yield from ((int, bound, bound + 1) for bound in points)
        return
    for own, other in ((True, True), (True, False), (False, True)):
        value = partial(_tested, bills, own=own, other=other)
        yield from ((value, bound, _guess_for_payout(bills, bound - value(0))) for bound in points)
    if bills.over == OTHER_PROPERTY:
        yield (lambda amount: bills.loss(amount).other_paid), 0, 1
        yield (lambda amount: bills.loss(amount).above_limit), 0, 1
        return
    terms = bills.reading.rulebook.accident_points.on(bills.reading.case.accident.day).terms
    for bound in (0, terms.large_property_above):
        yield _own_paid(bills), bound, _guess_for_payout(bills, bound)
    yield from _deductible_bends(bills)


def _deductible_bends(bills: OpenBill) -> Iterator[tuple[_Value, int, int]]:
    """Yield the bounds at which the deductible leaves its minimum and reaches its maximum."""
    plan = bills.reading.deductible
    if plan is None or not plan.rate:
        return
    value, rate = partial(_unbound_deductible, bills, plan.rate), Fraction(plan.rate)
    for bound in (plan.minimum, None if plan.maximum is None else plan.maximum - 1):
        if bound is not None:
            yield value, bound, _guess_for_loss(bills, ceil((bound + 1) / rate))


def _unbound_deductible(bills: OpenBill, rate: Decimal, bill: int) -> int:
    return share(bills.loss(bill).own_loss, rate)


def _guess_for_payout(bills: OpenBill, amount: int) -> int:
    """Guess the smallest bill for which the own-damage cover pays more than `amount`."""
    plan = bills.reading.deductible
    if plan is None or bills.over != OWN_DAMAGE:
        return _guess_for_loss(bills, amount + 1)
    if plan.fixed is not None or plan.rate is None:
        return _guess_for_loss(bills, amount + (plan.fixed or plan.minimum) + 1)
    by_rate = int(amount / (1 - Fraction(plan.rate))) + 1 if plan.rate < 1 else bills.top
    if plan.maximum is not None:
        by_rate = min(by_rate, amount + plan.maximum + 1)
    return _guess_for_loss(bills, max(by_rate, amount + plan.minimum + 1))


def _guess_for_loss(bills: OpenBill, loss: int) -> int:
    """Guess the smallest bill for which the own or the other party's loss reaches `loss`."""
    reading = bills.reading
    accident = reading.case.accident
    mine = own_share(reading) if bills.over == OWN_DAMAGE else accident.fault
    new_for_old = share(accident.depreciation, mine)
    return ceil((loss + new_for_old) / Fraction(mine)) if mine else bills.top


def _point_bounds(reading: Reading) -> Iterator[int]:
    """Yield the amounts above which the points or the surcharge of a claim change."""
    yield highest_within(reading.threshold, reading.case.assumptions)
    version = unknown_offender_rule(reading)
    for band in version.terms.bands if version else ():
        if band.up_to is not None:
            yield band.up_to
    surcharges = special_surcharges(reading)
    for surcharge in surcharges.surcharges if surcharges else ():
        if surcharge.property_from is not None:
            yield surcharge.property_from - 1
        if surcharge.property_above is not None:
            yield surcharge.property_above


def _tested(bills: OpenBill, amount: int, *, own: bool, other: bool) -> int:
    """Return what is tested against the threshold if one part or both of a bill are claimed."""
    return bills.settlement(amount).amounts(own=own, other=other).tested


def _high_value_bends(bills: OpenBill) -> Iterator[int]:
    """Yield the amounts at which the rule for high-value cars starts or stops applying.

    What the other side pays drops where the bill passes its repair limit. Below that bill the rule
    switches at most once, and above it too.
    """
    reading = bills.reading
    if reading.case.accident.high_value is None or bills.over == PAID:
        return
    limit = repair_limit(reading)
    value = reading.case.accident.car_value
    cuts = [0, bills.top]
    if bills.over == OWN_DAMAGE and limit is not None and value is not None:
        most = share(value, limit.terms.other_property)
        cuts = sorted({0, bills.top, min(most, bills.top), min(most + 1, bills.top)})
        yield most + 1
    for low, high in pairwise(cuts):
        before, after = _high_value_effect(bills, low), _high_value_effect(bills, high)
        if before is not after:
            yield first_passing(partial(_has_high_value_effect, bills, after), low, high)


def _high_value_effect(bills: OpenBill, amount: int) -> HighValueEffect:
    settled = bills.settlement(amount)
    return high_value_effect(settled.reading, settled.loss)


def _has_high_value_effect(bills: OpenBill, effect: HighValueEffect, amount: int) -> bool:
    return _high_value_effect(bills, amount) is effect


def _first_above(value: _Value, bound: int, top: int, guess: int) -> int | None:
    """Return the first amount up to `top` at which a growing `value` exceeds `bound`, or None.

    A good `guess` settles it at once; otherwise the range that is left is halved.
    """
    if value(top) <= bound:
        return None
    if value(0) > bound:
        return 0
    low, high = 0, top
    for amount in (guess, guess - 1, guess + 1):
        if low < amount < high:
            low, high = (low, amount) if value(amount) > bound else (amount, high)
    return first_passing(lambda amount: value(amount) > bound, low, high)


def first_passing(test: Callable[[int], bool], low: int, high: int) -> int:
    """Return the first amount above `low` that passes `test`.

    `high` must pass the test, and so must all amounts above the first that passes.
    """
    return low + 1 + bisect_left(range(low + 1, high), 1, key=test)
