"""What each option costs: now, at the renewals, and in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen
from textual.content import Content

from advisor.domain.decision import Option
from advisor.explain.formats import grouped
from advisor.explain.sentences import blockers
from advisor.explain.width import left, right, width
from advisor.tui.widgets.answer_part import AnswerPart
from advisor.tui.widgets.row import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.decision import Decision, Outcome
    from advisor.explain.texts import Texts

_NOTHING = "–"
_MARK = "● "
_NO_MARK = "  "
_INDENT = 4


@frozen
class _Cells:
    """One line of the table before it is laid out."""

    name: str
    short: str
    figures: tuple[str, ...]


class CostTable(AnswerPart):
    """A line for each option in the order of the contract, the recommended one marked."""

    def answer_lines(self, decision: Decision, texts: Texts, width: int) -> list[Content]:
        """Lay the table out, with a column a renewal where there is room."""
        possible = [outcome for outcome in decision.outcomes if outcome.available]
        heads, shown = _by_renewal(decision, possible, texts)
        names = _name_width([heads, *shown], width)
        if names is None:
            heads, shown = _in_sum(possible, texts)
            names = _name_width([heads, *shown], width) or _shortest(heads, shown)
        widths = _figure_widths([heads, *shown])
        cells = {outcome.option: row for outcome, row in zip(possible, shown, strict=True)}
        lines = [Content.styled(_laid_out(heads, names, widths, _NO_MARK), "$text-muted")]
        for outcome in decision.outcomes:
            if outcome.available:
                best = outcome.option == decision.recommended
                row = _laid_out(cells[outcome.option], names, widths, _MARK if best else _NO_MARK)
                lines.append(Content.styled(row, "bold $text-accent" if best else ""))
            lines.extend(_under(outcome, texts, width))
        return lines


def _by_renewal(
    decision: Decision, possible: list[Outcome], texts: Texts
) -> tuple[_Cells, list[_Cells]]:
    count = decision.views[0].renewals
    years = [outcome.path for outcome in possible if len(outcome.path) > count]
    days = [year.day for year in years[0][1 : count + 1]] if years else []
    heads = _Cells(
        "",
        "",
        (
            texts("app.table.now"),
            *(texts("app.table.renewal", year=day.year) for day in days),
            texts("app.table.total"),
        ),
    )
    return heads, [
        _cells(outcome, texts, [_extra(outcome, renewal + 1) for renewal in range(len(days))])
        for outcome in possible
    ]


def _in_sum(possible: list[Outcome], texts: Texts) -> tuple[_Cells, list[_Cells]]:
    heads = _Cells(
        "", "", tuple(texts(f"app.table.{column}") for column in ("now", "renewals", "total"))
    )
    return heads, [_cells(outcome, texts, [outcome.extra_premium]) for outcome in possible]


def _cells(outcome: Outcome, texts: Texts, extras: list[int]) -> _Cells:
    return _Cells(
        texts(f"option.{outcome.option}"),
        texts(f"app.option.{outcome.option}"),
        (
            grouped(outcome.cash_now),
            *(f"{extra:+,}" if extra else _NOTHING for extra in extras),
            grouped(outcome.total),
        ),
    )


def _extra(outcome: Outcome, renewal: int) -> int:
    return sum(
        line.amount
        for line in outcome.lines
        if line.code == "extra-premium" and line.renewal == renewal
    )


def _figure_widths(rows: list[_Cells]) -> list[int]:
    return [max(map(width, column)) + 2 for column in zip(*(r.figures for r in rows), strict=True)]


def _name_width(rows: list[_Cells], room: int) -> int | None:
    """Give the width of the names, long or else short, or None where neither fits."""
    left_over = room - sum(_figure_widths(rows)) - len(_MARK)
    for names in ([row.name for row in rows], [row.short for row in rows]):
        widest = max(map(width, names))
        if widest <= left_over:
            return widest
    return None


def _shortest(heads: _Cells, rows: list[_Cells]) -> int:
    return max(width(row.short) for row in (heads, *rows))


def _laid_out(cells: _Cells, names: int, widths: list[int], mark: str) -> str:
    name = cells.name if width(cells.name) <= names else cells.short
    figures = zip(cells.figures, widths, strict=True)
    return mark + left(name, names) + "".join(right(text, room) for text, room in figures)


def _under(outcome: Outcome, texts: Texts, room: int) -> Iterator[Content]:
    """Say when a payout goes back, or why an option is not possible."""
    if not outcome.available:
        why = " · ".join(blockers(outcome, texts))
        name = texts(f"option.{outcome.option}")
        yield Content.styled(cut(f"× {name}: {why}", room).rstrip(), "$text-muted")
    for line in outcome.lines:
        if outcome.option is Option.CLAIM_REFUND and line.code == "refund":
            text = texts("app.table.refund", amount=line.amount, day=line.day)
            yield Content.styled(cut(" " * _INDENT + text, room).rstrip(), "$text-muted")
