"""Tables as on a printed page: indented a little from its edge."""

import re
from collections.abc import Iterable, Iterator, Sequence

from advisor.explain.columns import TextRow, laid_out, wrapped
from advisor.explain.width import width, wrap

_INDENT = "  "
_BOND = "\ue000"
"""The sign for a blank at which no line may end; Unicode reserves it for private use."""

_UNIT = re.compile(r"(?<=\d)(\S*) (?=[^\W\d]{1,3}(?!\w))")
"""A blank between a figure and a short word, which is its unit."""

_NARROWEST = 16
"""A first column with less room than this, and than it needs, is set above the others."""


def plain_table(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table of any width: names on the left, figures on the right.

    >>> plain_table([("a", "1"), ("bc", "20")])
    ['  a    1', '  bc  20']
    """
    return _set_in(laid_out([_row(row) for row in rows]))


def edge_table(rows: Iterable[Sequence[str]], cells: int) -> list[str]:
    """Return a table of `cells` cells, with its figures at the right edge."""
    laid = [_row(row) for row in rows]
    return _set_in(wrapped(laid, cells - len(_INDENT), to_the_edge=True))


def table_within(rows: Sequence[Sequence[str]], cells: int) -> list[str]:
    """Return a table of at most `cells` cells.

    The first column is wrapped if there is too little room; in a very narrow place it is set above
    the others.

    >>> table_within([("AXA", "810,000"), ("KB", "90,000")], 20)
    ['  AXA  810,000', '  KB    90,000']
    >>> table_within([("AXA", "810,000")], 12)
    ['AXA', '  810,000']
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    room = cells - sum(widths[1:]) - len(_INDENT) * len(widths)
    if room < min(widths[0], _NARROWEST):
        return [line for row in rows for line in _stacked(row, cells)]
    laid = [_row(row) for row in rows]
    return _set_in(wrapped(laid, cells - len(_INDENT), folded=whole_amounts))


def whole_amounts(text: str, cells: int) -> list[str]:
    """Return the lines of a text, with the unit of an amount on the line of its number."""
    bound = _UNIT.sub(rf"\1{_BOND}", text)
    return [line.replace(_BOND, " ") for line in wrap(bound, cells)]


def _row(row: Sequence[str]) -> TextRow:
    name, *figures = row
    return TextRow(name, tuple(figures))


def _set_in(lines: Iterable[str]) -> list[str]:
    return [_INDENT + line for line in lines]


def _stacked(row: Sequence[str], cells: int) -> Iterator[str]:
    yield from whole_amounts(row[0], cells)
    rest = _INDENT.join(part for part in row[1:] if part)
    yield from _set_in(wrap(rest, cells - len(_INDENT)))
