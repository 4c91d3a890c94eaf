"""Checks that problems can be put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.explain.texts import LANGUAGES, Texts

if TYPE_CHECKING:
    from advisor.intake.problems import Problem

_TEXTS = tuple(Texts(language) for language in LANGUAGES)


def said(problem: Problem) -> bool:
    """Return whether both languages have both sentences of a problem, with all facts filled in."""
    facts = {**problem.facts, "value": problem.value, "path": problem.path}
    return all(
        texts(f"problem.{problem.code}.{part}", **facts)
        for texts in _TEXTS
        for part in ("rule", "instead")
    )
