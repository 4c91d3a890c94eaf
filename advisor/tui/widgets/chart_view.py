"""A chart on the screen: the drawing that the report has too, in the colours of the theme."""

from textual.events import Resize
from textual.reactive import var

from advisor import on_demand
from advisor.domain.decision import Decision
from advisor.domain.outcome import Option
from advisor.explain.texts import Texts
from advisor.report.drawing.chart_rows import AXIS, HERE, HIGH, LINE, LOW, SWITCH, TITLE, Span
from advisor.report.drawing.chart_text import draw
from advisor.report.drawing.charts import Chart
from advisor.tui.terminal.character_filters import is_fine
from advisor.tui.widgets.lines import Line, Role, TranslatedLines, line, text_lines

_ROLES: dict[str, Role] = {
    TITLE: "title",
    AXIS: "muted",
    HERE: "accent",
    SWITCH: "strong",
    LOW: "muted",
    HIGH: "strong",
}


class ChartView(TranslatedLines):
    """Fills its space with a chart; the line of the recommended option has the accent colour."""

    chart: var[Chart | None] = var(None, init=False)
    instead: var[str] = var("app.chart.working", init=False)
    """The code of the words shown while there is no chart."""
    recommended: var[Option | None] = var(None, init=False)

    def on_resize(self, _event: Resize) -> None:
        """Redraw at the new size, because a chart depends on its height too."""
        self.renew()

    def lines_in(self, texts: Texts, width: int) -> list[Line]:
        """Return the lines of the chart, or why there is none."""
        if self.chart is None:
            return text_lines(texts(self.instead), width, "muted")
        fine = is_fine(self.app)
        rows = draw(self.chart, texts, width, self.content_size.height, fine=fine)
        return [tuple((span.text, role_of(span, self.recommended)) for span in row) for row in rows]


def premiums(decision: Decision, texts: Texts, width: int, rows: int, *, fine: bool) -> list[Line]:
    """Draw the premium path of each option in `rows` rows, below the costs of the answer."""
    drawn = draw(on_demand.premium_chart(decision), texts, width, rows, fine=fine)
    best = decision.recommended
    return [line(), *(tuple((span.text, role_of(span, best)) for span in row) for row in drawn)]


def role_of(span: Span, recommended: Option | None) -> Role:
    """Return the role of a piece of a chart on the screen."""
    if span.role == LINE:
        return "accent" if span.option == recommended else "plain"
    return _ROLES.get(span.role, "plain")
