"""Which open question moves the answer most, and what its answer is worth."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from advisor.domain.decision import Unknown
from advisor.domain.money import Won

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.domain.decision import Option, RangeEntry


def unknowns(
    recommended: Option, margin: Won, entries: Sequence[RangeEntry]
) -> tuple[Unknown, ...]:
    """Rank the open questions: the one whose answer can save most first, then the widest swing.

    A reading whose best option is on the other side shows what following the headline would lose
    there: that loss is what the answer to the question is worth.
    """
    found = []
    for assumption, group in groupby(entries, key=lambda entry: entry.assumption):
        readings = list(group)
        leads = [
            _lead(recommended, margin),
            *(_lead(entry.recommended, entry.margin) for entry in readings),
        ]
        lost = [
            entry.margin for entry in readings if entry.recommended.is_claim != recommended.is_claim
        ]
        found.append(Unknown(assumption, min(leads), max(leads), max(lost, default=Won(0))))
    return tuple(sorted(found, key=lambda unknown: (-unknown.worth, -unknown.swing)))


def _lead(recommended: Option, margin: Won) -> Won:
    return margin if recommended.is_claim else Won(-margin)
