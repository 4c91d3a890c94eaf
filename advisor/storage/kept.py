"""What the store keeps, as values, and how a draft is written into one field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from advisor.intake.case.draft import Draft
from advisor.intake.case.fields import BY_PATH, COVER, Listed


@frozen
class SavedCase:
    """A case that was saved under a name; `turn` tells one state of it from the next."""

    number: int
    name: str
    draft: Draft
    ticked: frozenset[str]
    saved_on: date
    turn: int


@frozen
class LeftDraft:
    """What a window was working on when it ended; `crashed` if it did not end by itself.

    `number` is the saved case that it was opened from, None for a case never saved.
    """

    draft: Draft
    ticked: frozenset[str]
    number: int | None
    kept_on: date
    crashed: bool


def draft_text(draft: Draft) -> str:
    """Write a draft, every text as it was typed."""
    lists = {listed.plural: [dict(row) for row in draft.rows(listed)] for listed in Listed}
    return json.dumps({"values": dict(draft.values), **lists})


def read_draft_text(text: str) -> Draft:
    """Read a draft; a field that this program does not know is left out."""
    found = json.loads(text)
    values = {
        path: str(typed)
        for path, typed in _table(found.get("values")).items()
        if path == COVER or path in BY_PATH
    }
    return Draft(values, **{listed.plural: _rows(found, listed) for listed in Listed})


def _rows(found: Mapping[str, Iterable[object]], listed: Listed) -> tuple[dict[str, str], ...]:
    return tuple(
        {key: str(typed) for key, typed in row.items() if f"{listed}[].{key}" in BY_PATH}
        for row in map(_table, found.get(listed.plural, ()))
    )


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def storable(name: str) -> str:
    """Give a name that a database can hold: as it is, but for halves of pairs."""
    return name.encode("utf-8", "replace").decode("utf-8")
