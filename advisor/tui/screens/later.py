"""The screen with the second opinion, which counts later accidents, at any accident rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import var
from textual.worker import get_current_worker

from advisor.domain.decision import Decision, Interval
from advisor.domain.errors import AdvisorError
from advisor.explain.columns import TextRow, fitted, laid_out
from advisor.explain.formats import grouped
from advisor.explain.names import option_name
from advisor.explain.texts import Texts
from advisor.explain.width import wrap
from advisor.later.advice_parts import Moment
from advisor.later.later_advice import LaterAdvice, LaterInFull
from advisor.report.drawing.charts import regret_chart
from advisor.report.later.later_text import bills_said, later_notes
from advisor.report.later.later_words import (
    cost_heads,
    long_costs,
    no_opinion,
    open_note,
    opinion_in_full,
)
from advisor.tui.keys import LATER_KEYS, bindings
from advisor.tui.later_views import work_out_pages
from advisor.tui.screens.over_case import Heading, OverCase, breakpoints, key_bar
from advisor.tui.widgets.bill_bars import spans
from advisor.tui.widgets.cached import Page
from advisor.tui.widgets.chart_view import ChartView
from advisor.tui.widgets.lines import Line, TranslatedLines, line, text_lines
from advisor.tui.widgets.rate_bars import rate_bars
from advisor.tui.widgets.row import filled
from advisor.tui.widgets.sentences import paragraph, section

if TYPE_CHECKING:
    from advisor.tui.later_views import LaterPages, LaterViews


_MARK, _NO_MARK = "● ", "  "


class LaterPage(TranslatedLines):
    """Shows the opinion at one accident rate, whose row is marked among those of other rates."""

    pages: var[LaterPages | None] = var(None, init=False)

    def __init__(self, decision: Decision) -> None:
        super().__init__()
        self._decision = decision

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the page, or say that it is being worked out, or why it cannot be."""
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
    """Return what each option costs, the cheapest first and the advised one marked."""
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
    """Return the bills to claim on each day considered; days with the same bills share a list."""
    lines = [line(), line(texts("later.bills.title"), "title")]
    for moments in _alike(full.moments):
        said = " · ".join(
            texts("later.bills.day", moment=moment.code, day=moment.day) for moment in moments
        )
        lines += paragraph(said, room, "")
        lines += spans(moments[0].intervals, decision, texts, room)
    return lines


def _alike(moments: tuple[Moment, ...]) -> Iterator[list[Moment]]:
    """Yield groups of days with the same intervals, in the order of their first days."""
    by_bills: dict[tuple[Interval, ...], list[Moment]] = {}
    for moment in moments:
        by_bills.setdefault(moment.intervals, []).append(moment)
    yield from by_bills.values()


class LaterScreen(OverCase[None]):
    """Shows the opinion at the rate of the rules, and at other rates that keys step through.

    All are worked out in the background, the nearest rates first, so that a key finds its opinion
    ready. A late one is shown when it comes, if it is still wanted.
    """

    CSS_PATH = "later.tcss"
    BINDINGS = bindings(LATER_KEYS)
    HORIZONTAL_BREAKPOINTS = breakpoints(narrow=0, wide=130)

    @dataclass
    class PagesFound(Message):
        """The pages at a rate have been worked out; None stands for the rate of the rules."""

        rate: Decimal | None
        pages: LaterPages

    def __init__(self, decision: Decision, later_views: LaterViews) -> None:
        super().__init__()
        self._decision = decision
        self._later_views = later_views
        self._rates: tuple[Decimal, ...] = ()
        self._at = 0

    def compose(self) -> ComposeResult:
        """Put the page above its chart, or beside it, between the title and the keys."""
        yield Heading("later.title")
        with Page(classes="body"):
            yield LaterPage(self._decision)
            yield ChartView()
        yield key_bar(LATER_KEYS)

    def on_mount(self) -> None:
        """Show what is known already, and work out the rest."""
        known = self._later_views.known_pages(self._decision.case)
        if known is not None:
            self._take(None, known)
        self._find()

    def retranslate(self) -> None:
        """Show the current rate in the heading."""
        if self._rates:
            rate = self._rates[self._at]
            years = round(1 / rate) if rate else 0
            code = "later.about" if rate else "later.about-none"
            self.query_one(Heading).about = self.texts(code, rate=rate, years=years)

    def action_turn(self, steps: int) -> None:
        """Show the opinion at the next higher or lower rate."""
        if self._rates:
            self._at = max(0, min(len(self._rates) - 1, self._at + steps))
            self._show()

    @work(thread=True, exclusive=True, group="later")
    def _find(self) -> None:
        """Work out the missing rates one after the other, until the screen is left.

        The first view is posted even if it is known, since the case screen may just have found it.
        """
        decision, rulebook = self._decision, self._later_views.rulebook
        known = self._later_views.known_pages
        first = known(decision.case) or work_out_pages(decision, rulebook)
        self.post_message(self.PagesFound(None, first))
        if isinstance(first, AdvisorError):
            return
        mine = first.advice.accident_rate
        for rate in sorted(rates(first), key=lambda one: abs(one - mine)):
            if get_current_worker().is_cancelled:
                return
            if rate != mine and known(decision.case, rate) is None:
                self.post_message(self.PagesFound(rate, work_out_pages(decision, rulebook, rate)))

    def on_later_screen_pages_found(self, event: PagesFound) -> None:
        """Keep the pages found, and show them if they are wanted."""
        self._later_views.keep_pages(self._decision.case, event.rate, event.pages)
        self._take(event.rate, event.pages)

    def _take(self, rate: Decimal | None, found: LaterPages) -> None:
        if isinstance(found, AdvisorError):
            self.query_one(LaterPage).pages = found
            self.query_one(ChartView).display = False
            return
        if not self._rates:
            if rate is not None:
                return
            self._rates = rates(found)
            self._at = self._rates.index(found.advice.accident_rate)
        self._show()

    def _show(self) -> None:
        """Show page and chart at the current rate; until they are known, the previous ones stay."""
        self.retranslate()
        view = self._view(self._rates[self._at])
        if isinstance(view, LaterInFull):
            self._draw(view)

    def _view(self, rate: Decimal) -> LaterPages | None:
        """Return the pages at a rate, None if unknown; the rules' own rate is kept as None."""
        first = self._later_views.known_pages(self._decision.case)
        if isinstance(first, LaterInFull) and first.advice.accident_rate == rate:
            return first
        return self._later_views.known_pages(self._decision.case, rate)

    def _draw(self, full: LaterInFull) -> None:
        self.query_one(LaterPage).pages = full
        chart = self.query_one(ChartView)
        chart.display = len(full.advice.costs) > 1 and bool(full.moments)
        chart.recommended = full.advice.recommended
        if full.moments:
            chart.chart = regret_chart(full, self._decision)


def rates(full: LaterInFull) -> tuple[Decimal, ...]:
    """Return the rates to step through: those that the rules name, and the view's own."""
    return tuple(sorted({full.advice.accident_rate, *(one.accident_rate for one in full.by_rate)}))
