"""The options side by side for a page: the refund spans the columns of the renewals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.explain.formats import grouped
from advisor.explain.names import option_name
from advisor.report.answer.costs import OptionCosts, costs, years
from advisor.report.page.parts import Cell, Table, TableRow

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.explain.texts import Texts

_NOTHING = "-"


def cost_rows(decision: Decision, texts: Texts) -> Table:
    """Return what each possible option costs now, at the renewals and in all."""
    found = costs(decision)
    heads = (texts("table.now"), *years(found, texts), texts("table.total"))
    return Table(
        (Cell(texts("report.unit")), *(Cell(head, figure=True) for head in heads)),
        tuple(_row(row, decision, texts) for row in found.rows),
    )


def _row(row: OptionCosts, decision: Decision, texts: Texts) -> TableRow:
    cells = (
        Cell(option_name(decision, row.option, texts)),
        Cell(grouped(row.now), figure=True),
        *_later(row, texts),
        Cell(grouped(row.total), figure=True),
    )
    return TableRow(cells, best=row.recommended)


def _later(row: OptionCosts, texts: Texts) -> tuple[Cell, ...]:
    if row.repaid and not any(row.by_column):
        said = texts("table.refund", amount=row.repaid.amount, day=row.repaid.day)
        return (Cell(said, span=len(row.by_column), figure=True),)
    return tuple(
        Cell(f"{amount:+,}" if amount else _NOTHING, figure=True) for amount in row.by_column
    )
