"""Rows of a chart on a terminal: spans with roles, cut to the width, and the ticks of an axis."""

from collections.abc import Iterable, Sequence

from advisor.domain.outcome import Option
from advisor.domain.values import frozen
from advisor.explain.width import cut, width

TITLE, AXIS, LABEL, LINE, HERE, SWITCH, LOW, HIGH = (
    "title", "axis", "label", "line", "here", "switch", "low", "high",
)  # fmt: skip
"""The roles of spans; a `line` belongs to an option, which may decide its colour."""


@frozen
class Span:
    """A piece of a row in one style."""

    text: str
    role: str = LABEL
    option: Option | None = None


Row = tuple[Span, ...]


def without_roles(rows: Iterable[Row]) -> list[str]:
    """Return the rows as plain text, without the roles of their spans."""
    return ["".join(span.text for span in row).rstrip() for row in rows]


def cut_row(row: Row, cells: int) -> Row:
    """Return a row cut to a width of `cells`."""
    found: list[Span] = []
    left = cells
    for span in row:
        text = cut(span.text, left)
        if text:
            found.append(Span(text, span.role, span.option))
        left -= width(text)
        if text != span.text or left <= 0:
            break
    return tuple(found)


@frozen
class Placed:
    """A label to be centred on a column."""

    column: int
    text: str
    role: str = LABEL


def labels_row(labels: Sequence[Placed], cells: int) -> tuple[Row, tuple[Placed, ...]]:
    """Return a row with labels centred on their columns, and the labels that had no room in it."""
    row: list[Span] = []
    end = 0
    homeless = []
    for label in sorted(labels, key=lambda one: one.column):
        size = width(label.text)
        start = max(0, min(label.column - size // 2, cells - size))
        if size > cells or (end and start <= end):
            homeless.append(label)
            continue
        row += [Span(" " * (start - end)), Span(label.text, label.role)]
        end = start + size
    return tuple(span for span in row if span.text), tuple(homeless)


_LEADING = (1, 2, 5)


def ticks(low: int, high: int, most: int, unit: int = 1) -> tuple[int, ...]:
    """Return roughly `most` round multiples of `unit`, evenly spaced, that span `low` to `high`.

    >>> ticks(0, 3_850_000, 5, 10_000)
    (0, 1000000, 2000000, 3000000, 4000000)
    >>> ticks(2026, 2036, 4)
    (2025, 2030, 2035, 2040)
    """
    step = unit * _round_step(-(-(high - low) // (unit * max(1, most - 1))) or 1)
    first, last = low // step, -(-high // step)
    return tuple(place * step for place in range(first, max(last, first + 1) + 1))


def _round_step(least: int) -> int:
    """Return the smallest of 1, 2, 5, 10, 20, 50, … that is at least `least`."""
    power = 1
    while True:
        for leading in _LEADING:
            if leading * power >= least:
                return leading * power
        power *= 10
