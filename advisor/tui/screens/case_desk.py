"""What the case screen does with its case as a whole: keeps, saves, opens and hands it over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.reactive import var
from textual.screen import Screen

from advisor import service
from advisor.intake.case.draft import Draft
from advisor.storage.errors import StorageError
from advisor.tui.consultation import Consultation
from advisor.tui.own_case import new_draft
from advisor.tui.trouble import trouble

if TYPE_CHECKING:
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

    def open_draft(self, draft: Draft) -> None:
        """Work on another draft; the way back is an undo."""
        raise NotImplementedError

    def action_rules(self, at: str = "") -> None:
        """Show the rules, those behind this answer marked; `at` names a version to go to."""
        from advisor.tui.screens.rules import RulesScreen  # noqa: PLC0415 - the first paint waits

        self.app.push_screen(RulesScreen(self._rulebook, self.consultation.decision, at))

    def action_steps(self) -> None:
        """Show what to do next."""
        from advisor.tui.screens.steps import StepsScreen  # noqa: PLC0415 - the first paint waits

        self.app.push_screen(StepsScreen(self.consultation, self._desk.ticked, self._tick))

    def action_report(self) -> None:
        """Write a report on the answer, while there is one to what stands in the form."""
        from advisor.tui.screens.report import ReportScreen  # noqa: PLC0415 - the first paint waits

        decision, texts = self._answer(), self.texts
        if decision and texts:
            name = self._desk.saved.name if self._desk.saved else ""
            screen = ReportScreen(decision, self._rulebook, texts, name, Path.cwd())
            self.app.push_screen(screen)

    def action_cases(self) -> None:
        """Show the saved cases; one that is chosen takes the place of this one."""
        from advisor.tui.screens.cases import CasesScreen  # noqa: PLC0415 - the first paint waits

        screen = CasesScreen(self._desk, self.consultation, self._rulebook)
        self.app.push_screen(screen, self._take_up)

    def action_new(self) -> None:
        """Begin a case of today; the one before is an undo away."""
        self._take_up(new_draft(service.today()))

    def action_save(self) -> None:
        """Save the case over the one it came from, or under a name that is asked for."""
        if self._desk.saved is None or self._desk.store is None:
            self._ask_name()
            return
        wrong = self._save(self._desk.saved.name, over=True)
        if wrong:
            self.notify(wrong, severity="error", markup=False)

    def _ask_name(self) -> None:
        from advisor.tui.screens.dialog import Prompt  # noqa: PLC0415 - the first paint waits
        from advisor.tui.screens.naming import suggested_name  # noqa: PLC0415 - likewise

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
            saved = self._desk.save(name.strip(), self.consultation.draft, over=over)
        except StorageError as error:
            return trouble(error, texts)
        if saved is None:
            return texts("cases.no-store")
        self.notify(texts("cases.saved", name=saved.name), markup=False)
        return ""

    def _take_up(self, case: SavedCase | Draft | None) -> None:
        if isinstance(case, Draft):
            before = self.consultation.draft
            self._desk.start_anew()
            self.open_draft(case)
            if self.texts and case == new_draft(service.today()) != before:
                self.notify(self.texts("app.notice.new"), markup=False)
        elif case is not None:
            self._desk.take_up(case)
            self.open_draft(case.draft)

    def _tick(self, codes: frozenset[str]) -> None:
        self._tell(self._desk.tick(codes, self.consultation.draft))

    def _tell(self, error: StorageError | None) -> None:
        if error and self.texts:
            self.notify(trouble(error, self.texts), severity="warning", markup=False)

    def _answer(self) -> Decision | None:
        """Give the answer to what stands in the form; say so where there is none."""
        if self.consultation.decision and not self.consultation.stale:
            return self.consultation.decision
        if self.texts:
            self.notify(self.texts("app.verdict.none"), markup=False)
        return None
