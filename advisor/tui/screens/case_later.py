"""What the case screen works out behind itself: the answer with later accidents counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from advisor.explain.sentences import has_both_sides
from advisor.tui.later_views import LaterViews, work_out
from advisor.tui.screens.case_desk import CaseDesk
from advisor.tui.widgets.answer import Answer

if TYPE_CHECKING:
    from textual.timer import Timer

    from advisor.domain.case import Case
    from advisor.domain.decision import Decision
    from advisor.domain.rulebook import Rulebook
    from advisor.tui.desk import Desk
    from advisor.tui.later_views import LaterView

_PAUSE = 0.5
"""Seconds without an edit after which it is worked out: longer than between two keys."""


class CaseLater(CaseDesk):
    """Finds the view of the case that stands still; no key waits for it.

    A view is kept by the values of its case and looked up by those of the case on the screen: one
    that comes late is never shown for another case.
    """

    class OpinionFound(Message):
        """A view has been worked out."""

        def __init__(self, case: Case, later_view: LaterView) -> None:
            super().__init__()
            self.case = case
            self.later_view = later_view

    def __init__(self, rulebook: Rulebook, desk: Desk) -> None:
        super().__init__(rulebook, desk)
        self._later_views = LaterViews(rulebook)
        self._pause: Timer | None = None

    def on_mount(self) -> None:
        """Look ahead whenever the case has changed, and once after the first paint."""
        self.query_one(Answer).later_views = self._later_views
        self.watch(self, "consultation", self._wait, init=False)
        self.call_after_refresh(self._wait)

    def action_later(self) -> None:
        """Show the answer with later accidents counted, in full."""
        from advisor.tui.screens.later import LaterScreen  # noqa: PLC0415 - the first paint waits

        if self.consultation.decision:
            self.app.push_screen(LaterScreen(self.consultation.decision, self._later_views))

    def on_screen_resume(self) -> None:
        """Show what another screen has found meanwhile."""
        self.query_one(Answer).renew()

    def _wait(self) -> None:
        """Begin anew to wait for a pause, where there is something to find."""
        self._stop_waiting()
        if self._without_view():
            self._pause = self.set_timer(_PAUSE, self._begin)

    def _stop_waiting(self) -> None:
        if self._pause is not None:
            self._pause.stop()

    def _begin(self) -> None:
        decision = self._without_view()
        if decision:
            self._find(decision)

    def _without_view(self) -> Decision | None:
        """Return the decision on the screen, if there is a choice whose view is not known."""
        decision = self.consultation.decision
        if decision is None or not has_both_sides(decision):
            return None
        return decision if self._later_views.known(decision.case) is None else None

    @work(thread=True, exclusive=True, group="later")
    def _find(self, decision: Decision) -> None:
        self.post_message(self.OpinionFound(decision.case, work_out(decision, self._rulebook)))

    def on_case_later_opinion_found(self, event: OpinionFound) -> None:
        """Keep a view for its case, and show it if that is the case on the screen."""
        self._later_views.keep(event.case, event.later_view)
        self.query_one(Answer).renew()
