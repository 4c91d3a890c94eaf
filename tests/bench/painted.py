"""Run a program in a pseudo-terminal of its own and watch it byte by byte."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from measure import Command

COLUMNS, ROWS = 100, 30
QUIET = 0.15
PATIENCE = 20.0
CHUNK = 1 << 16
CLOCK_OF_A_PROCESS = 2
"""The lowest bits of the number by which Linux knows the CPU clock of another process."""


class Terminal:
    """Runs a command on a screen of 100 by 30 and measures when it has painted.

    `computed` is the seconds of computing that the program had taken when it last painted.
    """

    def __init__(self, command: Command) -> None:
        self.seen = 0
        self.computed = 0.0
        self.child, self._screen = pty.fork()
        if not self.child:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(command[0], command)  # noqa: S606 - no shell is wanted between us

    def __enter__(self) -> Self:
        """Return this terminal, whose program already runs."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program and wait for it."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._screen)

    def press(self, key: str) -> float:
        """Send a key; return the seconds until the last byte that the program paints for it."""
        sent = time.perf_counter()
        os.write(self._screen, key.encode())
        return self.painted(least=1) - sent

    def first_paint(self) -> float:
        """Wait for the first screen to stand still; return the seconds of computing it took."""
        self.painted(least=COLUMNS * ROWS // 2)
        return self.computed

    def _computing(self) -> float:
        return time.clock_gettime(~self.child << 3 | CLOCK_OF_A_PROCESS)

    def painted(self, least: int) -> float:
        """Wait for `least` bytes and then for quiet; return the moment of the last byte."""
        self.seen, last = 0, time.perf_counter()
        self.computed = self._computing()
        while self.seen < least or time.perf_counter() - last < QUIET:
            ready, _, _ = select.select([self._screen], [], [], QUIET)
            if ready:
                self.seen += len(os.read(self._screen, CHUNK))
                last = time.perf_counter()
                self.computed = self._computing()
            elif time.perf_counter() - last > PATIENCE:
                sys.exit(f"painted {self.seen} bytes, expected {least}, in {PATIENCE:g} s")
        return last

    def memory(self) -> int:
        """Return the bytes of memory that the program holds, or 0 if the system does not say."""
        status = Path(f"/proc/{self.child}/status")
        if not status.is_file():
            return 0
        lines = status.read_text("ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) * 1024
