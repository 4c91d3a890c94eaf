"""The part of a report that counts later accidents: costs, rates, bills to claim, and a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.errors import AdvisorError
from advisor.explain.formats import grouped, number
from advisor.explain.sentences import has_both_sides
from advisor.later.later_advice import later_advice, named
from advisor.report.drawing.regret_chart import regret_chart
from advisor.report.later.later_text import bills, later_sentences
from advisor.report.later.later_words import cost_heads, long_costs, no_view, open_note, which_view
from advisor.report.page.parts import Cell, Items, Picture, Subtitle, Table, TableRow, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.decision import Decision
    from advisor.domain.rulebook import Rulebook
    from advisor.explain.texts import Texts
    from advisor.later.later_advice import ByRate, LaterAdvice, Moment
    from advisor.report.page.parts import Block


def later_part(decision: Decision, rulebook: Rulebook, texts: Texts) -> Iterator[Block]:
    """Give the blocks, or why there are none; nothing where there is no choice.

    Takes a tenth of a second, the first time half a second, for numpy is loaded.
    """
    if not has_both_sides(decision):
        return
    try:
        view = later_advice(decision.case, rulebook)
    except AdvisorError as error:
        yield Words(no_view(error, texts))
        return
    first, answer, *notes = later_sentences(view, texts)
    yield Words(f"{answer} {first}")
    yield Items((*which_view(decision, view, texts), *notes))
    yield Subtitle(texts("later.costs.title"))
    yield _costs(view, texts)
    yield from (Words(said) for said in open_note(view, texts, "option"))
    yield Subtitle(texts("later.rates.title"))
    yield _rates(view, texts)
    yield Subtitle(texts("later.bills.title"))
    yield _bills(view, decision.case.accident.own_damage.likely, texts)
    chart = regret_chart(view, decision)
    yield Picture(chart, texts("chart.title.regret"), texts("chart.about.regret"))


def _heads(part: str, names: tuple[str, ...], texts: Texts) -> tuple[Cell, ...]:
    """Give heads, the last over figures."""
    last = names[-1]
    return tuple(Cell(texts(f"later.{part}.{name}"), figure=name == last) for name in names)


def _costs(view: LaterAdvice, texts: Texts) -> Table:
    heads = (Cell(""), *(Cell(head, figure=True) for head in cost_heads(texts)))
    rows = (
        TableRow(
            (
                Cell(name),
                *(
                    Cell(grouped(amount), figure=True)
                    for amount in (one.cash_now, one.later, one.total, over)
                ),
            ),
            best=not place,
        )
        for place, (name, one, over) in enumerate(long_costs(view, texts, "option"))
    )
    return Table(heads, tuple(rows))


def _rates(view: LaterAdvice, texts: Texts) -> Table:
    def row(one: ByRate) -> TableRow:
        cells = (
            Cell(number(one.accident_rate)),
            Cell(bills(one.intervals, texts)),
            Cell(texts(f"option.{one.advice.action}")),
            Cell(grouped(one.margin), figure=True),
        )
        return TableRow(cells, best=one.accident_rate == view.accident_rate)

    heads = ("head", "bills", "here", "saves")
    return Table(_heads("rates", heads, texts), tuple(map(row, view.by_rate)))


def _bills(view: LaterAdvice, bill: int, texts: Texts) -> Table:
    """List the intervals of each day; those that hold the bill of the case are marked."""

    def rows(moment: Moment) -> Iterator[TableRow]:
        said = texts("later.bills.day", moment=moment.code, day=moment.day)
        for one in moment.intervals:
            span = f"{grouped(one.first)} – {grouped(one.last)}"
            cells = (Cell(said), Cell(texts(f"option.{named(one.best)}")), Cell(span, figure=True))
            yield TableRow(cells, best=one.first <= bill <= one.last)
            said = ""

    found = tuple(row for moment in view.moments for row in rows(moment))
    return Table(_heads("bills", ("when", "do", "bills"), texts), found)
