"""Keys, pastes and clicks one after the other: each finds the screen as the one before left it.

Textual hands an event to whatever has the focus when it comes. What an earlier key leads to (a
field further down, a dialog, a screen) may not be there yet, on a slow line or a busy machine, and
the event would go astray. Here it waits, as it would if a person looked before every key.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from textual.dom import NoScreen
from textual.errors import NoWidget
from textual.events import Event, InputEvent, Key, MouseMove, MouseUp, Paste
from textual.geometry import Offset
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.widgets import Input

from advisor.tui.terminal.leaving import LeavingApp

_ASKS = "?"
"""The one sign that may open something where it is typed: help."""

_LOOK = 0.05
"""Seconds after which it is looked whether whoever is waited for is still there."""


class InOrder(LeavingApp):
    """Takes what is typed ahead when all that came before has had its effect."""

    def __init__(self) -> None:
        super().__init__()
        self._ahead: deque[InputEvent | Paste] = deque()
        self._returned: deque[InputEvent | Paste] = deque()
        self._effect: asyncio.Task[None] | None = None
        self._last_cursor = Offset()

    @property
    def is_idle(self) -> bool:
        """Whether every key that came has had its effect."""
        return self._effect is None and not self._ahead and not self._returned

    async def on_event(self, event: Event) -> None:
        """Take an event from the terminal in its turn, and any other as Textual does."""
        if not isinstance(event, InputEvent | Paste) or event.is_forwarded or self.is_leaving:
            await super().on_event(event)
        elif not self.is_idle:
            self._ahead.append(event)
        else:
            await self._take(event)

    async def _take(self, event: InputEvent | Paste) -> None:
        self._find_focus()
        waits = not _goes_on_typing(event, self.focused)
        chain = self._chain(event) if waits else []
        await super().on_event(event)
        if waits and not self.is_leaving:
            self._effect = asyncio.create_task(self._settle(chain))

    def _find_focus(self) -> None:
        """Focus a widget that is there where the one that had the keys was removed."""
        focused = self.focused
        if focused is not None and not (focused.is_attached and focused.is_running):
            self.screen.set_focus(None)
            self.screen.focus_next()

    def _chain(self, event: InputEvent | Paste) -> list[MessagePump]:
        """Return who gets an event, from the innermost on."""
        first: Widget | None = self.focused or self.screen
        if isinstance(event, MouseUp):
            with suppress(NoWidget, NoScreen):
                first, _ = self.get_widget_at(event.x, event.y)
        return [*first.ancestors_with_self] if first else []

    async def _settle(self, chain: list[MessagePump]) -> None:
        """Wait until all who get an event had it, and until what it opened is there."""
        try:
            for node in chain:
                await _passed(node, node.call_later)
            await _passed(self, self.call_later)  # what the app did with it
            top = None
            while not self.is_leaving and self.screen is not top:  # one may open another
                top = self.screen
                await _passed(top, top.call_later)
                await _passed(top, top.call_after_refresh)
                await _passed(self, self.call_later)  # what gave the focus away
        finally:
            self._effect = None
            if not self.is_leaving:
                self.call_later(self._go_on)

    async def _go_on(self) -> None:
        """Take what has come meanwhile, up to the next event whose effect must be waited for."""
        while not self._effect and not self.is_leaving:
            waiting = self._returned or self._ahead
            if not waiting:
                return
            await self._take(waiting.popleft())

    def take_again(self, event: InputEvent | Paste) -> None:
        """Take an event in its old place that went to whoever had the focus no longer."""
        self._returned.append(event)
        self.call_later(self._go_on)

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor belongs: an input method composes there."""
        focused = self.focused if self.screen_stack else None
        if isinstance(focused, Input) and focused.is_attached:
            return focused.cursor_screen_offset
        if focused is not None and focused.is_attached:
            return focused.content_region.offset
        return self._last_cursor

    @cursor_position.setter
    def cursor_position(self, offset: Offset) -> None:
        self._last_cursor = offset


def _goes_on_typing(event: InputEvent | Paste, focused: Widget | None) -> bool:
    """Tell whether whatever has the focus takes an event, and keeps the focus."""
    if isinstance(event, Key):
        return isinstance(focused, Input) and event.is_printable and event.character != _ASKS
    return isinstance(event, Paste | MouseMove)


async def _passed(node: MessagePump, later: Callable[[Callable[[], None]], bool]) -> None:
    """Wait until a node has done what it was given so far, or is no more."""
    done = asyncio.Event()
    if not later(done.set):
        return
    while not done.is_set() and node.is_running:
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _LOOK)
        if isinstance(node, LeavingApp) and node.is_leaving:
            return
