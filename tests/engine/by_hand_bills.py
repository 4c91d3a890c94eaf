"""The map of all bills, and the two limits that are read from it, by hand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from engine.by_hand_answer import CLAIMS, best
from engine.by_hand_case import amounts
from engine.by_hand_options import OPTIONS, is_open, paid_by_insurer, priced
from engine.by_hand_premiums import level_and_lift

if TYPE_CHECKING:
    from engine.by_hand_case import Reading


def open_bill(r: Reading) -> str:
    """Return the name of the bill that the map runs over."""
    if r.paid is not None:
        return "paid"
    return "other_property" if not r.own and r.other else "own_damage"


def highest_bill(r: Reading) -> int:
    """Return twice the highest amount, but at least twice the threshold and four million."""
    stated = r.accident.get(open_bill(r), 0)
    return max(2 * amounts(stated)[2], 2 * r.threshold, 4_000_000)


def at_bill(r: Reading, bill: int) -> Reading:
    """Return the case with another bill; quotes keep the rates of the case as stated."""
    key = {"own_damage": "own", "other_property": "other", "paid": "paid"}[open_bill(r)]
    return r.with_(**{key: bill}, exact=True, rates=level_and_lift(r))


def best_at(r: Reading, bill: int) -> str:
    """Return the option that is recommended at a bill."""
    return best(at_bill(r, bill), r.renewals).code


def edges(r: Reading, top: int) -> set[int]:
    """Return bills where rules change: total loss, repair limit, new for old, threshold, limits."""
    cover, accident, policy = r.cover or {}, r.accident, r.doc["policy"]
    stated = (
        cover.get("sum_insured", 0),
        accident.get("depreciation", 0),
        accident.get("car_value", 0) * 6 // 5,
        policy.get("property_limit", 0),
        r.threshold,
    )
    low, high = 0, top
    while high - low > 1:
        middle = (low + high) // 2
        crosses = paid_by_insurer(at_bill(r, middle), "claim")[1] > r.threshold
        low, high = (low, middle) if crosses else (middle, high)
    return {high, *stated}


def bill_map(r: Reading, steps: int = 400) -> list[tuple[int, int, str]]:
    """Return the map of all bills, from a grid and by halving between neighbours that differ.

    An interval that is narrower than a step of the grid may be missed.
    """
    top = highest_bill(r)
    grid = sorted({top * n // steps for n in range(steps + 1)})
    codes = {bill: best_at(r, bill) for bill in grid}
    found: list[tuple[int, int, str]] = []
    first = 0
    for low, high in pairwise(grid):
        start = low
        while codes[start] != codes[high]:
            below, above = start, high
            while above - below > 1:
                middle = (below + above) // 2
                codes[middle] = best_at(r, middle)
                same = codes[middle] == codes[start]
                below, above = (middle, above) if same else (below, middle)
            found.append((first, below, codes[start]))
            first = start = above
    return [*found, (first, top, codes[top])]


def claim_from(intervals: list[tuple[int, int, str]], bill: int) -> int | None:
    """Return the start of the stretch of claims with this bill, or else of the next one above."""
    starts: list[tuple[int, int]] = []
    for first, last, code in intervals:
        if code not in CLAIMS:
            continue
        if starts and starts[-1][1] == first - 1:
            starts[-1] = (starts[-1][0], last)
        else:
            starts.append((first, last))
    return next((first for first, last in starts if last >= bill), None)


def cash_up_to(r: Reading) -> int | None:
    """Return the highest cash price at which paying costs no more than the best claim does."""
    claims = [c for c in OPTIONS if c in CLAIMS and is_open(r, c)]
    if r.paid is not None or not r.own or not claims:
        return None

    def pays(price: int) -> bool:
        at = r.with_(cash=price)
        cash = [c for c in ("self-pay", "settle") if is_open(r, c)]
        paying = min(priced(at, c, r.renewals).total for c in cash)
        return paying <= min(priced(at, c, r.renewals).total for c in claims)

    if not pays(0):
        return None
    low, high = 0, r.own + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if pays(middle) else (low, middle)
    return low
