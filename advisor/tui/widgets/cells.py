"""A table of fields: a row for each item typed in, and one empty row more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Paste
from textual.widget import Widget
from textual.widgets import Static

from advisor.domain.values import frozen
from advisor.explain.width import cut
from advisor.tui.keys import CELL_KEYS, CHOICE_CELL_KEYS, bindings
from advisor.tui.widgets.choice import Choice, NamedValues
from advisor.tui.widgets.entry import Entry
from advisor.tui.widgets.row import ROW_STYLES, Row
from advisor.tui.widgets.translated import Translated
from advisor.tui.widgets.won_entry import WonEntry

MOST_ROWS = 12
"""The greatest number of rows in a table of fields."""

_MARK = "!"

_MOST_NAMED, _LEFT_OUT = 3, 24
"""How many pieces that found no room are named, and to how many cells each is cut."""


@frozen
class CellColumn:
    """A column of fields: its key, the code of its heading, and the widget of its cells."""

    key: str
    heading: str
    kind: type[TextCell | WonCell | ChoiceCell]


class TableField(Row):
    """A field within a table; the vertical arrows lead to the field below or above it."""

    def hand_over(self, event: Paste) -> None:
        """Pass a block copied from a spreadsheet on to the table; the field keeps a single cell."""
        here, rows = self.parent, _copied_rows(event.text)
        if isinstance(here, CellRow) and isinstance(here.parent, CellTable) and rows:
            event.stop()
            event.prevent_default()
            here.parent.call_later(here.parent.put, rows, here, here.children.index(self))

    def action_leave_row(self, rows: int) -> None:
        """Focus the field `rows` below in this column, or what comes after (before) the table."""
        here = self.parent
        if not self.is_attached or not isinstance(here, CellRow):
            return
        table = [*self.screen.query(CellRow)]
        column, at = here.children.index(self), table.index(here) + rows
        if 0 <= at < len(table):
            self.screen.set_focus(table[at].children[column])
            return
        chain = self.screen.focus_chain
        end = here.children[-1 if rows > 0 else 0]
        self.screen.set_focus(chain[(chain.index(end) + rows) % len(chain)])


class TextCell(Entry, TableField):
    """A cell of text."""

    BINDINGS = bindings(CELL_KEYS)
    _on_paste = TableField.hand_over


class WonCell(WonEntry, TableField):
    """A cell of money."""

    BINDINGS = bindings(CELL_KEYS)
    _on_paste = TableField.hand_over


class ChoiceCell(Choice, TableField):
    """A cell that is chosen from a few values."""

    BINDINGS = bindings(CHOICE_CELL_KEYS)
    _on_paste = TableField.hand_over


class CellRow(Horizontal):
    """The fields of one row."""

    COMPONENT_CLASSES = ROW_STYLES


class CellTable(Vertical, Translated):
    """Headings above rows of fields; a row is added as soon as none is empty.

    The path of a field is `row[N].COLUMN`; the fields themselves post what is typed.
    """

    def __init__(self, columns: tuple[CellColumn, ...], typed: Mapping[str, str]) -> None:
        super().__init__(id="table")
        self._columns = columns
        self._typed = typed
        self._choices: NamedValues | None = None

    def compose(self) -> ComposeResult:
        """Compose the headings, a row for each one in use, and an empty row."""
        with Horizontal(classes="heads"):
            for column in self._columns:
                yield Static(self.texts(column.heading), classes=f"head {column.key}", markup=False)
        for at in range(min(len(self.rows) + 1, MOST_ROWS)):
            yield CellRow(*self._cells(at))

    @property
    def rows(self) -> list[dict[str, str]]:
        """The texts of the rows by column, up to the last row in use."""
        rows = [
            {column.key: self._typed.get(_path(at, column), "") for column in self._columns}
            for at in range(MOST_ROWS)
        ]
        while rows and not any(text.strip() for text in rows[-1].values()):
            rows.pop()
        return rows

    def retranslate(self) -> None:
        """Show the headings in another language."""
        heads = self.query(".head").results(Static)
        for head, column in zip(heads, self._columns, strict=True):
            head.update(self.texts(column.heading))

    def name_choices(self, choices: NamedValues) -> None:
        """Name the values of the chosen fields as `choices` does, from now on."""
        self._choices = choices
        for cell in self.query(ChoiceCell):
            cell.choices = choices

    def grow(self) -> None:
        """Add a row if none is empty, up to `MOST_ROWS`."""
        there = len(self.query(CellRow))
        if there < MOST_ROWS and len(self.rows) >= there:
            self.mount(CellRow(*self._cells(there)))

    async def put(self, copied: Sequence[Sequence[str]], first: CellRow, column: int) -> None:
        """Put copied cells into the fields from row `first` on, and name those left out.

        These have no room, or state a choice that there is not; such a row is left out whole,
        because without it the rest would be an offer of something else.
        """
        rows = [*self.query(CellRow)]
        at = rows.index(first)
        room = copied[: MOST_ROWS - at]
        more = [CellRow(*self._cells(new)) for new in range(len(rows), at + len(room))]
        await self.mount(*more)
        left_out = []
        for row, cells in zip([*rows, *more][at:], room, strict=False):
            put = [*zip(row.children[column:], cells, strict=False)]
            if any(text and isinstance(one, Choice) and not one.offers(text) for one, text in put):
                left_out.append(" ".join(cells))
                continue
            for field, text in put:
                if text and isinstance(field, Choice):
                    field.call_later(field.choose_by, text)  # the field itself posts the change
                elif text and isinstance(field, Entry):
                    field.value = text
        beside = [" ".join(cells[len(self._columns) - column :]).strip() for cells in room]
        left_out += [*filter(None, beside), *map(" ".join, copied[len(room) :])]
        if left_out:
            named = ", ".join(cut(one, _LEFT_OUT) for one in left_out[:_MOST_NAMED])
            words = self.texts("pages.no-room", count=len(left_out), named=named)
            self.notify(words, severity="warning", markup=False)

    def mark(self, wrong: set[tuple[int, str]]) -> None:
        """Mark the fields, given by row and column, that are wrong or missing."""
        for at, row in enumerate(self.query(CellRow)):
            for column, cell in zip(self._columns, row.children, strict=True):
                if isinstance(cell, Entry | Choice):
                    mark = _MARK if (at, column.key) in wrong else " "
                    cell.frame = evolve(cell.frame, mark=mark)

    def _cells(self, at: int) -> Iterator[Widget]:
        for column in self._columns:
            path = _path(at, column)
            cell = column.kind(path, self._typed.get(path, ""))
            cell.add_class("cell", column.key)
            if isinstance(cell, ChoiceCell):
                cell.set_reactive(Choice.choices, self._choices)
            yield cell


def _copied_rows(text: str) -> list[list[str]]:
    """Return the cells of a block copied from a spreadsheet, empty if it has only one column.

    Rows without any digit are headings and left out, for every row typed here has a figure.
    """
    rows = [[cell.strip() for cell in row.split("\t")] for row in text.splitlines() if row.strip()]
    told = [row for row in rows if any(map(str.isdigit, "".join(row)))]
    return told if any(len(row) > 1 for row in told) else []


def _path(at: int, column: CellColumn) -> str:
    return f"row[{at}].{column.key}"
