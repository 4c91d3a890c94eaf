"""Time decisions of several kinds, compared with another source tree in the same run.

python tests/bench/decisions.py [TREE]

TREE is the folder of another checkout of this repository, such as `git worktree add` makes. The
trees take turns, each in processes of its own, and the quickest quarter of CPU times is compared.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from measure import Line, show

HERE = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 21)
TURNS = 5
DECISIONS = 120
MILLISECONDS = 1000
GOALS = {"sample": 1.2, "grade open": 1.2, "all open": 1.2, "collision": 1.2, "eight claims": 0.1}
"""How long a decision with its map may take, as a multiple of version 0.1's time."""


def documents() -> dict[str, dict[str, Any]]:
    """Return simple and complicated cases, written in keys that version 0.1 knows too."""
    plan = {"rate": Decimal("0.20"), "minimum": 200_000, "maximum": 500_000}
    sample: dict[str, Any] = {
        "format": 1,
        "as_of": TODAY,
        "policy": {
            "insurer": "mg",
            "start": date(2026, 3, 2),
            "premium": 820_000,
            "grade": 16,
            "surcharge_threshold": 2_000_000,
            "own_damage": {"single_vehicle": True, "deductible": plan},
        },
        "claim": [{"day": date(2024, 5, 10), "property_paid": 900_000}],
        "accident": {
            "day": date(2026, 11, 19),
            "kind": "object",
            "own_damage": 1_800_000,
            "cash_repair": 1_500_000,
        },
        "assumptions": {"count_profile": "steps", "grade_table": "mg-2024"},
    }
    found = {name: deepcopy(sample) for name in GOALS}
    del found["grade open"]["policy"]["grade"]
    found["all open"]["policy"] = {
        key: value
        for key, value in sample["policy"].items()
        if key not in {"grade", "insurer", "surcharge_threshold"}
    }
    found["all open"]["assumptions"] = {}
    found["all open"]["accident"]["own_damage"] = {
        "low": 1_200_000,
        "likely": 1_800_000,
        "high": 2_600_000,
    }
    found["collision"]["accident"] |= {
        "kind": "collision",
        "fault": Decimal("0.7"),
        "other_property": 900_000,
    }
    found["eight claims"]["claim"] = [
        {
            "day": date(2026, 4, 1) + timedelta(days=20 * place),
            "property_paid": 2_200_000 if place % 3 == 0 else 300_000 + 50_000 * place,
            "status": "refundable",
        }
        for place in range(8)
    ]
    return found


def child() -> None:
    """Print the CPU seconds of each kind of decision, with its map."""
    from advisor.domain.decision import Decision  # noqa: PLC0415 - of the tree that is asked
    from advisor.rules.rulebook import load_rulebook  # noqa: PLC0415
    from advisor.service import answer  # noqa: PLC0415

    rulebook, found = load_rulebook(), {}
    for name, document in documents().items():
        taken = []
        for _ in range(DECISIONS):
            began = time.process_time()
            decision = answer(document, rulebook, TODAY)
            if not isinstance(decision, Decision):
                sys.exit(f"{name}: {decision}")
            assert decision.break_even
            taken.append(time.process_time() - began)
        found[name] = sorted(taken)[len(taken) // 4]
    sys.stdout.write(json.dumps(found))


def timed(tree: Path) -> dict[str, float]:
    """Time one tree in a process of its own and return the seconds of each kind of decision."""
    done = subprocess.run(
        [sys.executable, __file__, "--child"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(tree), str(Path(__file__).parent)))},
        capture_output=True,
        check=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(trees: list[Path]) -> list[Line]:
    """Let the trees take turns and compare this tree, the first, with the other."""
    turns = [[timed(tree) for tree in trees] for _ in range(TURNS)]
    lines = []
    for name, goal in GOALS.items():
        here, *other = (min(turn[place][name] for turn in turns) for place in range(len(trees)))
        lines.append(Line(name, here * MILLISECONDS, "ms"))
        lines += [Line(f"{name}, beside the other", here / it, "x", goal) for it in other]
    return lines


if __name__ == "__main__":
    if "--child" in sys.argv:
        child()
    else:
        show(main([HERE, *map(Path, sys.argv[1:])]))
