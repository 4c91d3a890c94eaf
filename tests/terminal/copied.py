"""The app as a copy of a process that has loaded it, because loading is most of a start's work.

Like any program, a copy has its own session, folder, environment and streams.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from advisor.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

_COPIES = multiprocessing.get_context("forkserver")
_COPIES.set_forkserver_preload(
    ["advisor.cli.program", "advisor.tui.app", "advisor.tui.terminal.driver"]
)


class Copy:
    """A running copy, with the methods of a process of `subprocess`."""

    def __init__(
        self, arguments: tuple[str, ...], terminal: int, folder: Path, environment: dict[str, str]
    ) -> None:
        given = arguments, os.ttyname(terminal), folder, environment
        self._process = _COPIES.Process(target=_run, args=given, daemon=True)
        self._process.start()
        assert self._process.pid
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        """The exit code, or None while the copy runs."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """Return the exit code, or None while the copy runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> None:
        """Wait until the copy has ended.

        Raises:
            TimeoutExpired: the copy has not ended in that many seconds.
        """
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("advisor", timeout or 0)

    def send_signal(self, number: int) -> None:
        """Send the copy a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """End the copy at once."""
        self._process.kill()


def _run(
    arguments: tuple[str, ...], terminal: str, folder: Path, environment: dict[str, str]
) -> None:
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    line = os.open(terminal, os.O_RDWR | os.O_NOCTTY)
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        os.dup2(line, number)
        stream = os.fdopen(number, mode, encoding="utf-8", closefd=False)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    os.close(line)
    sys.argv = ["advisor", *arguments]
    main()
