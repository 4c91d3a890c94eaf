"""The charts as values, so that terminal and report draw the same.

`cost_chart` shows what each option costs by repair bill, `premium_chart` the premium of each
option's path by year, `tornado` what moves the lead of claiming. `chart_text.draw` and
`chart_svg.to_svg` draw any of them.
"""

from collections.abc import Mapping
from itertools import pairwise

from attrs import Factory

from advisor.domain.decision import Decision
from advisor.domain.findings import Sensitivity
from advisor.domain.money import NOTHING, Won
from advisor.domain.outcome import Option, PremiumPath
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.engine.limits.cost_curves import CostCurve, cost_curves
from advisor.engine.limits.sensitivity import sensitivities
from advisor.explain.headlines import awaits_bill
from advisor.explain.names import option_code
from advisor.later.later_advice import LaterInFull

PREMIUM, REGRET = "premium", "regret"
_COST = {"own_damage": "cost", "other_property": "cost-other", "paid": "cost-paid"}
"""The code of the chart of costs, by the amount on its horizontal axis."""


@frozen
class Point:
    """A point in a chart: a repair bill or a year, and an amount in won."""

    x: int
    y: Won


@frozen
class Line:
    """A line of one option, or of several whose lines coincide; its pieces are not connected."""

    options: tuple[Option, ...]
    pieces: tuple[tuple[Point, ...], ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """All points, from left to right."""
        return tuple(point for piece in self.pieces for point in piece)


@frozen
class Switch:
    """A repair bill from which another option, `after`, is the cheapest."""

    x: Won
    before: Option
    after: Option


@frozen
class LineChart:
    """Lines over an amount (`cost…`, `regret`) or over policy years (`premium`), in won.

    The amount is the own repair bill, in `cost-other` the other party's damage, and in `cost-paid`
    the payout of an accident that is already claimed.

    `here` is this case: its bill and the cost of the recommended option; None if it has no bill.
    """

    code: str
    lines: tuple[Line, ...]
    switches: tuple[Switch, ...] = ()
    here: Point | None = None
    names: Mapping[Option, str] = Factory(dict)
    """The names used in texts for options of this case that are not called by their own code."""

    def named(self, option: Option) -> str:
        """Return the name that is used in texts for an option."""
        return self.names.get(option, str(option))

    @property
    def over_bills(self) -> bool:
        """Whether the horizontal axis shows amounts, not years."""
        return self.code != PREMIUM

    @property
    def x_range(self) -> tuple[int, int]:
        """The first and the last bill, or year, on the horizontal axis."""
        places = [point.x for line in self.lines for point in line.points]
        return min(places), max(places)

    @property
    def y_range(self) -> tuple[int, int]:
        """The least and the highest amount; over bills, 0 is included."""
        amounts = [point.y for line in self.lines for point in line.points]
        return (min(0, *amounts) if self.over_bills else min(amounts)), max(amounts)


@frozen
class Tornado:
    """The lead of claiming over self-pay (negative: self-pay is cheaper) and what moves it most.

    If the insurer has already `paid`, it is the lead of keeping the claim over paying it back.
    """

    lead: Won
    bars: tuple[Sensitivity, ...]
    paid: bool = False

    @property
    def lead_range(self) -> tuple[int, int]:
        """The least and the highest lead that is drawn; 0 and today's are included."""
        leads = [lead for bar in self.bars for lead in (bar.lead_at_low, bar.lead_at_high)]
        return min(0, self.lead, *leads), max(0, self.lead, *leads)

    def code(self, name: str) -> str:
        """Return the code of a text that names the two sides, by whether the insurer has paid."""
        return f"{name}-paid" if self.paid else name


Chart = LineChart | Tornado


def cost_chart(decision: Decision, rulebook: Rulebook) -> LineChart:
    """Return the chart of each option's total cost by bill, with the switches and this case.

    This takes some milliseconds, because the case is computed again from its rules.
    """
    lines = tuple(map(_over_bills, cost_curves(decision.case, rulebook)))
    intervals = decision.break_even.shown
    switches = tuple(
        Switch(after.first, before.best, after.best) for before, after in pairwise(intervals)
    )
    here = _here(decision, decision.best.total)
    return LineChart(
        _COST[decision.break_even.over], _joined(lines), switches, here, _names(decision)
    )


def premium_chart(decision: Decision) -> LineChart:
    """Return the chart of each available option's premium by year, over the answer's renewals.

    Options with the same path share a line.
    """
    lines = tuple(
        Line((outcome.option,), (_by_year(outcome.path[: decision.renewals + 1]),))
        for outcome in decision.outcomes
        if outcome.available
    )
    return LineChart(PREMIUM, _joined(lines), names=_names(decision))


def tornado(decision: Decision, rulebook: Rulebook) -> Tornado:
    """Return the chart of what moves the lead of claiming, the strongest first.

    This takes a few hundred milliseconds, too long to run at every key: each input is moved until
    the answer flips.
    """
    found = sensitivities(decision.case, rulebook)
    bars = tuple(one for one in found if one.swing or one.flips_at is not None)
    sign = 1 if decision.recommended.is_claim else -1
    is_paid = decision.case.accident.paid is not None
    return Tornado(Won(sign * decision.margin), bars, is_paid)


def _over_bills(curve: CostCurve) -> Line:
    pieces = (tuple(Point(bill, amount) for bill, amount in piece) for piece in curve.pieces)
    return Line((curve.option,), tuple(pieces))


def _names(decision: Decision) -> dict[Option, str]:
    return {option: option_code(decision, option) for option in Option}


def _by_year(path: PremiumPath) -> tuple[Point, ...]:
    return tuple(Point(year.day.year, year.premium) for year in path)


def _joined(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines with coinciding ones joined, so that none hides another."""
    by_pieces: dict[tuple[tuple[Point, ...], ...], tuple[Option, ...]] = {}
    for line in lines:
        by_pieces[line.pieces] = by_pieces.get(line.pieces, ()) + line.options
    return tuple(Line(options, pieces) for pieces, options in by_pieces.items())


def regret_chart(full: LaterInFull, decision: Decision) -> LineChart:
    """Return the chart of how much more each option costs than the best; 0 for the best itself."""
    lines = tuple(map(_over_bills, full.regrets))
    bests = [(one.first, _drawn(one.best)) for one in full.now.intervals]
    switches = tuple(
        Switch(first, before, after)
        for (_, before), (first, after) in pairwise(bests)
        if after is not before
    )
    here = _here(decision, NOTHING)
    return LineChart(REGRET, lines, switches, here, _names(decision))


def _here(decision: Decision, amount: Won) -> Point | None:
    """Return the point of the case at its bill; None if the bill is not known yet."""
    return None if awaits_bill(decision) else Point(decision.bill, amount)


def _drawn(option: Option) -> Option:
    """Return the option whose line shows this one: `claim` for `claim-refund`, else itself."""
    return Option.CLAIM if option is Option.CLAIM_REFUND else option
