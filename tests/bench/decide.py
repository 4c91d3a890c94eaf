"""Time the command line as whole processes, and one decision within a process.

python tests/bench/decide.py [ROUNDS]
"""

from __future__ import annotations

import sys
from functools import partial

from measure import PASS, Line, Process, advisor, in_turns, middle, run, show

COMMANDS = {
    "--help": (advisor("--help"), 4.0),
    "decide --sample": (advisor("decide", "--sample"), 8.0),
    "decide --sample --json": (advisor("decide", "--sample", "--json"), 8.0),
}
MEBIBYTE = 1 << 20
MILLISECONDS = 1000


def whole_processes(rounds: int) -> list[Line]:
    """Compare each command with an interpreter that does nothing."""
    taken = in_turns(
        rounds,
        {"pass": partial(run, PASS)}
        | {name: partial(run, command) for name, (command, _) in COMMANDS.items()},
    )
    floor = _middles(taken["pass"])
    lines = [Line("python -c pass", floor.wall * MILLISECONDS, "ms", note=_note(floor))]
    for name, (_, goal) in COMMANDS.items():
        found = _middles(taken[name])
        note = (
            f"{found.wall * MILLISECONDS:.0f} ms, {_note(found)}, cpu x{found.cpu / floor.cpu:.1f}"
        )
        lines.append(Line(f"advisor {name}", found.wall / floor.wall, "x", goal, note))
    return lines


def _middles(taken: list[Process]) -> Process:
    return Process(
        middle([process.wall for process in taken]),
        middle([process.cpu for process in taken]),
        max(process.peak for process in taken),
    )


def _note(process: Process) -> str:
    return f"{process.peak / MEBIBYTE:.0f} MiB"


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    show([*whole_processes(rounds)])
