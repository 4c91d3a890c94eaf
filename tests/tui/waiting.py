"""How a test waits for the app: until nothing is left to run, however slow the machine is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import textual.app
from textual.pilot import Pilot

if TYPE_CHECKING:
    import pytest

_SOON = 0.06
"""Seconds; what is to come within them is waited for, too: a screen draws at its own pace."""

_ROUNDS = 50
"""How often at most, for a clock of the app that never stops."""


async def until_idle(*_: object) -> None:
    """Wait until every message is handled and no timer is about to ring.

    What a test did in a thread, or leaves to a timer of more than a blink, it waits for by itself.
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
    """Have a pilot wait so.

    Textual's own sends a message to every widget and waits for each, and then until the process
    computes little for a fiftieth of a second, which a busy machine takes for idle too early. A
    quarter of the time of the tests of screens went there.
    """
    patch.setattr(textual.app, "wait_for_idle", until_idle)
    patch.setattr(Pilot, "_wait_for_screen", until_idle)
    patch.setattr(Pilot, "pause", _pause)
