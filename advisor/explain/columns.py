"""The one layout of tables in text: names to the left, figures in columns to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.values import frozen
from advisor.explain.width import left, right, width

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAPS = (3, 2, 1)
"""Cells between two columns, the most generous first."""


@frozen
class TextRow:
    """One row before it is laid out.

    `across`, where it is not empty, is written over all figures but the first and the last.
    """

    name: str
    figures: tuple[str, ...]
    across: str = ""


def laid_out(rows: Sequence[TextRow], gap: int = 2) -> list[str]:
    """Return a line for each row, the figures of a column below each other.

    >>> laid_out([TextRow("won", ("now", "all")), TextRow("refund", ("10", "5,000"))])
    ['won     now    all', 'refund   10  5,000']
    """
    names = max(width(row.name) for row in rows)
    columns = [max(map(width, column)) for column in zip(*_figures(rows), strict=True)]
    _make_room(rows, columns, gap)
    return [_line(row, names, columns, gap) for row in rows]


def fitted(rows: Sequence[TextRow], room: int) -> list[str] | None:
    """Return the lines with the widest gap that fits some cells, None where none does."""
    for gap in _GAPS:
        lines = laid_out(rows, gap)
        if max(map(width, lines)) <= room:
            return lines
    return None


def _figures(rows: Sequence[TextRow]) -> list[tuple[str, ...]]:
    """Return the figures of each row; those that something is written across need no room."""
    return [
        (row.figures[0], *[""] * (len(row.figures) - 2), row.figures[-1])
        if row.across
        else row.figures
        for row in rows
    ]


def _make_room(rows: Sequence[TextRow], columns: list[int], gap: int) -> None:
    """Widen the columns in the middle until everything that is written across them fits."""
    middle = columns[1:-1]
    if not middle:
        return
    lacking = max(width(row.across) for row in rows) - sum(middle) - gap * (len(middle) - 1)
    for extra in range(max(0, lacking)):
        columns[len(columns) - 2 - extra % len(middle)] += 1


def _line(row: TextRow, names: int, columns: Sequence[int], gap: int) -> str:
    space = " " * gap
    if row.across:
        middle = sum(columns[1:-1]) + gap * (len(columns) - 3)
        shown = [
            right(row.figures[0], columns[0]),
            right(row.across, middle),
            right(row.figures[-1], columns[-1]),
        ]
    else:
        shown = [right(text, cells) for text, cells in zip(row.figures, columns, strict=True)]
    return space.join((left(row.name, names), *shown))
