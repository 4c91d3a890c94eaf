"""Tables as files hold them: the headings and the rows, read one after the other."""

import codecs
import csv
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from attrs import evolve

from advisor import on_demand
from advisor.book.cells import Cell, is_blank
from advisor.domain.errors import AdvisorError
from advisor.domain.values import frozen

STANDARD_STREAM = "-"
CSV_ENDINGS = (".csv", ".tsv", ".txt")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")

_BLOCK = 1 << 16
_LONGEST_CELL = 1 << 24
"""The most characters of a cell; a longer one comes from a quotation mark that is never closed."""

_DELIMITERS = ",;\t"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_DECLARED = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODINGS = ("utf-8-sig", "cp949")


class TableError(AdvisorError):
    """A file that holds no table; `code` names its text below `cli.error`."""

    lacks_excel = False

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(**facts)
        self.code = code


class NoSuchKeyError(TableError):
    """A value was given for a key that does not exist; `nearest` is a key like it, or empty."""

    def __init__(self, word: str, nearest: str) -> None:
        super().__init__(f"no-such-key{'-near' if nearest else ''}", word=word, nearest=nearest)


class ExtraMissingError(TableError):
    """Workbooks need a library that is not installed."""

    lacks_excel = True

    def __init__(self) -> None:
        super().__init__("no-excel")


@frozen
class MergedCell:
    """A cell that spans the rows `first` to `last`, counted from 1, at one place in each."""

    first: int
    last: int
    place: int


@frozen
class Sheet:
    """An open table: its headings, its rows, and about how many rows there are, None if unknown.

    `row` is the row of the headings, counted from 1 as in spreadsheets, and `width` its number of
    cells, including blank ones at the end. In a workbook, `name` is that of the sheet, `others` are
    the other sheets that hold something, and `merged` are the cells that span several rows.
    """

    headings: tuple[str, ...]
    rows: Iterator[Sequence[Cell]]
    about: int | None
    row: int = 1
    width: int = 0
    name: str = ""
    others: tuple[str, ...] = ()
    merged: tuple[MergedCell, ...] = ()


@contextmanager
def open_table(
    name: str, sheet: str | None = None, is_meant: Callable[[Sheet], bool] | None = None
) -> Iterator[Sheet]:
    """Open a table by the ending of its name; `-` is CSV on standard input.

    `sheet` is the name, or the number from 1 on, of a workbook's sheet. Without it the first sheet
    counts for which `is_meant` is true, or else the first one that holds anything.

    Raises:
        OSError: there is no such file, or it cannot be read.
        TableError: the file holds no table, or no such sheet.
    """
    if Path(name).suffix.lower() in WORKBOOK_ENDINGS:
        yield on_demand.read_workbook(name, sheet, is_meant)
    elif sheet is not None:
        raise TableError("no-workbook")
    elif name == STANDARD_STREAM:
        with _kept(sys.stdin.buffer) as file, _csv(file) as table:
            yield table
    else:
        with Path(name).open("rb") as file:
            kept = nullcontext(file) if file.seekable() else _kept(file)
            with kept as content, _csv(content) as table:
                yield table


def table_from_rows(rows: Iterator[Sequence[Cell]], about: int | None) -> Sheet:
    """Return a table whose headings are the first row that is not blank.

    Raises:
        TableError: every row is blank.
    """
    number, first = next_filled(rows)
    if first is None:
        raise TableError("empty-table")
    return Sheet(heading_texts(first), rows, about, number, len(first))


def next_filled(rows: Iterator[Sequence[Cell]]) -> tuple[int, Sequence[Cell] | None]:
    """Return how many rows ahead the next filled row is, and that row; (0, None) if none is."""
    numbered = enumerate(rows, 1)
    return next(((number, row) for number, row in numbered if not is_blank(row)), (0, None))


def heading_texts(row: Sequence[Cell]) -> tuple[str, ...]:
    """Return the cells of a row as headings, without blank ones at its end."""
    headings = ["" if cell is None else str(cell).strip() for cell in row]
    while headings and not headings[-1]:
        headings.pop()
    return tuple(headings)


@contextmanager
def _kept(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Yield a copy of a stream on disk: it is read twice, and a stream cannot be rewound."""
    with TemporaryFile() as kept:
        while block := stream.read(_BLOCK):
            kept.write(block)
        kept.seek(0)
        yield kept


@contextmanager
def _csv(file: BinaryIO) -> Iterator[Sheet]:
    encoding, lines = _encoding(file)
    csv.field_size_limit(_LONGEST_CELL)
    with TextIOWrapper(file, encoding, newline="") as text:
        first = text.readline()
        declared = _DECLARED.fullmatch(first)
        if declared is None:
            text.seek(0)
        delimiter = declared[1] if declared else _delimiter(first)
        yield table_from_rows(_checked(csv.reader(text, delimiter=delimiter)), max(0, lines - 1))


def _checked(rows: Iterator[list[str]]) -> Iterator[Sequence[Cell]]:
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableError("broken-csv", row=number, why=str(error)) from error
        yield row


def _encoding(file: BinaryIO) -> tuple[str, int]:
    """Return the encoding of a file and its number of lines, by reading it all block by block.

    Raises:
        TableError: the encoding is none of those that spreadsheets write.
    """
    start = file.read(len(codecs.BOM_UTF16_LE))
    file.seek(0)
    if start in _UTF_16:
        lines = sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))
        file.seek(0)
        return "utf-16", lines
    for encoding in _ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        lines = 0
        try:
            for block in iter(lambda: file.read(_BLOCK), b""):
                decoder.decode(block)
                lines += block.count(b"\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        finally:
            file.seek(0)
        return encoding, lines
    raise TableError("unknown-encoding")


def _delimiter(first: str) -> str:
    """Return the sign between the headings: a comma, unless another delimiter comes more often."""
    bare = _QUOTED.sub("", first)
    return max(_DELIMITERS, key=bare.count)


def filled_down(table: Sheet) -> tuple[Sheet, tuple[str, ...]]:
    """Return a table with merged cells filled in for all their rows, and the headings of those.

    A spreadsheet keeps the content of a merged cell only in its first row. A row in which all
    other cells are blank stays blank.
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
    """Yield rows, of which the first has the number `first`, with merged cells filled in."""
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
    """Return a row with its blank cells filled in from merged ones."""
    return [
        said[at][1] if at in said and cell in {None, ""} else cell for at, cell in enumerate(row)
    ]
