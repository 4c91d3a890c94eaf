"""What each option costs: now, at the renewals, and in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from advisor.domain.decision import Option, Verdict
from advisor.explain.formats import grouped
from advisor.explain.sentences import blockers
from advisor.explain.width import left, right, width
from advisor.tui.widgets.lines import Line, line
from advisor.tui.widgets.sentences import paragraph

if TYPE_CHECKING:
    from advisor.domain.decision import Decision, Outcome
    from advisor.explain.texts import Texts

_NOTHING = "–"
_MARK = "● "
_NO_MARK = "  "
_INDENT = "    "


@frozen
class _Cells:
    """One line of the table before it is laid out."""

    name: str
    short: str
    figures: tuple[str, ...]

    def without_renewals(self) -> _Cells:
        """Keep what is paid now and the total, where there is no room for more."""
        return evolve(self, figures=(self.figures[0], self.figures[-1]))


def cost_table(decision: Decision, texts: Texts, room: int) -> list[Line]:
    """Give a line for each option in the order of the contract; what is recommended has a mark.

    Each renewal has a column of its own where there is room.
    """
    possible = [outcome for outcome in decision.outcomes if outcome.available]
    by_renewal = _by_renewal(decision, possible, texts)
    layout = _fitting(by_renewal, room)
    rows = by_renewal if layout else _in_sum(possible, texts)
    if layout is None:
        layout = _fitting(rows, room)
    if layout is None:
        rows = [row.without_renewals() for row in rows]
        layout = _Layout(rows, short=True, gap=1)
    head, *shown = rows
    cells = {outcome.option: row for outcome, row in zip(possible, shown, strict=True)}
    sure = decision.verdict is not Verdict.DEPENDS
    lines = [line(layout.row(head, _NO_MARK), "muted")]
    for outcome in decision.outcomes:
        if outcome.available:
            best = sure and outcome.option == decision.recommended
            row = layout.row(cells[outcome.option], _MARK if best else _NO_MARK)
            lines.append(line(row, "accent" if best else "plain"))
            lines += _repayment(outcome, texts, room)
    return lines


class _Layout:
    """The widths of the columns for some rows; short names and narrow gaps save room."""

    def __init__(self, rows: list[_Cells], *, short: bool, gap: int) -> None:
        self._short = short
        self._names = max(width(self._name(row)) for row in rows)
        columns = zip(*(row.figures for row in rows), strict=True)
        self._figures = [max(map(width, column)) + gap for column in columns]

    @property
    def cells(self) -> int:
        """The width of a line."""
        return len(_MARK) + self._names + sum(self._figures)

    def row(self, row: _Cells, mark: str) -> str:
        """Lay out one row."""
        figures = zip(row.figures, self._figures, strict=True)
        shown = "".join(right(text, room) for text, room in figures)
        return mark + left(self._name(row), self._names) + shown

    def _name(self, row: _Cells) -> str:
        return row.short if self._short else row.name


def _fitting(rows: list[_Cells], room: int) -> _Layout | None:
    """Give the most generous layout that fits, if there is one."""
    layouts = (
        _Layout(rows, short=short, gap=gap)
        for short, gap in ((False, 3), (False, 2), (True, 2), (False, 1), (True, 1))
    )
    return next((layout for layout in layouts if layout.cells <= room), None)


def _by_renewal(decision: Decision, possible: list[Outcome], texts: Texts) -> list[_Cells]:
    count = decision.renewals
    years = [outcome.path for outcome in possible if len(outcome.path) > count]
    days = [year.day for year in years[0][1 : count + 1]] if years else []
    head = _Cells(
        "",
        "",
        (
            texts("app.table.now"),
            *(texts("app.table.renewal", year=day.year) for day in days),
            texts("app.table.total"),
        ),
    )
    return [
        head,
        *(
            _cells(outcome, texts, [_extra(outcome, renewal + 1) for renewal in range(len(days))])
            for outcome in possible
        ),
    ]


def _in_sum(possible: list[Outcome], texts: Texts) -> list[_Cells]:
    head = _Cells(
        "", "", tuple(texts(f"app.table.{column}") for column in ("now", "renewals", "total"))
    )
    return [head, *(_cells(outcome, texts, [outcome.extra_premium]) for outcome in possible)]


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
        cost.amount
        for cost in outcome.lines
        if cost.code == "extra-premium" and cost.renewal == renewal
    )


def _repayment(outcome: Outcome, texts: Texts, room: int) -> list[Line]:
    """Say when a payout goes back."""
    return [
        words
        for cost in outcome.lines
        if outcome.option is Option.CLAIM_REFUND and cost.code == "refund"
        for words in paragraph(
            texts("app.table.refund", amount=cost.amount, day=cost.day), room, _INDENT, "muted"
        )
    ]


def impossible(decision: Decision, texts: Texts, room: int) -> list[Line]:
    """Say which options are not possible and why, those of the same reasons together."""
    options: dict[tuple[str, ...], list[str]] = {}
    for outcome in decision.outcomes:
        if not outcome.available:
            why = tuple(blockers(outcome, texts))
            options.setdefault(why, []).append(texts(f"app.option.{outcome.option}"))
    lines = [
        words
        for why, names in options.items()
        for words in paragraph(f"{', '.join(names)}: {' · '.join(why)}", room, "× ", "muted")
    ]
    return [line(), *lines] if lines else []
