"""The form: a row for each question that this case raises, in one column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input, Static

from advisor.tui.choices import is_choice, is_money
from advisor.tui.form_layout import ADD_CLAIM, REMOVE_CLAIM, RowPlan, Sort, rows
from advisor.tui.keys import FIELD_KEYS, bindings
from advisor.tui.widgets.choice import Choice
from advisor.tui.widgets.entry import Entry
from advisor.tui.widgets.press import Press
from advisor.tui.widgets.row import Frame
from advisor.tui.widgets.won_entry import WonEntry

if TYPE_CHECKING:
    from textual.widget import Widget

    from advisor.tui.consultation import Consultation
    from advisor.tui.form_words import FormWords


class CaseForm(VerticalScroll, can_focus=False):
    """Shows a draft and says how it is edited.

    Rows are mounted when they are first needed and changed in place; the problem of a row stands
    in a line of its own under it.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(FIELD_KEYS)

    consultation: var[Consultation | None] = var(None, init=False)
    words: var[FormWords | None] = var(None, init=False)
    unfolded: var[frozenset[str]] = var(frozenset(), init=False)

    @dataclass
    class Edited(Message):
        """A field says something else; `text` is as typed, or the value that was chosen."""

        path: str
        text: str

    @dataclass
    class ClaimAdded(Message):
        """One more past claim is wanted."""

    @dataclass
    class ClaimRemoved(Message):
        """A past claim is not wanted any more."""

        index: int

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, Widget] = {}
        self._notes: dict[str, Static] = {}

    def watch_consultation(self) -> None:
        """Show another draft, its problems and its assumptions."""
        self._renew()

    def watch_words(self) -> None:
        """Say the same in another language."""
        self._renew()

    def watch_unfolded(self) -> None:
        """Show or hide the rows of a fold."""
        self._renew()

    def row(self, key: str) -> Widget | None:
        """Give the row of a key, if it is shown."""
        return self._rows.get(key)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if isinstance(event.input, Entry):
            self.post_message(self.Edited(event.input.path, event.value))

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        self.post_message(self.Edited(event.choice.path, event.value))

    @on(Press.Pressed)
    def _pressed(self, event: Press.Pressed) -> None:
        event.stop()
        if event.key == ADD_CLAIM:
            self.post_message(self.ClaimAdded())
        elif event.key.startswith(REMOVE_CLAIM):
            self.post_message(self.ClaimRemoved(index_in(event.key)))
        else:
            self.unfolded ^= {event.key}

    @on(Input.Submitted)
    def action_next_field(self) -> None:
        """Go to the next row."""
        self.screen.focus_next(".row, .press")

    def action_previous_field(self) -> None:
        """Go to the row before."""
        self.screen.focus_previous(".row, .press")

    def _renew(self) -> None:
        """Bring the mounted rows in line with the draft."""
        if self.consultation is None or self.words is None:
            return
        plans = rows(self.words.shown(self.consultation.draft, self.unfolded))
        self._drop({plan.key for plan in plans})
        with self.app.batch_update():
            before: Widget | None = None
            for plan in plans:
                before = self._placed(plan, before)
                before = self._noted(plan, before)

    def _drop(self, wanted: set[str]) -> None:
        for key in self._rows.keys() - wanted:
            self._rows.pop(key).remove()
            if key in self._notes:
                self._notes.pop(key).remove()

    def _placed(self, plan: RowPlan, before: Widget | None) -> Widget:
        row = self._rows.get(plan.key)
        if row is None:
            row = self._rows[plan.key] = self._new(plan)
            self.mount(row, after=before) if before else self.mount(row, before=0)
        self._renewed(row, plan)
        return row

    def _new(self, plan: RowPlan) -> Widget:
        match plan.sort:
            case Sort.TITLE:
                return Static(classes="title")
            case Sort.FOLD | Sort.PRESS:
                return Press(plan.key)
            case Sort.FIELD:
                return self._new_field(plan.key)

    def _new_field(self, path: str) -> Widget:
        assert self.words
        assert self.consultation
        value = self._value(path)
        if is_choice(path):
            return Choice(path, value, self.words.choices)
        return WonEntry(path, value) if is_money(path) else Entry(path, value)

    def _value(self, path: str) -> str:
        assert self.words
        assert self.consultation
        return self.words.value(self.consultation.draft, path, self.unfolded)

    def _renewed(self, row: Widget, plan: RowPlan) -> None:
        assert self.words
        assert self.consultation
        match row:
            case Entry() | Choice():
                value = self._value(plan.key)
                row.show_value(value)
                row.frame = self.words.frame(self.consultation, plan.key, value)
                if isinstance(row, Choice):
                    row.choices = self.words.choices
            case Press():
                row.label = self.words.press(plan, self.unfolded)
            case Static():
                row.update(self.words.title(plan.key))

    def _noted(self, plan: RowPlan, row: Widget) -> Widget:
        """Put the problem of a row under it, or take the solved one away."""
        assert self.words
        assert self.consultation
        text = self.words.problem(self.consultation, plan.key) if plan.sort is Sort.FIELD else ""
        note = self._notes.get(plan.key)
        if not text:
            if note:
                self._notes.pop(plan.key).remove()
            return row
        if note is None:
            note = self._notes[plan.key] = Static(classes="note", markup=False)
            self.mount(note, after=row)
        note.update(text)
        return note


def index_in(key: str) -> int:
    """Give the number in a key such as `claim[2].day`."""
    return int(key[key.index("[") + 1 : key.index("]")])
