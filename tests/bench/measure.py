"""What the bench scripts share: measuring in turns, medians and a table of results."""

from __future__ import annotations

import os
import statistics
import sys
import sysconfig
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")
Command = tuple[str, ...]
PASS: Command = (sys.executable, "-c", "pass")
SETTLING_ROUNDS = 2

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # users start from compiled modules


def advisor(*arguments: str) -> Command:
    """Return the command line of the program: the installed script, else the module."""
    script = Path(sysconfig.get_path("scripts"), "advisor")
    program = (str(script),) if script.exists() else (sys.executable, "-m", "advisor")
    return (*program, *arguments)


class Process(NamedTuple):
    """What one process took: seconds on the clock, seconds of computing, bytes at its peak."""

    wall: float
    cpu: float
    peak: int


def run(command: Command) -> Process:
    """Run a command to its end without showing its output; stop the script if the command fails."""
    away = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1, 2)]
    began = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=away)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"failed: {' '.join(command)}")
    return Process(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def in_turns(rounds: int, takers: Mapping[str, Callable[[], T]]) -> dict[str, list[T]]:
    """Measure everything once in each round, so that a busy machine slows all of it alike."""
    taken: dict[str, list[T]] = {name: [] for name in takers}
    for turn in range(SETTLING_ROUNDS + rounds):
        for name, take in takers.items():
            value = take()
            if turn >= SETTLING_ROUNDS:
                taken[name].append(value)
    return taken


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """Return the value that one in twenty exceeds."""
    return statistics.quantiles(values, n=20)[-1]


class Line(NamedTuple):
    """One line of the table: what was measured, the figure, and what it should not exceed."""

    what: str
    figure: float
    unit: str
    goal: float | None = None
    note: str = ""


def show(lines: Sequence[Line]) -> None:
    """Print the table, and mark each goal as reached or missed."""
    for what, figure, unit, goal, note in lines:
        verdict = (
            "" if goal is None else f"goal <= {goal:g}  {'ok' if figure <= goal else 'MISSED'}"
        )
        print(f"{what:<44} {figure:>8.2f} {unit:<3} {verdict:<22} {note}".rstrip())
