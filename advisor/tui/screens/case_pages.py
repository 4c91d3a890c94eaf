"""The pages that open over a case, on where the answer comes from and what goes with it."""

from collections.abc import Callable, Mapping

from advisor import on_demand, service
from advisor.domain.comparison import nothing_happened
from advisor.domain.decision import Decision
from advisor.domain.errors import AdvisorError
from advisor.domain.rulebook import Rulebook
from advisor.intake.case.case_file import ACCIDENT, states_accident, without_accident
from advisor.tui.consultation import relevant_draft
from advisor.tui.desk import Desk
from advisor.tui.file_target import is_gone, working_folder
from advisor.tui.later_views import LaterViews
from advisor.tui.screens.open_case import OpenCase, answer_of, tell_trouble


class CasePages:
    """Opens the pages by name; what was typed on a page is kept while the case is open."""

    def __init__(
        self, case: OpenCase, rulebook: Rulebook, desk: Desk, later_views: LaterViews
    ) -> None:
        self._case = case
        self._rulebook = rulebook
        self._desk = desk
        self._later_views = later_views
        self._typed: dict[str, dict[str, str]] = {}
        self._pages: Mapping[str, Callable[[], None]] = {
            "why": self._why,
            "what-if": self._what_if,
            "rules": self._rules,
            "report": self._report,
            "charts": self._charts,
            "steps": self._steps,
            "later": self._later,
            "message": self._message,
            "injury": self._injury,
            "insurers": self._insurers,
            "buying": self._buying,
        }

    def open(self, page: str) -> None:
        """Open a page, if the case has something to show on it."""
        self._pages[page]()

    def forget(self) -> None:
        """Forget what was typed on the pages, because another case is open."""
        self._typed.clear()

    def _why(self) -> None:
        if decision := self._shown_answer():
            self._case.show(on_demand.WhyScreen(decision, self._rulebook))

    def _what_if(self) -> None:
        """Compare the case with variants of it, one of which can replace it.

        Without an accident, only what to buy at the renewal can be varied.
        """
        if decision := self._case.consultation.answer:
            screen = on_demand.WhatIfScreen(self._document(), decision, self._rulebook, self.open)
            self._case.show(screen, self._case.take_over)
        elif states_accident(self._document()):
            answer_of(self._case)
        else:
            if self._policy():
                self._case.tell(self._case.texts("pages.without-accident"))
            self._buying()

    def _rules(self) -> None:
        """Show all rules, those behind this answer marked."""
        decision = self._case.consultation.decision
        self._case.show(on_demand.RulesScreen(self._rulebook, decision))

    def _report(self) -> None:
        """Offer a report, if there is an answer to what the form states now."""
        decision, texts = answer_of(self._case), self._case.texts
        if decision is None:
            return
        if is_gone():
            self._case.tell(texts("files.folder-gone"), "warning")
        name = self._desk.saved.name if self._desk.saved else ""
        screen = on_demand.ReportScreen(decision, self._rulebook, texts, name, working_folder())
        self._case.show(screen)

    def _charts(self) -> None:
        if decision := self._shown_answer():
            self._case.show(on_demand.ChartsScreen(decision, self._rulebook))

    def _steps(self) -> None:
        """Show what to do next; each tick is kept."""

        def keep(codes: frozenset[str]) -> None:
            tell_trouble(self._desk.tick(codes, self._case.consultation.draft), self._case)

        if decision := self._shown_answer():
            stale, ticked = self._case.consultation.stale, self._desk.ticked
            self._case.show(on_demand.StepsScreen(decision, ticked, keep, self.open, stale=stale))

    def _later(self) -> None:
        """Show the answer with later accidents counted, in full."""
        if decision := self._shown_answer():
            self._case.show(on_demand.LaterScreen(decision, self._later_views))

    def _message(self) -> None:
        """Copy and show the answer as a message, if it answers what the form states now."""
        self._case.take_in_focused()
        if decision := answer_of(self._case):
            unsaid = self._desk.no_message_reason(self._case.consultation.draft, self._rulebook)
            on_demand.show_message(decision, unsaid, self._case, self._case.texts)

    def _injury(self) -> None:
        """Show what the payment standard gives to somebody who was hurt."""
        self._case.take_in_focused()
        typed = self._typed_on("injury")
        for path, text in on_demand.asked_of(self._case.consultation.draft).items():
            typed.setdefault(path, text)
        self._case.show(on_demand.InjuryScreen(self._rulebook, typed))

    def _insurers(self) -> None:
        """Compare insurers for this driver; without an accident, at the coming renewal."""
        self._case.take_in_focused()
        at_renewal = self._case.consultation.answer is None
        decision = self._decision_or_policy()
        if decision is None:
            return
        document = self._document()
        if at_renewal:
            document = without_accident(document, service.today())
        typed = self._typed_on("insurers")
        self._case.show(
            on_demand.InsurersScreen(
                document, self._rulebook, typed, at_renewal=nothing_happened(decision)
            )
        )

    def _buying(self) -> None:
        """Show what each setting of the policy costs from the renewal on; no accident is needed."""
        self._case.take_in_focused()
        decision = self._decision_or_policy()
        if decision is None:
            return
        typed = self._typed_on("buying")
        try:
            screen = on_demand.BuyingScreen(decision.case, self._rulebook, typed)
        except AdvisorError as error:
            self._case.tell(on_demand.error_text(error, self._case.texts), "warning")
        else:
            self._case.show(screen)

    def _shown_answer(self) -> Decision | None:
        """Return the answer shown, which may be an earlier one; if there is none, say so."""
        return self._case.consultation.decision or answer_of(self._case)

    def _decision_or_policy(self) -> Decision | None:
        """Return the answer, else that of the policy alone; with neither, say what is missing."""
        if found := self._case.consultation.answer or self._policy():
            return found
        if states_accident(self._document()):
            return answer_of(self._case)
        self._case.tell(self._case.texts("pages.policy-wanted"))
        return None

    def _policy(self) -> Decision | None:
        """Return the answer for the policy without an accident, None if it has none."""
        today = service.today()
        document, unread = relevant_draft(self._case.consultation.draft).document(today)
        if not all(problem.path.startswith(f"{ACCIDENT}.") for problem in unread):
            return None
        try:
            found = service.answer(without_accident(document, today), self._rulebook, today)
        except AdvisorError:
            return None
        return None if isinstance(found, tuple) else found

    def _typed_on(self, page: str) -> dict[str, str]:
        return self._typed.setdefault(page, {})

    def _document(self) -> Mapping[str, object]:
        document, _ = relevant_draft(self._case.consultation.draft).document(service.today())
        return document
