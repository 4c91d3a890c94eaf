"""Tables written row by row, with cells that no spreadsheet runs as formulas."""

import codecs
import csv
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from advisor.book.cells import Cell
from advisor.book.tables import WORKBOOK_ENDINGS
from advisor.book.workbook import WorkbookWriter

WORKBOOK_ENDING = ".xlsx"

_RUN = frozenset("=+-@\t\r＝＋－＠")
"""The signs, in full width too, at the start of a cell that a spreadsheet takes for a formula."""

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_HELD = "'"


class RowWriter(Protocol):
    """Writes the rows of one table."""

    def write(self, cells: Sequence[Cell]) -> None:
        """Write the next row."""

    def close(self) -> None:
        """Finish the table."""


def is_workbook(name: str) -> bool:
    """Return whether a file is a workbook, by its name."""
    return Path(name).suffix.lower() in WORKBOOK_ENDINGS


def writer(
    name: str, stream: BinaryIO, headings: Sequence[str], shown: Callable[[str], str] = str
) -> RowWriter:
    """Return a writer that begins a table in a stream: a workbook or CSV, by the file's name.

    `shown` makes text harmless if CSV goes to a screen.

    Raises:
        ExtraMissingError: the library that writes workbooks is not installed.
    """
    if is_workbook(name):
        return WorkbookWriter(stream, headings)
    return CsvWriter(stream, headings, shown)


class CsvWriter:
    """Writes CSV in UTF-8 with a byte order mark, by which spreadsheets know it."""

    def __init__(
        self, stream: BinaryIO, headings: Sequence[str], shown: Callable[[str], str] = str
    ) -> None:
        stream.write(codecs.BOM_UTF8)
        self._shown = shown
        self._rows = csv.writer(codecs.getwriter("utf-8")(stream))
        self.write(headings)

    def write(self, cells: Sequence[Cell]) -> None:
        """Write the next row."""
        self._rows.writerow([self._shown(_text(cell)) for cell in cells])

    def close(self) -> None:
        """Do nothing: every row has been written."""


def _text(cell: Cell) -> str:
    """Return a cell as text.

    >>> _text("=SUM(A1)"), _text(-500), _text("-500"), _text(2.0), _text(True)
    ("'=SUM(A1)", '-500', '-500', '2', 'true')
    """
    match cell:
        case str():
            text = formula_safe(cell)
        case None:
            text = ""
        case bool():
            text = str(cell).lower()
        case float() if cell.is_integer():
            text = str(int(cell))
        case datetime():
            text = cell.isoformat(" ", "minutes").removesuffix(" 00:00")
        case _:
            text = str(cell)
    return text


def formula_safe(text: str) -> str:
    """Return a text with a mark before it if a spreadsheet would run it; a number is not run."""
    runs = text[:1] in _RUN and not _NUMBER.fullmatch(text)
    return f"{_HELD}{text}" if runs else text
