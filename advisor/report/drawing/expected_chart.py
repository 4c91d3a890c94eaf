"""The chart of the view with later accidents: what the wrong choice costs, by repair bill."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from advisor.domain.money import NOTHING
from advisor.report.drawing.charts import REGRET, Line, LineChart, Point, Switch

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.outlook.expected import Expected


def regret_chart(view: Expected, decision: Decision) -> LineChart:
    """Draw what each option costs more than the best; it is 0 where it is the best itself."""
    lines = tuple(
        Line(
            (curve.option,),
            tuple(tuple(Point(bill, more) for bill, more in piece) for piece in curve.pieces),
        )
        for curve in view.regrets
    )
    intervals = view.now.intervals
    switches = tuple(
        Switch(after.first, before.best, after.best) for before, after in pairwise(intervals)
    )
    here = Point(decision.case.accident.own_damage.likely, NOTHING)
    return LineChart(REGRET, lines, switches, here)
