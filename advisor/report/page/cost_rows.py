"""The options side by side for a page: every renewal has its column, the refund spans them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.explain.formats import grouped
from advisor.report.page.parts import Cell, Table, TableRow

if TYPE_CHECKING:
    from advisor.domain.decision import Decision, Outcome
    from advisor.explain.texts import Texts

_NOTHING = "-"


def cost_rows(decision: Decision, texts: Texts) -> Table:
    """Give what each possible option costs now, at each renewal and in all; the advised first."""
    renewals = decision.renewals
    years = [year.day.year for year in decision.without_accident[1 : renewals + 1]]
    heads = (texts("table.now"), *map(str, years), texts("table.total"))
    possible = sorted(
        (outcome for outcome in decision.outcomes if outcome.available),
        key=lambda outcome: outcome.option != decision.advised,
    )
    return Table(
        (Cell(texts("report.unit")), *(Cell(head, figure=True) for head in heads)),
        tuple(_row(decision, outcome, renewals, texts) for outcome in possible),
    )


def _row(decision: Decision, outcome: Outcome, renewals: int, texts: Texts) -> TableRow:
    cells = (
        Cell(texts(f"option.{outcome.option}")),
        Cell(grouped(outcome.cash_now), figure=True),
        *_later(outcome, renewals, texts),
        Cell(grouped(outcome.total), figure=True),
    )
    return TableRow(cells, best=outcome.option == decision.advised)


def _later(outcome: Outcome, renewals: int, texts: Texts) -> tuple[Cell, ...]:
    for line in outcome.lines:
        if line.code == "refund":
            said = texts("table.refund", amount=line.amount, day=line.day)
            return (Cell(said, span=renewals, figure=True),)
    extra = {line.renewal: line.amount for line in outcome.lines if line.code == "extra-premium"}
    amounts = (extra.get(renewal, 0) for renewal in range(1, renewals + 1))
    return tuple(Cell(f"{amount:+,}" if amount else _NOTHING, figure=True) for amount in amounts)
