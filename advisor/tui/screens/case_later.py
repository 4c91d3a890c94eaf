"""The second opinion, which counts later accidents and is worked out behind the case screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from advisor.domain.case import Case
from advisor.domain.decision import Decision
from advisor.explain.headlines import has_both_sides
from advisor.tui.later_views import work_out

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from advisor.tui.later_views import LaterView, LaterViews

_PAUSE = 0.5
"""Seconds without an edit after which it is worked out: longer than between two keys."""


class SecondOpinion:
    """Works out the second opinion once the case rests for a moment, so that no key waits for it.

    An opinion is stored under its whole case and looked up by the case on the screen. So a late one
    is never shown for another case.
    """

    def __init__(
        self,
        screen: Screen[None],
        decision: Callable[[], Decision | None],
        views: LaterViews,
        show: Callable[[], None],
    ) -> None:
        """Work for `screen`; `decision` returns the one shown on it, and `show` redraws it."""
        self._screen = screen
        self._decision = decision
        self._show = show
        self.views = views
        self._pause: Timer | None = None

    def wait(self) -> None:
        """Restart the wait for a pause, if there is something to work out."""
        self.stop_waiting()
        if self._without_view():
            self._pause = self._screen.set_timer(_PAUSE, self._begin)

    def stop_waiting(self) -> None:
        """Stop waiting; nothing is worked out until the case changes again."""
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
        """Keep an opinion, and redraw; it is shown if its case is the one on the screen."""
        self.views.keep(case, found)
        self._show()

    def _without_view(self) -> Decision | None:
        """Return the decision shown, if it offers a choice and has no opinion yet; else None."""
        decision = self._decision()
        if decision is None or not has_both_sides(decision):
            return None
        return decision if self.views.known(decision.case) is None else None
