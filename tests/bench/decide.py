"""Time the command line as whole processes, and one decision within a process.

python tests/bench/decide.py [ROUNDS]
"""

from __future__ import annotations

import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from measure import PASS, Line, Process, advisor, in_turns, middle, p95, run, show

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = {
    "--help": (advisor("--help"), 1.5),
    "--version": (advisor("--version"), 1.5),
    "decide --sample": (advisor("decide", "--sample"), 9.0),
    "decide --sample --json": (advisor("decide", "--sample", "--json"), 9.0),
}
ONE_DECISION = 5.0
DECISIONS = 200
MEBIBYTE = 1 << 20
MILLISECONDS = 1000


def whole_processes(rounds: int) -> list[Line]:
    """Compare each command with an interpreter that does nothing, in seconds of computing.

    The least of many runs is taken, because other work on the machine can only add to it.
    """
    taken = in_turns(
        rounds,
        {"pass": partial(run, PASS)}
        | {name: partial(run, command) for name, (command, _) in COMMANDS.items()},
    )
    floor = _least(taken["pass"])
    lines = [Line("python -c pass", floor.cpu * MILLISECONDS, "ms", note=_note(floor))]
    for name, (_, goal) in COMMANDS.items():
        found = _least(taken[name])
        note = f"{found.cpu * MILLISECONDS:.0f} ms, {_note(found)}"
        lines.append(Line(f"advisor {name}", found.cpu / floor.cpu, "x", goal, note))
    return lines


def within_a_process() -> list[Line]:
    """Time what happens at a key: reading the case, and deciding it with its map, range and views.

    The program is imported only here, because a child process starts with its parent's memory.
    """
    from advisor.domain.case import Case  # noqa: PLC0415 - see above
    from advisor.intake.case.case_file import parse_toml, read_case  # noqa: PLC0415
    from advisor.intake.problems import Problem  # noqa: PLC0415
    from advisor.intake.sample import sample_text  # noqa: PLC0415
    from advisor.rules.rulebook import load_rulebook  # noqa: PLC0415
    from advisor.service import decide, today  # noqa: PLC0415

    rulebook, day = load_rulebook(), today()
    document = parse_toml(sample_text())
    if isinstance(document, Problem):
        sys.exit("the sample case is no TOML")
    case = read_case(document, rulebook, day)
    if not isinstance(case, Case):
        sys.exit("the sample case has problems")
    taken = in_turns(
        DECISIONS,
        {
            "read": partial(_seconds, lambda: read_case(document, rulebook, day)),
            "decide": partial(_seconds, lambda: decide(case, rulebook)),
        },
    )
    reading, deciding = taken["read"], taken["decide"]
    note = f"p95 {p95(deciding) * MILLISECONDS:.2f} ms"
    return [
        Line("one decision", middle(deciding) * MILLISECONDS, "ms", ONE_DECISION, note),
        Line("one case read", middle(reading) * MILLISECONDS, "ms"),
    ]


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _least(taken: list[Process]) -> Process:
    return Process(
        min(process.wall for process in taken),
        min(process.cpu for process in taken),
        max(process.peak for process in taken),
    )


def _note(process: Process) -> str:
    return f"{process.peak / MEBIBYTE:.0f} MiB"


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    show([*whole_processes(rounds), *within_a_process()])
