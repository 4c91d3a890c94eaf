"""How a test waits for the app: until nothing is left to run, however slow the machine."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import textual.app
from textual.pilot import Pilot

if TYPE_CHECKING:
    import pytest

_SOON = 0.06
"""Timers due within this many seconds are waited for too, because a screen draws by a timer."""

_ROUNDS = 50
"""The most rounds of waiting, because some timers of the app never stop."""


async def until_idle(*_: object) -> None:
    """Wait until every message is handled and no timer is about to ring.

    A test must wait by itself for its threads and for timers that are due later.
    """
    loop: Any = asyncio.get_running_loop()
    for _round in range(_ROUNDS):
        while True:
            await asyncio.sleep(0)
            if not loop._ready:
                break
        left = (timer.when() - loop.time() for timer in loop._scheduled if not timer.cancelled())
        soon = [seconds for seconds in left if seconds < _SOON]
        if not soon:
            return
        await asyncio.sleep(max(0, *soon))


async def _pause(pilot: Pilot[None], delay: float | None = None) -> None:
    if delay is not None:
        await asyncio.sleep(delay)
    await until_idle()
    pilot.app.screen._on_timer_update()
    await until_idle()


def wait_until_idle(patch: pytest.MonkeyPatch) -> None:
    """Make every pilot wait with `until_idle`.

    Textual's own wait sends a message to every widget and waits for each, and then until the
    process computes little for a fiftieth of a second, which on a busy machine looks idle too
    early. It would take a quarter of the time of the tests of screens.
    """
    patch.setattr(textual.app, "wait_for_idle", until_idle)
    patch.setattr(Pilot, "_wait_for_screen", until_idle)
    patch.setattr(Pilot, "pause", _pause)
