"""The form: a row for each question that this case raises, in one column."""

from dataclasses import dataclass

from textual import on
from textual.events import DescendantFocus
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Input, Static

from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import is_money
from advisor.intake.nested import list_row
from advisor.tui.consultation import Consultation
from advisor.tui.form.choices import is_choice
from advisor.tui.form.form_words import FormWords, RowFacts
from advisor.tui.form.layout import ADD, REMOVE, RowKind
from advisor.tui.keys import FIELD_KEYS, SCROLL_KEYS, bindings
from advisor.tui.widgets.cached import SteadyScroll
from advisor.tui.widgets.choice import Choice
from advisor.tui.widgets.entry import Entry
from advisor.tui.widgets.form_button import FormButton
from advisor.tui.widgets.row import ROW_STYLES
from advisor.tui.widgets.won_entry import WonEntry

Row = Entry | Choice | FormButton | Static
"""The widgets of the form, besides the notes under its rows."""


class CaseForm(SteadyScroll, can_focus=False):
    """Shows a draft, and posts a message for each edit.

    Rows are mounted when first needed and then changed in place. The problem of a row stands on a
    line of its own under it.
    """

    COMPONENT_CLASSES = ROW_STYLES
    BINDINGS = bindings((*FIELD_KEYS, *SCROLL_KEYS))

    consultation: var[Consultation | None] = var(None, init=False)
    words: var[FormWords | None] = var(None, init=False)
    unfolded: var[frozenset[str]] = var(frozenset(), init=False)

    @dataclass
    class Edited(Message):
        """A field was changed; `text` is what was typed, or the value that was chosen."""

        path: str
        text: str

    class Left(Message):
        """A field was left; this message follows those for what was typed there."""

    @dataclass
    class RowAdded(Message):
        """A row is to be added to a list, such as a past claim or a violation."""

        listed: ListKey

    @dataclass
    class RowRemoved(Message):
        """A row of a list, such as a past claim or a violation, is to be removed."""

        listed: ListKey
        index: int

    def __init__(self) -> None:
        super().__init__()
        self._facts: dict[str, RowFacts] = {}
        self._rows: dict[str, Row] = {}
        self._notes: dict[str, Static] = {}
        self._last = ""

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Remember which row had the focus."""
        self._last = event.widget.name or ""

    def on_show(self) -> None:
        """Focus the last row again after the window was too small to show any."""
        row = self.row(self._last)
        if row and self.screen.focused is None:
            self.screen.set_focus(row)

    def watch_consultation(self) -> None:
        """Show another draft, its problems and its assumptions."""
        self._renew()

    def watch_words(self) -> None:
        """Show all rows in another language."""
        self._facts.clear()
        self._renew()

    def watch_unfolded(self) -> None:
        """Show or hide the rows of a fold."""
        self._renew()

    def row(self, key: str) -> Row | None:
        """Return the row of a key, None if it is not shown."""
        return self._rows.get(key)

    def row_at(self, path: str) -> str:
        """Return the key of the row that contains a path, empty if none is shown."""
        while path and path not in self._rows:
            path = path.rpartition(".")[0]
        return path

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if isinstance(event.input, Entry):
            self.post_message(self.Edited(event.input.path, event.value))

    @on(Input.Blurred)
    def _left(self, event: Input.Blurred) -> None:
        event.stop()
        self.post_message(self.Left())

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        self.post_message(self.Edited(event.choice.path, event.value))

    @on(FormButton.Pressed)
    def _pressed(self, event: FormButton.Pressed) -> None:
        event.stop()
        if event.key.startswith(ADD):
            name = event.key.removeprefix(ADD).partition("[")[0]
            self.post_message(self.RowAdded(ListKey(name)))
        elif event.key.startswith(REMOVE) and (row := list_row(event.key.removeprefix(REMOVE))):
            listed, index, _ = row
            self.post_message(self.RowRemoved(listed, index))
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
        """Update the mounted rows to the draft, except those that stay the same."""
        if self.consultation is None or self.words is None:
            return
        facts = self.words.rows(self.consultation, self.unfolded)
        with self.app.batch_update():
            self._mount_new(facts)
            self._drop([row.plan.key for row in facts])
            for row in facts:
                if self._facts.get(row.plan.key) != row:
                    self._facts[row.plan.key] = row
                    self._show(row, self.words)

    def _drop(self, wanted: list[str]) -> None:
        """Remove the rows that are not wanted; a focused one passes the focus to a neighbour."""
        gone = self._rows.keys() - set(wanted)
        heir = self._heir(gone, wanted)
        for key in gone:
            self._rows.pop(key).remove()
            self._facts.pop(key)
            self._take_note(key)
        if heir is not None:
            self.screen.set_focus(heir)

    def _heir(self, gone: set[str], wanted: list[str]) -> Widget | None:
        """Return the row that takes over the focus if the focused row is removed, else None.

        It is the next row that stays, or the last one before, so that the focus is never lost.
        """
        focused = self.screen.focused if self.is_attached else None
        order = [row for row in self.children if isinstance(row, Entry | Choice | FormButton)]
        if focused not in order or focused.name not in gone:
            return None
        here = order.index(focused)
        stay = {self._rows[key] for key in wanted if key in self._rows}
        return next((row for row in (*order[here:], *order[:here][::-1]) if row in stay), None)

    def _mount_new(self, facts: tuple[RowFacts, ...]) -> None:
        """Mount the missing rows, neighbours together, each after the row that precedes it."""
        before: Widget | None = None
        missing: list[Row] = []
        for row in facts:
            key = row.plan.key
            if key not in self._rows:
                self._rows[key] = _new(row)
                missing.append(self._rows[key])
                continue
            self._mount_behind(before, missing)
            missing, before = [], self._notes.get(key, self._rows[key])
        self._mount_behind(before, missing)

    def _mount_behind(self, before: Widget | None, missing: list[Row]) -> None:
        if missing:
            self.mount(*missing, after=before) if before else self.mount(*missing, before=0)

    def _show(self, facts: RowFacts, words: FormWords) -> None:
        row = self._rows[facts.plan.key]
        match row:
            case Entry() | Choice():
                if self.consultation and facts.plan.key != self.consultation.typed:
                    row.show_value(facts.value)
                row.frame = words.frame(facts)
                if isinstance(row, Choice) and self.consultation:
                    row.choices = words.choices_of(self.consultation.draft)
                self._note(row, words.note(facts))
            case FormButton():
                row.label = words.label(facts)
            case Static():
                row.update(words.label(facts))

    def _note(self, row: Entry | Choice, text: str) -> None:
        """Put the problem of a row under it, or take the solved one away."""
        if not text:
            self._take_note(row.path)
        elif row.path in self._notes:
            self._notes[row.path].update(text)
        else:
            self._notes[row.path] = Static(text, classes="note", markup=False)
            self.mount(self._notes[row.path], after=row)

    def _take_note(self, key: str) -> None:
        if key in self._notes:
            self._notes.pop(key).remove()


def _new(facts: RowFacts) -> Row:
    """Make the widget of a row."""
    key, value = facts.plan.key, facts.value
    match facts.plan.kind:
        case RowKind.TITLE:
            return Static(classes="title")
        case RowKind.FOLD | RowKind.BUTTON:
            return FormButton(key)
        case RowKind.FIELD if is_choice(key):
            return Choice(key, value)
        case RowKind.FIELD:
            return WonEntry(key, value) if is_money(key) else Entry(key, value)
