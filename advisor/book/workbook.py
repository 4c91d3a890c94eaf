"""Workbooks of a spreadsheet: one sheet is read, and one is written row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from attrs import evolve

from advisor import on_demand
from advisor.book.cells import Cell
from advisor.book.tables import (
    ExtraMissingError,
    MergedCell,
    Sheet,
    TableError,
    next_filled,
    table_from_rows,
)
from advisor.intake.plain_text import is_number

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


_LONGEST_CELL, _CUT = 32_767, "…"
"""The most characters that a cell of a workbook holds, and the sign where a text is cut off."""

_MOST_ROWS = 1_048_576
_FIRST_DAY = date(1900, 3, 1)
"""The first day on which a spreadsheet's days agree with the calendar."""

_DAY, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_LEAST_WIDTH, _MOST_WIDTH = 8, 40


def read_workbook(
    name: str, wanted: str | None = None, is_meant: Callable[[Sheet], bool] | None = None
) -> Sheet:
    """Read a sheet of a workbook; all of it is in memory while its rows are taken.

    If none is `wanted`, it is the first visible sheet for which `is_meant` is true, or else the
    first visible one that holds anything.

    Raises:
        ExtraMissingError: the library that reads workbooks is not installed.
        OSError: there is no such file, or it cannot be read.
        TableError: the file is no workbook, it has no such sheet, or the sheet is empty.
    """
    try:
        load_workbook, broken = on_demand.load_workbook, on_demand.CalamineError
    except ImportError as error:
        raise ExtraMissingError from error
    with Path(name).open("rb"):  # raises the reason why not, which the library does not say
        pass
    try:
        book = load_workbook(name)
        filled = [one for one in _in_sight(book) if _holds_something(book, one)]
        if wanted is not None:
            chosen = _called(wanted, book)
        elif filled:
            meant = (one for one in filled if is_meant and is_meant(_sheet(book, one)))
            chosen = next(meant, filled[0]) if len(filled) > 1 else filled[0]
        else:
            raise TableError("empty-table")
        others = tuple(one for one in filled if one != chosen)
        return evolve(_sheet(book, chosen), name=chosen, others=others)
    except broken as error:
        raise TableError("broken-workbook", why=str(error)) from error


def _holds_something(book: CalamineWorkbook, name: str) -> bool:
    """Return whether a sheet holds anything; one with only borders and blanks has rows too."""
    return next_filled(_rows(book.get_sheet_by_name(name)))[1] is not None


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    """Return a sheet as a table.

    Raises:
        TableError: the sheet is empty.
    """
    sheet = book.get_sheet_by_name(name)
    return evolve(table_from_rows(_rows(sheet), sheet.height), merged=(*_merged(sheet),))


def _merged(sheet: CalamineSheet) -> Iterator[MergedCell]:
    """Yield the cells that span several rows, as far as the format of the file tells them."""
    beside = sheet.start[1] if sheet.start else 0
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top and left >= beside:
            yield MergedCell(top + 1, bottom + 1, left - beside)


def _rows(sheet: CalamineSheet) -> Iterator[Sequence[Cell]]:
    return sheet.iter_rows()  # type: ignore[return-value]  # of cells


def _in_sight(book: CalamineWorkbook) -> list[str]:
    """Return the names of the visible sheets that are made of cells."""
    shown, of_cells = on_demand.SheetVisibleEnum.Visible, on_demand.SheetTypeEnum.WorkSheet
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == shown and sheet.typ == of_cells
    ]


def _called(wanted: str, book: CalamineWorkbook) -> str:
    """Return the name of the sheet with the `wanted` name, or else number from 1 on.

    Raises:
        TableError: there is no such sheet.
    """
    names = book.sheet_names
    if wanted in names:
        return wanted
    if is_number(wanted) and 0 < int(wanted) <= len(names):
        return names[int(wanted) - 1]
    raise TableError("no-sheet", sheet=wanted, known=", ".join(names))


class WorkbookWriter:
    """Writes one sheet; the rows written so far are kept on disk, not in memory.

    Text stays text, whatever it begins with: never a formula, a link or a number.
    """

    def __init__(self, stream: BinaryIO, headings: Sequence[str]) -> None:
        try:
            workbook = on_demand.Workbook
        except ImportError as error:
            raise ExtraMissingError from error
        self._book = workbook(stream, {"constant_memory": True})
        self._sheet: Worksheet = self._book.add_worksheet()
        self._day = self._book.add_format({"num_format": _DAY})
        self._moment = self._book.add_format({"num_format": _MOMENT})
        self._bold = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._row = 0
        self._sheet.freeze_panes(1, 0)
        for place, heading in enumerate(headings):
            width = min(max(2 * len(heading), _LEAST_WIDTH), _MOST_WIDTH)
            self._sheet.set_column(place, place, width)
        self._write(headings, self._bold)

    def write(self, cells: Sequence[Cell]) -> None:
        """Write the next row.

        Raises:
            TableError: the sheet has no room for another row.
        """
        self._write(cells, None)

    def close(self) -> None:
        """Put the workbook together; before that there is none in the stream."""
        self._book.close()

    def _write(self, cells: Sequence[Cell], style: Format | None) -> None:
        if self._row >= _MOST_ROWS:
            raise TableError("too-many-rows", most=_MOST_ROWS)
        for place, cell in enumerate(cells):
            self._cell(place, cell, style)
        self._row += 1

    def _cell(self, place: int, cell: Cell, style: Format | None) -> None:
        sheet, row = self._sheet, self._row
        match cell:
            case None | "":
                return
            case bool():
                sheet.write_boolean(row, place, cell)
            case int() | float() if isfinite(cell):
                sheet.write_number(row, place, cell)
            case datetime() if cell.date() >= _FIRST_DAY:
                sheet.write_datetime(row, place, cell, self._moment)
            case date() if not isinstance(cell, datetime) and cell >= _FIRST_DAY:
                sheet.write_datetime(row, place, cell, self._day)
            case timedelta():
                sheet.write_string(row, place, str(cell))
            case _:
                sheet.write_string(row, place, _cut(str(cell)), style)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + _CUT
