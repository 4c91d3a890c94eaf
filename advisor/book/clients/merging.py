"""A row of a table taken into a case again: what was changed at the desk meanwhile stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from advisor.intake.case.field import Listed
from advisor.intake.case.fields import COVER, COVER_FLAG, FIELDS, field_at
from advisor.intake.problems import Unreadable
from advisor.intake.typed.text import document_value, parse
from advisor.storage.kept import folded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from advisor.intake.case.draft import Draft
    from advisor.storage.kept import SavedCase
    from advisor.storage.store import CaseStore

_PATHS = (COVER_FLAG.path, *(field.path for field in FIELDS if "[]" not in field.path))


def merged(case: Draft, row: Draft, before: Draft, day: date) -> tuple[Draft, tuple[str, ...]]:
    """Return a case with what a row states now, and the keys in which the case has its own way.

    Args:
        case: the case as it stands at the desk.
        row: what the row states now.
        before: what the row stated when it was last taken in; empty where it never was.
        day: the day to read typed days by.

    What the row states anew is taken over. Where the desk has changed the same key, the desk's
    value stays and the key is told; a list, of past claims perhaps, counts as one key.
    """
    values, own = dict(case.values), []
    for path in _PATHS:
        here, there, was = (_value(path, draft.text(path), day) for draft in (case, row, before))
        if there in (was, here):
            continue
        if here in (was, None):
            values[path] = row.text(path)
        else:
            own.append(path)
    rows: dict[str, Any] = {}
    for listed in Listed:
        lists = (_rows(listed, draft, day) for draft in (case, row, before))
        here_rows, there_rows, was_rows = lists
        if there_rows in (was_rows, here_rows):
            continue
        if here_rows in (was_rows, []):
            rows[listed.plural] = row.rows(listed)
        else:
            own.append(str(listed))
    return evolve(case, values=values, **rows), tuple(own)


def stated(draft: Draft, day: date) -> list[object]:
    """Return what a draft states, key by key: the same for two, however it is typed."""
    return [
        *(_value(path, draft.text(path), day) for path in _PATHS),
        *(_rows(listed, draft, day) for listed in Listed),
    ]


def saved_anew(store: CaseStore, deleted: SavedCase, day: date) -> SavedCase | None:
    """Return the case that was saved once more after a case was deleted; None where none was.

    It is of the same row of a table, or of the same name and content. A copy has another name, and
    what was there before has a lower number.

    Raises:
        StorageError: the store cannot be read.
    """
    rows = {number: stated(row, day) for number, row in store.progress.taken_in().items()}
    row, content = rows.get(deleted.number), stated(deleted.draft, day)
    return next(
        (
            one
            for one in store.cases()
            if one.number > deleted.number
            if (row is not None and rows.get(one.number) == row)
            or (folded(one.name) == folded(deleted.name) and stated(one.draft, day) == content)
        ),
        None,
    )


def _rows(listed: Listed, draft: Draft, day: date) -> list[dict[str, object]]:
    return [_texts(listed, row, day) for row in draft.rows(listed)]


def _texts(listed: Listed, row: Mapping[str, str], day: date) -> dict[str, object]:
    return {
        key: _value(f"{listed}[].{key}", text, day) for key, text in row.items() if text.strip()
    }


def _value(path: str, text: str, day: date) -> object:
    """Read a text; one that cannot be read stands for itself, and an empty one for nothing."""
    field = COVER_FLAG if path == COVER else field_at(path)
    if not text.strip() or field is None:
        return None
    value = parse(field, text, day)
    return text if isinstance(value, Unreadable) else document_value(value)
