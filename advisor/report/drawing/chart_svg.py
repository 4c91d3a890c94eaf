"""Charts as self-contained SVG: no script, no font from elsewhere, readable without colour."""

from collections.abc import Iterator
from itertools import pairwise

from advisor.domain.outcome import Option
from advisor.explain.texts import Texts
from advisor.explain.width import width as cells_of
from advisor.report.drawing.chart_rows import ticks
from advisor.report.drawing.charts import Chart, Line, LineChart, Point, Tornado
from advisor.report.drawing.svg import element, marker, picture, polyline, segment, text
from advisor.report.drawing.tornado_svg import tornado_svg

COLOURS = {
    Option.SELF_PAY: "#D55E00",
    Option.SETTLE: "#000000",
    Option.CLAIM: "#0072B2",
    Option.CLAIM_OWN: "#009E73",
    Option.CLAIM_OTHER: "#CC79A7",
    Option.CLAIM_REFUND: "#946300",
    Option.CLAIM_CAPPED: "#56B4E9",
}
"""A colour for each option, from the palette of Okabe and Ito; its orange darkened for contrast."""

_DASHES = ("", "9 4", "2 4", "12 4 2 4", "5 5", "1 3", "16 4")
_WIDTH, _HEIGHT = 760, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 560, 46, 340
_LABEL_GAP, _CELL = 17, 7
_MARKERS = 6
_GREY, _FAINT = "#595959", "#d9d9d9"


def to_svg(chart: Chart, texts: Texts) -> str:
    """Return a chart as SVG; `texts` holds its words."""
    if isinstance(chart, Tornado):
        return tornado_svg(chart, texts)
    parts = [*_Plot(chart, texts).parts()]
    title, about = (texts(f"chart.{part}.{chart.code}") for part in ("title", "about"))
    return picture(_WIDTH, _HEIGHT, title, about, "".join(parts))


