"""Ending: whoever asks for it, the terminal is given back as it was, and nothing more is begun."""

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
"""Seconds for giving the terminal back when told to end; every edit is kept by then."""


class LeavingApp(App[None]):
    """An app that ignores keys and clicks once it is asked to end.

    What was typed ahead opens no screens then.
    """

    @property
    def is_leaving(self) -> bool:
        """Whether the app was asked to end."""
        return self._exit or not self.screen_stack

    async def on_event(self, event: Event) -> None:
        """Pass on what happens, but no keys or clicks while leaving."""
        if not (self.is_leaving and isinstance(event, InputEvent)):
            await super().on_event(event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key is for, but nothing while leaving."""
        return self.is_leaving or await super().run_action(action, default_namespace, namespaces)


def leave_in_order(app: App[None]) -> None:
    """Have the signals that end a program end the app as its own key does.

    Windows has none: a console that is closed ends its programs by itself.
    """
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, _leave, app, _SIGNALLED + number)


def _leave(app: App[None], code: int) -> None:
    """End the app; where its terminal is gone, Textual waits for ever for a last key from it."""
    _end_for_good(code)
    app.exit(return_code=code)


def terminal_gone(app: App[None]) -> None:
    """End the app, whose terminal is gone; to be called by whatever thread reads that.

    Nobody can press a key any more, and what still writes to the terminal may hang for ever.
    """
    code = _SIGNALLED + getattr(signal, "SIGHUP", 1)
    _end_for_good(code)
    app.call_later(app.exit, return_code=code)


def _end_for_good(code: int) -> None:
    for_good = Timer(_GRACE, os._exit, (code,))
    for_good.daemon = True
    for_good.start()
