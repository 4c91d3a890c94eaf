"""The driver of the terminal: it reads keys from incoming bytes, and notices when it is gone."""

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
from textual.events import Key, Paste
from textual.keys import KEY_NAME_REPLACEMENTS, _character_to_key
from textual.message import Message

from advisor.tui.terminal.leaving import terminal_gone

ESCAPE = "\x1b"

_LIKE_A_KEY = 2
"""The length of Escape, or of Alt with one of `[ O ] P _`; longer sequences begin like these."""

_ANSWERS_TAKE = 2.0
"""Seconds to wait for the rest of an answer from the terminal."""

_PASTE, _PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"
_PASTE_BEGINS = _PASTE.decode("ascii")
_NOT_PASTED = {0: None, 0x1B: None}

_NOBODYS = re.compile(
    rb"\x1b\[M[\s\S]{3}"  # an old mouse report: three bytes of any value
    rb"|\x1b\][0-9l][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC: colours, titles, the clipboard
    rb"|\x1bP[0-9;>=!+$]+[^\x1b]*\x1b\\"  # DCS: settings and capabilities
    rb"|\x1b_G[^\x1b]*\x1b\\"  # APC: pictures
    rb"|\x1b\[[<-?][0-?]*[ -/]*(?=[\x00-\x1f\x7f-\xff])"  # an answer cut off in the middle
    rb"|\x1b\][0-9l][^\x07\x1b]*(?=\x1b[^\\])|\x1bP[0-9;>=!+$]+[^\x1b]*(?=\x1b[^\\])"
)
_CONTROL = re.compile(rb"\x1b\[\[[A-E]|\x1b\[[0-?]*[ -/]*[@-~]|\x1bO[ -~]")
_UNFINISHED = re.compile(
    rb"\x1b\[M[\s\S]{0,2}|\x1b\][0-9l][^\x07\x1b]*\x1b?|\x1bP[0-9;>=!+$]+[^\x1b]*\x1b?"
    rb"|\x1b_G[^\x1b]*\x1b?|\x1b\[\[?|\x1b\[[0-?]+[ -/]*|\x1b[O\]P_]?"
)
_REPORT = re.compile(
    r"\x1b\[(?:"
    r"[IO]"  # the window gets or loses the focus
    r"|<[-\d;]+[mM]"  # the mouse
    r"|[\d;]+R"  # the cursor's position, for which the app asks
    r"|\?\d+;\d\$y"  # a mode, for which Textual asks
    r"|48;[\d:;]+t"  # a new size
    r"|(?:[\d:]+;?){1,3}[u~ABCDEFHPQRS]"  # keys with modifiers
    r")"
)


def _with_alt(byte: bytes) -> str:
    """Return the sign pressed with Alt, empty if Escape before this byte was a key of its own."""
    sign = byte.decode("ascii", "ignore")
    return sign if sign.isprintable() or ESCAPE + sign in ANSI_SEQUENCES_KEYS else ""


@define
class InputSplitter:
    """Splits a stream of bytes into texts and sequences; an unfinished sequence is held back."""

    _held: bytes = b""
    _pasting: bool = False
    _decoder: IncrementalDecoder = field(factory=lambda: getincrementaldecoder("utf-8")("ignore"))

    def waits_long(self, seconds: float, escape_delay: float) -> bool:
        """Return whether the rest of what is held back is overdue after this many seconds.

        The start of a possible key waits for `escape_delay`; the rest of an answer may take longer.
        """
        if not self._held or self._pasting:
            return False
        return seconds >= (escape_delay if len(self._held) <= _LIKE_A_KEY else _ANSWERS_TAKE)

    def take(self, raw: bytes) -> Iterator[str]:
        """Yield texts and whole sequences for the key parser; a lone `ESCAPE` is that key."""
        raw, self._held = self._held + raw, b""
        while raw:
            raw = yield from (self._of_paste(raw) if self._pasting else self._of_keys(raw))

    def give_up(self) -> Iterator[str]:
        """Stop waiting: yield what is held back if it is a whole key, else drop it."""
        held, self._held = self._held, b""
        if self._pasting:
            return
        if held == b"\x1b":
            yield ESCAPE
        elif len(held) == _LIKE_A_KEY:
            yield held.decode("ascii")

    def _of_paste(self, raw: bytes) -> Generator[str, None, bytes]:
        """Yield a whole paste behind the sequence that begins it; return the rest."""
        text, end, rest = raw.partition(_PASTE_ENDS)
        if not end:
            self._held = raw
            return b""
        self._pasting = False
        if text:
            yield _PASTE_BEGINS + text.decode("utf-8", "ignore")
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
        self._pasting = sequence == _PASTE
        text = "" if self._pasting else sequence.decode("ascii")
        if text in ANSI_SEQUENCES_KEYS or _REPORT.fullmatch(text):
            yield text

    def _decoded(self, raw: bytes) -> Iterator[str]:
        if text := self._decoder.decode(raw):
            yield text


_TICK = 0.1
_AT_ONCE = 1 << 12


class TerminalDriver(LinuxDriver):
    """Reads the terminal as Textual's driver does, but types nothing that the user did not type."""

    def _sigtstp_application(self, *_: object) -> None:
        """Suspend between two events: in the middle of a paint, the app would hang for ever."""
        self._loop.call_soon_threadsafe(super()._sigtstp_application)

    def run_input_thread(self) -> None:
        """Read until the app or the terminal ends."""
        incoming, parser = InputSplitter(), XTermParser(self._debug)
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
    """Return what the terminal sends, empty if the terminal is gone."""
    try:
        return os.read(fileno, _AT_ONCE)
    except OSError:
        return b""


def _events(piece: str, parser: XTermParser) -> Iterable[Message]:
    """Return the events for a text or a whole sequence.

    After a lone Escape or Alt with a letter, Textual's parser would wait for more. It would read
    Alt with a digit as the special sign that a Mac types there, which has no place in an amount.
    A long paste it reads sign by sign, which takes it as many seconds as there are megabytes.
    """
    if piece == ESCAPE:
        return [Key("escape", ESCAPE)]
    if piece.startswith(_PASTE_BEGINS):
        return [Paste(piece[len(_PASTE_BEGINS) :].translate(_NOT_PASTED))]
    escape, sign = piece[:1], piece[1:]
    is_a_key = isinstance(ANSI_SEQUENCES_KEYS.get(piece), tuple)
    if escape == ESCAPE and len(sign) == 1 and not is_a_key:
        name = sign if sign.isalnum() else _character_to_key(sign)
        name = f"shift+{name.lower()}" if name.isupper() else name
        return [Key(f"alt+{KEY_NAME_REPLACEMENTS.get(name, name)}", None)]
    return parser.feed(piece)
