"""The terminal's end of the app: reads keys out of its bytes, and tells when it is gone."""

import os
import re
import selectors
import time
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Generator, Iterable, Iterator

from attrs import define, field
from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.keys import KEY_NAME_REPLACEMENTS, _character_to_key
from textual.message import Message

from advisor.tui.terminal.leaving import terminal_gone

ESCAPE = "\x1b"

_LIKE_A_KEY = 2
"""Escape, or Alt with one of `[ O ] P _`, which begin longer sequences too."""

_ANSWERS_TAKE = 2.0
"""Seconds that the second part of an answer may take."""

_PASTE, _PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"

_NOBODYS = re.compile(
    rb"\x1b\[M[\s\S]{3}"  # a mouse of old: three bytes of any value
    rb"|\x1b\][0-9l][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC: colours, titles, the clipboard
    rb"|\x1bP[0-9;>=!+$]+[^\x1b]*\x1b\\"  # DCS: settings and capabilities
    rb"|\x1b_G[^\x1b]*\x1b\\"  # APC: pictures
    rb"|\x1b\[[<-?][0-?]*[ -/]*(?=[\x00-\x1f\x7f-\xff])"  # an answer that was cut off
    rb"|\x1b\][0-9l][^\x07\x1b]*(?=\x1b[^\\])|\x1bP[0-9;>=!+$]+[^\x1b]*(?=\x1b[^\\])"
)
_CONTROL = re.compile(rb"\x1b\[\[[A-E]|\x1b\[[0-?]*[ -/]*[@-~]|\x1bO[ -~]")
_UNFINISHED = re.compile(
    rb"\x1b\[M[\s\S]{0,2}|\x1b\][0-9l][^\x07\x1b]*\x1b?|\x1bP[0-9;>=!+$]+[^\x1b]*\x1b?"
    rb"|\x1b_G[^\x1b]*\x1b?|\x1b\[\[?|\x1b\[[0-?]+[ -/]*|\x1b[O\]P_]?"
)
_REPORT = re.compile(
    r"\x1b\[(?:"
    r"[IO]"  # the window has the keys, or has not
    r"|20[01]~"  # a paste begins or ends
    r"|<[-\d;]+[mM]"  # a mouse
    r"|[\d;]+R"  # where the cursor is, which the app asks
    r"|\?\d+;\d\$y"  # a mode, which Textual asks
    r"|48;[\d:;]+t"  # a new size
    r"|(?:[\d:]+;?){1,3}[u~ABCDEFHPQRS]"  # keys with modifiers
    r")"
)


def _with_alt(byte: bytes) -> str:
    """Return the sign that Alt goes with; behind any other byte Escape was a key of its own."""
    sign = byte.decode("ascii", "ignore")
    return sign if sign.isprintable() or ESCAPE + sign in ANSI_SEQUENCES_KEYS else ""


@define
class Incoming:
    """Sorts a stream of bytes; what may still become something else is held back."""

    _held: bytes = b""
    _pasting: bool = False
    _decoder: IncrementalDecoder = field(factory=lambda: getincrementaldecoder("utf-8")("ignore"))

    def waits_long(self, seconds: float, escape_delay: float) -> bool:
        """Tell whether what is held back has not gone on for too long.

        What begins like a key does so within the delay of a key; the rest of an answer may take
        longer.
        """
        if not self._held or self._pasting:
            return False
        return seconds >= (escape_delay if len(self._held) <= _LIKE_A_KEY else _ANSWERS_TAKE)

    def take(self, raw: bytes) -> Iterator[str]:
        """Return texts and whole sequences for the parser of keys; `ESCAPE` alone is that key."""
        raw, self._held = self._held + raw, b""
        while raw:
            raw = yield from (self._of_paste(raw) if self._pasting else self._of_keys(raw))

    def give_up(self) -> Iterator[str]:
        """Wait no longer: a beginning that a key has too is that key, any other is dropped."""
        held, self._held = self._held, b""
        if self._pasting:
            return
        if held == b"\x1b":
            yield ESCAPE
        elif len(held) == _LIKE_A_KEY:
            yield held.decode("ascii")

    def _of_paste(self, raw: bytes) -> Generator[str, None, bytes]:
        """Pass the pasted text on, without what would end it early."""
        text, end, rest = raw.partition(_PASTE_ENDS)
        if end:
            self._pasting = False
        else:
            keep = next(n for n in range(len(_PASTE_ENDS) - 1, -1, -1)
                        if text.endswith(_PASTE_ENDS[:n]))  # fmt: skip
            text, self._held = text[: len(text) - keep], text[len(text) - keep :]
        yield from self._decoded(text.replace(b"\x1b", b""))
        if end:
            yield _PASTE_ENDS.decode("ascii")
        return rest

    def _of_keys(self, raw: bytes) -> Generator[str, None, bytes]:
        text, escape, rest = raw.partition(b"\x1b")
        yield from self._decoded(text)
        if not escape:
            return b""
        raw = escape + rest
        if nobodys := _NOBODYS.match(raw):
            return raw[nobodys.end() :]
        if _UNFINISHED.fullmatch(raw):
            self._held = raw
            return b""
        if control := _CONTROL.match(raw):
            yield from self._control(control[0])
            return raw[control.end() :]
        yield ESCAPE + (sign := _with_alt(rest[:1]))
        return rest[len(sign) :]

    def _control(self, sequence: bytes) -> Iterator[str]:
        if sequence == _PASTE:
            self._pasting = True
        text = sequence.decode("ascii")
        if text in ANSI_SEQUENCES_KEYS or _REPORT.fullmatch(text):
            yield text

    def _decoded(self, raw: bytes) -> Iterator[str]:
        if text := self._decoder.decode(raw):
            yield text


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
