"""A script that saves as fast as it can until it is killed, many times over.

For each round a child saves cases (or, as the control, writes plain files) and tells its parent
through a pipe after each one that it is kept. The parent kills it at a random moment and looks at
what is there. The last line printed is a JSON object that counts what was lost or broken.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path

from advisor.intake.case.draft import Draft
from advisor.storage.store import CaseStore

TEXT = "230만 " * 400
LONG = TEXT * 1_000
LONGEST_WAIT = 0.006
MEMORY = "/dev/shm"  # noqa: S108 - flushing is fast there, and a killed process is no power cut


def today() -> date:
    return date(2026, 11, 22)


def draft(number: int) -> Draft:
    return Draft({"policy.premium": f"{number}", "accident.own_damage": TEXT})


def save_cases(folder: Path, pipe: int) -> None:
    with CaseStore(folder, today) as store:
        number = 0
        while True:
            number += 1
            kept = store.save(f"{os.getpid()} {number}", draft(number), frozenset({"scene"}))
            os.write(pipe, b"%d\n" % kept.number)
            store.keep_draft(draft(number))


def write_plainly(folder: Path, pipe: int) -> None:
    """Overwrite the same file again and again, with no care for what a kill leaves behind."""
    path = folder / "plain.json"
    number = 0
    while True:
        number += 1
        path.write_text(f'{{"number": {number}, "text": "{LONG}"}}', "utf-8")
        os.write(pipe, b"%d\n" % number)


def killed(work: object, folder: Path, wait: float) -> list[int]:
    """Let a child work for a moment, kill it, and return the numbers that it reported as kept."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        work(folder, writing)  # type: ignore[operator]
        os._exit(0)
    os.close(writing)
    told = os.read(reading, 64)  # the child has begun
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(reading, 1 << 16):
        told += part
    os.close(reading)
    return [int(line) for line in told.split(b"\n")[:-1]]


def store_round(folder: Path, chance: random.Random) -> tuple[int, int]:
    """Return how many acknowledged cases are lost, and whether the store is broken."""
    told = killed(save_cases, folder, chance.random() * LONGEST_WAIT)
    with closing(sqlite3.connect(folder / "advisor.db")) as database:
        (found,) = database.execute("PRAGMA integrity_check").fetchone()
        names = dict(database.execute("SELECT number, name FROM saved_case"))
        ticked = dict(database.execute("SELECT number, step FROM ticked_step"))
    halves = set(names) ^ set(ticked)
    return len(set(told) - set(names)), int(found != "ok" or bool(halves))


def plain_round(folder: Path, chance: random.Random) -> int:
    """Return whether the plain file is broken."""
    killed(write_plainly, folder, chance.random() * LONGEST_WAIT)
    try:
        json.loads((folder / "plain.json").read_text("utf-8"))
    except ValueError:
        return 1
    return 0


def main(rounds: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - moments to be killed at, not secrets
    lost = broken = plain = 0
    with tempfile.TemporaryDirectory(dir=MEMORY if Path(MEMORY).is_dir() else None) as name:
        folder = Path(name)
        for _ in range(rounds):
            missing, damaged = store_round(folder, chance)
            lost, broken = lost + missing, broken + damaged
        for _ in range(rounds // 4):
            plain += plain_round(folder, chance)
        with CaseStore(folder, today) as store:
            left = store.take_left_draft()
            kept = len(store.cases())
            notices = len(store.notices)
    crashed = left is not None and left.crashed
    print(  # noqa: T201 - what the parent reads
        json.dumps(
            {
                "rounds": rounds, "kept": kept, "lost": lost, "broken": broken,
                "plain_broken": plain, "crashed": crashed, "notices": notices,
            }
        )
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
