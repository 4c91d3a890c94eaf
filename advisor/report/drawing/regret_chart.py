"""The chart of the view with later accidents: what the wrong choice costs, by repair bill."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from advisor.domain.decision import Option
from advisor.domain.money import NOTHING
from advisor.report.drawing.charts import REGRET, Line, LineChart, Point, Switch

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.later.later_advice import LaterInFull


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
    here = Point(decision.bill, NOTHING)
    return LineChart(REGRET, lines, switches, here)


def _drawn(option: Option) -> Option:
    """Return the option whose line this one is on: a claim is drawn with its refund open."""
    return Option.CLAIM if option is Option.CLAIM_REFUND else option
