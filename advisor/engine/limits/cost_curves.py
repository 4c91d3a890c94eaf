"""What every option costs for every repair bill: the lines behind the bill map."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from advisor.domain.case import Case
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.engine.limits.break_even import bending_bills
from advisor.engine.limits.open_bill import OpenBill, open_bill_amount
from advisor.engine.loss.cover import cover
from advisor.engine.options.paths import Paths
from advisor.engine.options.ranking import cost
from advisor.engine.reading import read

Corner = tuple[Won, Won]
"""A repair bill and the total cost for it, both in won."""


@frozen
class CostCurve:
    """The total cost of one option over the repair bill.

    Each piece is a row of corners joined by straight lines (apart from dropped fractions of a won);
    between two pieces the option is not possible. A jump is two corners one won apart.
    """

    option: Option
    pieces: tuple[tuple[Corner, ...], ...]


def cost_curves(case: Case, rulebook: Rulebook) -> tuple[CostCurve, ...]:
    """Return the curve of each option that is possible for some bill of the map.

    The costs count the headline's renewals, as `Decision.break_even` does; a claim that is paid
    back later is drawn too, though it is never the best.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days.
    """
    reading = read(case, rulebook)
    bills = OpenBill.of(Paths.of(reading, reading.renewals), cover(reading))
    here = open_bill_amount(reading)
    bends = {0, here, bills.top, *(max(b - n, 0) for b in bending_bills(bills) for n in (0, 1))}
    return curves_through(bends, partial(_costs, bills))


def curves_through(
    bends: Iterable[int], costs: Callable[[int], Mapping[Option, Won]]
) -> tuple[CostCurve, ...]:
    """Return the curve of each option, drawn through the bills at which a line may bend."""
    pieces: dict[Option, list[list[Corner]]] = {}
    before: Mapping[Option, Won] = {}
    for bill in sorted(bends):
        found = costs(bill)
        for option, amount in found.items():
            rows = pieces.setdefault(option, [])
            if option not in before:
                rows.append([])
            rows[-1].append((Won(bill), amount))
        before = found
    return tuple(
        CostCurve(option, tuple(map(tuple, pieces[option])))
        for option in Option
        if option in pieces
    )


def _costs(bills: OpenBill, bill: int) -> dict[Option, Won]:
    renewals = bills.reading.renewals
    return {
        choice.option: Won(int(cost(bills.paths, choice, renewals)))
        for choice in bills.offered(bill)
        if choice.available
    }
