"""A row of a table taken into its case again; what was changed at the desk meanwhile stays."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from attrs import evolve

from advisor.intake.case.draft import Draft
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import COVER, COVER_FLAG, FIELDS, field_at
from advisor.intake.problems import Unreadable
from advisor.intake.typed.field_value import document_value, parse_field
from advisor.storage.records import SavedCase, folded
from advisor.storage.store import CaseStore

_PATHS = (COVER_FLAG.path, *(field.path for field in FIELDS if "[]" not in field.path))


def merged(case: Draft, row: Draft, before: Draft, day: date) -> tuple[Draft, tuple[str, ...]]:
    """Return a case with what a row states now, and the keys in which the case keeps its own value.

    Args:
        case: the case as it stands at the desk.
        row: what the row states now.
        before: what the row stated when it was last taken in; empty if it never was.
        day: the day by which typed days are read.

    What the row has changed is taken over. If the desk has changed the same key, its value stays
    and the key is returned; a list, such as that of past claims, counts as one key.
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
    for listed in ListKey:
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
    """Return what a draft states, key by key; it is equal for drafts that mean the same."""
    return [
        *(_value(path, draft.text(path), day) for path in _PATHS),
        *(_rows(listed, draft, day) for listed in ListKey),
    ]


def saved_anew(store: CaseStore, deleted: Iterable[SavedCase], day: date) -> dict[int, SavedCase]:
    """Return the cases that were saved once more after they were deleted, by their old numbers.

    Such a case comes from the same row of a table, or has the same name and content. A copy has
    another name, and a case that was there before has a lower number.

    Raises:
        StorageError: the store cannot be read.
    """
    gone, here, rows = tuple(deleted), store.cases(), store.progress.taken_in()
    cases = {case.number: case for case in (*here, *gone)}

    @cache
    def row(number: int) -> list[object] | None:
        return stated(rows[number], day) if number in rows else None

    @cache
    def content(number: int) -> list[object]:
        return stated(cases[number].draft, day)

    def is_anew(one: SavedCase, before: SavedCase) -> bool:
        if one.number <= before.number:
            return False
        if row(before.number) is not None and row(one.number) == row(before.number):
            return True
        same_name = folded(one.name) == folded(before.name)
        return same_name and content(one.number) == content(before.number)

    found = ((before, [one for one in here if is_anew(one, before)]) for before in gone)
    return {before.number: anew[0] for before, anew in found if anew}


def bring_back(store: CaseStore, deleted: Iterable[SavedCase], day: date) -> dict[int, SavedCase]:
    """Bring deleted cases back except those saved anew since, and return these (`saved_anew`).

    Raises:
        StorageError: the store cannot be used; nothing is brought back.
    """
    wanted = tuple(deleted)
    anew = saved_anew(store, wanted, day)
    store.restore(*(case.number for case in wanted if case.number not in anew))
    return anew


def _rows(listed: ListKey, draft: Draft, day: date) -> list[dict[str, object]]:
    return [_texts(listed, row, day) for row in draft.rows(listed)]


def _texts(listed: ListKey, row: Mapping[str, str], day: date) -> dict[str, object]:
    return {
        key: _value(f"{listed}[].{key}", text, day) for key, text in row.items() if text.strip()
    }


def _value(path: str, text: str, day: date) -> object:
    """Return the value of a text, None if it is empty, or the text itself if it cannot be read."""
    field = COVER_FLAG if path == COVER else field_at(path)
    if not text.strip() or field is None:
        return None
    value = parse_field(field, text, day)
    return text if isinstance(value, Unreadable) else document_value(value)
