"""A policy without an accident: what a case states where nothing has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.accident import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

ACCIDENT = "accident"
_TELLING = frozenset({"day", "own_damage", "cash_repair", "other_property", "other_rental", "paid"})
"""Keys one of which stands in the accident of any case that means one."""


def states_accident(document: Mapping[str, object]) -> bool:
    """Tell whether the document of a case speaks of an accident that happened.

    >>> states_accident({"accident": {"kind": "object"}}), states_accident({"accident": {"day": 1}})
    (False, True)
    """
    accident = document.get(ACCIDENT)
    if accident is None:
        return False
    return not isinstance(accident, dict) or not _TELLING.isdisjoint(accident)


def without_accident(document: Mapping[str, object], today: date) -> dict[str, object]:
    """Return the document with an accident that did no damage, for every case has to hold one."""
    day = document.get("as_of", today)
    nothing = {"day": day, "kind": str(Kind.COLLISION), "fault": 1, "other_property": 0}
    return {**document, ACCIDENT: nothing}
