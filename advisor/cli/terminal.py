"""What the terminal can do: how many colours, and how wide it draws characters such as `─`."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from select import select

TRUE_COLOURS, MANY_COLOURS, FEW_COLOURS, NO_COLOURS = 16_777_216, 256, 16, 0

_AMBIGUOUS = "─"
_WHERE = "\x1b[6n"
_PLACE = re.compile(rb"\x1b\[\d+;(\d+)R")
_IUTF8 = 0x4000
"""The terminal flag IUTF8, the same on Linux and macOS, for which `termios` has no name."""

_PATIENCE = 0.3
"""Seconds to wait for the answer of a terminal, which may not understand the question."""


def is_interactive() -> bool:
    """Return whether there is a terminal to show something on and to type at."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def colours(environment: Mapping[str, str]) -> int:
    """Return how many colours the terminal says it has.

    >>> colours({"TERM": "xterm-256color"}), colours({"TERM": "xterm", "NO_COLOR": "1"})
    (256, 0)
    """
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or term in {"", "dumb"}:
        return NO_COLOURS
    if environment.get("COLORTERM", "") in {"truecolor", "24bit"} or term.endswith("-direct"):
        return TRUE_COLOURS
    return MANY_COLOURS if "256" in term else FEW_COLOURS


def ambiguous_width() -> int | None:
    """Return the drawn width of an ambiguous sign, or None if the terminal does not tell it."""
    if not is_interactive():
        return None
    try:
        with _raw_input(sys.stdin.fileno()):
            answer = _cursor_column(sys.stdin.fileno())
    except (ImportError, OSError):
        return None
    found = _PLACE.search(answer)
    return int(found[1]) - 1 if found else None


@contextmanager
def erasing_whole_characters() -> Iterator[None]:
    """Make Backspace remove a whole character of a typed line, such as a syllable, not one byte."""
    if sys.platform == "win32" or not is_utf_8(sys.stdin.encoding):
        yield
        return
    import termios  # noqa: PLC0415 - there is none on Windows

    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)
    termios.tcsetattr(keyboard, termios.TCSADRAIN, [before[0] | _IUTF8, *before[1:]])
    try:
        yield
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)


def is_utf_8(encoding: str | None) -> bool:
    """Return whether an encoding is UTF-8, in any spelling."""
    return (encoding or "").lower().replace("-", "").replace("_", "") == "utf8"


def _cursor_column(keyboard: int) -> bytes:
    sys.stderr.write(f"\r{_AMBIGUOUS}{_WHERE}")
    sys.stderr.flush()
    answer = b""
    while not _PLACE.search(answer) and select([keyboard], [], [], _PATIENCE)[0]:
        answer += os.read(keyboard, 64)
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
    return answer


@contextmanager
def _raw_input(keyboard: int) -> Iterator[None]:
    """Make keys arrive one by one and without echo, and restore the terminal afterwards."""
    import termios  # noqa: PLC0415 - there is none on Windows
    import tty  # noqa: PLC0415 - likewise

    before = termios.tcgetattr(keyboard)
    try:
        tty.setcbreak(keyboard)
        yield
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
