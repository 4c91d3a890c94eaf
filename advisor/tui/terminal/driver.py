"""The terminal's end of the app: reads keys out of its bytes, and tells when it is gone."""

import os
import selectors
import time
from collections.abc import Iterable

from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.keys import KEY_NAME_REPLACEMENTS, _character_to_key
from textual.message import Message

from advisor.tui.terminal.incoming import ESCAPE, Incoming
from advisor.tui.terminal.leaving import terminal_gone

_TICK = 0.1
_AT_ONCE = 1 << 12


class TerminalDriver(LinuxDriver):
    """Reads the terminal as Textual's driver does, but types nothing that nobody typed."""

    def _sigtstp_application(self, *_: object) -> None:
        """Stop between two events: in the middle of a paint, that would wait for it for ever."""
        self._loop.call_soon_threadsafe(super()._sigtstp_application)

    def run_input_thread(self) -> None:
        """Read until the app or the terminal ends."""
        incoming, parser = Incoming(), XTermParser(self._debug)
        since = 0.0
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                pieces: Iterable[str] = ()
                if selector.select(min(_TICK, constants.ESCAPE_DELAY)):
                    raw = _read(self.fileno)
                    if not raw:
                        terminal_gone(self._app)
                        return
                    pieces, since = incoming.take(raw), time.monotonic()
                elif incoming.waits_long(time.monotonic() - since, constants.ESCAPE_DELAY):
                    pieces = incoming.give_up()
                for piece in pieces:
                    for event in _events(piece, parser):
                        self.process_message(event)


def _read(fileno: int) -> bytes:
    """Return what the terminal sends, nothing where it is gone."""
    try:
        return os.read(fileno, _AT_ONCE)
    except OSError:
        return b""


def _events(piece: str, parser: XTermParser) -> Iterable[Message]:
    """Return what a text or a whole sequence stands for.

    Alone, Escape and Alt with a letter would keep the parser waiting for more, and Alt with a digit
    would be the sign that a Mac has there, in the place of an amount.
    """
    if piece == ESCAPE:
        return [Key("escape", ESCAPE)]
    escape, sign = piece[:1], piece[1:]
    is_a_key = isinstance(ANSI_SEQUENCES_KEYS.get(piece), tuple)
    if escape == ESCAPE and len(sign) == 1 and not is_a_key:
        name = sign if sign.isalnum() else _character_to_key(sign)
        name = f"shift+{name.lower()}" if name.isupper() else name
        return [Key(f"alt+{KEY_NAME_REPLACEMENTS.get(name, name)}", None)]
    return parser.feed(piece)
