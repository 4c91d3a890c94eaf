"""The answer with later accidents counted, in full: which to follow, rates, costs, bills, notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.reactive import var

from advisor.domain.decision import Decision, Interval
from advisor.domain.errors import AdvisorError
from advisor.explain.columns import TextRow, fitted, laid_out
from advisor.explain.formats import grouped
from advisor.explain.names import option_name
from advisor.explain.texts import Texts
from advisor.explain.width import wrap
from advisor.later.later_advice import LaterAdvice, LaterInFull
from advisor.later.parts import Moment
from advisor.report.later.later_text import bills_said, later_notes
from advisor.report.later.later_words import (
    cost_heads,
    long_costs,
    no_opinion,
    open_note,
    opinion_in_full,
)
from advisor.tui.widgets.bill_bars import spans
from advisor.tui.widgets.lines import Line, Spoken, line, text_lines
from advisor.tui.widgets.rate_bars import rate_bars
from advisor.tui.widgets.row import filled
from advisor.tui.widgets.sentences import paragraph, section

if TYPE_CHECKING:
    from advisor.tui.later_views import LaterPages

_MARK, _NO_MARK = "● ", "  "


class LaterPage(Spoken):
    """Shows one view; the row of its accident rate is marked among the others."""

    pages: var[LaterPages | None] = var(None, init=False)

    def __init__(self, decision: Decision) -> None:
        super().__init__()
        self._decision = decision

    def said(self, texts: Texts, width: int) -> list[Line]:
        """Lay the page out, or say that it is being worked out, or why it cannot be."""
        pages = self.pages
        if pages is None:
            return [line(texts("later.working"), "muted")]
        if isinstance(pages, AdvisorError):
            return text_lines(no_opinion(pages, texts), width)
        return _page(self._decision, pages, texts, width)


def _page(decision: Decision, full: LaterInFull, texts: Texts, room: int) -> list[Line]:
    notes = tuple(later_notes(decision, full, texts))
    head = " ".join(bills_said(full, texts))
    if len(full.advice.costs) == 1:
        lines = text_lines(head, room, "accent")
        return [*lines, *section(texts("later.notes.title"), notes, room)]
    answer, *others = opinion_in_full(decision, full, texts)
    return [
        *text_lines(answer, room, "accent"),
        *(line(words) for words in (wrap(head, room) if head else ())),
        *(section(texts("later.opinion.title"), others, room) if others else ()),
        *(rate_bars(decision, full, texts, room) if full.moments else ()),
        *_costs(decision, full.advice, texts, room),
        *(_bills(decision, full, texts, room) if full.moments else ()),
        *section(texts("later.notes.title"), notes, room),
    ]


def _costs(decision: Decision, advice: LaterAdvice, texts: Texts, room: int) -> list[Line]:
    """Return what each option costs, the cheapest first; marked is the one that is advised."""
    heads = cost_heads(texts)
    rows = [
        TextRow(name, tuple(map(grouped, (one.cash_now, one.later, one.total, over))))
        for name, one, over in long_costs(decision, advice, texts, "app.option")
    ]
    advised = option_name(decision, advice.headline.recommended, texts, "app.option")
    marked = [row.name == advised for row in rows]
    rows.insert(0, TextRow("", tuple(heads)))
    head, *laid = fitted(rows, room - len(_NO_MARK)) or laid_out(rows, 1)
    return [
        line(),
        line(texts("later.costs.title", renewals=advice.headline.renewals), "title"),
        line(filled(_NO_MARK + head, room), "muted"),
        *(
            line(filled((_MARK if best else _NO_MARK) + row, room), "accent" if best else "plain")
            for row, best in zip(laid, marked, strict=True)
        ),
        *(
            words
            for said in open_note(advice, texts, "app.option")
            for words in paragraph(said, room, _NO_MARK, "muted")
        ),
    ]


def _bills(decision: Decision, full: LaterInFull, texts: Texts, room: int) -> list[Line]:
    """Return the bills to claim on each day that is looked at; days with the same ones together."""
    lines = [line(), line(texts("later.bills.title"), "title")]
    for moments in _alike(full.moments):
        said = " · ".join(
            texts("later.bills.day", moment=moment.code, day=moment.day) for moment in moments
        )
        lines += paragraph(said, room, "")
        lines += spans(moments[0].intervals, decision, texts, room)
    return lines


def _alike(moments: tuple[Moment, ...]) -> Iterator[list[Moment]]:
    """Put days of the same intervals together, in the order of their first."""
    by_bills: dict[tuple[Interval, ...], list[Moment]] = {}
    for moment in moments:
        by_bills.setdefault(moment.intervals, []).append(moment)
    yield from by_bills.values()
