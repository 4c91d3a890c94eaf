"""One past claim in one flag: `2024-05-10:900000:fault=0.3:threshold=50만:refundable`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.intake.case.claim_rules import REFUNDABLE
from advisor.intake.case.fields import BY_PATH
from advisor.intake.problems import Problem, shown
from advisor.intake.typed.flag import read_flag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_KEYS = {
    "day": "day",
    "paid": "property_paid",
    "fault": "fault",
    "threshold": "surcharge_threshold",
    "injury": "injury_grade",
    "own-injury": "own_injury",
    "status": "status",
}
"""The names of the parts and the keys of `[[claim]]` that they stand for."""

_BARE = {REFUNDABLE: f"status={REFUNDABLE}", "own-injury": "own-injury=true"}
"""Parts that need no value."""

_FIRST = ("day", "paid")
"""What a part without a name is, by its place."""


def read_claim(text: str, path: str, today: date) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Read the day, what was paid, and further parts by name, in any order."""
    table: dict[str, object] = {}
    problems: list[Problem] = []
    for name, part in _parts(text):
        key = _KEYS.get(name)
        if key is None:
            allowed = ", ".join([*(f"{known}=" for known in _KEYS), REFUNDABLE])
            whole = f"{name}={part}" if name else part
            problems.append(Problem(path, "unknown-part", shown(whole), {"allowed": allowed}))
            continue
        value = read_flag(BY_PATH[f"claim[].{key}"], f"{path}.{key}", part, today)
        if isinstance(value, Problem):
            problems.append(value)
        else:
            table[key] = value
    return table, tuple(problems)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Give name and text of each part; what has no name and no place is its own text."""
    for place, part in enumerate(text.split(":")):
        stripped = part.strip()
        named = _BARE.get(stripped, stripped)
        if "=" in named:
            name, _, value = named.partition("=")
            yield name.strip(), value
        elif place < len(_FIRST):
            if stripped:
                yield _FIRST[place], stripped
        elif stripped:
            yield "", stripped
