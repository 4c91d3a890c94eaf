"""A table of fields: a row for each thing that is typed in, one row more than is in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from advisor.domain.values import frozen
from advisor.tui.keys import CELL_KEYS, CHOICE_CELL_KEYS, bindings
from advisor.tui.widgets.choice import Choice, Named
from advisor.tui.widgets.entry import Entry
from advisor.tui.widgets.row import ROW_STYLES, Row
from advisor.tui.widgets.speaking import Speaks
from advisor.tui.widgets.won_entry import WonEntry

MOST_ROWS = 12
"""So many rows a table of fields may have."""

_MARK = "!"


@frozen
class CellColumn:
    """A column of fields: its key, the code of its heading, and what is typed or chosen there."""

    key: str
    heading: str
    kind: type[TextCell | WonCell | ChoiceCell]


class TableField(Row):
    """A field within a table; the arrows lead to the one below it, or above."""

    def action_leave_row(self, rows: int) -> None:
        """Go to the field of the same column, or to what is behind or before the table."""
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


class WonCell(WonEntry, TableField):
    """A cell of money."""

    BINDINGS = bindings(CELL_KEYS)


class ChoiceCell(Choice, TableField):
    """A cell that is chosen from a few values."""

    BINDINGS = bindings(CHOICE_CELL_KEYS)


class CellRow(Horizontal):
    """The fields of one row."""

    COMPONENT_CLASSES = ROW_STYLES


class CellTable(Vertical, Speaks):
    """Headings, and rows of fields; a row is added as soon as none is empty.

    The path of a field is `table[row].column`; what is typed is told by the messages of the fields.
    """

    def __init__(self, columns: tuple[CellColumn, ...], typed: Mapping[str, str]) -> None:
        super().__init__(id="table")
        self._columns = columns
        self._typed = typed
        self._choices: Named | None = None

    def compose(self) -> ComposeResult:
        """Put the headings above a row for each that was typed, and an empty one."""
        with Horizontal(classes="heads"):
            for column in self._columns:
                yield Static(self.texts(column.heading), classes=f"head {column.key}", markup=False)
        for at in range(min(len(self.rows) + 1, MOST_ROWS)):
            yield CellRow(*self._cells(at))

    @property
    def rows(self) -> list[dict[str, str]]:
        """What stands in the rows, by column, up to the last one in use."""
        rows = [
            {column.key: self._typed.get(_path(at, column), "") for column in self._columns}
            for at in range(MOST_ROWS)
        ]
        while rows and not any(text.strip() for text in rows[-1].values()):
            rows.pop()
        return rows

    def speak(self) -> None:
        """Head the columns in another language."""
        heads = self.query(".head").results(Static)
        for head, column in zip(heads, self._columns, strict=True):
            head.update(self.texts(column.heading))

    def name_choices(self, choices: Named) -> None:
        """Call the values of the chosen fields as `choices` does, from now on."""
        self._choices = choices
        for cell in self.query(ChoiceCell):
            cell.choices = choices

    def grow(self) -> None:
        """Add a row where none is empty."""
        there = len(self.query(CellRow))
        if there < MOST_ROWS and len(self.rows) >= there:
            self.mount(CellRow(*self._cells(there)))

    def mark(self, wrong: set[tuple[int, str]]) -> None:
        """Mark the fields, by row and column, in which something is wrong or missing."""
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


def _path(at: int, column: CellColumn) -> str:
    return f"row[{at}].{column.key}"
