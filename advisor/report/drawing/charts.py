"""The charts as values: what is drawn on a terminal and in a report is one and the same.

`cost_chart` shows what each option costs over the repair bill, `premium_chart` the premium of each
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
from advisor.engine.limits.cost_curves import cost_curves
from advisor.engine.limits.sensitivity import sensitivities
from advisor.explain.choice import awaits_bill
from advisor.explain.names import named_choice
from advisor.later.later_advice import LaterInFull

PREMIUM, REGRET = "premium", "regret"
_COST = {"own_damage": "cost", "other_property": "cost-other", "paid": "cost-paid"}
"""The code of the chart of costs, by the amount that is open."""


@frozen
class Point:
    """A place in a chart: a repair bill or a year, and an amount."""

    x: int
    y: Won


@frozen
class Line:
    """One line, of one option or of several that do not differ; pieces are drawn apart."""

    options: tuple[Option, ...]
    pieces: tuple[tuple[Point, ...], ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """All points, from left to right."""
        return tuple(point for piece in self.pieces for point in piece)


@frozen
class Switch:
    """A repair bill from which on another option is the cheapest."""

    x: Won
    before: Option
    after: Option


@frozen
class LineChart:
    """Lines over an amount (`cost…`, `regret`) or over policy years (`premium`), in won.

    The amount is the own repair bill, or in `cost-other` the other party's damage and in
    `cost-paid` the payout of what is already claimed.

    `here` is this case: its bill and what the recommended option costs; None where it has no place.
    """

    code: str
    lines: tuple[Line, ...]
    switches: tuple[Switch, ...] = ()
    here: Point | None = None
    names: Mapping[Option, str] = Factory(dict)
    """What the texts call the options of the case, where that is not their own name."""

    def named(self, option: Option) -> str:
        """Return what the texts call an option."""
        return self.names.get(option, str(option))

    @property
    def over_bills(self) -> bool:
        """Whether places on the horizontal axis are amounts."""
        return self.code != PREMIUM

    @property
    def x_range(self) -> tuple[int, int]:
        """The first and the last place on the horizontal axis."""
        places = [point.x for line in self.lines for point in line.points]
        return min(places), max(places)

    @property
    def y_range(self) -> tuple[int, int]:
        """The least and the highest amount; costs are drawn from 0."""
        amounts = [point.y for line in self.lines for point in line.points]
        return (min(0, *amounts) if self.over_bills else min(amounts)), max(amounts)


@frozen
class Tornado:
    """The lead of claiming over self-pay (negative: self-pay is cheaper) and what moves it most.

    Where the insurer has `paid`, it is the lead of leaving the claim over paying it back.
    """

    lead: Won
    bars: tuple[Sensitivity, ...]
    paid: bool = False

    def code(self, name: str) -> str:
        """Return the code of a text of it that names the two sides."""
        return f"{name}-paid" if self.paid else name


Chart = LineChart | Tornado


def cost_chart(decision: Decision, rulebook: Rulebook) -> LineChart:
    """Draw the total cost of each option against the amount that is open, every switch and here.

    Takes some milliseconds; the case's rules are asked again.
    """
    lines = tuple(
        Line(
            (curve.option,),
            tuple(tuple(Point(bill, cost) for bill, cost in piece) for piece in curve.pieces),
        )
        for curve in cost_curves(decision.case, rulebook)
    )
    intervals = decision.break_even.told
    switches = tuple(
        Switch(after.first, before.best, after.best) for before, after in pairwise(intervals)
    )
    here = _here(decision, decision.outcome(decision.recommended).total)
    return LineChart(
        _COST[decision.break_even.over], _joined(lines), switches, here, _names(decision)
    )


def premium_chart(decision: Decision) -> LineChart:
    """Draw the premium of each possible option by year, over the renewals of the answer.

    Options on the same path share a line.
    """
    lines = tuple(
        Line((outcome.option,), (_by_year(outcome.path[: decision.renewals + 1]),))
        for outcome in decision.outcomes
        if outcome.available
    )
    return LineChart(PREMIUM, _joined(lines), names=_names(decision))


def tornado(decision: Decision, rulebook: Rulebook) -> Tornado:
    """Draw what moves the lead of claiming, the strongest first.

    Takes a few hundred milliseconds, for each input is moved until the answer flips: not at a key.
    """
    found = sensitivities(decision.case, rulebook)
    bars = tuple(one for one in found if one.swing or one.flips_at is not None)
    sign = 1 if decision.recommended.is_claim else -1
    is_paid = decision.case.accident.paid is not None
    return Tornado(Won(sign * decision.margin), bars, is_paid)


def _names(decision: Decision) -> dict[Option, str]:
    return {option: named_choice(decision, option) for option in Option}


def _by_year(path: PremiumPath) -> tuple[Point, ...]:
    return tuple(Point(year.day.year, year.premium) for year in path)


def _joined(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Join lines that lie on each other, so that none hides another."""
    by_pieces: dict[tuple[tuple[Point, ...], ...], tuple[Option, ...]] = {}
    for line in lines:
        by_pieces[line.pieces] = by_pieces.get(line.pieces, ()) + line.options
    return tuple(Line(options, pieces) for pieces, options in by_pieces.items())


def regret_chart(full: LaterInFull, decision: Decision) -> LineChart:
    """Draw what each option costs more than the best; it is 0 where it is the best itself."""
    lines = tuple(
        Line(
            (curve.option,),
            tuple(tuple(Point(bill, more) for bill, more in piece) for piece in curve.pieces),
        )
        for curve in full.regrets
    )
    bests = [(one.first, _drawn(one.best)) for one in full.now.intervals]
    switches = tuple(
        Switch(first, before, after)
        for (_, before), (first, after) in pairwise(bests)
        if after is not before
    )
    here = _here(decision, NOTHING)
    return LineChart(REGRET, lines, switches, here, _names(decision))


def _here(decision: Decision, amount: Won) -> Point | None:
    """Return the place of a case at its bill; without a bill it has none."""
    return None if awaits_bill(decision) else Point(decision.bill, amount)


def _drawn(option: Option) -> Option:
    """Return the option whose line this one is on: a claim is drawn with its refund open."""
    return Option.CLAIM if option is Option.CLAIM_REFUND else option
