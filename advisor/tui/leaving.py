"""Ending from outside: the terminal is given back as it was, whoever asks the app to end."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

_SIGNALLED = 128
"""What a shell adds to the number of the signal that ended a program."""


def leave_in_order(app: App[None]) -> None:
    """Have the signals that end a program end the app as its own key does."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError):  # Windows has no such handlers
                loop.add_signal_handler(number, _leave, app, _SIGNALLED + number)


def _leave(app: App[None], code: int) -> None:
    app.exit(return_code=code)
