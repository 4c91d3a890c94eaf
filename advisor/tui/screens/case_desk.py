"""What the case screen does with its case as a whole: keeps, saves, opens and hands it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var
from textual.screen import Screen

from advisor import service
from advisor.intake.case.draft import Draft
from advisor.storage.errors import StorageError
from advisor.tui.consultation import Consultation
from advisor.tui.file_target import is_gone, working_folder
from advisor.tui.own_case import is_sample, new_draft, sample_draft
from advisor.tui.screens.case_guide import last_policy
from advisor.tui.screens.naming import suggested_name
from advisor.tui.trouble import trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.domain.decision import Decision
    from advisor.domain.rulebook import Rulebook
    from advisor.explain.texts import Texts
    from advisor.storage.kept import SavedCase
    from advisor.tui.desk import Desk


class CaseDesk(Screen[None]):
    """The keys of the case screen that concern the case as a whole."""

    texts: var[Texts | None] = var(None, init=False)
    consultation: var[Consultation] = var(Consultation(Draft()), init=False)

    def __init__(self, rulebook: Rulebook, desk: Desk) -> None:
        super().__init__()
        self._rulebook = rulebook
        self._desk = desk
        self._refused: Draft | None = None

    def open_draft(self, draft: Draft) -> None:
        """Work on the draft of another case, from its first figure on."""
        raise NotImplementedError

    def take_in_focused(self) -> None:
        """Read what stands in the field that has the cursor."""
        raise NotImplementedError

    def show_standing(self) -> None:
        """Say whose case this is, and whether it is saved."""
        raise NotImplementedError

    def action_injury(self) -> None:
        """Show what the payment standard gives to somebody who was hurt."""
        raise NotImplementedError

    def action_rules(self, at: str = "") -> None:
        """Show the rules, those behind this answer marked; `at` names a version to go to."""
        from advisor.tui.screens.rules import RulesScreen  # noqa: PLC0415 - the first paint waits

        self.app.push_screen(RulesScreen(self._rulebook, self.consultation.decision, at))

    def action_steps(self) -> None:
        """Show what to do next."""
        from advisor.tui.screens.steps import StepsScreen  # noqa: PLC0415 - the first paint waits

        self.app.push_screen(
            StepsScreen(self.consultation, self._desk.ticked, self._tick, self.action_injury)
        )

    def action_report(self) -> None:
        """Write a report on the answer, while there is one to what stands in the form."""
        from advisor.tui.screens.report import ReportScreen  # noqa: PLC0415 - the first paint waits

        decision, texts = self._answer(), self.texts
        if decision and texts:
            if is_gone():
                self.notify(texts("files.folder-gone"), severity="warning", markup=False)
            name = self._desk.saved.name if self._desk.saved else ""
            screen = ReportScreen(decision, self._rulebook, texts, name, working_folder())
            self.app.push_screen(screen)

    def action_message(self) -> None:
        """Copy the answer as a message and show it, while it is one to what stands in the form."""
        from advisor.tui.screens.message import (  # noqa: PLC0415 - the first paint waits
            MessageScreen,
        )

        self.take_in_focused()
        decision, texts = self._answer(), self.texts
        if decision and texts:
            self.app.push_screen(MessageScreen(decision, texts))

    def action_cases(self) -> None:
        """Show the saved cases; one that is chosen takes the place of this one."""
        self.open_desk()

    def open_desk(self, *, with_due: bool = False) -> None:
        """Show the desk; `with_due` begins with what is due next, if anything is."""
        from advisor.tui.screens.cases import CasesScreen  # noqa: PLC0415 - the first paint waits

        self.take_in_focused()
        screen = CasesScreen(
            self._desk, self.consultation, self._rulebook, begins_with_due=with_due
        )
        self.app.push_screen(screen, self._take_up)

    def action_new(self) -> None:
        """Begin another case; what of the one before was not saved is kept beside."""
        self.take_in_focused()
        self._take_up(new_draft())

    def action_sample(self) -> None:
        """Show the worked sample in place of the case."""
        self.take_in_focused()
        if self._put_aside():
            self._desk.start_anew(sample_draft(), sample=True)
            self.open_draft(sample_draft())

    def begin(self, policy: Mapping[str, str]) -> None:
        """Ask for what a new case needs; `policy` is that of last time, if one is known."""
        raise NotImplementedError

    def action_save(self) -> None:
        """Save the case over the one it came from, or under a name that is asked for."""
        self.take_in_focused()
        if self._desk.saved is None or self._desk.store is None:
            self._ask_name()
            return
        try:
            theirs = self._desk.saved_elsewhere()
        except StorageError as error:
            self._tell(error)
            return
        if theirs:
            self._ask_which(theirs)
        else:
            self._save_over(self._desk.saved.name)

    def _save_over(self, name: str) -> None:
        wrong = self._save(name, over=True)
        if wrong:
            self.notify(wrong, severity="error", markup=False)

    def _ask_which(self, theirs: SavedCase) -> None:
        """Ask which of two to keep, where another window has saved the case as well."""
        from advisor.tui.screens.picker import Picker  # noqa: PLC0415 - the first paint waits

        texts = self.texts
        if texts is None:
            return

        def keep(which: str | None) -> None:
            if which == "mine":
                self._desk.saved = theirs
                self._save_over(theirs.name)
            elif which == "theirs":
                self._desk.take_up(theirs)
                self.open_draft(theirs.draft)
            elif which == "both":
                wrong = self._save(texts("cases.copy", name=theirs.name), over=False, again=True)
                if wrong:
                    self.notify(wrong, severity="error", markup=False)

        options = tuple((code, texts(f"cases.which.{code}")) for code in ("both", "mine", "theirs"))
        self.app.push_screen(Picker(texts("cases.elsewhere", name=theirs.name), options, ""), keep)

    def _ask_name(self) -> None:
        from advisor.tui.screens.dialog import Prompt  # noqa: PLC0415 - the first paint waits

        if self.texts is None:
            return
        texts = self.texts

        def accept(name: str, again: bool) -> str:  # noqa: FBT001 - what a prompt tells
            return self._save(name, over=False, again=again)

        name = suggested_name(self.consultation, texts)
        self.app.push_screen(Prompt(texts("cases.save"), name, accept, texts("cases.save-hint")))

    def _save(self, name: str, *, over: bool, again: bool = False) -> str:
        """Save under a name; give what is in the way, nothing where it is saved.

        A second case of one name is saved only when it is asked for `again`.
        """
        texts = self.texts
        if texts is None:
            return ""
        if not name.strip():
            return texts("cases.no-name")
        try:
            if not over and not again and self._desk.has_name(name):
                return texts("cases.same-name")
            found = self.consultation
            decision = None if found.stale else found.decision
            saved = self._desk.save(name.strip(), found.draft, over=over, decision=decision)
        except StorageError as error:
            return trouble(error, texts)
        if saved is None:
            return texts("cases.no-store")
        code = "cases.saved" if decision else "cases.saved-open"
        self.notify(texts(code, name=saved.name), markup=False)
        self.show_standing()
        return ""

    def _take_up(self, case: SavedCase | Draft | None) -> None:
        if case is None:
            self.show_standing()
        elif not self._put_aside():
            return
        elif isinstance(case, Draft):
            policy = last_policy(self.consultation.draft, self._desk, service.today())
            self._desk.start_anew(new_draft())
            self.open_draft(case)
            if case == new_draft():
                self.begin(policy)
        else:
            self._desk.take_up(case)
            self.open_draft(case.draft)

    def _put_aside(self) -> bool:
        """Keep what was not saved of the case that is left; tell whether it may be left.

        Where nothing can be kept, whoever asks twice may.
        """
        draft, texts = self.consultation.draft, self.texts
        if texts is None or not self._desk.is_changed(draft) or is_sample(draft):
            return True
        name = self._desk.name or suggested_name(self.consultation, texts)
        name = texts("cases.unsaved", name=name or texts("cases.nameless"))
        try:
            kept = self._desk.put_aside(name, draft)
        except StorageError as error:
            self._tell(error)
            kept = None
        if kept:
            self.notify(texts("cases.put-aside", name=kept.name), markup=False)
        elif self._refused != draft:
            self._refused = draft
            self.notify(texts("cases.would-be-lost"), severity="warning", markup=False)
            return False
        return True

    def _tick(self, codes: frozenset[str]) -> None:
        self._tell(self._desk.tick(codes, self.consultation.draft))

    def _tell(self, error: StorageError | None) -> None:
        if error and self.texts:
            self.notify(trouble(error, self.texts), severity="warning", markup=False)

    def _answer(self) -> Decision | None:
        """Return the answer to what stands in the form; say so where there is none."""
        if self.consultation.decision and not self.consultation.stale:
            return self.consultation.decision
        if self.texts:
            self.notify(self.texts("app.verdict.none"), markup=False)
        return None
