"""The screen of the answer with later accidents counted, at any accident rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.message import Message
from textual.worker import get_current_worker

from advisor.domain.errors import AdvisorError
from advisor.later.later_advice import LaterAdvice
from advisor.report.drawing.regret_chart import regret_chart
from advisor.tui.keys import LATER_KEYS, bindings
from advisor.tui.later_views import work_out
from advisor.tui.screens.over_case import Heading, OverCase, key_bar
from advisor.tui.widgets.chart_view import ChartView
from advisor.tui.widgets.later_page import LaterPage

if TYPE_CHECKING:
    from decimal import Decimal

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from advisor.domain.decision import Decision
    from advisor.explain.texts import Texts
    from advisor.tui.later_views import LaterView, LaterViews


class LaterScreen(OverCase[None]):
    """Shows the view at the rate of the rules, and at the others that keys step through.

    All of them are worked out behind the screen, the nearest first, so that a key finds its view
    there. A view that is late is shown when it comes, if it is still the one that is wanted.
    """

    CSS_PATH = "later.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(LATER_KEYS)
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012 - typed by Textual
        (0, "-narrow"),
        (130, "-wide"),
    ]

    class Found(Message):
        """The view at a rate has been worked out; no rate is that of the rules."""

        def __init__(self, rate: Decimal | None, later_view: LaterView) -> None:
            super().__init__()
            self.rate = rate
            self.later_view = later_view

    def __init__(self, decision: Decision, later_views: LaterViews) -> None:
        super().__init__()
        self._decision = decision
        self._later_views = later_views
        self._rates: tuple[Decimal, ...] = ()
        self._at = 0

    def compose(self) -> ComposeResult:
        """Put the page above its chart, or beside it, between the title and the keys."""
        yield Heading("later.title").data_bind(OverCase.texts)
        with VerticalScroll(classes="body", can_focus=False):
            yield LaterPage(self._decision).data_bind(OverCase.texts)
            yield ChartView().data_bind(OverCase.texts)
        yield key_bar(LATER_KEYS)

    def on_mount(self) -> None:
        """Show what is known already, and work out the rest."""
        known = self._later_views.known(self._decision.case)
        if known is not None:
            self._take(None, known)
        self._find()

    def watch_texts(self, texts: Texts | None) -> None:
        """Name the rate that is wanted."""
        if texts and self._rates:
            rate = self._rates[self._at]
            years = round(1 / rate) if rate else 0
            code = "later.about" if rate else "later.about-none"
            self.query_one(Heading).about = texts(code, rate=rate, years=years)

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
        case, rulebook = self._decision.case, self._later_views.rulebook
        first = self._later_views.known(case) or work_out(case, rulebook)
        self.post_message(self.Found(None, first))
        if isinstance(first, AdvisorError):
            return
        mine = first.accident_rate
        for rate in sorted(rates(first), key=lambda one: abs(one - mine)):
            if get_current_worker().is_cancelled:
                return
            if rate != mine and self._later_views.known(case, rate) is None:
                self.post_message(self.Found(rate, work_out(case, rulebook, rate)))

    def on_later_screen_found(self, event: Found) -> None:
        """Keep a view, and show it if it is wanted."""
        self._later_views.keep(self._decision.case, event.rate, event.later_view)
        self._take(event.rate, event.later_view)

    def _take(self, rate: Decimal | None, found: LaterView) -> None:
        if isinstance(found, AdvisorError):
            self.query_one(LaterPage).view = found
            self.query_one(ChartView).display = False
            return
        if not self._rates:
            if rate is not None:
                return
            self._rates = rates(found)
            self._at = self._rates.index(found.accident_rate)
        self._show()

    def _show(self) -> None:
        """Show page and chart of the wanted rate; while it is not known, those before stay."""
        self.watch_texts(self.texts)
        view = self._view(self._rates[self._at])
        if isinstance(view, LaterAdvice):
            self._draw(view)

    def _view(self, rate: Decimal) -> LaterView | None:
        """Give the view at a rate, if it is known; that at the rate of the rules has none named."""
        first = self._later_views.known(self._decision.case)
        if isinstance(first, LaterAdvice) and first.accident_rate == rate:
            return first
        return self._later_views.known(self._decision.case, rate)

    def _draw(self, view: LaterAdvice) -> None:
        self.query_one(LaterPage).view = view
        chart = self.query_one(ChartView)
        chart.display = len(view.costs) > 1
        chart.recommended = view.recommended
        chart.chart = regret_chart(view, self._decision)


def rates(view: LaterAdvice) -> tuple[Decimal, ...]:
    """Give the rates to step through: those that the rules name, and the view's own."""
    return tuple(sorted({view.accident_rate, *(one.accident_rate for one in view.by_rate)}))
