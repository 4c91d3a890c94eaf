"""The part of a report that counts later accidents: costs, rates, bills to claim, and a chart."""

from collections.abc import Iterator

from advisor.domain.decision import Decision
from advisor.domain.errors import AdvisorError
from advisor.domain.rulebook import Rulebook
from advisor.explain.formats import grouped, number
from advisor.explain.headlines import has_both_sides
from advisor.explain.texts import Texts
from advisor.later.advice_parts import ByRate, Moment, choice_code
from advisor.later.later_advice import LaterAdvice, LaterInFull, later_in_full
from advisor.report.drawing.charts import regret_chart
from advisor.report.later.later_text import bills, bills_said, later_notes
from advisor.report.later.later_words import (
    cost_heads,
    long_costs,
    named_action,
    no_opinion,
    open_note,
    opinion_in_full,
)
from advisor.report.page.blocks import (
    Block,
    BulletList,
    Cell,
    Paragraph,
    Picture,
    Subtitle,
    Table,
    TableRow,
)


def later_part(decision: Decision, rulebook: Rulebook, texts: Texts) -> Iterator[Block]:
    """Yield the blocks, or one that says why there are none; nothing if there is no choice.

    The first call takes a fifth of a second, because it loads numpy.
    """
    if not has_both_sides(decision):
        return
    try:
        full = later_in_full(decision, rulebook)
    except AdvisorError as error:
        yield Paragraph(no_opinion(error, texts))
        return
    first, *more = opinion_in_full(decision, full, texts)
    yield Paragraph(" ".join((first, *bills_said(full, texts))))
    yield BulletList((*more, *later_notes(decision, full, texts)))
    yield Subtitle(texts("later.costs.title", renewals=full.advice.headline.renewals))
    yield _costs(decision, full.advice, texts)
    yield from (Paragraph(said) for said in open_note(full.advice, texts, "option"))
    yield Subtitle(texts("later.rates.title"))
    yield _rates(decision, full, texts)
    if not full.moments:
        return
    yield Subtitle(texts("later.bills.title"))
    yield _bills(full, decision.bill, texts)
    chart = regret_chart(full, decision)
    yield Picture(chart, texts("chart.title.regret"), texts("chart.about.regret"))


def _heads(part: str, names: tuple[str, ...], texts: Texts) -> tuple[Cell, ...]:
    """Return the heads of a table whose last column holds figures."""
    last = names[-1]
    return tuple(Cell(texts(f"later.{part}.{name}"), figure=name == last) for name in names)


def _costs(decision: Decision, advice: LaterAdvice, texts: Texts) -> Table:
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
        for place, (name, one, over) in enumerate(long_costs(decision, advice, texts, "option"))
    )
    return Table(heads, tuple(rows))


def _rates(decision: Decision, full: LaterInFull, texts: Texts) -> Table:
    def row(one: ByRate) -> TableRow:
        cells = (
            Cell(number(one.accident_rate)),
            Cell(bills(one.intervals, texts)),
            Cell(texts(f"option.{named_action(decision, one.best.action)}")),
            Cell(grouped(one.margin), figure=True),
        )
        return TableRow(cells, best=one.accident_rate == full.advice.accident_rate)

    heads = ("head", "bills", "here", "saves")
    return Table(_heads("rates", heads, texts), tuple(map(row, full.by_rate)))


def _bills(full: LaterInFull, bill: int, texts: Texts) -> Table:
    """Return a table of the intervals for each day; those that hold the case's bill are marked."""

    def rows(moment: Moment) -> Iterator[TableRow]:
        said = texts("later.bills.day", moment=moment.code, day=moment.day)
        for one in moment.intervals:
            span = f"{grouped(one.first)} – {grouped(one.last)}"
            cells = (
                Cell(said),
                Cell(texts(f"option.{choice_code(one.best)}")),
                Cell(span, figure=True),
            )
            yield TableRow(cells, best=one.first <= bill <= one.last)
            said = ""

    found = tuple(row for moment in full.moments for row in rows(moment))
    return Table(_heads("bills", ("when", "do", "bills"), texts), found)