class _Plot:
    """The scales of a line chart, and its parts from the back to the front."""

    def __init__(self, chart: LineChart, texts: Texts) -> None:
        self._chart, self._texts = chart, texts
        self._unit = int(texts("chart.unit.size"))
        self._y_places = ticks(*chart.y_range, 6, self._unit)
        self._x_unit = self._unit if chart.over_bills else 1
        low, high = chart.x_range
        places = ticks(low, high, 9, self._x_unit)
        self._x_places = tuple(place for place in places if low <= place <= high)

    def parts(self) -> Iterator[str]:
        """Yield the grid, the switches, the lines, their labels and the mark of this case."""
        yield from self._grid()
        yield from self._switches()
        for place, line in enumerate(self._chart.lines):
            yield from self._line(place, line)
        yield from self._labels()
        yield from self._here()

    def _grid(self) -> Iterator[str]:
        code = self._chart.code
        for place in self._y_places:
            y = self._y(place)
            yield segment(_LEFT, y, _RIGHT, y, stroke=_FAINT)
            yield text(_LEFT - 8, y + 4, f"{place // self._unit:,}", text_anchor="end")
        for place in self._x_places:
            x = self._x(place)
            said = f"{place // self._x_unit:,}" if self._chart.over_bills else str(place)
            yield segment(x, _BOTTOM, x, _BOTTOM + 5, stroke=_GREY)
            yield text(x, _BOTTOM + 20, said, text_anchor="middle")
        yield segment(_LEFT, _BOTTOM, _RIGHT, _BOTTOM, stroke=_GREY)
        middle = (_LEFT + _RIGHT) // 2
        yield text(_LEFT - 48, 16, self._texts(f"chart.axis.{code}-y"), fill=_GREY)
        yield text(
            middle, _BOTTOM + 44, self._texts(f"chart.axis.{code}"),
            text_anchor="middle", fill=_GREY,
        )  # fmt: skip

    def _line(self, place: int, line: Line) -> Iterator[str]:
        colour = COLOURS[line.options[0]]
        for piece in line.pieces:
            dots = [(self._x(point.x), self._y(point.y)) for point in piece]
            yield polyline(
                dots, stroke=colour, stroke_width=2.5, stroke_dasharray=_DASHES[place] or "none"
            )
        for x, y in self._marked(place, line):
            yield marker(place, x, y, colour)

    def _marked(self, place: int, line: Line) -> Iterator[tuple[int, int]]:
        """Yield the places of a line's markers: every year's point, or evenly spread over bills."""
        if not self._chart.over_bills:
            yield from ((self._x(point.x), self._y(point.y)) for point in line.points)
            return
        low, high = self._chart.x_range
        for number in range(_MARKERS):
            x = low + (high - low) * (2 * number + 1 + place % 2) // (2 * _MARKERS)
            y = _at(line, x)
            if y is not None:
                yield self._x(x), self._y(y)

    def _labels(self) -> Iterator[str]:
        """Yield the name of each line at its end, one below the other if their ends are close."""
        for place, end, y in self._label_places():
            line = self._chart.lines[place]
            colour = COLOURS[line.options[0]]
            yield segment(_RIGHT + 2, end, _RIGHT + 14, y, stroke=colour)
            yield marker(place, _RIGHT + 20, y, colour)
            for number, option in enumerate(line.options):
                name = self._texts(f"option.{self._chart.named(option)}")
                yield text(
                    _RIGHT + 30, y + 4 + number * _LABEL_GAP, name, fill=colour, font_weight="bold"
                )

    def _label_places(self) -> Iterator[tuple[int, int, int]]:
        """Yield each line's place, its end and the y of its name, moved up if there is no room."""
        ends = sorted(
            (self._y(line.points[-1].y), place) for place, line in enumerate(self._chart.lines)
        )
        free, found = _TOP, []
        for end, place in ends:
            free = max(free, end)
            found.append((place, end, free))
            free += _LABEL_GAP * len(self._chart.lines[place].options)
        surplus = max(0, free - _LABEL_GAP - _BOTTOM)
        yield from ((place, end, y - surplus) for place, end, y in found)

    def _switches(self) -> Iterator[str]:
        for number, switch in enumerate(self._chart.switches):
            x, y = self._x(switch.x), _BOTTOM - 8 - _LABEL_GAP * (number % 3)
            said = self._texts("chart.switch", amount=switch.x)
            yield segment(x, _TOP, x, _BOTTOM, stroke=_GREY, stroke_dasharray="4 3")
            yield self._beside(x, y, said, fill=_GREY)

    def _here(self) -> Iterator[str]:
        here = self._chart.here
        if here is None:
            return
        x, y = self._x(here.x), self._y(here.y)
        said = self._texts("chart.here", amount=here.x)
        yield segment(x, _TOP - 8, x, _BOTTOM, stroke="#1a1a1a", stroke_width=1.5)
        yield element("circle", cx=x, cy=y, r=6, fill="#ffffff", stroke="#1a1a1a", stroke_width=2.5)
        yield self._beside(x, _TOP - 2, said, font_weight="bold")

    def _beside(self, x: int, y: int, said: str, **attributes: object) -> str:
        """Return words to the right of a vertical line, or to its left if they would not fit."""
        if x + 6 + cells_of(said) * _CELL < _RIGHT:
            return text(x + 6, y, said, **attributes)
        return text(x - 6, y, said, text_anchor="end", **attributes)

    def _x(self, x: int) -> int:
        low, high = self._chart.x_range
        return _LEFT + (x - low) * (_RIGHT - _LEFT) // max(1, high - low)

    def _y(self, y: int) -> int:
        low, high = self._y_places[0], self._y_places[-1]
        return _BOTTOM - (y - low) * (_BOTTOM - _TOP) // max(1, high - low)


def _at(line: Line, x: int) -> int | None:
    """Return the amount of a line at `x`, interpolated between its points; None outside of them."""
    for piece in line.pieces:
        for before, after in pairwise(piece):
            if before.x <= x <= after.x:
                return _between(before, after, x)
    return None


def _between(before: Point, after: Point, x: int) -> int:
    if before.x == after.x:
        return before.y
    return before.y + (after.y - before.y) * (x - before.x) // (after.x - before.x)
