"""The one way to print: results to standard output, everything else to standard error.

What is printed passes the gate for text from outside (`explain.outside`); what programs read is
written in UTF-8, what people read in the encoding of their locale. A stream that is full or closed
ends the command with one line and a code, never with a traceback.
"""

from __future__ import annotations

import errno
import os
import sys

from advisor import on_demand
from advisor.environment import ASCII, ascii_stated
from advisor.explain.outside import ForPrograms, harmless, harmless_lines

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
"""Exit codes: `SOME_REFUSED` where some of many have problems and no answer; `NO_STREAM` is
`EX_IOERR`; `NO_READER` is what a shell gives for a closed pipe."""

STANDARD_STREAM = "-"
"""The name of standard input or output in the place of a file's."""

_USUAL_CELLS, _MOST_CELLS = 80, 100
_ESCAPE = "\x1b"
_LONGEST_PATH = 200

_USERS = {
    errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.EPERM, errno.EROFS,
    errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL,
}  # fmt: skip
"""What is wrong with the name of a file that was given, and not with a device or a stream."""

_looks: set[str] = set()
"""The sequences that `style` has given out; no others reach a terminal."""


class EndedError(Exception):
    """A command cannot go on; what there is to say of it has been said."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class StreamError(Exception):
    """Standard output, or a stream that a result was to go into, takes no more."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or str(error))
        self.is_left = isinstance(error, BrokenPipeError)

    def end(self, texts: Callable[[], Texts]) -> int:
        """Say it, but not where the reader left, like `head`; return the exit code."""
        if self.is_left:
            return NO_READER
        tell(texts()("cli.error.no-stream", why=str(self)))
        return NO_STREAM


def code_of(done: int, asked: int) -> int:
    """Return the exit code where so many of those that were asked for are done."""
    if done == asked:
        return DONE
    return SOME_REFUSED if done else BAD_INPUT


def open_streams() -> None:
    """Put something in the place of standard streams that are closed.

    Else the next file to be opened would take their numbers. Reading from one, or writing a result
    to it, is an error; what is said on a closed standard error is lost.
    """
    if None not in (sys.stdin, sys.stdout, sys.stderr):
        return
    for number, flags in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_RDWR)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)  # it takes the lowest number that is free
    sys.stdin = sys.stdin or os.fdopen(0, "r", encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def write(text: str) -> None:
    """Write a result.

    Raises:
        StreamError: standard output is full or closed, or its reader has left.
    """
    is_utf8 = isinstance(text, ForPrograms)
    content = text.encode("utf-8") if is_utf8 else _encoded(text, sys.stdout)
    try:
        stream = result_stream()
        stream.write(content)
        stream.flush()
    except OSError as error:
        raise no_more(error) from error


def tell(text: str, end: str = "\n") -> None:
    """Say something that is no result, as a line; where nobody can hear it, nothing happens."""
    try:
        sys.stderr.write(_encoded(text + end, sys.stderr).decode(sys.stderr.encoding or "ascii"))
        sys.stderr.flush()
    except OSError:
        _throw_away_rest(sys.stderr)


def result_stream() -> BinaryIO:
    """Return standard output for bytes, behind what was written there as text.

    Raises:
        OSError: it is full or closed, or its reader has left.
    """
    sys.stdout.flush()
    return sys.stdout.buffer


def no_more(error: OSError) -> StreamError:
    """Have the rest of standard output thrown away; return the error that says so."""
    _throw_away_rest(sys.stdout)
    return StreamError(error)


def _throw_away_rest(stream: TextIO) -> None:
    """Lead a stream nowhere; Python would else try its buffer once more at the end, and fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def tell_unreadable(
    path: object, error: OSError, texts: Texts, absent: str = "no-such-file"
) -> int:
    """Say why a file cannot be read, with the code of what is not there; return the exit code."""
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
    """Say why the saved cases cannot be used, and return the exit code."""
    tell(texts(f"storage.error.{error.code}", **error.facts))
    return NO_STREAM


def tell_notices(notices: Iterable[Reason], texts: Texts) -> None:
    """Say what the user should know about the store of the saved cases."""
    for notice in notices:
        tell(texts(f"storage.notice.{notice.code}", **notice.facts))


def tell_unwritable(path: object, error: OSError, texts: Texts) -> int:
    """Say why a file cannot be written; return the exit code."""
    return _tell_of_file("cli.error.unwritable-file", path, error, texts)


def _tell_of_file(code: str, path: object, error: OSError, texts: Texts) -> int:
    named = error.filename if path is None else path
    why = error.strerror or str(error)
    tell(texts(code, path=harmless(str(named), _LONGEST_PATH), why=why))
    return USAGE if error.errno in _USERS else NO_STREAM


def cells() -> int:
    """Return the room of a line of results."""
    if not sys.stdout.isatty():
        return _USUAL_CELLS
    return min(on_demand.get_terminal_size((_USUAL_CELLS, 24)).columns, _MOST_CELLS)


def want_ascii() -> None:
    """Have everything drawn from now on in ASCII."""
    os.environ[ASCII] = "1"


def style(**looks: object) -> Callable[[str], str]:
    """Return what colours a text of the results: nothing, unless a terminal wants it."""
    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    if not wanted or os.environ.get("TERM") == "dumb":
        return str
    before, after = on_demand.style("|", **looks).split("|")  # type: ignore[arg-type]
    _looks.update((before, after))
    return lambda text: f"{before}{harmless_lines(text)}{after}"


def paper(texts: Texts) -> Paper:
    """Return what a page of results is written with."""
    fine = not ascii_stated(os.environ, sys.stdout.encoding or "ascii")
    looks = (style(fg="cyan", bold=True), style(bold=True))
    return on_demand.Paper(texts, cells(), *looks, fine=fine)


def _encoded(text: str, stream: TextIO) -> bytes:
    """Return a text as a stream takes it, made harmless but for the colours that we gave it."""
    if _ESCAPE in text and _looks:
        parts = on_demand.split(f"({'|'.join(map(on_demand.escape, sorted(_looks)))})", text)
        text = "".join(part if part in _looks else harmless_lines(part) for part in parts)
    else:
        text = harmless_lines(text)
    return text.encode(stream.encoding or "ascii", "replace")
