"""The tornado on a terminal: a bar for each input around today's lead, and where it flips."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.domain.findings import Fact, Sensitivity
from advisor.explain.texts import Texts
from advisor.explain.width import align_left, cut, width
from advisor.intake.case.field import FieldKind
from advisor.intake.case.fields import field_at
from advisor.report.drawing.chart_rows import AXIS, HERE, HIGH, LABEL, LOW, SWITCH, TITLE, Row, Span
from advisor.report.drawing.charts import Tornado

_INDENT = "  "
_LEAST_BAR, _WIDEST_NAME = 8, 22
_LOW, _HIGH, _BOTH = {True: "░", False: "-"}, {True: "█", False: "="}, {True: "▓", False: "#"}
_NOW, _ZERO = {True: "┊", False: ":"}, {True: "│", False: "|"}


def tornado_rows(chart: Tornado, texts: Texts, cells: int, rows: int, *, fine: bool) -> list[Row]:
    """Draw the bars, the strongest first: two rows each, or one if there is too little room."""
    if not chart.bars:
        return [(Span(cut(texts("chart.empty"), cells)),)]
    room = min(_WIDEST_NAME, max(1, cells - _LEAST_BAR - 1))
    called = [_name(bar.path, room, texts) for bar in chart.bars]
    names = min(room, max(map(width, called)))
    drawn = _Bars(chart, cells - names - 1, fine=fine)
    head = [*_head(chart, texts, names, drawn)]
    legend = _legend(texts, fine=fine)
    tall = len(head) + 2 * len(chart.bars) + 1 <= rows
    found: list[Row] = [*head] if rows > len(chart.bars) else []
    for bar, said in zip(chart.bars, called, strict=True):
        name = align_left(cut(said, names), names)
        found.append((Span(f"{name} "), *drawn.spans(bar)))
        if tall:
            found.append((Span(f"{_INDENT}{' · '.join(bar_words(bar, texts))}", SWITCH),))
    return [*found, legend] if tall else found


def _name(path: str, room: int, texts: Texts) -> str:
    """Return the full name of an input, or the short one of the form if that is too wide."""
    whole, short = texts(f"field.{path}"), f"label.{path}"
    return texts(short).strip() if width(whole) > room and texts.has(short) else whole


def _head(chart: Tornado, texts: Texts, names: int, drawn: _Bars) -> Iterator[Row]:
    """Yield the row that says which side of the zero line stands for which choice."""
    claim, self_pay = (texts(chart.code(f"chart.tornado.{one}")) for one in ("claim", "self-pay"))
    zero = drawn.zero
    before = max(0, names + 1 + zero - width(self_pay) - 1)
    start = f"{' ' * before}{self_pay} " if zero > 0 else " " * (names + 1)
    gap = max(0, names + 1 + zero - width(start))
    yield (Span(start + " " * gap, TITLE), Span(_ZERO[drawn.fine], AXIS), Span(f" {claim}", TITLE))


def _legend(texts: Texts, *, fine: bool) -> Row:
    return (
        Span(f"{_LOW[fine]} ", LOW),
        Span(f"{texts('chart.tornado.low')}  "),
        Span(f"{_HIGH[fine]} ", HIGH),
        Span(f"{texts('chart.tornado.high')}  "),
        Span(f"{_NOW[fine]} ", HERE),
        Span(f"{texts('chart.tornado.now')}  "),
        Span(f"{_ZERO[fine]} ", AXIS),
        Span(texts("chart.tornado.zero")),
    )


class _Bars:
    """The bars on a common scale, from the least to the highest lead, including 0."""

    def __init__(self, chart: Tornado, columns: int, *, fine: bool) -> None:
        self._least, self._most = chart.lead_range
        self._columns = max(1, columns)
        self.fine = fine
        self.zero, self._now = self._column(0), self._column(chart.lead)

    def spans(self, bar: Sensitivity) -> Iterator[Span]:
        """Yield the cells of one bar over the whole scale."""
        low = self._reach(self._column(bar.lead_at_low))
        high = self._reach(self._column(bar.lead_at_high))
        for column in range(self._columns):
            yield self._cell(column, is_low=column in low, is_high=column in high)

    def _cell(self, column: int, *, is_low: bool, is_high: bool) -> Span:
        if column == self._now:
            return Span(_NOW[self.fine], HERE)
        if is_low and is_high:
            return Span(_BOTH[self.fine], HIGH)
        if is_low:
            return Span(_LOW[self.fine], LOW)
        if is_high:
            return Span(_HIGH[self.fine], HIGH)
        return Span(_ZERO[self.fine], AXIS) if column == self.zero else Span(" ", LABEL)

    def _reach(self, column: int) -> range:
        first, last = sorted((column, self._now))
        return range(first, last + 1)

    def _column(self, lead: int) -> int:
        span = max(1, self._most - self._least)
        return (lead - self._least) * (self._columns - 1) // span


_FORMS = {FieldKind.WON: "won", FieldKind.ESTIMATE: "won", FieldKind.RATE: "percent"}


def bar_words(bar: Sensitivity, texts: Texts) -> tuple[str, str]:
    """Return between which values an input is moved, and at which the answer flips, if it does."""
    low, high, flip = (
        "" if value is None else _fact_words(bar.path, value, texts)
        for value in (bar.low, bar.high, bar.flips_at)
    )
    flips = texts("chart.flips", value=flip) if flip else texts("chart.never")
    return texts("chart.moved", low=low, high=high), flips


def _fact_words(path: str, value: Fact, texts: Texts) -> str:
    """Return a value of the case file's `path` in words: an amount, a rate or a plain number."""
    field = field_at(path)
    form = _FORMS.get(field.kind, "plain") if field else "plain"
    return texts(f"chart.fact.{form}", value=value)
