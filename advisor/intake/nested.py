"""Access to the values in a document by path, list paths such as `claim[0].day` included."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import COVER, COVER_UNKNOWN, NO_COVER, UNCONFIRMED

_DEEPEST = 4
"""The most levels of tables: those of `policy.own_damage.deductible`, and one to spare."""

_STEP = re.compile(r"([^.\[\]]+)(?:\[([0-9]+)\])?")
_ROW = re.compile(rf"({'|'.join(ListKey)})\[([0-9]+)\](?:\.(\w+))?")


@lru_cache(maxsize=1024)
def steps(path: str) -> tuple[str | int, ...]:
    """Return the keys and indexes of a path.

    >>> steps("claim[0].day")
    ('claim', 0, 'day')
    """
    found: list[str | int] = []
    for match in _STEP.finditer(path):
        found.append(match[1])
        if match[2]:
            found.append(int(match[2]))
    return tuple(found)


@lru_cache(maxsize=1024)
def list_row(path: str) -> tuple[ListKey, int, str] | None:
    """Return list, index and key (empty for a whole row) of a path; None if it is not in a list.

    >>> list_row("claim[2].day")
    (<ListKey.CLAIM: 'claim'>, 2, 'day')
    """
    match = _ROW.fullmatch(path)
    return (ListKey(match[1]), int(match[2]), match[3] or "") if match else None


def copied_document(document: Mapping[str, object]) -> dict[str, object]:
    """Return a copy of a document, as deep as the case file goes; what is deeper is shared."""
    return {key: _copied(value, _DEEPEST) for key, value in document.items()}


def _copied(value: object, depth: int) -> object:
    if depth and isinstance(value, dict):
        return {key: _copied(inner, depth - 1) for key, inner in value.items()}
    if depth and isinstance(value, list):
        return [_copied(inner, depth - 1) for inner in value]
    return value


def value_at(document: object, path: str) -> object:
    """Return the value at a path, or None if there is none."""
    value: Any = document
    for step in steps(path):
        known = isinstance(value, dict) if isinstance(step, str) else isinstance(value, list)
        if not known or (step not in value if isinstance(step, str) else step >= len(value)):
            return None
        value = value[step]
    return value


def set_value(document: dict[str, object], path: str, value: object) -> bool:
    """Put a value at a path, creating tables on the way, and return whether that was possible.

    It is not possible past the end of a list.
    """
    *way, last = steps(path)
    place: Any = document
    for step in way:
        if isinstance(place, dict):
            place = place.setdefault(step, {})
        elif isinstance(place, list) and isinstance(step, int) and step < len(place):
            place = place[step]
        else:
            return False
    if not isinstance(place, dict):
        return False
    place[last] = value
    return True


def remove_value(document: dict[str, object], path: str) -> None:
    """Remove the key at a path, if it is there."""
    parent, _, key = path.rpartition(".")
    table = value_at(document, parent) if parent else document
    if isinstance(table, dict):
        table.pop(key, None)


def set_cover(document: dict[str, object], *, said: object) -> None:
    """Create the table of the own-damage cover, or state that there is none, as `said`."""
    if not said:
        remove_value(document, COVER)
        set_value(document, NO_COVER, not said)
        return
    remove_value(document, NO_COVER)
    if said == COVER_UNKNOWN:
        set_value(document, UNCONFIRMED, bool(said))
    elif value_at(document, COVER) is None:
        set_value(document, COVER, {})
    else:
        remove_value(document, UNCONFIRMED)
