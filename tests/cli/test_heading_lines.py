"""What may surround the headings of a table: titles, units, a second line, cells beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli.test_batch import answers, csv_bytes, read
from cli.test_sheets import table, workbook
from freezegun import freeze_time
from xlsxwriter import Workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from command_line import Ran, Run

GROUPS = (
    "No.", "계약자", "", "", "계약사항", "", "", "사고내역", "", "자차", "대물", "할인할증", "",
)  # fmt: skip
BELOW = (
    "", "성명", "휴대폰", "차량번호", "보험회사", "만기일", "보험료", "사고일자", "사고유형",
    "수리비", "수리비", "등급", "물적할증기준",
)  # fmt: skip
ROW = (
    "1", "김민수", "1023456789", "12가3456", "삼성화재", "2027-03-02", "820,000원", "2026.11.3",
    "추돌", "180만", "90만", "16Z", "200만원",
)  # fmt: skip
PLAIN = (
    "No.", "성명", "휴대폰", "차량번호", "보험회사", "만기일", "보험료", "사고일자", "사고유형",
    "자차 수리비", "대물 수리비", "등급", "물적할증기준",
)  # fmt: skip
COVERED = ("--default", "policy.own_damage=예")


@pytest.fixture(autouse=True)
def _on_a_day() -> object:
    with freeze_time("2026-11-29"):
        yield


def found(run: Run, tmp_path: Path, *rows: Sequence[str]) -> tuple[Ran, list[dict[str, str]]]:
    ran, out = answers(run, tmp_path, csv_bytes(*rows), *COVERED, "--lang", "ko")
    return ran, read(out.read_bytes())


def answer_of(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in ("verdict", "margin", "payout", "refund_by", "problems"))


@pytest.mark.parametrize("above", [[], [("사고접수 명단",), (), ("출력일: 2026-11-29",)]])
def test_headings_may_stand_on_two_lines(
    run: Run, tmp_path: Path, above: list[tuple[str, ...]]
) -> None:
    """A line of groups may stand above the headings: a repair below `대물` is the other car's."""
    _, (plain,) = found(run, tmp_path, PLAIN, ROW)
    ran, (row,) = found(run, tmp_path, *above, GROUPS, BELOW, ROW)
    assert ran.code == 0
    assert answer_of(row) == answer_of(plain)
    assert row["verdict"]
    assert row["자차 수리비"] == "180만"
    assert row["대물 수리비"] == "90만"
    assert "두 줄" in ran.err


def test_groups_that_are_no_headings_stand_above_them(run: Run, tmp_path: Path) -> None:
    """By themselves, `대물` would head a sum and `자차` a cover; here both are only groups."""
    groups = ("", "고객", "", "", "보험", "", "", "사고", "", "자차", "대물", "기타", "")
    _, (plain,) = found(run, tmp_path, PLAIN, ROW)
    ran, (row,) = found(run, tmp_path, groups, BELOW, ROW)
    assert ran.code == 0
    assert answer_of(row) == answer_of(plain)


def test_a_group_says_what_its_columns_are_of(run: Run, tmp_path: Path) -> None:
    """A group adds its word to its columns' headings, before or behind, and its unit to all."""
    groups = (
        "", "고객", "", "차량", "", "보험기간", "", "보험", "", "사고", "", "과실(%)", "",
        "수리비(만원)", "",
    )  # fmt: skip
    below = (
        "순번", "성명", "연락처", "번호", "차종", "시작", "종료", "회사", "보험료", "일자", "유형",
        "본인", "상대", "자차", "대물",
    )  # fmt: skip
    cells = (
        "1", "김", "010-1", "12가3456", "쏘나타", "2026-03-02", "2027-03-02", "삼성", "82만",
        "26.11.3", "추돌", "70", "30", "180", "90",
    )  # fmt: skip
    headings = ("올해 보험료", "보험 시작일", "사고일", "사고 종류", "내 과실(%)", "내 차 수리비",
                "상대방 손해", "보험사")  # fmt: skip
    one_line = ("82만", "2026-03-02", "26.11.3", "추돌", "70", "180만", "90만", "삼성")
    _, (plain,) = found(run, tmp_path, headings, one_line)
    ran, (row,) = found(run, tmp_path, groups, below, cells)
    assert answer_of(row) == answer_of(plain)
    assert ran.code == 0
    assert "차종" in ran.err


@pytest.mark.parametrize("unit", ["(천원)", "천원", "[천 원]"])
def test_units_may_stand_on_a_line_of_their_own(run: Run, tmp_path: Path, unit: str) -> None:
    units = tuple(unit if one in {"보험료", "대물 수리비"} else "" for one in PLAIN)
    thousands = tuple({"820,000원": "820", "90만": "900"}.get(cell, cell) for cell in ROW)
    _, (plain,) = found(run, tmp_path, PLAIN, ROW)
    _, (row,) = found(run, tmp_path, PLAIN, units, thousands)
    assert answer_of(row) == answer_of(plain)


def test_rows_are_no_second_line_of_headings(run: Run, tmp_path: Path) -> None:
    """A row of data is not taken for headings, even if its cells hold words that head columns."""
    told = tuple("대물" if one == "추돌" else one for one in ROW)
    ran, rows = found(run, tmp_path, PLAIN, told, ROW)
    assert len(rows) == 2
    assert "두 줄" not in ran.err


