"""The options side by side: what each costs now, at the renewals, and in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from advisor.domain.money import total
from advisor.explain.formats import grouped
from advisor.explain.width import left, right, width

if TYPE_CHECKING:
    from advisor.domain.decision import Decision, Outcome
    from advisor.explain.texts import Texts

_GAP = 2
_NOTHING = "-"
_MARK, _NO_MARK = "> ", "  "


@frozen
class Row:
    """One line before it is laid out.

    `later` has a figure for each column between now and the total; `across`, where it is not
    empty, is written over all of them.
    """

    name: str
    now: str
    later: tuple[str, ...]
    total: str
    across: str = ""
    best: bool = False


def cost_table(decision: Decision, texts: Texts, cells: int) -> list[tuple[str, bool]]:
    """Give the lines of the table, within some cells; what is advised comes first, marked true.

    The renewals have a column each where there is room, else one for all that comes later.
    """
    rows = _by_renewal(decision, texts)
    lines = _laid_out(rows)
    if max(width(line) for line in lines) > cells:
        rows = _in_sum(decision, texts)
        lines = _laid_out(rows)
    return [(line, row.best) for line, row in zip(lines, rows, strict=True)]


def _by_renewal(decision: Decision, texts: Texts) -> list[Row]:
    renewals = range(1, decision.renewals + 1)
    path = decision.without_accident
    heads = tuple(str(path[renewal].day.year) for renewal in renewals)
    rows = [_head(heads, texts)]
    for outcome in _possible(decision):
        extra = {
            line.renewal: line.amount for line in outcome.lines if line.code == "extra-premium"
        }
        later = tuple(_more(extra.get(renewal, 0)) for renewal in renewals)
        rows.append(_row(decision, outcome, texts, later, _refund(outcome, texts)))
    return rows


def _in_sum(decision: Decision, texts: Texts) -> list[Row]:
    rows = [_head((texts("table.later"),), texts)]
    for outcome in _possible(decision):
        later = total(
            line.amount for line in outcome.lines if line.renewal or line.code == "refund"
        )
        rows.append(_row(decision, outcome, texts, (_more(later),)))
    return rows


def _possible(decision: Decision) -> list[Outcome]:
    """List what can be done: what is advised first, then in the contract's order."""
    return sorted(
        (outcome for outcome in decision.outcomes if outcome.available),
        key=lambda outcome: outcome.option != decision.advised,
    )


def _head(later: tuple[str, ...], texts: Texts) -> Row:
    return Row(texts("table.unit"), texts("table.now"), later, texts("table.total"))


def _row(
    decision: Decision, outcome: Outcome, texts: Texts, later: tuple[str, ...], across: str = ""
) -> Row:
    return Row(
        name=texts(f"option.{outcome.option}"),
        now=grouped(outcome.cash_now),
        later=later,
        total=grouped(outcome.total),
        across=across,
        best=outcome.option == decision.advised,
    )


def _more(amount: int) -> str:
    return f"{amount:+,}" if amount else _NOTHING


def _refund(outcome: Outcome, texts: Texts) -> str:
    for line in outcome.lines:
        if line.code == "refund":
            return texts("table.refund", amount=line.amount, day=line.day)
    return ""


def _laid_out(rows: list[Row]) -> list[str]:
    name = max(width(row.name) for row in rows)
    now = max(width(row.now) for row in rows)
    later = [max(map(width, column)) for column in zip(*(row.later for row in rows), strict=True)]
    for index in range(_lacking(rows, later)):
        later[-1 - index % len(later)] += 1
    end = max(width(row.total) for row in rows)
    lines = []
    for row in rows:
        figures = (right(text, cells) for text, cells in zip(row.later, later, strict=True))
        between = right(row.across, sum(later) + _GAP * (len(later) - 1)) if row.across else ""
        columns = (
            (_MARK if row.best else _NO_MARK) + left(row.name, name),
            right(row.now, now),
            between or (" " * _GAP).join(figures),
            right(row.total, end),
        )
        lines.append((" " * _GAP).join(columns))
    return lines


def _lacking(rows: list[Row], later: list[int]) -> int:
    """Count the cells that the columns lack for what is written over them."""
    return max(0, max(width(row.across) for row in rows) - sum(later) - _GAP * (len(later) - 1))
