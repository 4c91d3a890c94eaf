"""One table of a list in one flag: `2024-05-10:900000:fault=0.3:threshold=50만:refundable`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import field

from advisor.domain.values import frozen
from advisor.intake.case.fields import BY_PATH, Listed
from advisor.intake.problems import Problem, shown
from advisor.intake.typed.flag import read_flag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


@frozen
class _Parts:
    """How the parts of a flag are called.

    `keys` are the names of the parts and the keys that they stand for, `first` those that need no
    name in their place, `bare` the words that are a part by themselves.
    """

    keys: Mapping[str, str]
    first: tuple[str, str]
    bare: Mapping[str, str] = field(factory=dict)


_PARTS = {
    Listed.CLAIM: _Parts(
        keys={
            "day": "day",
            "paid": "property_paid",
            "fault": "fault",
            "threshold": "surcharge_threshold",
            "injury": "injury_grade",
            "own-injury": "own_injury",
            "status": "status",
        },
        first=("day", "paid"),
        bare={"refundable": "status=refundable", "own-injury": "own-injury=true"},
    ),
    Listed.OTHER_CAR: _Parts(
        keys={
            "start": "start",
            "premium": "premium",
            "grade": "grade",
            "same-policy": "same_policy",
        },
        first=("start", "premium"),
        bare={"same-policy": "same-policy=true"},
    ),
    Listed.VIOLATION: _Parts(keys={"day": "day", "kind": "kind"}, first=("day", "kind")),
}


def read_row(
    listed: Listed, text: str, path: str, today: date
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Read the first two parts by their places, and further parts by name in any order."""
    known = _PARTS[listed]
    table: dict[str, object] = {}
    problems: list[Problem] = []
    for name, part in _named(text, known):
        key = known.keys.get(name)
        if key is None:
            allowed = ", ".join([*(f"{one}=" for one in known.keys), *known.bare])
            whole = f"{name}={part}" if name else part
            problems.append(Problem(path, "unknown-part", shown(whole), {"allowed": allowed}))
            continue
        value = read_flag(BY_PATH[f"{listed}[].{key}"], f"{path}.{key}", part, today)
        if isinstance(value, Problem):
            problems.append(value)
        else:
            table[key] = value
    return table, tuple(problems)


def _named(text: str, known: _Parts) -> Iterator[tuple[str, str]]:
    """Return name and text of each part; what has no name and no place is its own text."""
    for place, part in enumerate(text.split(":")):
        stripped = part.strip()
        named = known.bare.get(stripped, stripped)
        if "=" in named:
            name, _, value = named.partition("=")
            yield name.strip(), value
        elif place < len(known.first):
            if stripped:
                yield known.first[place], stripped
        elif stripped:
            yield "", stripped
