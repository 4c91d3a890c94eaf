"""One traffic violation in one flag: `2026-01-05:drunk`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.intake.problems import Problem, Unreadable
from advisor.intake.typed.text import parse_choice, parse_day

if TYPE_CHECKING:
    from datetime import date


def read_violation(
    text: str, path: str, today: date
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Read the day and, behind a colon, the kind; a part that is left out is missing."""
    typed, _, kind = text.partition(":")
    read = {
        "day": parse_day(typed, today) if typed.strip() else None,
        "kind": parse_choice(kind, "violation[].kind") if kind.strip() else None,
    }
    table: dict[str, object] = {
        key: value
        for key, value in read.items()
        if value is not None and not isinstance(value, Unreadable)
    }
    day = read["day"]
    return table, (day.at(f"{path}.day", typed),) if isinstance(day, Unreadable) else ()
