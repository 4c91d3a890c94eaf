"""A case with a fixed day, so that the tests know its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CASE = """
format = 1
as_of = 2026-11-21
[policy]
start = 2026-03-02
premium = 820_000
grade = 16
[policy.own_damage]
single_vehicle = true
[[claim]]
day = 2024-05-10
property_paid = 900_000
[accident]
day = 2026-11-19
kind = "object"
own_damage = 1_800_000
cash_repair = 1_500_000
"""


def case_file(folder: Path, text: str = CASE) -> str:
    """Write a case file and return its path."""
    path = folder / "one.toml"
    path.write_text(text, "utf-8")
    return str(path)
