"""What the terminal can do: how many colours, and how wide it draws signs of ambiguous width."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TRUE_COLOURS, MANY_COLOURS, FEW_COLOURS, NO_COLOURS = 16_777_216, 256, 16, 0

_AMBIGUOUS = "─"
_WHERE = "\x1b[6n"
_PLACE = re.compile(rb"\x1b\[\d+;(\d+)R")
_PATIENCE = 0.3
"""Seconds to wait for a terminal that may not know the question."""


def is_shown() -> bool:
    """Tell whether somebody is there to see and to type."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def colours(environment: Mapping[str, str]) -> int:
    """Give how many colours the terminal says it has.

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
    """Draw one sign and ask where the cursor is; None where nobody answers."""
    if not is_shown():
        return None
    try:
        with _letting_through(sys.stdin.fileno()):
            answer = _asked(sys.stdin.fileno())
    except (ImportError, OSError):
        return None
    found = _PLACE.search(answer)
    return int(found[1]) - 1 if found else None


def _asked(keyboard: int) -> bytes:
    from select import select  # noqa: PLC0415 - only where somebody may answer

    sys.stderr.write(f"\r{_AMBIGUOUS}{_WHERE}")
    sys.stderr.flush()
    answer = b""
    while not _PLACE.search(answer) and select([keyboard], [], [], _PATIENCE)[0]:
        answer += os.read(keyboard, 64)
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
    return answer


@contextmanager
def _letting_through(keyboard: int) -> Iterator[None]:
    """Have keys come one by one and unseen, and put everything back."""
    import termios  # noqa: PLC0415 - there is none on Windows
    import tty  # noqa: PLC0415 - likewise

    before = termios.tcgetattr(keyboard)
    try:
        tty.setcbreak(keyboard)
        yield
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
