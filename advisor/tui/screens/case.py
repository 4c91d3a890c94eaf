"""The case screen: the form on the left, its answer on the right, live at every key."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import ScreenResume
from textual.notifications import SeverityLevel
from textual.reactive import var
from textual.screen import Screen

from advisor import on_demand, service
from advisor.domain.comparison import Change
from advisor.intake.case.draft import Draft
from advisor.intake.case.field import ListKey
from advisor.intake.nested import list_row
from advisor.tui.consultation import Consultation, consult
from advisor.tui.form.edits import CaseEdits
from advisor.tui.form.form_words import FormWords
from advisor.tui.form.switches import ALREADY
from advisor.tui.keys import APP_KEYS, CASE_KEYS, bindings
from advisor.tui.later_views import LaterViews
from advisor.tui.opening import AppStart
from advisor.tui.screens.case_desk import CaseDesk
from advisor.tui.screens.case_guide import CaseAsker, policy_name
from advisor.tui.screens.case_later import SecondOpinion
from advisor.tui.screens.case_pages import CasePages
from advisor.tui.screens.open_case import tell_trouble
from advisor.tui.widgets.answer import BY_WIDTH, Answer
from advisor.tui.widgets.case_form import CaseForm
from advisor.tui.widgets.entry import Entry
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.notice_line import NoticeLine
from advisor.tui.widgets.top_line import TopLine
from advisor.tui.widgets.translated import Translated

T = TypeVar("T")

_FIRST_FIGURE = "accident.own_damage"

_BY_HEIGHT = [(0, "-flat"), (12, "-low"), (24, "-tall")]
"""The class of a screen by its least height."""


class CaseScreen(Screen[None], Translated):
    """Shows the open case, and decides its draft at once after every change.

    Its parts deal with the case as a whole: its pages, its place on the desk, and the second
    opinion.
    """

    AUTO_FOCUS = "WonEntry"
    BINDINGS = bindings(CASE_KEYS)
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = BY_WIDTH
    VERTICAL_BREAKPOINTS = _BY_HEIGHT

    words: var[FormWords | None] = var(None, init=False)
    consultation: var[Consultation] = var(Consultation(Draft()), init=False)

    def __init__(self, opened: AppStart) -> None:
        super().__init__()
        self._rulebook, self._desk = opened.rulebook, opened.desk
        later_views = LaterViews(opened.rulebook)
        self.later = SecondOpinion(
            self, lambda: self.consultation.decision, later_views, self._renew_answer
        )
        self.pages = CasePages(self, opened.rulebook, opened.desk, later_views)
        self.desk = CaseDesk(self, opened.rulebook, opened.desk)
        self.edits = CaseEdits(self, opened.draft)
        self._notice, self._unknown = opened.notice, opened.unknown
        self._is_first = opened.is_first
        unread = Consultation(opened.draft, unread=opened.problems)
        first = consult(opened.draft, self._rulebook, service.today(), unread)
        self.set_reactive(CaseScreen.consultation, first)
        self.call_later(self.retranslate)  # at mount, Textual would scroll to the focused field

    def compose(self) -> ComposeResult:
        """Put the verdict above, form and answer beside each other, keys below."""
        # Textual sets these classes only after styling everything, and would style it all again.
        self.add_class(_fitting(BY_WIDTH, self.app.size.width), update=False)
        self.add_class(_fitting(_BY_HEIGHT, self.app.size.height), update=False)
        top = TopLine(self.desk.standing())
        yield top.data_bind(CaseScreen.consultation)
        yield NoticeLine(self._notice, self.desk.sample_leftovers(), self._unknown)
        with Container(id="body"):
            yield CaseForm().data_bind(CaseScreen.consultation, CaseScreen.words)
            yield Answer().data_bind(CaseScreen.consultation)
        yield KeyBar(CASE_KEYS, APP_KEYS)

    def on_mount(self) -> None:
        """Follow the case with the second opinion; start the guide if there is no case yet."""
        self.query_one(Answer).later_views = self.later.views
        self.watch(self, "consultation", self.later.wait, init=False)
        self.call_after_refresh(self.later.wait)
        if self._is_first:
            self.call_after_refresh(self.begin, {})

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Show what was found while another screen was on top."""
        event.refresh_styles = False  # each part was styled when it came onto the screen
        self._renew_answer()

    def _renew_answer(self) -> None:
        self.query_one(Answer).renew()

    def retranslate(self) -> None:
        """Show the form in the language of the app."""
        self.words = FormWords.of(self.texts, self._rulebook, service.today())

    @on(CaseForm.Edited)
    def _edited(self, event: CaseForm.Edited) -> None:
        shown = self.query_one(CaseForm).row(event.path)
        if shown is None or (isinstance(shown, Entry) and shown.value != event.text):
            return  # its row is gone, or the field has another text by now, typed or from an undo
        self.edits.type_in(event.path, event.text)

    def take_in(self, entry: Entry) -> None:
        """Read the text of a field before a key leads to its answer."""
        self._edited(CaseForm.Edited(entry.path, entry.value))

    @on(CaseForm.Left)
    def _left(self) -> None:
        # This changes nothing on the screen, so watchers need not run.
        self.set_reactive(CaseScreen.consultation, self.consultation.left())

    def action_add_claim(self) -> None:
        """Add a past claim to the form, and focus its first field."""
        self._focus(self.edits.add(ListKey.CLAIM))

    @on(CaseForm.RowAdded)
    def _row_added(self, event: CaseForm.RowAdded) -> None:
        self._focus(self.edits.add(event.listed))

    @on(CaseForm.RowRemoved)
    def _row_removed(self, event: CaseForm.RowRemoved) -> None:
        self.edits.remove(event.listed, event.index)

    def action_remove_claim(self) -> None:
        """Remove the focused past claim or other row of a list, else the last past claim."""
        name = (self.focused.name if self.focused else None) or ""
        last = (ListKey.CLAIM, len(self.edits.draft.claims) - 1, "")
        listed, index, _ = list_row(name) or last
        if index >= 0:
            self.edits.remove(listed, index)

    def action_undo(self) -> None:
        """Undo the last edit."""
        self.edits.undo()

    def action_redo(self) -> None:
        """Redo the edit that was undone last."""
        self.edits.redo()

    def action_scroll_answer(self, pages: int) -> None:
        """Scroll the answer, or the form with it if the answer stands below the form."""
        stacked = self.has_class("-stacked")
        scrolled = self.query_one("#body" if stacked else "Answer")
        scrolled.scroll_relative(y=pages * (scrolled.size.height - 1), animate=False)

    def action_page(self, page: str) -> None:
        """Open a page over the case."""
        self.pages.open(page)

    def action_desk(self, act: str) -> None:
        """Do the act named `act` with the open case."""
        self.desk.do(act)

    def show(self, screen: Screen[T], then: Callable[[T | None], None] | None = None) -> None:
        """Show a screen over the case; `then` receives its result."""
        self.app.push_screen(screen, then)

    def tell(self, words: str, severity: SeverityLevel = "information") -> None:
        """Show a toast."""
        self.notify(words, severity=severity, markup=False)

    def take_over(self, change: Change | None) -> None:
        """Make a change part of the case, if it is not None."""
        if change is not None:
            self.edits.take_over(change)

    def action_help(self) -> None:
        """Show help, starting with the field that has the focus."""
        path = (self.focused.name if self.focused else None) or ""
        self.show(on_demand.Help(path=path))

    def action_guide(self) -> None:
        """Start the guide at the first question that is still open."""
        self.take_in_focused()
        self.begin({})

    def begin(self, policy: Mapping[str, str]) -> None:
        """Start the guide; `policy` is that of last time, empty if none is known."""
        if self.words:
            choices = self.words.choices
            asker = CaseAsker(self, self.edits, self.texts, choices, policy)
            name = policy_name(policy, choices)
            self.show(on_demand.Guide(asker, choices, self.texts, name), self._guided)

    def _guided(self, without_accident: object) -> None:
        for scrolled in (self.query_one(CaseForm), self.query_one("#body")):
            scrolled.scroll_home(animate=False, force=True)
        shown = self.consultation
        is_ended = without_accident is not None
        wanted = (*shown.wrong, *shown.missing) if is_ended else shown.wrong
        rows = map(self.query_one(CaseForm).row_at, wanted)
        self._focus(next(filter(None, rows), _FIRST_FIGURE))
        if without_accident:
            self.pages.open("what-if")

    @property
    def is_kept(self) -> bool:
        """Whether what is typed stays after the app is left."""
        return self._desk.is_keeping

    def show_field(self, path: str) -> None:
        """Bring the row of a field into view."""
        row = self.query_one(CaseForm).row(path)
        if row:
            row.scroll_visible(animate=False)

    def unfold(self, path: str, *, opens: bool) -> None:
        """Show or hide the fields behind a choice."""
        form = self.query_one(CaseForm)
        was_open = path in form.unfolded
        form.unfolded = form.unfolded - {path} | ({path} if opens else set())
        if path == ALREADY and opens != was_open:  # the draft alone does not show this
            self._consult(self.edits.draft, path)

    def decide(self, draft: Draft, typed: str | None) -> None:
        """Decide a draft after typing in the field `typed`, or after another edit (None)."""
        self._consult(draft, typed)
        self._say()
        tell_trouble(self._desk.keep(draft), self)

    def _consult(self, draft: Draft, typed: str | None) -> None:
        is_paid = ALREADY in self.query_one(CaseForm).unfolded
        today, before = service.today(), self.consultation
        self.consultation = consult(draft, self._rulebook, today, before, typed, is_paid=is_paid)

    def _say(self) -> None:
        """Show the notice about the draft, and whether it is saved."""
        notice = self.query_one(NoticeLine)
        notice.code, notice.still = self.desk.notice(), self.desk.sample_leftovers()
        self.show_standing()

    def open_draft(self, draft: Draft) -> None:
        """Work on the draft of another case from its first figure on; nothing of this one stays."""
        form, answer = self.query_one(CaseForm), self.query_one(Answer)
        form.unfolded = frozenset()
        self.pages.forget()
        self.edits.begin(draft)
        self.consultation = consult(draft, self._rulebook, service.today(), Consultation(draft))
        answer.scroll_home(animate=False, force=True)
        form.scroll_home(animate=False, force=True)
        self._say()
        tell_trouble(self._desk.keep(draft), self)
        self._focus(_FIRST_FIGURE)

    def take_in_focused(self) -> None:
        """Read the text of the focused field."""
        if isinstance(self.focused, Entry):
            self.take_in(self.focused)

    def show_standing(self) -> None:
        """Say whose case this is, and whether it is saved."""
        self.query_one(TopLine).standing = self.desk.standing()

    def _focus(self, key: str) -> None:
        row = self.query_one(CaseForm).row(key)
        if row:
            self.set_focus(row)
            # A new row is not laid out yet, so focusing it alone would leave it out of sight.
            self.call_after_refresh(row.scroll_visible, animate=False)
        if isinstance(row, Entry):
            row.action_select_all()


def _fitting(breakpoints: list[tuple[int, str]], cells: int) -> str:
    """Return the class of the highest breakpoint that a screen of `cells` cells reaches."""
    return [name for least, name in breakpoints if cells >= least][-1]
