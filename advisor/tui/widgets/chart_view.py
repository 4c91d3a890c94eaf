"""A chart on the screen: the drawing that the report has too, in the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from advisor.report.drawing.chart_rows import AXIS, HERE, HIGH, LINE, LOW, SWITCH, TITLE, Span
from advisor.report.drawing.chart_text import draw
from advisor.tui.widgets.answer_part import AnswerPart
from advisor.tui.widgets.lines import Line, Lines, Role, line

if TYPE_CHECKING:
    from textual.events import Resize

    from advisor.domain.decision import Decision, Option
    from advisor.explain.texts import Texts
    from advisor.report.drawing.charts import Chart

_ROLES: dict[str, Role] = {
    TITLE: "title",
    AXIS: "muted",
    HERE: "accent",
    SWITCH: "strong",
    LOW: "muted",
    HIGH: "strong",
}
_ROWS_BESIDE_THE_ANSWER = 16


class ChartView(Lines):
    """Fills its room with a chart; the line of the recommended option has the accent."""

    chart: var[Chart | None] = var(None, init=False)
    texts: var[Texts | None] = var(None, init=False)
    recommended: var[Option | None] = var(None, init=False)

    def watch_chart(self) -> None:
        """Draw another chart."""
        self.renew()

    def watch_texts(self) -> None:
        """Say the same in another language."""
        self.renew()

    def on_resize(self, _event: Resize) -> None:
        """Draw for the new room; a chart depends on its height too."""
        self.renew()

    def lines(self, width: int) -> list[Line]:
        """Draw the chart, or say that it is being worked out."""
        if self.texts is None:
            return []
        if self.chart is None:
            return [line(self.texts("app.chart.working"), "muted")]
        rows = draw(self.chart, self.texts, width, self.content_size.height)
        return [tuple((span.text, role_of(span, self.recommended)) for span in row) for row in rows]


class PremiumChart(AnswerPart):
    """The premiums by year beside the answer, where a screen has room for a chart."""

    def answer_lines(self, decision: Decision, texts: Texts, width: int) -> list[Line]:
        """Draw the premium path of each option."""
        from advisor.report.drawing.charts import premium_chart  # noqa: PLC0415 - the first paint waits

        rows = draw(premium_chart(decision), texts, width, _ROWS_BESIDE_THE_ANSWER)
        best = decision.recommended
        return [line(), *(tuple((span.text, role_of(span, best)) for span in row) for row in rows)]


def role_of(span: Span, recommended: Option | None) -> Role:
    """Give the role of a piece of a chart on the screen."""
    if span.role == LINE:
        return "accent" if span.option == recommended else "plain"
    return _ROLES.get(span.role, "plain")
