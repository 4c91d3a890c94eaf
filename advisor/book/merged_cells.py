"""Cells of a workbook that are merged over several rows: what stands there is said of each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from advisor.book.cells import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from advisor.book.cells import Cell
    from advisor.book.tables import MergedCell, Sheet


def filled_down(table: Sheet) -> tuple[Sheet, tuple[str, ...]]:
    """Return a table whose rows all say what a merged cell says, and the headings of such cells.

    A spreadsheet keeps what stands in a merged cell in its first row alone. A row of which nothing
    else is said stays blank.
    """
    merged = [one for one in table.merged if one.first > table.row]
    places = sorted({one.place for one in merged})
    headings = table.headings
    named = tuple(headings[at] for at in places if at < len(headings) and headings[at])
    rows = _filled(table.rows, table.row + 1, merged) if merged else table.rows
    return evolve(table, rows=rows), named


def _filled(
    rows: Iterator[Sequence[Cell]], first: int, merged: Sequence[MergedCell]
) -> Iterator[Sequence[Cell]]:
    """Yield rows, the first one of that number, with what stands above a cell merged with it."""
    begins: dict[int, list[MergedCell]] = {}
    for one in merged:
        begins.setdefault(one.first, []).append(one)
    said: dict[int, tuple[int, Cell]] = {}
    for number, row in enumerate(rows, first):
        said = {place: told for place, told in said.items() if told[0] >= number}
        yield row if not said or is_blank(row) else _with(row, said)
        for one in begins.get(number, ()):
            if one.place < len(row):
                said[one.place] = (one.last, row[one.place])


def _with(row: Sequence[Cell], said: dict[int, tuple[int, Cell]]) -> Sequence[Cell]:
    """Return a row with what is said of its blank cells."""
    return [
        said[at][1] if at in said and cell in {None, ""} else cell for at, cell in enumerate(row)
    ]
