"""Workbooks of several sheets: which one a table is read from, and what is said of the others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from python_calamine import load_workbook
from xlsxwriter import Workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from command_line import Ran, Run

HEADINGS = (
    "고객", "as_of", "policy.start", "올해 보험료", "등급", "사고일", "사고 종류", "상대 차 수리비",
)  # fmt: skip
RENEWALS = (
    ("insurer", "day", "before", "charged", "grade_before", "grade_after",
     "accidents_3y_before", "accidents_1y_before", "accidents_3y_after", "accidents_1y_after"),
    ("삼성화재", str(date(2026, 3, 1)), "800000", "760000", "16", "17", "0", "0", "0", "0"),
)  # fmt: skip
DAYS = ("2026-11-21", "2026-03-02", "2026-11-19")


def row(client: str) -> tuple[str, ...]:
    return (client, DAYS[0], DAYS[1], "82만", "16", DAYS[2], "차대차", "90만")


def table(*clients: str) -> tuple[tuple[str, ...], ...]:
    return (HEADINGS, *map(row, clients))


def workbook(
    path: Path, sheets: Mapping[str, Sequence[Sequence[str]]], *hidden: str, chart: bool = False
) -> Path:
    with Workbook(str(path)) as book:
        if chart:
            drawn = book.add_chart({"type": "line"})
            drawn.add_series({"values": "=명단!$A$1:$A$2"})
            book.add_chartsheet("그림").set_chart(drawn)
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                page.write_row(number, 0, cells)
            if name in hidden:
                page.hide()
    return path


def answered(run: Run, source: Path, *arguments: str) -> tuple[Ran, list[str]]:
    """Run a batch, and return its result and the clients of the rows that came out."""
    out = source.with_name("out.xlsx")
    ran = run("batch", str(source), "-o", str(out), "--lang", "en", *arguments)
    if not out.exists():
        return ran, []
    rows = load_workbook(str(out)).get_sheet_by_index(0).iter_rows()
    return ran, [str(cells[0]) for cells in rows][1:]


@pytest.fixture
def months(tmp_path: Path) -> Path:
    return workbook(tmp_path / "in.xlsx", {"10월": table("김"), "11월": table("이", "박")})


def test_the_first_sheet_is_read_and_the_others_are_named(run: Run, months: Path) -> None:
    ran, clients = answered(run, months)
    assert clients == ["김"]
    assert "“10월”" in ran.err
    assert "11월. --sheet" in ran.err


@pytest.mark.parametrize("wanted", ["11월", "2"])
def test_a_sheet_is_chosen_by_its_name_or_its_place(run: Run, months: Path, wanted: str) -> None:
    assert answered(run, months, "--sheet", wanted)[1] == ["이", "박"]


def test_a_name_goes_before_a_place(run: Run, tmp_path: Path) -> None:
    source = workbook(tmp_path / "in.xlsx", {"2": table("김"), "3": table("이")})
    assert answered(run, source, "--sheet", "2")[1] == ["김"]


def test_one_sheet_alone_is_not_spoken_of(run: Run, tmp_path: Path) -> None:
    source = workbook(tmp_path / "in.xlsx", {"Sheet1": table("김"), "Sheet2": ()})
    ran, clients = answered(run, source)
    assert clients == ["김"]
    assert "Sheet" not in ran.err


@pytest.mark.parametrize("chart", [False, True])
def test_empty_hidden_and_drawn_sheets_are_passed_over(
    run: Run, tmp_path: Path, *, chart: bool
) -> None:
    """An empty cover, a hidden list and a chart are skipped: the first visible table counts."""
    sheets = {"표지": (), "코드": (("서울", "1"),), "명단": table("김")}
    source = workbook(tmp_path / "in.xlsx", sheets, "코드", chart=chart)
    ran, clients = answered(run, source)
    assert (ran.code, clients) == (0, ["김"])
    assert "코드" not in ran.err


def test_a_hidden_sheet_can_be_asked_for(run: Run, tmp_path: Path) -> None:
    source = workbook(tmp_path / "in.xlsx", {"a": table("김"), "b": table("이")}, "b")
    assert answered(run, source, "--sheet", "b")[1] == ["이"]


@pytest.mark.parametrize("wanted", ["12월", "0", "3", "-1", "²", ""])
def test_a_sheet_that_is_not_there_is_told_with_those_that_are(
    run: Run, months: Path, wanted: str
) -> None:
    ran, clients = answered(run, months, f"--sheet={wanted}")
    assert (ran.code, clients) == (3, [])
    assert "10월, 11월" in ran.err


def test_no_sheet_of_a_workbook_holds_anything(run: Run, tmp_path: Path) -> None:
    source = workbook(tmp_path / "in.xlsx", {"a": (), "b": ()})
    ran, clients = answered(run, source)
    assert (ran.code, clients) == (3, [])
    assert "headings" in ran.err


@pytest.mark.parametrize("command", [("batch", "-o", "-"), ("learn", "--from")])
def test_other_tables_have_no_sheets(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    source = tmp_path / "in.csv"
    source.write_text(",".join(HEADINGS), "utf-8")
    code, out, err = run(*command, str(source), "--sheet", "a", "--lang", "en")
    assert (code, out) == (3, "")
    assert "is not a workbook" in err
    assert run("learn", "--sheet", "a", "--lang", "en").code == 2


def test_renewals_are_learnt_from_the_first_sheet_that_has_any(run: Run, tmp_path: Path) -> None:
    source = workbook(tmp_path / "in.xlsx", {"표지": (("갱신 현황",),), "기록": RENEWALS})
    chosen = run("learn", "--from", str(source), "--json")
    assert chosen.code == 0
    assert '"renewals": 1' in chosen.out


def test_renewals_are_learnt_from_the_sheet_that_was_chosen(run: Run, tmp_path: Path) -> None:
    source = workbook(tmp_path / "in.xlsx", {"a": table("김"), "b": RENEWALS})
    chosen = run("learn", "--from", str(source), "--sheet", "b", "--json")
    assert chosen.code == 0
    assert '"renewals": 1' in chosen.out
    assert run("learn", "--from", str(source), "--json").code != 0
