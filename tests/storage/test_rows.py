"""A damaged row is recognised by its checksum, and by values that its columns may not hold."""

from __future__ import annotations

import pytest

from advisor.intake.case.draft import Draft
from advisor.storage.records import draft_text, read_draft_text
from advisor.storage.rows import LARGEST, TABLES, StoredTable, Value

DAY = "2026-11-22"
_DAYS = {"saved_on", "kept_on", "advised_on", "renewed_on", "noted_on"}
OTHER_TYPES: tuple[Value, ...] = (None, 7, 7.5, "text", b"bytes", -1, LARGEST)


def fitting(column: str, kind: str) -> Value:
    """Return a value that a column may hold."""
    if column == "draft":
        return draft_text(Draft({"policy.premium": "82만"}))
    if column == "ticked":
        return '["scene"]'
    if kind.lower() == "i":
        return 3
    return DAY


def whole_row(table: StoredTable) -> tuple[Value, ...]:
    return tuple(map(fitting, table.columns, table.types))


def fits(value: Value, kind: str) -> bool:
    """Return whether a value fits: `i` takes numbers, `t` and `d` text, upper case also NULL."""
    if value is None:
        return kind in {"I", "T", "D"}
    if isinstance(value, int):
        return kind in {"i", "I"} and value in range(LARGEST)
    return isinstance(value, str) and kind in {"t", "T", "d", "D"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_row_holds_what_its_columns_may_and_its_sum_is_right(table: StoredTable) -> None:
    row = whole_row(table)
    assert len(table.columns) == len(table.types) == len(row)
    assert table.is_sound(row, table.row_sum(row))
    for place, kind in enumerate(table.types):
        for value in OTHER_TYPES:
            changed = (*row[:place], value, *row[place + 1 :])
            assert table.is_sound(changed, table.row_sum(changed)) is fits(value, kind)
            same = changed == row
            assert table.is_sound(changed, table.row_sum(row)) is same


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_row_from_before_there_were_sums_is_whole_if_it_reads(table: StoredTable) -> None:
    row = whole_row(table)
    assert table.is_sound(row, None)
    for place, column in enumerate(table.columns):
        if column not in {*_DAYS, "draft", "ticked"}:
            continue
        for wrong in ("{", "2026-13-01", "[" * 100_000):
            assert not table.is_sound((*row[:place], wrong, *row[place + 1 :]), None)


def test_texts_and_numbers_that_look_alike_have_other_sums() -> None:
    table = TABLES[0]
    assert table.row_sum(("1",)) != table.row_sum((1,))
    assert table.row_sum(("a", "b")) != table.row_sum(("ab", ""))
    assert table.row_sum(("a", "b")) != table.row_sum(("b", "a"))


@pytest.mark.parametrize("text", ['{"values": 3}', '{"values": [1], "claims": [7, "x"]}', "{}"])
def test_a_draft_of_another_shape_is_read_as_far_as_it_goes(text: str) -> None:
    draft = read_draft_text(text)
    assert dict(draft.values) == {}
    assert all(not row for row in draft.claims)
