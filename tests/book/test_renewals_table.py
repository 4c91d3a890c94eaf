"""Renewals from a table, as people type them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from advisor.book.learning.renewal import AccidentCounts
from advisor.book.learning.renewals_table import RENEWAL_FIELDS, ReadRenewals, read_renewals
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from advisor.book.cells import Cell

RULEBOOK = load_rulebook()
TODAY = date(2026, 11, 22)
ROW = {
    "client": "김철수",
    "insurer": "삼성화재",
    "day": "26.3.2",
    "before": "82만",
    "charged": "905,000",
    "grade_before": "16Z",
    "grade_after": "15등급",
    "accidents_3y_before": "0",
    "accidents_1y_before": "0건",
    "accidents_3y_after": "1",
    "accidents_1y_after": "1",
    "predicted": "91만",
}


def read(*rows: dict[str, Cell], headings: list[Cell] | None = None) -> ReadRenewals:
    names = list(ROW)
    cells = [[row.get(name) for name in names] for row in rows]
    return read_renewals(headings or names, cells, RULEBOOK, TODAY)


def test_cells_are_read_as_people_type_them() -> None:
    (found,) = read(dict(ROW)).renewals
    assert (found.insurer, found.day) == ("samsung", date(2026, 3, 2))
    assert (found.before, found.charged, found.predicted) == (820_000, 905_000, 910_000)
    assert (found.grade_before, found.grade_after) == (16, 15)
    assert found.counts_after == AccidentCounts(1, 1)
    assert (found.client, found.is_clean) == ("김철수", False)


HEADED = {
    "insurer": "보험사", "day": "갱신일",
    "before": "갱신 전 보험료(만원)", "charged": "갱신 보험료 (만원)",
    "grade_before": "갱신 전 등급", "grade_after": "갱신 등급",
    "accidents_3y_before": "갱신 전 3년 건수", "accidents_1y_before": "갱신 전 1년 건수",
    "accidents_3y_after": "갱신 3년 건수", "accidents_1y_after": "갱신 1년 건수(건)",
}  # fmt: skip


def test_a_table_of_an_office_has_a_title_units_and_totals() -> None:
    row: dict[str, Cell] = {**ROW, "before": "82", "charged": 90.5}
    cells: list[list[Cell]] = [
        [],
        [*HEADED.values()],
        [row[name] for name in HEADED],
        ["합계", "", "82", "90.5"],
        ["※ 대외비"],
    ]
    found = read_renewals(["갱신 기록 2026"], cells, RULEBOOK, TODAY)
    assert found.problems == ()
    (renewal,) = found.renewals
    assert (renewal.before, renewal.charged) == (820_000, 905_000)
    more_in_one_year = [*cells[:2], [*cells[2][:9], "9"]]
    (wrong,) = read_renewals(["갱신 기록"], more_in_one_year, RULEBOOK, TODAY).problems
    assert wrong.path.startswith("row[4]")


def test_a_row_is_no_note_because_its_client_has_a_mark() -> None:
    found = read({**ROW, "client": "*홍길동"})
    assert (len(found.renewals), found.problems) == (1, ())


def test_spreadsheets_give_numbers_and_moments() -> None:
    moment = datetime.fromisoformat("2026-03-02")
    typed: dict[str, Cell] = {**ROW, "day": moment, "before": 820000.0, "grade_before": 16}
    (found,) = read(typed).renewals
    assert (found.day, found.before, found.grade_before) == (date(2026, 3, 2), 820_000, 16)
    (found,) = read({**ROW, "day": date(2026, 3, 2)}).renewals
    assert found.day == date(2026, 3, 2)


@pytest.mark.parametrize(
    "headings",
    [
        ["고객", "보험사", "갱신일", "갱신 전 보험료", "갱신보험료", "이전 등급", "갱신 등급",
         "갱신 전 3년 건수", "갱신 전 1년 건수", "갱신 3년 건수", "갱신 1년 건수", "예상 보험료"],
        ["Client", "Insurer", "Renewal day", "Premium before", "New premium", "Grade before",
         "Grade after", "Accidents in 3 years before", "accidents in 1 year before",
         "accidents in 3 years after", "accidents in 1 year after", "Premium predicted"],
    ],
)  # fmt: skip
def test_headings_may_be_words_of_either_language(headings: list[Cell]) -> None:
    assert read(dict(ROW), headings=headings).renewals == read(dict(ROW)).renewals


def test_other_columns_and_blank_rows_are_passed_over() -> None:
    names = ["note", *ROW]
    rows: list[list[Cell]] = [
        ["x", *ROW.values()],
        ["", *[None] * len(ROW)],
        [],
        ["y", *ROW.values()],
    ]
    found = read_renewals(names, rows, RULEBOOK, TODAY)
    assert (len(found.renewals), found.problems) == (2, ())


def test_a_missing_column_is_told_by_its_name() -> None:
    kept = [field.path for field in RENEWAL_FIELDS if field.path != "charged"]
    found = read_renewals(kept, [], RULEBOOK, TODAY)
    assert [(one.path, one.code) for one in found.problems] == [("charged", "missing-column")]
    optional = [field.path for field in RENEWAL_FIELDS if field.required]
    assert read_renewals(optional, [], RULEBOOK, TODAY).problems == ()


def test_rows_with_problems_are_left_out_and_told() -> None:
    """All problems of a row are reported at once, with the row's number in the spreadsheet."""
    found = read(
        dict(ROW),
        {**ROW, "before": "0", "grade_after": "31", "day": "someday", "insurer": ""},
        {**ROW, "accidents_1y_after": "2"},
        {**ROW, "day": "2026-11-23"},
    )
    assert len(found.renewals) == 1
    assert [(one.path, one.code) for one in found.problems] == [
        ("row[3].insurer", "missing"),
        ("row[3].day", "unreadable-day"),
        ("row[3].before", "won-out-of-range"),
        ("row[3].grade_after", "grade-out-of-range"),
        ("row[4].accidents_1y_after", "more-in-one-year"),
        ("row[5].day", "renewal-to-come"),
    ]


def test_a_renewal_of_today_has_come() -> None:
    assert read({**ROW, "day": "오늘"}).renewals[0].day == TODAY


def test_headings_of_an_agency_are_read_too() -> None:
    """An agency's own words for last year's and this year's figures are read as headings."""
    headings: list[Cell] = [
        "보험회사", "갱신일자", "작년 보험료", "올해 보험료", "작년 등급", "올해 등급",
        "작년 3년 사고건수", "작년 1년 사고건수", "올해 3년 사고건수", "올해 1년 사고건수",
    ]  # fmt: skip
    row: list[Cell] = [ROW[name] for name in HEADED]
    found = read_renewals(headings, [row], RULEBOOK, TODAY)
    assert found.problems == ()
    assert [(one.before, one.charged) for one in found.renewals] == [(820_000, 905_000)]