@pytest.mark.parametrize("above", ["(단위: 천원)", "2026년 11월  단위 : 천원"])
def test_a_unit_above_the_headings_counts_for_bare_sums(
    run: Run, tmp_path: Path, above: str
) -> None:
    """The unit is written into the headings, so that refused rows can be run without its line."""
    rows = [
        tuple({"820,000원": "820", "90만": amount}.get(cell, cell) for cell in ROW)
        for amount in ("900", "많이")
    ]
    _, (plain,) = found(run, tmp_path, PLAIN, ROW)
    errors = tmp_path / "errors.csv"
    content = csv_bytes((above,), PLAIN, *rows)
    ran, out = answers(run, tmp_path, content, *COVERED, "--errors", str(errors), "--lang", "ko")
    row, _ = read(out.read_bytes())
    assert answer_of(row) == answer_of(plain)
    assert "천원" in ran.err
    mended = errors.read_text("utf-8-sig").replace("많이", "900").encode()
    _, out = answers(run, tmp_path, mended, *COVERED)
    (again,) = read(out.read_bytes())
    assert answer_of(again) == answer_of(plain)


def test_a_unit_above_the_headings_counts_in_a_past_accident_too(run: Run, tmp_path: Path) -> None:
    head = (*PLAIN, "지난사고")
    _, (plain,) = found(run, tmp_path, head, (*ROW, "24.5.10 90만"))
    ran, (row,) = found(run, tmp_path, ("(단위: 만원)",), head, (*ROW, "24.5.10 90"))
    assert ran.code == 0
    assert answer_of(row) == answer_of(plain)


def test_the_first_sheet_with_headings_is_read(run: Run, tmp_path: Path) -> None:
    """A cover sheet and a telephone list are skipped, because they have no headings of cases."""
    cover = (("2026년 11월 사고접수 현황",), ("부산 한빛대리점",))
    people = (("담당", "연락처"), ("김영희", "201"))
    sheets = {"표지": cover, "담당자": people, "접수": table("김"), "지난달": table("이")}
    out = tmp_path / "out.csv"
    ran = run("batch", str(workbook(tmp_path / "in.xlsx", sheets)), "-o", str(out), "--lang", "ko")
    assert ran.code == 0
    assert [row["고객"] for row in read(out.read_bytes())] == ["김"]
    assert "“접수”" in ran.err
    assert "표지, 담당자, 지난달" in ran.err


def test_without_headings_all_sheets_are_named(run: Run, tmp_path: Path) -> None:
    source = workbook(tmp_path / "in.xlsx", {"표지": (("현황",),), "코드": (("서울", "1"),)})
    ran = run("batch", str(source), "-o", str(tmp_path / "out.csv"), "--lang", "ko")
    assert ran.code == 3
    assert "코드" in ran.err


def test_blank_cells_beside_a_table_play_no_part(run: Run, tmp_path: Path) -> None:
    """Blank cells beside a table are ignored: a spreadsheet writes one for each formatted cell."""
    _, (plain,) = found(run, tmp_path, PLAIN, ROW)
    beside = ("", " ", "")
    for headings, cells in (((*PLAIN, *beside), (*ROW, *beside)), (PLAIN, (*ROW, *beside))):
        ran, (row,) = found(run, tmp_path, headings, cells)
        assert ran.code == 0
        assert answer_of(row) == answer_of(plain)


def test_a_remark_beside_a_table_refuses_no_row(run: Run, tmp_path: Path) -> None:
    """A remark beside the table is copied without a heading, and the output can be run again."""
    remarked = (*ROW, "", "다시 전화")
    source, out = tmp_path / "in.xlsx", tmp_path / "out.csv"
    with Workbook(source) as book:
        page = book.add_worksheet()
        for number, cells in enumerate((PLAIN, ROW, remarked)):
            page.write_row(number, 0, cells)
    ran = run("batch", str(source), "-o", str(out), *COVERED)
    assert ran.code == 0
    first = out.read_bytes()
    assert "다시 전화" in first.decode()
    again, out = answers(run, tmp_path, first, *COVERED)
    assert again.code == 0
    assert out.read_bytes() == first


def test_a_cover_with_borders_alone_holds_nothing(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "in.xlsx", tmp_path / "out.csv"
    with Workbook(source) as book:
        cover = book.add_worksheet("표지")
        cover.write_blank(0, 0, None, book.add_format({"border": 1}))
        cover.write_string(2, 1, " ")
        page = book.add_worksheet("계약")
        for number, cells in enumerate((PLAIN, ROW)):
            page.write_row(number, 0, cells)
    assert run("batch", str(source), "-o", str(out), *COVERED).code == 0


def test_a_footnote_is_no_case(run: Run, tmp_path: Path) -> None:
    ran, rows = found(run, tmp_path, PLAIN, ROW, (), ("※ 대외비",), ("* 문의: 201번",))
    assert ran.code == 0
    assert [row["No."] for row in rows] == ["1", "", "※ 대외비", "* 문의: 201번"]
    assert not any(row["problems"] for row in rows)
