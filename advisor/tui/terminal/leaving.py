"""How the app ends: the terminal is restored whatever ended the app, and nothing new is begun."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from threading import Timer

from textual.actions import ActionParseResult
from textual.app import App
from textual.dom import DOMNode
from textual.events import Event, InputEvent

_SIGNALLED = 128
"""What a shell adds to the number of the signal that ended a program."""


_GRACE = 3.0
"""Seconds to restore the terminal when told to end; every edit has been kept by then."""


class LeavingApp(App[None]):
    """An app that ignores keys and clicks once it was asked to end.

    So keys typed ahead open no more screens.
    """

    @property
    def is_leaving(self) -> bool:
        """Whether the app was asked to end."""
        return self._exit or not self.screen_stack

    async def on_event(self, event: Event) -> None:
        """Pass on every event, except keys and clicks while leaving."""
        if not (self.is_leaving and isinstance(event, InputEvent)):
            await super().on_event(event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action, unless the app is leaving."""
        return self.is_leaving or await super().run_action(action, default_namespace, namespaces)


def leave_in_order(app: App[None]) -> None:
    """Make the signals that end a program end the app as its own quit key does.

    Windows has no such signals: closing a console there ends its programs.
    """
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, _leave, app, _SIGNALLED + number)


def _leave(app: App[None], code: int) -> None:
    """End the app, by force if need be: without a terminal Textual waits for a key for ever."""
    _end_for_good(code)
    app.exit(return_code=code)


def terminal_gone(app: App[None]) -> None:
    """End the app after its terminal is gone; called by the thread that reads the terminal.

    Nobody can press a key any more, and a write to the terminal may hang for ever.
    """
    code = _SIGNALLED + getattr(signal, "SIGHUP", 1)
    _end_for_good(code)
    app.call_later(app.exit, return_code=code)


def _end_for_good(code: int) -> None:
    for_good = Timer(_GRACE, os._exit, (code,))
    for_good.daemon = True
    for_good.start()
