"""Time how fast many cases are answered, against goals of which most are ratios within one run.

Usage: python tests/bench/batch.py [rows] [rows of the memory test]
"""

from __future__ import annotations

import csv
import random
import sys
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from measure import PASS, Line, advisor, in_turns, middle, run, show

from advisor.book.answer_columns import ANSWER_COLUMNS

if TYPE_CHECKING:
    from measure import Command

MEBIBYTE = 1024 * 1024
ROWS, FEW, MANY = 1000, 300, 100_000
ROUNDS = 3
ALL_COLUMNS, WITHOUT_MAP, ON_TWO = 450, 1000, 2
SINGLE_DECISIONS, MOST_MEMORY = 20, 100
NEED_THE_MAP = {"claim_from", "summary"}
AS_OF = date(2026, 11, 21)
HEADINGS = (
    "client", "as_of", "policy.insurer", "policy.start", "policy.premium", "policy.grade",
    "policy.surcharge_threshold", "policy.own_damage.single_vehicle", "accident.day",
    "accident.kind", "accident.fault", "accident.own_damage", "accident.cash_repair",
    "accident.other_property", "claim[0].day", "claim[0].property_paid",
)  # fmt: skip


def client(number: int, chance: random.Random) -> list[object]:
    """Return a row of a broker's table: most clients state everything, some leave a part open."""
    start = AS_OF - timedelta(days=chance.randrange(30, 330))
    day = AS_OF - timedelta(days=chance.randrange(29))
    collision = chance.random() < 0.6
    bill = chance.randrange(20, 450) * 10_000
    claimed = chance.random() < 0.4
    return [
        f"client {number}",
        AS_OF,
        chance.choice(("mg", "samsung", "db", "hyundai", "")),
        start,
        chance.randrange(45, 190) * 10_000,
        chance.choice(("", *range(8, 27))),
        chance.choice((500_000, 1_000_000, 1_500_000, 2_000_000, 2_000_000)),
        "yes",
        day,
        "collision" if collision else "object",
        chance.choice((100, 70, 50, 30)) if collision else "",
        bill,
        bill * 85 // 100 // 10_000 * 10_000 if chance.random() < 0.5 else "",
        chance.randrange(0, 200) * 10_000 if collision else "",
        start - timedelta(days=chance.randrange(10, 900)) if claimed else "",
        chance.randrange(30, 300) * 10_000 if claimed else "",
    ]


def table(path: Path, rows: int) -> Path:
    """Write a table of clients; the same number of rows always gives the same table."""
    chance = random.Random(rows)  # noqa: S311 - made-up clients, nothing secret
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(client(number, chance) for number in range(rows))
    return path


def batch(path: Path, *arguments: str) -> Command:
    """Return the command line of a batch run."""
    return advisor("batch", str(path), "-o", str(path.with_suffix(".out.csv")), *arguments)


def measured(rows: int, most_rows: int) -> list[Line]:
    """Run the commands in turns and return the lines of the result."""
    with TemporaryDirectory() as folder:
        clients = table(Path(folder, "clients.csv"), rows)
        none, few = table(Path(folder, "none.csv"), 1), table(Path(folder, "few.csv"), FEW)
        quick = ",".join(name for name in ANSWER_COLUMNS if name not in NEED_THE_MAP)
        commands = {
            "pass": PASS,
            "one": advisor("decide", "--sample"),
            "start": batch(none),
            "few": batch(few),
            "all": batch(clients),
            "quick": batch(clients, "--columns", quick),
            "two": batch(clients, "--jobs", "2"),
            "quick two": batch(clients, "--columns", quick, "--jobs", "2"),
        }
        taken = in_turns(
            ROUNDS, {name: partial(run, command) for name, command in commands.items()}
        )
        many = run(batch(table(Path(folder, "many.csv"), most_rows), "--columns", quick))
    wall = {name: middle([one.wall for one in found]) for name, found in taken.items()}
    cpu = {name: min(one.cpu for one in found) for name, found in taken.items()}
    row = {name: (cpu[name] - cpu["start"]) / rows for name in ("all", "quick")}
    peak = max(one.peak for one in taken["all"])
    return [
        _at_least("rows a second of computing, every column", 1 / row["all"], ALL_COLUMNS),
        _at_least("rows a second of computing, without the map", 1 / row["quick"], WITHOUT_MAP),
        Line("a row of every column, in `python -c pass`", row["all"] / cpu["pass"], "x"),
        Line("a row without the map, likewise", row["quick"] / cpu["pass"], "x"),
        *(
            _at_least(f"{name} on two processes, in one", _gain(wall, one, two), ON_TWO)
            for name, one, two in (("all", "all", "two"), ("quick", "quick", "quick two"))
        ),
        Line("300 rows, in single decisions", cpu["few"] / cpu["one"], "x", SINGLE_DECISIONS),
        Line("start, in `python -c pass`", cpu["start"] / cpu["pass"], "x"),
        Line(f"memory of {most_rows:,} rows", many.peak / MEBIBYTE, "MiB", MOST_MEMORY),
        Line(f"memory of them, against {rows:,} rows", many.peak / peak, "x"),
    ]


def _gain(wall: dict[str, float], one: str, two: str) -> float:
    """Return how much faster two processes are, without the start; this needs idle cores."""
    return (wall[one] - wall["start"]) / (wall[two] - wall["start"])


def _at_least(what: str, figure: float, goal: float) -> Line:
    """Return a line whose goal is a minimum, with a note that says whether it is reached."""
    return Line(what, figure, "", note=f"goal >= {goal}  {'ok' if figure >= goal else 'MISSED'}")


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    show(measured(*(given + [ROWS, MANY][len(given) :])))
