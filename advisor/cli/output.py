"""Results to standard output, everything else to standard error; colour only for people."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.explain.texts import Texts

DONE, USAGE, BAD_INPUT, NO_RULE = 0, 2, 3, 4
OUR_FAULT, NO_READER = 1, 141
"""Exit codes; the last one is what a shell gives for a closed pipe."""

_USUAL_CELLS, _MOST_CELLS = 80, 100


def write(text: str) -> None:
    """Write a result; a reader that has left, like `head`, ends the program without a word."""
    try:
        _write(sys.stdout, text)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(NO_READER) from None


def tell(text: str) -> None:
    """Say something that is no result."""
    _write(sys.stderr, text)


def tell_unreadable(path: object, error: OSError, texts: Texts) -> int:
    """Say why a file cannot be read; give the exit code."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            code = "no-such-file"
        case IsADirectoryError():
            code = "no-plain-file"
        case PermissionError():
            code = "no-permission"
        case _:
            code = "unreadable-file"
    tell(texts(f"cli.error.{code}", path=path, why=error.strerror) + "\n")
    return USAGE


def cells() -> int:
    """Give the room of a line of results."""
    if not sys.stdout.isatty():
        return _USUAL_CELLS
    from shutil import get_terminal_size  # noqa: PLC0415 - files have no size

    return min(get_terminal_size((_USUAL_CELLS, 24)).columns, _MOST_CELLS)


def is_fine() -> bool:
    """Tell whether charts of the results may be drawn in any sign, not in those of ASCII only."""
    from advisor.tui.ascii_wanted import stated  # noqa: PLC0415 - for those who draw

    return not stated(os.environ, sys.stdout.encoding or "ascii")


def want_ascii() -> None:
    """Have everything drawn from now on in ASCII."""
    from advisor.tui.ascii_wanted import SETTING  # noqa: PLC0415 - for those who ask only

    os.environ[SETTING] = "1"


def style(**looks: object) -> Callable[[str], str]:
    """Give what colours a text of the results: nothing, unless a terminal wants it."""
    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    if not wanted or os.environ.get("TERM") == "dumb":
        return str
    from click import style as styled  # noqa: PLC0415 - only a terminal needs it

    return lambda text: styled(text, **looks)  # type: ignore[arg-type]


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "replace").decode(encoding))
    stream.flush()
