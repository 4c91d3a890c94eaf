"""What people call the tables that a case names by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.findings import place_in, without_place

if TYPE_CHECKING:
    from advisor.domain.decision import Fact
    from advisor.explain.texts import Texts

_TABLES = ("assumptions.count_profile", "assumptions.grade_table")


def open_key(path: str, texts: Texts) -> str:
    """Return the name of a key that a case leaves open; of a past claim, which one it is."""
    return texts(f"range.{without_place(path)}", place=place_in(path))


def named(path: str, value: Fact, texts: Texts) -> Fact:
    """Return a table's name for its code; any other value, and an unknown code, as it is."""
    code = f"named.{value}"
    return texts(code) if path in _TABLES and texts.has(code) else value
