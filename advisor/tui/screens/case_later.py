"""What is worked out behind the case screen: the answer with later accidents counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from advisor.domain.case import Case
from advisor.domain.decision import Decision
from advisor.explain.choice import has_both_sides
from advisor.tui.later_views import work_out

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from advisor.tui.later_views import LaterView, LaterViews

_PAUSE = 0.5
"""Seconds without an edit after which it is worked out: longer than between two keys."""


class SecondOpinion:
    """Finds the view of the case that stands still; no key waits for it.

    A view is kept by the values of its case and looked up by those of the case on the screen: one
    that comes late is never shown for another case.
    """

    def __init__(
        self,
        screen: Screen[None],
        decision: Callable[[], Decision | None],
        views: LaterViews,
        show: Callable[[], None],
    ) -> None:
        """Work behind a screen; `decision` is the one on it, `show` draws what was found."""
        self._screen = screen
        self._decision = decision
        self._show = show
        self.views = views
        self._pause: Timer | None = None

    def wait(self) -> None:
        """Begin anew to wait for a pause, where there is something to find."""
        self.stop_waiting()
        if self._without_view():
            self._pause = self._screen.set_timer(_PAUSE, self._begin)

    def stop_waiting(self) -> None:
        """Work nothing out until the case changes again."""
        if self._pause is not None:
            self._pause.stop()

    def _begin(self) -> None:
        decision = self._without_view()
        if decision is None:
            return

        def find() -> None:
            found = work_out(decision, self.views.rulebook)
            self._screen.call_later(lambda: self._found(decision.case, found))

        self._screen.run_worker(find, group="later", exclusive=True, thread=True)

    def _found(self, case: Case, found: LaterView) -> None:
        """Keep a view for its case, and show it if that is the case on the screen."""
        self.views.keep(case, found)
        self._show()

    def _without_view(self) -> Decision | None:
        """Return the decision on the screen, if there is a choice whose view is not known."""
        decision = self._decision()
        if decision is None or not has_both_sides(decision):
            return None
        return decision if self.views.known(decision.case) is None else None
