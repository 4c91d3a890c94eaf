"""The one way to print: results to standard output, everything else to standard error.

Everything printed is made harmless by `explain.untrusted_text`. Output for programs is in UTF-8,
output for people in the encoding of their locale. A stream that is full or closed ends the command
with one line and an exit code, never with a traceback.
"""

from __future__ import annotations

import errno
import os
import sys

from advisor import on_demand
from advisor.environment import ASCII, ascii_stated
from advisor.explain.untrusted_text import MachineText, harmless, harmless_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import BinaryIO, TextIO

    from advisor.domain.errors import AdvisorError
    from advisor.domain.findings import Reason
    from advisor.explain.paper import Paper
    from advisor.explain.texts import Texts

DONE, USAGE, BAD_INPUT, NO_RULE = 0, 2, 3, 4
OUR_FAULT, SOME_REFUSED, NO_STREAM, NO_READER = 1, 5, 74, 141
"""Exit codes: `SOME_REFUSED` if some of many cases have problems and no answer; `NO_STREAM` is
`EX_IOERR`; `NO_READER` is the code that shells give for a closed pipe."""

STANDARD_STREAM = "-"
"""The name that means standard input or output, in the place of a file name."""

_USUAL_CELLS, _MOST_CELLS = 80, 100
_ESCAPE = "\x1b"
_LONGEST_PATH = 200

_USERS = {
    errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.EPERM, errno.EROFS,
    errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL,
}  # fmt: skip
"""Errors caused by the file name that the user gave, not by a device or a stream."""

_looks: set[str] = set()
"""The escape sequences that `style` has returned; no others are let through to a terminal."""


class CommandEndedError(Exception):
    """A command cannot go on; the reason has already been reported."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class StreamError(Exception):
    """Standard output, or another stream for a result, is full, closed or has lost its reader."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or str(error))
        self.is_left = isinstance(error, BrokenPipeError)

    def end(self, texts: Callable[[], Texts]) -> int:
        """Report the error, unless the reader has gone (as `head` does); return the exit code."""
        if self.is_left:
            return NO_READER
        tell(texts()("cli.error.no-stream", why=str(self)))
        return NO_STREAM


def exit_code(done: int, asked: int) -> int:
    """Return the exit code if `done` of the `asked` cases were completed."""
    if done == asked:
        return DONE
    return SOME_REFUSED if done else BAD_INPUT


def open_streams() -> None:
    """Replace closed standard streams, whose numbers the next opened file would otherwise take.

    Reading from such a stream, or writing a result to it, is still an error; messages to a closed
    standard error are lost.
    """
    if None not in (sys.stdin, sys.stdout, sys.stderr):
        return
    for number, flags in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_RDWR)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)  # opens at the lowest free number
    sys.stdin = sys.stdin or os.fdopen(0, "r", encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def write(text: str) -> int:
    """Write a result to standard output, and return the exit code.

    Raises:
        StreamError: standard output is full or closed, or its reader has gone.
    """
    is_utf8 = isinstance(text, MachineText)
    content = text.encode("utf-8") if is_utf8 else _encoded(text, sys.stdout)
    try:
        stream = result_stream()
        stream.write(content)
        stream.flush()
    except OSError as error:
        raise stream_failure(error) from error
    return DONE


def tell(text: str, end: str = "\n") -> None:
    """Print a message that is not a result to standard error; if that fails, do nothing."""
    try:
        sys.stderr.write(_encoded(text + end, sys.stderr).decode(sys.stderr.encoding or "ascii"))
        sys.stderr.flush()
    except OSError:
        _discard_rest(sys.stderr)


def result_stream() -> BinaryIO:
    """Return the binary standard output, after flushing what was written there as text.

    Raises:
        OSError: it is full or closed, or its reader has gone.
    """
    sys.stdout.flush()
    return sys.stdout.buffer


def stream_failure(error: OSError) -> StreamError:
    """Discard the rest of standard output, and return the `StreamError` to raise."""
    _discard_rest(sys.stdout)
    return StreamError(error)


def _discard_rest(stream: TextIO) -> None:
    """Redirect a stream to nowhere; otherwise Python would flush it again at exit, and fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def tell_unreadable(
    path: object, error: OSError, texts: Texts, absent: str = "no-such-file"
) -> int:
    """Report why a file cannot be read (`absent`: the code if missing); return the exit code."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            code = absent
        case IsADirectoryError():
            code = "no-plain-file"
        case PermissionError():
            code = "no-permission"
        case _:
            code = "unreadable-input" if path == STANDARD_STREAM else "unreadable-file"
    return _tell_of_file(f"cli.error.{code}", path, error, texts)


def tell_storage(error: AdvisorError, texts: Texts) -> int:
    """Report why the saved cases cannot be used, and return the exit code."""
    tell(texts(f"storage.error.{error.code}", **error.facts))
    return NO_STREAM


def tell_notices(notices: Iterable[Reason], texts: Texts) -> None:
    """Report what the user should know about the store of saved cases."""
    for notice in notices:
        tell(texts(f"storage.notice.{notice.code}", **notice.facts))


def tell_unwritable(path: object, error: OSError, texts: Texts) -> int:
    """Report why a file cannot be written; return the exit code."""
    return _tell_of_file("cli.error.unwritable-file", path, error, texts)


def _tell_of_file(code: str, path: object, error: OSError, texts: Texts) -> int:
    named = error.filename if path is None else path
    why = error.strerror or str(error)
    tell(texts(code, path=harmless(str(named), _LONGEST_PATH), why=why))
    return USAGE if error.errno in _USERS else NO_STREAM


def cells() -> int:
    """Return the width of a line of results, in terminal cells."""
    if not sys.stdout.isatty():
        return _USUAL_CELLS
    return min(on_demand.get_terminal_size((_USUAL_CELLS, 24)).columns, _MOST_CELLS)


def want_ascii() -> None:
    """Have everything drawn in ASCII from now on."""
    os.environ[ASCII] = "1"


def style(**looks: object) -> Callable[[str], str]:
    """Return a function that styles a text; it changes nothing unless a terminal wants colours."""
    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    if not wanted or os.environ.get("TERM") == "dumb":
        return str
    before, after = on_demand.style("|", **looks).split("|")  # type: ignore[arg-type]
    _looks.update((before, after))
    return lambda text: f"{before}{harmless_lines(text)}{after}"


def paper(texts: Texts) -> Paper:
    """Return the texts, width and styles that a page of results is written with."""
    fine = not ascii_stated(os.environ, sys.stdout.encoding or "ascii")
    looks = (style(fg="cyan", bold=True), style(bold=True))
    return on_demand.Paper(texts, cells(), *looks, fine=fine)


def _encoded(text: str, stream: TextIO) -> bytes:
    """Return a text encoded for a stream and made harmless, except for our own colours."""
    if _ESCAPE in text and _looks:
        parts = on_demand.split(f"({'|'.join(map(on_demand.escape, sorted(_looks)))})", text)
        text = "".join(part if part in _looks else harmless_lines(part) for part in parts)
    else:
        text = harmless_lines(text)
    return text.encode(stream.encoding or "ascii", "replace")
