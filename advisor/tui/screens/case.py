"""The case screen: the form on the left, its answer on the right, live at every key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container
from textual.reactive import var

from advisor import service
from advisor.intake.case.draft import Draft
from advisor.intake.case.fields import DEDUCTIBLE, Listed
from advisor.intake.nested import row_at
from advisor.tui.consultation import Consultation, asked, consult
from advisor.tui.form.choices import BY_PARTS
from advisor.tui.form.deductible_plans import THRESHOLD
from advisor.tui.form.history import History
from advisor.tui.form.switches import SWITCHES, switched
from advisor.tui.form.words import FormWords
from advisor.tui.keys import APP_KEYS, CASE_KEYS, bindings
from advisor.tui.own_case import is_sample, own, still_the_samples
from advisor.tui.screens.case_guide import CaseAsker, policy_name, with_policy
from advisor.tui.screens.case_pages import CasePages
from advisor.tui.widgets.answer import WIDE, Answer
from advisor.tui.widgets.case_form import CaseForm
from advisor.tui.widgets.entry import Entry
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.notice_line import NoticeLine
from advisor.tui.widgets.top_line import TopLine
from advisor.whatif.compare import changed_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from advisor.domain.comparison import Change
    from advisor.explain.texts import Texts
    from advisor.tui.desk import Desk
    from advisor.tui.opening import AppStart


_FIRST_FIGURE = "accident.own_damage"


_BY_WIDTH = [(0, "-tiny"), (40, "-stacked"), (76, "-beside"), (WIDE, "-wide")]
_BY_HEIGHT = [(0, "-flat"), (12, "-low"), (24, "-tall")]
"""The class of a screen from a size on."""


class CaseScreen(CasePages):
    """Keeps the drafts of a session; every change of the draft is decided at once."""

    CSS_PATH = "case.tcss"
    AUTO_FOCUS = "WonEntry"
    BINDINGS: ClassVar[list[BindingType]] = bindings(CASE_KEYS)
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = _BY_WIDTH
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = _BY_HEIGHT

    words: var[FormWords | None] = var(None, init=False)

    def __init__(self, opened: AppStart) -> None:
        super().__init__(opened.rulebook, opened.desk)
        self._history = History(opened.draft)
        self._notice, self._unknown = opened.notice, opened.unknown
        self._is_first = opened.is_first
        unread = Consultation(opened.draft, unread=opened.problems)
        first = consult(opened.draft, self._rulebook, service.today(), unread)
        self.set_reactive(CaseScreen.consultation, first)

    def compose(self) -> ComposeResult:
        """Put the verdict above, form and answer beside each other, keys below."""
        # Textual learns the size only when all is styled, and would style it all once more.
        self.add_class(_fitting(_BY_WIDTH, self.app.size.width), update=False)
        self.add_class(_fitting(_BY_HEIGHT, self.app.size.height), update=False)
        top = TopLine(self._standing())
        yield top.data_bind(CaseScreen.consultation, CaseScreen.texts)
        yield NoticeLine(self._notice, self._still(), self._unknown).data_bind(CaseScreen.texts)
        with Container(id="body"):
            yield CaseForm().data_bind(CaseScreen.consultation, CaseScreen.words)
            yield Answer().data_bind(CaseScreen.consultation, CaseScreen.texts)
        yield KeyBar(CASE_KEYS, APP_KEYS).data_bind(CaseScreen.texts)

    def on_mount(self) -> None:
        """Ask whoever has nothing to go on with."""
        super().on_mount()
        if self._is_first:
            self.call_after_refresh(self.begin, {})

    def watch_texts(self, texts: Texts | None) -> None:
        """Speak another language."""
        if texts:
            self.words = FormWords.of(texts, self._rulebook, service.today())

    @on(CaseForm.Edited)
    def _edited(self, event: CaseForm.Edited) -> None:
        shown = self.query_one(CaseForm).row(event.path)
        if isinstance(shown, Entry) and shown.value != event.text:
            return  # there is a newer text, or an undo took this one back
        try:
            form_only = event.path == DEDUCTIBLE or event.path in SWITCHES
            same = not form_only and self._draft.text(event.path) == event.text
        except IndexError:  # its row was taken away while the text was on its way
            return
        if not same:
            self._keep(self._with(own(self._draft), event), event.path)

    def take_in(self, entry: Entry) -> None:
        """Read what stands in a field, before a key leads to its answer."""
        self._edited(CaseForm.Edited(entry.path, entry.value))

    @on(CaseForm.Left)
    def _left(self) -> None:
        # Nothing that is shown changes with it.
        self.set_reactive(CaseScreen.consultation, self.consultation.left())

    def action_add_claim(self) -> None:
        """Ask for one more past claim, and go to it."""
        self._add(Listed.CLAIM)

    @on(CaseForm.RowAdded)
    def _row_added(self, event: CaseForm.RowAdded) -> None:
        self._add(event.listed)

    def _add(self, listed: Listed) -> None:
        self._keep(own(self._draft).with_row(listed))
        first = "start" if listed is Listed.OTHER_CAR else "day"
        self._focus(f"{listed}[{len(self._draft.rows(listed)) - 1}].{first}")

    @on(CaseForm.RowRemoved)
    def _row_removed(self, event: CaseForm.RowRemoved) -> None:
        self._keep(own(self._draft).without_row(event.listed, event.index))

    def action_remove_claim(self) -> None:
        """Take the past claim or violation away that the cursor is in, else the last claim."""
        name = (self.focused.name if self.focused else None) or ""
        last = (Listed.CLAIM, len(self._draft.claims) - 1, "")
        listed, index, _ = row_at(name) or last
        if index >= 0:
            self._keep(own(self._draft).without_row(listed, index))

    def action_undo(self) -> None:
        """Take the last edit back."""
        self._decide(self._history.undo())

    def action_redo(self) -> None:
        """Make the edit again that was taken back."""
        self._decide(self._history.redo())

    def action_scroll_answer(self, pages: int) -> None:
        """Scroll the answer, or all where it stands below the form."""
        stacked = self.has_class("-stacked")
        scrolled = self.query_one("#body" if stacked else "Answer")
        scrolled.scroll_relative(y=pages * (scrolled.size.height - 1), animate=False)

    def action_why(self) -> None:
        """Show where each amount of the answer comes from."""
        from advisor.tui.screens.why import WhyScreen  # noqa: PLC0415 - the first paint waits

        if self.consultation.decision:
            self.app.push_screen(WhyScreen(self.consultation.decision, self._rulebook))

    def action_charts(self) -> None:
        """Show the charts of the answer."""
        from advisor.tui.screens.charts import ChartsScreen  # noqa: PLC0415 - the first paint waits

        if self.consultation.decision:
            self.app.push_screen(ChartsScreen(self.consultation.decision, self._rulebook))

    def take_over(self, change: Change | None) -> None:
        """Make a change part of the case; None is none."""
        if change is not None:
            document, _ = asked(own(self._draft)).document(service.today())
            changed, _ = changed_document(document, change, service.today())
            self._keep(Draft.from_document(changed))

    def action_help(self) -> None:
        """Show the help, first of all about the field that has the cursor."""
        from advisor.tui.screens.help import Help, about_field  # noqa: PLC0415 - the first paint

        if self.texts:
            name = (self.focused.name if self.focused else None) or ""
            self.app.push_screen(Help(self.texts, about=about_field(name, self.texts)))

    def action_guide(self) -> None:
        """Ask question by question, from the first on."""
        self.take_in_focused()
        self.begin({})

    def begin(self, policy: Mapping[str, str]) -> None:
        """Ask for what a case needs; `policy` is that of last time, if one is known."""
        from advisor.tui.screens.guide import Guide  # noqa: PLC0415 - the first paint waits

        if self.texts and self.words:
            asker = CaseAsker(self._say_in, self._lay, lambda: self._draft, self.texts, policy)
            choices = self.words.choices
            name = policy_name(policy, choices)
            self.app.push_screen(Guide(asker, choices, self.texts, name), self._guided)

    def _guided(self, _: object) -> None:
        self._focus(_FIRST_FIGURE)

    def _say_in(self, path: str, text: str) -> Consultation:
        """Put an answer into a field as if it were typed there."""
        self._keep(self._with(own(self._draft), CaseForm.Edited(path, text)))
        return self.consultation

    def _lay(self, texts: Mapping[str, str]) -> None:
        self._keep(with_policy(self._draft, texts))

    def _still(self) -> tuple[str, ...]:
        return still_the_samples(asked(self._draft)) if self._desk.from_sample else ()

    @property
    def _draft(self) -> Draft:
        return self._history.now

    def _with(self, draft: Draft, event: CaseForm.Edited) -> Draft:
        if self.words is None:
            return draft
        if event.path == DEDUCTIBLE:
            self._unfold(DEDUCTIBLE, opens=event.text == BY_PARTS)
            return self.words.plans.with_plan(draft, event.text)
        if event.path in SWITCHES:
            draft, opens = switched(event.path, event.text, draft)
            self._unfold(event.path, opens=opens)
            return draft
        if event.path == THRESHOLD:
            return self.words.plans.with_threshold(draft, event.text)
        return draft.with_value(event.path, event.text)

    def _unfold(self, path: str, *, opens: bool) -> None:
        """Show or hide the fields behind a choice."""
        form = self.query_one(CaseForm)
        form.unfolded = form.unfolded - {path} | ({path} if opens else set())

    def _keep(self, draft: Draft, place: str | None = None) -> None:
        if draft != self._draft:
            self._decide(self._history.after(draft, place), place)

    def _decide(self, history: History[Draft], typed: str | None = None) -> None:
        """Go to a draft and decide it; `typed` is the field whose typing led there."""
        self._history = history
        self.consultation = consult(
            self._draft, self._rulebook, service.today(), self.consultation, typed
        )
        self._say()
        self._tell(self._desk.keep(self._draft))

    def _say(self) -> None:
        """Say what kind of a draft this is, and whether it is saved."""
        notice = self.query_one(NoticeLine)
        notice.code = _sample_notice(self._desk) if is_sample(self._draft) else ""
        notice.still = self._still()
        self.show_standing()

    def open_draft(self, draft: Draft) -> None:
        """Work on the draft of another case from its first figure on; nothing of this one stays."""
        form, answer = self.query_one(CaseForm), self.query_one(Answer)
        form.unfolded = frozenset()
        self.forget_pages()
        self._history = History(draft)
        self.consultation = consult(draft, self._rulebook, service.today(), Consultation(draft))
        answer.scroll_home(animate=False, force=True)
        form.scroll_home(animate=False, force=True)
        self._say()
        self._tell(self._desk.keep(draft))
        self._focus(_FIRST_FIGURE)

    def take_in_focused(self) -> None:
        """Read what stands in the field that has the cursor."""
        if isinstance(self.focused, Entry):
            self.take_in(self.focused)

    def show_standing(self) -> None:
        """Say whose case this is, and whether it is saved."""
        self.query_one(TopLine).standing = self._standing()

    def _standing(self) -> tuple[str, str]:
        """Return the name of the open case, and the code of whether it is saved."""
        changed = self._desk.is_changed(self._draft)
        if is_sample(self._draft):
            return "", "sample"
        if self._desk.saved:
            return self._desk.saved.name, "changed" if changed else "saved"
        if client := self._draft.text("client.name").strip():
            return client, "unsaved"
        return (
            self._desk.file_name,
            "unsaved" if changed else "file" if self._desk.file_name else "new",
        )

    def _focus(self, key: str) -> None:
        row = self.query_one(CaseForm).row(key)
        if row:
            self.set_focus(row)
        if isinstance(row, Entry):
            row.action_select_all()


def _sample_notice(desk: Desk) -> str:
    return "app.notice.sample" if desk.keeps else "app.notice.sample-unkept"


def _fitting(breakpoints: list[tuple[int, str]], cells: int) -> str:
    """Return the class of the last breakpoint that a screen of so many cells reaches."""
    return [name for least, name in breakpoints if cells >= least][-1]
