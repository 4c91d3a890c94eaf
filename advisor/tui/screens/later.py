"""The screen of the answer with later accidents counted, at any accident rate."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import get_current_worker

from advisor.domain.decision import Decision
from advisor.domain.errors import AdvisorError
from advisor.later.later_advice import LaterInFull
from advisor.report.drawing.charts import regret_chart
from advisor.tui.keys import LATER_KEYS, bindings
from advisor.tui.later_views import work_out_pages
from advisor.tui.screens.over_case import Heading, OverCase, key_bar, sizes
from advisor.tui.widgets.chart_view import ChartView
from advisor.tui.widgets.kept import Page
from advisor.tui.widgets.later_page import LaterPage

if TYPE_CHECKING:
    from advisor.tui.later_views import LaterPages, LaterViews


class LaterScreen(OverCase[None]):
    """Shows the view at the rate of the rules, and at the others that keys step through.

    All of them are worked out behind the screen, the nearest first, so that a key finds its view
    there. A view that is late is shown when it comes, if it is still the one that is wanted.
    """

    CSS_PATH = "later.tcss"
    BINDINGS = bindings(LATER_KEYS)
    HORIZONTAL_BREAKPOINTS = sizes(narrow=0, wide=130)

    class PagesFound(Message):
        """The view at a rate has been worked out; None stands for the rate of the rules."""

        def __init__(self, rate: Decimal | None, pages: LaterPages) -> None:
            super().__init__()
            self.rate = rate
            self.pages = pages

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

    def speak(self) -> None:
        """Name the rate that is wanted."""
        if self._rates:
            rate = self._rates[self._at]
            years = round(1 / rate) if rate else 0
            code = "later.about" if rate else "later.about-none"
            self.query_one(Heading).about = self.texts(code, rate=rate, years=years)

    def action_turn(self, steps: int) -> None:
        """Show the view at the next higher rate, or the next lower one."""
        if self._rates:
            self._at = max(0, min(len(self._rates) - 1, self._at + steps))
            self._show()

    @work(thread=True, exclusive=True, group="later")
    def _find(self) -> None:
        """Work out what is not known, one rate after the other, until the screen is left.

        The first view is told of even if it is known: the case screen may have found it since.
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
        """Keep a view, and show it if it is wanted."""
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
        """Show page and chart of the wanted rate; while it is not known, those before stay."""
        self.speak()
        view = self._view(self._rates[self._at])
        if isinstance(view, LaterInFull):
            self._draw(view)

    def _view(self, rate: Decimal) -> LaterPages | None:
        """Return the view at a rate, if it is known; that of the rules is kept without a rate."""
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
