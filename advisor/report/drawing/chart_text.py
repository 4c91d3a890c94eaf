"""Charts on a terminal, in braille dots or plain signs, with labels measured in cells.

`draw(chart, texts, cells, rows)` returns at most `rows` rows of at most `cells` cells each, at any
size down to one cell. Lines have letters along them, so that no colour is needed. Each span has a
role (and a line its option) that a screen may choose a style by; `without_roles` drops them.
"""

from collections.abc import Iterator

from advisor.explain.texts import Texts
from advisor.explain.width import width, wrap
from advisor.report.drawing.canvas import Canvas, line_sign
from advisor.report.drawing.chart_rows import (
    AXIS,
    HERE,
    LINE,
    SWITCH,
    TITLE,
    Placed,
    Row,
    Span,
    cut_row,
    labels_row,
    ticks,
)
from advisor.report.drawing.charts import Chart, LineChart, Tornado
from advisor.report.drawing.tornado_text import tornado_rows

_LETTERS = "ABCDEF"
_LEAST_PLOT = 3
_LEAST_COLUMNS = 16
_ROWS_A_TICK = 4
_LETTERS_APART = 14
_HERE, _SWITCH = {True: "▲", False: "^"}, {True: "△", False: "|"}
_CORNER, _BAR, _TICK = {True: "└", False: "+"}, {True: "─", False: "-"}, {True: "┬", False: "+"}
_SIDE, _SIDE_TICK = {True: "│", False: "|"}, {True: "┤", False: "+"}


def draw(
    chart: Chart, texts: Texts, cells: int = 60, rows: int = 16, *, fine: bool = True
) -> list[Row]:
    """Draw a chart within `cells` and `rows`; without `fine`, in signs that every terminal has."""
    if cells < 1 or rows < 1:
        return []
    if isinstance(chart, Tornado):
        found = tornado_rows(chart, texts, cells, rows, fine=fine)
    else:
        found = _line_chart(chart, texts, cells, rows, fine=fine)
    return [cut_row(row, cells) for row in found[:rows]]


