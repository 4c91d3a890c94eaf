"""The one layout of tables in text.

A table has names on the left and columns of figures on the right; a list has a line for each item,
with its texts in columns.
"""

from collections.abc import Callable, Container, Sequence

from attrs import evolve

from advisor.domain.values import frozen
from advisor.explain.width import align_left, align_right, cut, width, wrap

_GAPS = (3, 2, 1)
"""The cells between two columns, the widest gap first."""

_USUAL = 2


@frozen
class TextRow:
    """One row before it is laid out.

    If `across` is not empty, it is written over all figures but the first and the last.
    """

    name: str
    figures: tuple[str, ...]
    across: str = ""


def laid_out(rows: Sequence[TextRow], gap: int = _USUAL) -> list[str]:
    """Return a line for each row, the figures of a column below each other.

    >>> laid_out([TextRow("won", ("now", "all")), TextRow("refund", ("10", "5,000"))])
    ['won     now    all', 'refund   10  5,000']
    """
    names = max(width(row.name) for row in rows)
    columns = [max(map(width, column)) for column in zip(*_figures(rows), strict=True)]
    _make_room(rows, columns, gap)
    return [_line(row, names, columns, gap) for row in rows]


def fitted(rows: Sequence[TextRow], room: int) -> list[str] | None:
    """Return the lines with the widest gap that fits into `room` cells, None if none does."""
    for gap in _GAPS:
        lines = laid_out(rows, gap)
        if max(map(width, lines)) <= room:
            return lines
    return None


def wrapped(
    rows: Sequence[TextRow],
    room: int,
    *,
    to_the_edge: bool = False,
    folded: Callable[[str, int], list[str]] = wrap,
) -> list[str]:
    """Return lines of `room` cells; a name that is too long begins on lines above its figures.

    Args:
        rows: all with the same number of figures.
        room: the cells of a line.
        to_the_edge: whether the figures are at the right edge, however short the names are.
        folded: the function that breaks a name into lines.

    >>> wrapped([TextRow("a name", ("10",)), TextRow("b", ("5",))], 8)
    ['a', 'name  10', 'b      5']
    """
    columns = [max(map(width, column)) for column in zip(*_figures(rows), strict=True)]
    names = room - sum(columns) - _USUAL * len(columns)
    if not to_the_edge:
        names = min(names, max(width(row.name) for row in rows))
    lines: list[str] = []
    for row in rows:
        *before, last = folded(row.name, names)
        lines += [*before, _line(evolve(row, name=last), names, columns, _USUAL)]
    return lines


def listed(
    rows: Sequence[Sequence[str]], room: int | None = None, *, cut_at: int = 0, least: int = 0,
    to_the_right: Container[int] = (),
) -> list[str]:  # fmt: skip
    """Return the lines of a list, whose columns are as wide as their widest text.

    Args:
        rows: all with the same number of texts; an empty column is left out.
        room: the cells of a line; without it, nothing is cut.
        cut_at: the column that is cut if a line is too long.
        least: the cells that this column keeps however long the line is.
        to_the_right: the columns whose texts are aligned to the right.

    >>> listed([("1", "a long name", "now"), ("12", "b", "")], 12, cut_at=1, least=4)
    ['1   a l…  now', '12  b']
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    if room is not None:
        others = sum(cells + _USUAL for at, cells in enumerate(widths) if cells and at != cut_at)
        widths[cut_at] = min(widths[cut_at], max(least, room - others))
    return [in_line(row, widths, to_the_right) for row in rows]


def in_line(texts: Sequence[str], widths: Sequence[int], to_the_right: Container[int] = ()) -> str:
    """Return one line of a list: each text cut and filled to the cells of its column."""
    shown = (
        (align_right if at in to_the_right else align_left)(cut(text, cells), cells)
        for at, (text, cells) in enumerate(zip(texts, widths, strict=True))
        if cells
    )
    return (" " * _USUAL).join(shown).rstrip()


def _figures(rows: Sequence[TextRow]) -> list[tuple[str, ...]]:
    """Return the figures of each row; those that a text is written across need no room."""
    return [
        (row.figures[0], *[""] * (len(row.figures) - 2), row.figures[-1])
        if row.across
        else row.figures
        for row in rows
    ]


def _make_room(rows: Sequence[TextRow], columns: list[int], gap: int) -> None:
    """Widen the middle columns until every text that is written across them fits."""
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
            align_right(row.figures[0], columns[0]),
            align_right(row.across, middle),
            align_right(row.figures[-1], columns[-1]),
        ]
    else:
        shown = [align_right(text, cells) for text, cells in zip(row.figures, columns, strict=True)]
    return space.join((align_left(row.name, names), *shown))
