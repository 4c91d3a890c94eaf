"""What people call the insurers and tables that a case names by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.findings import place_in, without_place
from advisor.domain.terms.core import InsurerTerms

if TYPE_CHECKING:
    from advisor.domain.decision import Decision, Fact
    from advisor.explain.texts import Texts

_TABLES = ("assumptions.count_profile", "assumptions.grade_table")


def open_key(path: str, texts: Texts) -> str:
    """Return the name of a key that a case leaves open; of a past claim, which one it is."""
    return texts(f"range.{without_place(path)}", place=place_in(path))


def insurer_name(decision: Decision, code: object, texts: Texts) -> str:
    """Return an insurer's name by the rules behind an answer; a code that none has as it is."""
    for version in decision.rules:
        if isinstance(version.terms, InsurerTerms) and version.rule.rpartition(".")[2] == code:
            return str(getattr(version.terms.name, texts.language))
    return str(code)


def named(path: str, value: Fact, texts: Texts) -> Fact:
    """Return a table's name for its code; any other value, and an unknown code, as it is."""
    code = f"named.{value}"
    return texts(code) if path in _TABLES and texts.has(code) else value