def _line_chart(chart: LineChart, texts: Texts, cells: int, rows: int, *, fine: bool) -> list[Row]:
    """Draw the plot between its title and its legend; if there is no room, the legend alone."""
    title: Row = (Span(texts(f"chart.head.{chart.code}"), TITLE),)
    legend = [*_legend(chart, texts, cells, fine=fine), *_switches(chart, texts, cells)]
    unit = int(texts("chart.unit.size"))
    below = 3 if chart.over_bills else 2
    plot_rows = rows - len(legend) - below - 1
    if plot_rows < _LEAST_PLOT:
        legend, plot_rows = [], rows - below - 1
    places = ticks(*chart.y_range, max(2, plot_rows // _ROWS_A_TICK + 1), unit)
    gutter = max(width(_amount(place, unit)) for place in places) + 1
    columns = cells - gutter - 1
    if plot_rows < _LEAST_PLOT or columns < _LEAST_COLUMNS:
        return [*_legend(chart, texts, cells, fine=fine), *_switches(chart, texts, cells)]
    frame = _Frame(chart, Canvas(columns, plot_rows, fine), places, gutter, unit)
    return [title, *frame.rows(), *frame.below(texts), *legend]


def _legend(chart: LineChart, texts: Texts, cells: int, *, fine: bool) -> Iterator[Row]:
    """Yield the names of the lines, as many in a row as fit; a long name continues below."""
    row: list[Span] = []
    used = 0
    for place, line in enumerate(chart.lines):
        sign = f"{_LETTERS[place]}{line_sign(place, fine=fine)}"
        name = " = ".join(texts(f"option.{chart.named(option)}") for option in line.options)
        indent = width(sign) + 1
        name, *more = wrap(name, max(1, cells - indent))
        size = indent + width(name) + 2
        if row and used + size - 2 > cells:
            yield tuple(row)
            row, used = [], 0
        row += [Span(f"{sign} ", LINE, line.options[0]), Span(f"{name}  ")]
        used += size
        if more:
            yield tuple(row)
            yield from ((Span(" " * indent + words),) for words in more)
            row, used = [], 0
    if row:
        yield tuple(row)


def _switches(chart: LineChart, texts: Texts, cells: int) -> Iterator[Row]:
    """Yield a sentence with the exact amount of every switch, wrapped to the width."""
    if not chart.switches:
        return
    parts = (
        texts("chart.switches.part", amount=switch.x, after=chart.named(switch.after))
        for switch in chart.switches
    )
    said = texts("chart.switches.one", parts="; ".join(parts))
    yield from ((Span(line, SWITCH),) for line in wrap(said, cells))


def _amount(amount: int, unit: int) -> str:
    return f"{amount // unit:,}"


class _Frame:
    """A plot with its axes, which maps amounts, and bills or years, to places on the canvas."""

    def __init__(
        self, chart: LineChart, canvas: Canvas, places: tuple[int, ...], gutter: int, unit: int
    ) -> None:
        self._chart, self._canvas, self._places = chart, canvas, places
        self._gutter, self._unit = gutter, unit
        self._draw()

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the plot, with the amounts on their left."""
        fine = self._canvas.fine
        named = {self._y(place) // (4 if fine else 1): place for place in reversed(self._places)}
        letters = self._letters()
        for row in range(self._canvas.rows):
            label = _amount(named[row], self._unit) if row in named else ""
            side = _SIDE_TICK[fine] if row in named else _SIDE[fine]
            text = " " * (self._gutter - width(label) - 1) + f"{label} "
            yield (Span(text), Span(side, AXIS), *self._cells(row, letters))

    def below(self, texts: Texts) -> Iterator[Row]:
        """Yield the axis, its labels, and the marks of this case and of the switches."""
        fine, chart = self._canvas.fine, self._chart
        shown = self._x_places()
        ruler = [_BAR[fine]] * self._canvas.columns
        for place in shown:
            ruler[self._column(place)] = _TICK[fine]
        yield (Span(" " * self._gutter), Span(_CORNER[fine] + "".join(ruler), AXIS))
        first = Span(" " * (self._gutter + 1))
        unit = self._unit if chart.over_bills else 0
        labels = [
            Placed(self._column(place), _amount(place, unit) if unit else str(place))
            for place in shown
        ]
        row, _ = labels_row(labels, self._canvas.columns)
        yield (first, *row)
        if chart.over_bills:
            yield (first, *self._marks(texts))

    def _marks(self, texts: Texts) -> Row:
        fine, chart = self._canvas.fine, self._chart
        sign = _SWITCH[fine]
        marks = [
            Placed(self._column(switch.x), sign + texts("chart.switch", amount=switch.x), SWITCH)
            for switch in chart.switches
        ]
        if chart.here is not None:
            said = texts("chart.here", amount=chart.here.x)
            here = Placed(self._column(chart.here.x), f"{_HERE[fine]} {said}", HERE)
            row, homeless = labels_row([here, *marks], self._canvas.columns)
            if here not in homeless:
                return row
            return labels_row([here], self._canvas.columns)[0]
        return labels_row(marks, self._canvas.columns)[0]

    def _draw(self) -> None:
        for place, line in enumerate(self._chart.lines):
            for piece in line.pieces:
                dots = [(self._x(point.x), self._y(point.y)) for point in piece]
                for start, end in zip(dots, dots[1:] or dots, strict=False):
                    self._canvas.line(start, end, place)

    def _cells(self, row: int, letters: dict[tuple[int, int], int]) -> Iterator[Span]:
        """Yield the cells of a row; adjacent cells that belong to the same line share a span."""
        here = -1 if self._chart.here is None else self._column(self._chart.here.x)
        text, owner = "", -1
        for column in range(self._canvas.columns):
            cell = (column, row)
            place = letters.get(cell, self._canvas.owner.get(cell, -1))
            sign = _LETTERS[place] if cell in letters else self._canvas.sign(column, row)
            if place < 0 and column == here:
                sign, place = ("┊" if self._canvas.fine else ":"), -2
            if text and place != owner:
                yield self._span(text, owner)
                text = ""
            text, owner = text + sign, place
        yield self._span(text, owner)

    def _span(self, text: str, owner: int) -> Span:
        if owner < 0:
            return Span(text, HERE if owner < -1 else AXIS)
        return Span(text, LINE, self._chart.lines[owner].options[0])

    def _letters(self) -> dict[tuple[int, int], int]:
        """Return the cells for the letters of each line, by preference away from other lines."""
        found: dict[tuple[int, int], int] = {}
        own: dict[int, list[tuple[int, int]]] = {}
        for cell, place in self._canvas.owner.items():
            own.setdefault(place, []).append(cell)
        for place, cells in own.items():
            taken: list[int] = []
            for alone, column, row in sorted((self._fitness(place, it), *it) for it in cells)[::-1]:
                apart = all(abs(column - other) >= _LETTERS_APART for other in taken)
                if not taken or (alone[0] and apart):
                    taken.append(column)
                    found[column, row] = place
        return found

    def _fitness(self, place: int, cell: tuple[int, int]) -> tuple[int, int]:
        """Return a sort key that prefers cells with no other line around, then the rightmost."""
        column, row = cell
        around = [(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        alone = all(self._canvas.owner.get(near, place) == place for near in around)
        return int(alone), column

    def _x_places(self) -> tuple[int, ...]:
        low, high = self._chart.x_range
        unit = self._unit if self._chart.over_bills else 1
        most = max(2, self._canvas.columns // 8)
        return tuple(place for place in ticks(low, high, most, unit) if low <= place <= high)

    def _x(self, x: int) -> int:
        low, high = self._chart.x_range
        return (x - low) * (self._canvas.width - 1) // max(1, high - low)

    def _y(self, y: int) -> int:
        low, high = self._places[0], self._places[-1]
        last = self._canvas.height - 1
        return last - (y - low) * last // max(1, high - low)

    def _column(self, x: int) -> int:
        return self._x(x) // (2 if self._canvas.fine else 1)
