"""Keys, pastes and clicks in order: each finds the screen as the one before has left it.

Textual hands an event to the widget that has the focus when it arrives. On a slow line or a busy
machine the effect of an earlier key (a field further down, a dialog, a screen) may not be there
yet, and the event would go astray. Here it waits, as it would if a person looked at the screen
before pressing each key.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from textual.dom import NoScreen
from textual.errors import NoWidget
from textual.events import AppFocus, Event, InputEvent, Key, MouseMove, MouseUp, Paste
from textual.geometry import Offset
from textual.message_pump import MessagePump
from textual.timer import Timer, TimerCallback
from textual.widget import Widget
from textual.widgets import Input

from advisor.tui.terminal.leaving import LeavingApp

_ASKS = "?"
"""The one sign that may open something (help) where it is typed."""

_LOOK = 0.05
"""Seconds between two checks whether the node waited for is still running."""


class OrderedApp(LeavingApp):
    """An app that holds back what is typed ahead until everything before it has had its effect."""

    def __init__(self) -> None:
        super().__init__()
        self._ahead: deque[InputEvent | Paste] = deque()
        self._returned: deque[InputEvent | Paste] = deque()
        self._effect: asyncio.Task[None] | None = None
        self._last_cursor = Offset()

    @property
    def is_idle(self) -> bool:
        """Whether every key so far has had its effect."""
        return self._effect is None and not self._ahead and not self._returned

    def watch_app_focus(self) -> None:
        """Tell the screens, too, when the terminal has the focus again."""
        for screen in self.screen_stack if self.app_focus else ():
            screen.post_message(AppFocus())

    def widgets(self) -> list[Widget]:
        """Return the widgets of every screen, also of those behind another."""
        trees = (screen.walk_children(Widget, with_self=True) for screen in self.screen_stack)
        return [widget for tree in trees for widget in tree]

    async def on_event(self, event: Event) -> None:
        """Take keys, pastes and clicks in turn, and any other event as Textual does."""
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
        """Focus the next widget if the focused one was removed."""
        focused = self.focused
        if focused is not None and not (focused.is_attached and focused.is_running):
            self.screen.set_focus(None)
            self.screen.focus_next()

    def _chain(self, event: InputEvent | Paste) -> list[MessagePump]:
        """Return the nodes that an event passes through, the innermost first."""
        first: Widget | None = self.focused or self.screen
        if isinstance(event, MouseUp):
            with suppress(NoWidget, NoScreen):
                first, _ = self.get_widget_at(event.x, event.y)
        return [*first.ancestors_with_self] if first else []

    async def _settle(self, chain: list[MessagePump]) -> None:
        """Wait until every node in `chain` has had the event, and any screen it opened is there."""
        try:
            for node in chain:
                await _passed(node, node.call_later)
            await _passed(self, self.call_later)  # the app's own reaction
            top = None
            while not self.is_leaving and self.screen is not top:  # a screen may open another
                top = self.screen
                await _passed(top, top.call_later)
                await _passed(top, top.call_after_refresh)
                await _passed(self, self.call_later)  # whatever moves the focus
        finally:
            self._effect = None
            if not self.is_leaving:
                self.call_later(self._go_on)

    async def _go_on(self) -> None:
        """Take the events that came meanwhile, up to one whose effect must be waited for."""
        while not self._effect and not self.is_leaving:
            waiting = self._returned or self._ahead
            if not waiting:
                return
            await self._take(waiting.popleft())

    def take_again(self, event: InputEvent | Paste) -> None:
        """Take an event again, ahead of later ones, because its widget had lost the focus."""
        self._returned.append(event)
        self.call_later(self._go_on)

    def set_timer(
        self,
        delay: float,
        callback: TimerCallback | None = None,
        *,
        name: str | None = None,
        pause: bool = False,
    ) -> Timer:
        """Set a timer that rings once, even if the machine is busy when it should ring.

        Textual skips any ring that is late as the timer starts. For a timer with only one ring that
        is the end: after one lost ring, the app would never again follow the size of the window.
        """
        timer = super().set_timer(delay, callback, name=name, pause=pause)
        timer._skip = False  # noqa: SLF001 - only a repeating timer can be told publicly
        return timer

    @property
    def cursor_position(self) -> Offset:
        """The place of the terminal's cursor, where an input method shows what it composes."""
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
    """Return whether the focused widget takes an event and keeps the focus."""
    if isinstance(event, Key):
        return isinstance(focused, Input) and event.is_printable and event.character != _ASKS
    return isinstance(event, Paste | MouseMove)


async def _passed(node: MessagePump, later: Callable[[Callable[[], None]], bool]) -> None:
    """Wait until a node has handled all it was given so far, or no longer runs."""
    done = asyncio.Event()
    if not later(done.set):
        return
    while not done.is_set() and node.is_running:
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _LOOK)
        if isinstance(node, LeavingApp) and node.is_leaving:
            return
