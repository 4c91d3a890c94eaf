"""Ways for tests of the app to wait for the view with later accidents, or to hold it back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from tui.driver import decision, screen

from advisor.tui import later_views

if TYPE_CHECKING:
    from decimal import Decimal

    from textual.pilot import Pilot

    from advisor.domain.case import Case
    from advisor.domain.decision import Decision
    from advisor.domain.rulebook import Rulebook
    from advisor.tui.later_views import LaterPages, LaterView

_PATIENCE = 400


async def looked_ahead(pilot: Pilot[None]) -> None:
    """Wait until the view of the case on the screen is known and shown."""
    for _ in range(_PATIENCE):
        if screen(pilot).later.views.known(decision(pilot).case) is not None:
            await pilot.pause()
            return
        await pilot.pause(0.05)
    raise AssertionError


class HeldBack:
    """A calculation of the view that waits, in the thread that asked for it, until it is freed."""

    def __init__(self) -> None:
        self.asked: list[Case] = []
        self.begun = threading.Event()
        self.free = threading.Event()

    def __call__(self, decision: Decision, rulebook: Rulebook) -> LaterView:
        self._wait(decision)
        return later_views.work_out(decision, rulebook)

    def pages(
        self, decision: Decision, rulebook: Rulebook, accident_rate: Decimal | None = None
    ) -> LaterPages:
        """Work out the pages, once freed."""
        self._wait(decision)
        return later_views.work_out_pages(decision, rulebook, accident_rate)

    def _wait(self, decision: Decision) -> None:
        self.asked.append(decision.case)
        self.begun.set()
        assert self.free.wait(20)

    async def begins(self, pilot: Pilot[None]) -> None:
        """Wait until the app has asked for a view."""
        for _ in range(_PATIENCE):
            if self.begun.is_set():
                return
            await pilot.pause(0.05)
        raise AssertionError
