"""A program in a terminal of its own: what it writes, what is typed, and what it leaves behind."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from source_tree import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 60.0
"""Seconds after which a test gives up on a slow machine."""


class Program(Protocol):
    """What the tests need of a running program, as `subprocess` provides it."""

    pid: int

    @property
    def returncode(self) -> int | None: ...

    def poll(self) -> int | None: ...

    def wait(self, timeout: float | None = None) -> object: ...

    def send_signal(self, sig: int, /) -> None: ...

    def kill(self) -> None: ...


class Session:
    """A running program in a terminal; `written` is all that it has written so far."""

    def __init__(self, screen: int, program: Program, inside: int) -> None:
        self.program = program
        self.written = b""
        self._screen = screen
        self._inside = inside

    def wait_for(self, words: str, after: int = 0) -> None:
        """Read until the program has written these words after its first `after` bytes."""
        wanted, end = words.encode(), time.monotonic() + PATIENCE
        while wanted not in self.written[after:]:
            assert time.monotonic() < end, self.written[-2000:]
            self._read()

    def leave_the_questions(self) -> None:
        """Press Esc at the app's first questions, and wait for the case screen behind them."""
        self.wait_for("Shift+Tab")
        before = len(self.written)
        self.type("\x1b")
        self.wait_for("^Q", after=before)

    def type(self, words: str) -> None:
        """Type words on the program's keyboard."""
        self.send(words.encode())

    def send(self, content: bytes) -> None:
        """Send bytes from the program's keyboard."""
        os.write(self._screen, content)

    def ended(self) -> int:
        """Read until the program has ended, and return its exit code."""
        end = time.monotonic() + PATIENCE
        while (code := self.program.poll()) is None:
            assert time.monotonic() < end, self.written[-2000:]
            self._read()
        self._read()
        return code

    def settings(self) -> object:
        """Return how the terminal treats keys and lines."""
        return termios.tcgetattr(self._inside)[:4]

    def close(self) -> None:
        """Close both ends of the terminal."""
        for end in (self._inside, self._screen):
            if end >= 0:
                os.close(end)

    def _read(self) -> None:
        while select.select([self._screen], [], [], 0.1)[0]:
            with suppress(OSError):
                self.written += os.read(self._screen, 1 << 16)
                continue
            return


def python(
    arguments: tuple[str, ...], inside: int, folder: Path, environment: dict[str, str]
) -> Program:
    """Start Python with some arguments at the inner end of a terminal."""
    return subprocess.Popen(  # noqa: S603 - the interpreter that runs the tests
        [sys.executable, *arguments],
        stdin=inside, stdout=inside, stderr=inside, cwd=folder, start_new_session=True,
        env=environment,
    )  # fmt: skip


@contextmanager
def session(
    *arguments: str,
    home: Path,
    columns: int = 100,
    rows: int = 30,
    kind: type[Session] = Session,
    start: Callable[[tuple[str, ...], int, Path, dict[str, str]], Program] = python,
    folder: Path | None = None,
    **environment: str,
) -> Iterator[Session]:
    """Run Python, or the program that `start` starts, with some arguments in a terminal.

    It runs in `folder`, or else in the top folder of this tree.
    """
    screen, inside = os.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    known = {"TERM": "xterm-256color", "ADVISOR_HOME": str(home), "LANG": "C.UTF-8"}
    program = start(arguments, inside, folder or ROOT, {**os.environ, **known, **environment})
    opened = kind(screen, program, inside)
    try:
        yield opened
    finally:
        if program.poll() is None:
            program.kill()
        program.wait()
        opened.close()
