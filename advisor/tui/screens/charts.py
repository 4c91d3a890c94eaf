"""The charts screen: costs by repair bill, premiums by year, and what moves the answer."""

from collections.abc import Mapping

from textual import work
from textual.app import ComposeResult
from textual.reactive import var

from advisor.domain.decision import Decision
from advisor.domain.rulebook import Rulebook
from advisor.explain.headlines import tells_bills_apart
from advisor.report.drawing.charts import Chart, cost_chart, premium_chart, tornado
from advisor.tui.keys import CHART_KEYS, bindings
from advisor.tui.screens.over_case import Heading, OverCase, key_bar
from advisor.tui.widgets.chart_view import ChartView

_NAMES = ("cost", "premium", "tornado")


class ChartsScreen(OverCase[None]):
    """Shows one chart at a time; the slowest is worked out in the background."""

    CSS_PATH = "charts.tcss"
    BINDINGS = bindings(CHART_KEYS)

    at: var[int] = var(0, init=False)

    def __init__(self, decision: Decision, rulebook: Rulebook) -> None:
        super().__init__()
        self._decision = decision
        self._rulebook = rulebook
        self._charts: dict[str, Chart] = {"premium": premium_chart(decision)}
        if tells_bills_apart(decision):
            self._charts["cost"] = cost_chart(decision, rulebook)

    @property
    def charts(self) -> Mapping[str, Chart]:
        """The charts that are ready, by name."""
        return self._charts

    def compose(self) -> ComposeResult:
        """Put the chart between the title and the keys."""
        yield Heading("app.chart.title")
        yield ChartView(id="chart")
        yield key_bar(CHART_KEYS)

    def on_mount(self) -> None:
        """Show the first chart and work out the last."""
        self.query_one(ChartView).recommended = self._decision.recommended
        self.watch_at(self.at)
        self._find_what_decides()

    def action_chart(self, at: int) -> None:
        """Show a chart by its place."""
        self.at = at

    def action_turn(self, steps: int) -> None:
        """Show the next chart, or the one before."""
        self.at = (self.at + steps) % len(_NAMES)

    def watch_at(self, at: int) -> None:
        """Show the chart at a place, or words in its stead if there is none."""
        view, name = self.query_one(ChartView), _NAMES[at]
        view.instead = "app.chart.no-bills" if name == "cost" else "app.chart.working"
        view.chart = self._charts.get(name)

    @work(thread=True, exclusive=True)
    def _find_what_decides(self) -> None:
        found = tornado(self._decision, self._rulebook)
        self.app.call_from_thread(self._found, found)

    def _found(self, chart: Chart) -> None:
        self._charts["tornado"] = chart
        self.watch_at(self.at)
