"""`advisor batch`: a table of cases in, the same table with its answers out."""

from __future__ import annotations

import csv
import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from freezegun import freeze_time
from pseudo_terminal import session
from python_calamine import load_workbook
from source_tree import ROOT
from xlsxwriter import Workbook

from advisor.book.answer_columns import ANSWER_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from command_line import Ran, Run

    from advisor.book.cells import Cell

BOM = b"\xef\xbb\xbf"
HEADINGS = (
    "고객", "policy.start", "올해 보험료", "등급", "policy.own_damage", "사고일", "사고 종류",
    "내 차 수리비",
)  # fmt: skip
ROW = ("김", "2026-03-02", "82만", "16", "예", "26.11.19", "기둥", "180만")


@pytest.fixture(autouse=True)
def _on_a_day() -> object:
    with freeze_time("2026-11-21"):
        yield


def csv_bytes(*rows: Sequence[str], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def read(content: bytes) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))]


def changed(row: Sequence[str] = ROW, **cells: str) -> tuple[str, ...]:
    """Return a row with some cells changed, each named by its column: `c2="…"`."""
    return tuple(cells.get(f"c{place}", cell) for place, cell in enumerate(row))


def answers(run: Run, tmp_path: Path, content: bytes, *arguments: str) -> tuple[Ran, Path]:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(content)
    return run("batch", str(source), "-o", str(out), *arguments), out


def test_a_row_is_answered_behind_its_own_columns(run: Run, tmp_path: Path) -> None:
    ran, out = answers(run, tmp_path, csv_bytes(HEADINGS, ROW))
    assert (ran.code, ran.out) == (0, "")
    assert out.read_bytes().startswith(BOM)
    (row,) = read(out.read_bytes())
    assert [*row] == [*HEADINGS, *ANSWER_COLUMNS]
    assert [row[name] for name in HEADINGS] == [*ROW]
    assert row["verdict"]
    assert (row["payout"], row["deductible"], row["crossed"]) == ("1440000", "360000", "false")
    assert (row["refund_by"], row["problems"]) == ("2027-03-01", "")


def test_what_programs_and_messengers_leave_beside_values_plays_no_part(
    run: Run, tmp_path: Path
) -> None:
    _, out = answers(run, tmp_path, csv_bytes(HEADINGS, ROW))
    (wanted,) = read(out.read_bytes())
    headings = [f"\u200b{heading}\ufeff" for heading in HEADINGS]
    copied = ("김", "2026-03-02\u200b", "820000.0", "16.0", "\u200e예", "20261119.0", "기둥\u2060",
              "1,800,000.00")  # fmt: skip
    ran, out = answers(run, tmp_path, csv_bytes(headings, copied))
    assert (ran.code, ran.err.count("carried over")) == (0, 0)
    (row,) = read(out.read_bytes())
    assert [row[name] for name in ANSWER_COLUMNS] == [wanted[name] for name in ANSWER_COLUMNS]


def test_rows_keep_their_order_in_any_number_of_processes(run: Run, tmp_path: Path) -> None:
    rows = [changed(c0=str(n), c2="" if n % 7 == 3 else f"{60 + n % 50}만") for n in range(230)]
    table = csv_bytes(HEADINGS, *rows)
    one, out = answers(run, tmp_path, table)
    alone = out.read_bytes()
    two, out = answers(run, tmp_path, table, "--jobs", "2")
    assert (one.code, two.code) == (5, 5)
    assert out.read_bytes() == alone
    assert [row["고객"] for row in read(alone)] == [str(n) for n in range(230)]


def test_refused_rows_are_mended_and_run_again(run: Run, tmp_path: Path) -> None:
    errors = tmp_path / "errors.csv"
    table = csv_bytes(HEADINGS, ROW, changed(c0="이", c2="많이", c5="내일"), ROW)
    ran, out = answers(run, tmp_path, table, "--errors", str(errors))
    assert ran.code == 5
    assert str(errors) in ran.err
    rows = read(out.read_bytes())
    assert [bool(row["verdict"]) for row in rows] == [True, False, True]
    (refused,) = read(errors.read_bytes())
    assert [*refused] == [*HEADINGS, "problems"]
    assert refused["problems"] == rows[1]["problems"]
    assert refused["problems"].startswith("policy.premium: ")
    assert "accident.day: " in refused["problems"]
    mended = errors.read_text("utf-8-sig").replace("많이", "80만").replace("내일", "어제")
    ran, out = answers(run, tmp_path, mended.encode())
    assert ran.code == 0
    (row,) = read(out.read_bytes())
    assert [*row] == [*HEADINGS, *ANSWER_COLUMNS]
    assert row["problems"] == ""


def test_a_problem_names_the_column_as_the_table_heads_it(run: Run, tmp_path: Path) -> None:
    """A problem gives the path for programs, and then the heading that the table itself uses."""
    table = csv_bytes(("고객", "보험 시작일", "보험료 (만원)", "사고 날짜", "사고유형"),
                      ("김", "2026-03-02", "많이", "", "기둥"))  # fmt: skip
    ran, out = answers(run, tmp_path, table, "--lang", "ko")
    said = read(out.read_bytes())[0]["problems"]
    assert "policy.premium: [보험료 (만원)] " in said
    assert "accident.day: [사고 날짜] " in said
    assert "[사고 날짜]" in ran.err
    bare = csv_bytes(
        ("고객", "보험 시작일", "보험료", "사고유형"), ("김", "2026-03-02", "82만", "기둥")
    )
    _, out = answers(run, tmp_path, bare, "--lang", "ko")
    assert "accident.day: [사고일] " in read(out.read_bytes())[0]["problems"]


def test_a_problem_of_a_second_past_claim_is_named_as_the_table_numbers_it(
    run: Run, tmp_path: Path
) -> None:
    """A problem of the second past claim names the second column, even if the first is empty."""
    table = csv_bytes((*HEADINGS, "과거사고 1", "과거사고 2"), (*ROW, "", "2027-05-02 80만"))
    _, out = answers(run, tmp_path, table, "--lang", "ko")
    (row,) = read(out.read_bytes())
    assert "claim[1].day: [과거사고 2] " in row["problems"]


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ("보험료", "policy.premium", ("82만", "820,000", "83만")),
        ("지난 사고일 1", "claim[0].day", ("2024-05-10", "24.5.10", "2024-05-11")),
    ],
)
def test_two_columns_of_one_key_have_to_agree(
    run: Run, tmp_path: Path, first: str, second: str, both: tuple[str, str, str]
) -> None:
    """Two columns may state one key; a row in which they differ is refused, and both are named."""
    said, alike, unlike = both
    headings = ("고객", "보험 시작일", "사고일", "사고 종류", "내 차 수리비", first, second)
    row = ("김", "2026-03-02", "2026-11-19", "기둥", "180만")
    cells = ((said, alike), (said, ""), ("", said), (said, unlike))
    rows = [(*row, *pair) for pair in cells]
    table = csv_bytes(headings, *rows)
    ran, out = answers(run, tmp_path, table, "--default", "policy.premium=82만", "--lang", "en")
    assert ran.code == 5
    found = read(out.read_bytes())
    assert [bool(one["verdict"]) for one in found] == [True, True, True, False]
    assert f"“{first}” says “{said}” and “{second}” says “{unlike}”" in found[3]["problems"]


def test_the_line_that_names_the_separator_is_no_row(run: Run, tmp_path: Path) -> None:
    """Excel reads the line `sep=;` but does not show it, so its second row is the first client."""
    table = b"sep=;\r\n" + csv_bytes(HEADINGS, changed(c2="많이"), ROW, delimiter=";")
    ran, out = answers(run, tmp_path, table, "--lang", "ko")
    assert [bool(row["verdict"]) for row in read(out.read_bytes())] == [False, True]
    assert "2행 김" in ran.err
    assert "sep=" not in ran.err


@pytest.mark.parametrize("option", ["-o", "--errors", "--messages"])
def test_a_table_is_not_written_over(run: Run, tmp_path: Path, option: str) -> None:
    """No output may replace the input, whose other sheets, formatting and rows would be lost."""
    source = tmp_path / "in.csv"
    source.write_bytes(csv_bytes(HEADINGS, ROW))
    before = source.read_bytes()
    outputs = {"-o": str(tmp_path / "out.csv")} | {option: str(tmp_path / "." / "in.csv")}
    ran = run("batch", str(source), *(word for pair in outputs.items() for word in pair))
    assert ran.code == 2
    assert "in.csv" in ran.err
    assert source.read_bytes() == before


def test_a_default_that_a_column_goes_before_is_told(run: Run, tmp_path: Path) -> None:
    table = csv_bytes(HEADINGS, changed(c3=""))
    default = ("--default", "등급=16", "--default", "과실=1", "--lang", "ko")
    ran, _ = answers(run, tmp_path, table, *default)
    assert ran.code == 0
    (said,) = [line for line in ran.err.splitlines() if "--default" in line]
    assert "등급" in said
    assert "과실" not in said


@pytest.mark.parametrize("columns", [ANSWER_COLUMNS, ("verdict", "payout"), ("problems",)])
def test_its_own_output_may_be_run_again(run: Run, tmp_path: Path, columns: Sequence[str]) -> None:
    """An output may be the next input: its answers are made anew, and never read as statements."""
    wanted = ("--columns", ",".join(columns))
    _, out = answers(run, tmp_path, csv_bytes(HEADINGS, ROW), *wanted)
    first = out.read_bytes()
    ran, out = answers(run, tmp_path, first, *wanted)
    assert ran.code == 0
    assert out.read_bytes() == first
    assert [*read(first)[0]] == [*HEADINGS, *columns]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: BOM + text.encode(),
        lambda text: text.encode("cp949"),
        lambda text: text.encode("utf-16"),
    ],
    ids=["utf-8", "with a mark", "cp949", "utf-16"],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_as_spreadsheets_write_it(
    run: Run, tmp_path: Path, encode: object, delimiter: str
) -> None:
    text = csv_bytes(HEADINGS, ROW, delimiter=delimiter).decode()
    ran, out = answers(run, tmp_path, encode(text))  # type: ignore[operator]
    assert ran.code == 0
    assert [read(out.read_bytes())[0][name] for name in HEADINGS] == [*ROW]


def test_blank_rows_keep_their_place_but_for_the_last(run: Run, tmp_path: Path) -> None:
    blank = ("",) * len(HEADINGS)
    ran, out = answers(run, tmp_path, csv_bytes(blank, HEADINGS, ROW, blank, ROW, blank, blank))
    assert ran.code == 0
    assert [row["고객"] for row in read(out.read_bytes())] == ["김", "", "김"]


@pytest.mark.parametrize("rows", [(), (("",) * len(HEADINGS),)])
def test_headings_without_a_row_are_no_missing_table(
    run: Run, tmp_path: Path, rows: tuple[tuple[str, ...], ...]
) -> None:
    ran, out = answers(run, tmp_path, csv_bytes(HEADINGS, *rows), "--lang", "en")
    assert (ran.code, out.exists()) == (3, False)
    assert "in.csv has headings, but no rows below them." in ran.err


def test_headings_are_found_below_a_title(run: Run, tmp_path: Path) -> None:
    """Lines above the headings (a title, a day, a name) are skipped, and a note says how many."""
    titles = [("2026년 11월 사고 고객",), (), ("", "담당자: 이"), ("",)]
    ran, out = answers(run, tmp_path, csv_bytes(*titles, HEADINGS, ROW, ROW), "--lang", "ko")
    assert ran.code == 0
    assert "2줄" in ran.err
    rows = read(out.read_bytes())
    assert [[row[name] for name in HEADINGS] for row in rows] == [[*ROW], [*ROW]]
    assert all(row["verdict"] for row in rows)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_row_is_called_by_its_number_in_the_spreadsheet(
    run: Run, tmp_path: Path, ending: str
) -> None:
    """Blank lines count in the number of a row, both above the headings and between the rows."""
    bad = changed(c2="많이")
    lines = [(), (), ("2026년 11월",), (), HEADINGS, ROW, (), bad, bad]
    table = tmp_path / f"in.{ending}"
    if ending == "csv":
        table.write_bytes(csv_bytes(*lines))
    else:
        with Workbook(table) as book:
            page = book.add_worksheet()
            for number, row in enumerate(lines):
                page.write_row(number, 0, row)
    ran = run("batch", str(table), "-o", str(tmp_path / "out.csv"), "--lang", "en")
    assert [line[:6] for line in ran.err.splitlines()[-2:]] == ["row 8,", "row 9,"]


@pytest.mark.parametrize("word", ["합계", "총 계", "TOTAL"])
def test_totals_and_repeated_headings_are_no_cases(run: Run, tmp_path: Path, word: str) -> None:
    """Totals and repeated headings stay in place without an answer, and a note says how many."""
    totals = (word, "", "1억 2천", "", "", "", "", "360만")
    table = csv_bytes(HEADINGS, ROW, HEADINGS, ROW, totals)
    errors = tmp_path / "errors.csv"
    ran, out = answers(run, tmp_path, table, "--errors", str(errors), "--lang", "en")
    assert ran.code == 0
    assert "2 answered" in ran.err
    assert "2 rows of totals" in ran.err
    rows = read(out.read_bytes())
    assert [bool(row["verdict"]) for row in rows] == [True, False, True, False]
    assert [*rows[3].values()][: len(totals)] == [*totals]
    assert not any(row["problems"] for row in rows)
    assert read(errors.read_bytes()) == []


def test_a_client_may_be_called_as_totals_are(run: Run, tmp_path: Path) -> None:
    ran, out = answers(run, tmp_path, csv_bytes(HEADINGS, changed(c0="합계")))
    assert ran.code == 0
    assert read(out.read_bytes())[0]["verdict"]


def test_a_row_with_more_cells_than_headings_is_refused(run: Run, tmp_path: Path) -> None:
    """A row with a cell too many is refused: an unquoted comma has shifted the cells behind it."""
    ran, out = answers(run, tmp_path, csv_bytes(HEADINGS, ROW, (*ROW, "더")), "--lang", "en")
    assert ran.code == 5
    sound, shifted = read(out.read_bytes())
    assert (bool(sound["verdict"]), sound["problems"]) == (True, "")
    assert not shifted["verdict"]
    assert "9 cells under 8 headings" in shifted["problems"]


def test_cells_are_written_so_that_no_spreadsheet_runs_them(run: Run, tmp_path: Path) -> None:
    names = ["=SUM(A1:A9)", "+82-10-1234-5678", "-1+1", "@cmd", "\t=1", "＝1", "-1200", "a=b"]
    table = csv_bytes(HEADINGS, *(changed(c0=name) for name in names))
    ran, out = answers(run, tmp_path, table)
    assert ran.code == 0
    written = [row["고객"] for row in read(out.read_bytes())]
    assert written == [*(f"'{name}" for name in names[:6]), *names[6:]]
    again, out = answers(run, tmp_path, out.read_bytes())
    assert again.code == 0
    assert [row["고객"] for row in read(out.read_bytes())] == written


def test_a_workbook_holds_texts_numbers_and_days(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    workbook(
        source,
        HEADINGS,
        ("=SUM(A1)", date(2026, 3, 2), 820_000, 16, "예", 46345, "기둥", 1_800_000.0),
        (
            "https://x.test",
            datetime.fromisoformat("2026-03-02T09:30"),
            "82만",
            "16등급",
            "O",
            "46345",
            "벽",
            "180만",
        ),
    )
    ran = run("batch", str(source), "-o", str(out))
    assert ran.code == 0
    rows = sheet(out)
    assert rows[0] == [*HEADINGS, *ANSWER_COLUMNS]
    assert [row[0] for row in rows[1:]] == ["=SUM(A1)", "https://x.test"]
    assert rows[1][1] == date(2026, 3, 2)
    margin = len(HEADINGS) + ANSWER_COLUMNS.index("payout")
    assert [row[margin] for row in rows[1:]] == [1_440_000, 1_440_000]
    assert rows[1][len(HEADINGS) :] == rows[2][len(HEADINGS) :]


def workbook(path: Path, *rows: Sequence[Cell]) -> None:
    with Workbook(str(path), {"strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                style = (day,) if isinstance(cell, date) else ()
                page.write(number, place, cell, *style)


def sheet(path: Path) -> list[list[object]]:
    return [[*row] for row in load_workbook(str(path)).get_sheet_by_index(0).iter_rows()]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("day", ["2026-11-21", "2028-02-29", "2027-01-01"])
def test_the_template_can_be_run_as_it_is(
    run: Run, tmp_path: Path, ending: str, language: str, day: str
) -> None:
    template, out = tmp_path / f"template.{ending}", tmp_path / f"out.{ending}"
    with freeze_time(day):
        assert run("batch", "--template", str(template), "--lang", language).code == 0
        ran = run("batch", str(template), "-o", str(out), "--lang", language)
    assert ran.code == 0
    assert ran.err.splitlines()[0] == {"ko": "2건 답함", "en": "2 answered"}[language]


def test_the_template_heads_each_column_with_what_its_numbers_count(
    run: Run, tmp_path: Path
) -> None:
    """A heading of the template says what its numbers are: won, per cent, or which past claim."""
    template = tmp_path / "template.csv"
    assert run("batch", "--template", str(template), "--lang", "ko").code == 0
    headings = {*read(template.read_bytes())[0]}
    assert {"올해 보험료 (원)", "내 과실 (%)", "자기부담금 비율 (%)", "지난 사고일 1"} <= headings
    assert {"할인할증등급", "사고일", "사고 종류"} <= headings


def test_streams_are_csv(run: Run) -> None:
    ran = run(
        "batch", "-", "-o", "-", "--columns", "verdict,margin", stdin=csv_bytes(HEADINGS, ROW)
    )
    assert ran.code == 0
    (row,) = read(ran.out.encode())
    assert [*row] == [*HEADINGS, "verdict", "margin"]


def test_a_pipe_is_read_and_written_into(tmp_path: Path) -> None:
    """A shell's `<(…)` and `>(…)` can be read and written, although a pipe cannot be rewound."""
    source = tmp_path / "in.csv"
    source.write_bytes(csv_bytes(HEADINGS, ROW))
    line = f"{sys.executable} -m advisor batch <(cat {source}) -o >(cat) --columns verdict"
    done = subprocess.run(  # noqa: S603 - a line of our own
        ["/bin/bash", "-c", f"{line}; wait"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert [*read(done.stdout)[0]] == [*HEADINGS, "verdict"]


def test_defaults_fill_what_has_no_column(run: Run, tmp_path: Path) -> None:
    headings, row = (*HEADINGS[:4], *HEADINGS[5:]), (*ROW[:4], *ROW[5:])
    given = ["--default", "자차 담보=가입", "--default", "accident.cash_repair=150만"]
    ran, out = answers(run, tmp_path, csv_bytes(headings, row), *given)
    assert ran.code == 0
    assert read(out.read_bytes())[0]["payout"] == "1440000"
    without, out = answers(run, tmp_path, csv_bytes(headings, row))
    assert without.code == 0
    assert read(out.read_bytes())[0]["payout"] == "0"


def test_a_default_does_not_take_the_place_of_a_column(run: Run, tmp_path: Path) -> None:
    """A default fills no empty cell of an existing column: that client's grade is unknown."""
    rows = csv_bytes(HEADINGS, changed(c3=""))
    ran, out = answers(run, tmp_path, rows, "--default", "policy.grade=5")
    assert ran.code == 0
    assert "policy.grade=16" in read(out.read_bytes())[0]["assumed"]


@pytest.mark.parametrize(
    ("headings", "cells", "arguments"),
    [
        (HEADINGS, {"c2": "82", "c7": "180"}, ["--unit", "만원"]),
        (HEADINGS, {"c2": "820", "c7": "1,800"}, ["--unit", "천원"]),
        (HEADINGS, {"c2": "82만", "c7": "180"}, ["--unit", "만원"]),
        (
            changed(HEADINGS, c2="올해 보험료(만원)", c7="내 차 수리비 (천원)"),
            {"c2": "82", "c7": "1800"},
            [],
        ),
    ],
)
def test_bare_numbers_count_in_a_unit(
    run: Run, tmp_path: Path, headings: Sequence[str], cells: dict[str, str], arguments: list[str]
) -> None:
    usual, out = answers(run, tmp_path, csv_bytes(HEADINGS, ROW))
    expected = read(out.read_bytes())[0]
    ran, out = answers(run, tmp_path, csv_bytes(headings, changed(**cells)), *arguments)
    assert (usual.code, ran.code) == (0, 0)
    row = read(out.read_bytes())[0]
    assert [row[name] for name in ANSWER_COLUMNS] == [expected[name] for name in ANSWER_COLUMNS]


@pytest.mark.parametrize(
    ("kind", "said"),
    [("기둥", "It has neither a repair bill nor damage of the other party"),
     ("도난", "If the car is not found")],
)  # fmt: skip
def test_a_row_without_a_bill_is_told_what_it_waits_for(
    run: Run, tmp_path: Path, kind: str, said: str
) -> None:
    """A row without a bill needs an estimate, but that of a stolen car waits for the car."""
    ran, _ = answers(run, tmp_path, csv_bytes(HEADINGS, changed(c6=kind, c7="")), "--lang", "en")
    assert ran.code == 0
    told = [line for line in ran.err.splitlines() if line.startswith("row 2")]
    assert len(told) == 1
    assert said in told[0]


def test_columns_that_are_no_key_may_be_called_alike(run: Run, tmp_path: Path) -> None:
    ran, out = answers(run, tmp_path, csv_bytes((*HEADINGS, "메모", "메모"), (*ROW, "하나", "둘")))
    assert ran.code == 0
    assert b"\xed\x95\x98\xeb\x82\x98,\xeb\x91\x98," in out.read_bytes()


def test_a_huge_cell_travels(run: Run, tmp_path: Path) -> None:
    long = "가" * 200_000
    ran, out = answers(run, tmp_path, csv_bytes(HEADINGS, changed(c0=long)))
    assert ran.code == 0
    csv.field_size_limit(10**6)
    assert read(out.read_bytes())[0]["고객"] == long
    book = tmp_path / "out.xlsx"
    assert run("batch", str(tmp_path / "in.csv"), "-o", str(book)).code == 0
    assert sheet(book)[1][0] == long[:32_766] + "…"


def test_a_huge_cell_of_a_key_is_a_problem_of_its_row(run: Run, tmp_path: Path) -> None:
    ran, out = answers(run, tmp_path, csv_bytes(HEADINGS, ROW, changed(c2="9" * 100_000)))
    assert ran.code == 5
    assert len(read(out.read_bytes())[1]["problems"]) < 1_000


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "in.csv"),
        (b"\n\n", "in.csv"),
        ("고객,메모\n김,x\n".encode(), "in.csv"),
        (csv_bytes(HEADINGS), "in.csv"),
        (b"\x81\xff\xff\x00", "in.csv"),
        (b"PK\x03\x04no workbook", "in.xlsx"),
        (b"", "in.xlsx"),
    ],
)
def test_what_holds_no_table_is_said_in_a_line_and_leaves_the_output(
    run: Run, tmp_path: Path, content: bytes, name: str
) -> None:
    source, out = tmp_path / name, tmp_path / "out.csv"
    source.write_bytes(content)
    out.write_text("as it was", "utf-8")
    ran = run("batch", str(source), "-o", str(out))
    assert (ran.code, ran.out) == (3, "")
    assert str(source) in ran.err
    assert out.read_text("utf-8") == "as it was"
    assert [*tmp_path.glob(".*")] == []


def test_all_refused_is_an_exit_code_of_its_own(run: Run, tmp_path: Path) -> None:
    ran, out = answers(run, tmp_path, csv_bytes(HEADINGS, changed(c2="")))
    assert ran.code == 3
    assert read(out.read_bytes())[0]["problems"].startswith("policy.premium: ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["in.csv"],
        ["missing.csv", "-o", "out.csv"],
        ["in.csv", "-o", "out.pdf"],
        ["in.doc", "-o", "out.csv"],
        ["in.csv", "-o", "out.csv", "--errors", "out.csv"],
        ["in.csv", "-o", "out.csv", "--unit", "yen"],
        ["in.csv", "-o", "out.csv", "--columns", "verdikt"],
        ["in.csv", "-o", "out.csv", "--default", "policy.grade"],
        ["in.csv", "-o", "out.csv", "--jobs", "0"],
        ["in.csv", "-o", "no/such/folder/out.csv"],
        ["--template", "template.doc"],
    ],
    ids=" ".join,
)
def test_wrong_usage(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.csv").write_bytes(csv_bytes(HEADINGS, ROW))
    ran = run("batch", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert {path.name for path in tmp_path.iterdir()} == {"in.csv"}


def test_a_default_that_is_no_key_names_the_nearest(run: Run, tmp_path: Path) -> None:
    table = csv_bytes(HEADINGS, ROW)
    ran, _ = answers(run, tmp_path, table, "--default", "policy.grad=5", "--lang", "en")
    assert ran.code == 2
    assert "policy.grade" in ran.err
    unread, _ = answers(run, tmp_path, table, "--default", "현금 수리비=많이")
    assert unread.code == 3
    assert "accident.cash_repair" in unread.err


@pytest.mark.parametrize(
    ("language", "open_"), [("en", ("mean ?", "name:\n")), ("ko", ("혹시 인가", "이름:\n"))]
)
def test_a_key_that_is_like_none_is_given_no_empty_name(
    run: Run, tmp_path: Path, language: str, open_: tuple[str, ...], case_path: Path
) -> None:
    table = csv_bytes(HEADINGS, ROW)
    ran, _ = answers(run, tmp_path, table, "--default", "zzz=1", "--lang", language)
    compared = run("compare", str(case_path), "--set", "zzz=1", "--lang", language)
    assert (ran.code, compared.code) == (2, 3)
    for _, _, err in (ran, compared):
        assert "policy.grade" in err
        assert not any(words in err for words in open_)


@pytest.mark.parametrize("missing", ["python_calamine", "xlsxwriter"])
def test_a_missing_extra_names_its_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    book = tmp_path / "in.xlsx"
    workbook(book, HEADINGS, ROW)
    monkeypatch.setitem(sys.modules, missing, None)
    ran = run("batch", str(book), "-o", str(tmp_path / "out.xlsx"))
    assert ran.code == 2
    assert "pip install" in ran.err
    assert "[excel]" in ran.err
    assert not (tmp_path / "out.xlsx").exists()


def test_what_every_case_needs_and_no_column_has_is_told(run: Run, tmp_path: Path) -> None:
    headings, row = ("담당자", *HEADINGS[1:-2]), ROW[:-2]
    ran, _ = answers(run, tmp_path, csv_bytes(headings, row), "--lang", "ko")
    assert ran.code == 3
    assert "사고 종류 (accident.kind)" in ran.err
    assert "담당자" in ran.err


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_ended_half_way_leaves_the_output_as_it_was(
    tmp_path: Path, end: signal.Signals
) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(csv_bytes(HEADINGS, *[ROW] * 20_000))
    out.write_text("as it was", "utf-8")
    command = [sys.executable, "-m", "advisor", "batch", str(source), "-o", str(out)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as running:  # noqa: S603 - ours
        while not any(half.stat().st_size for half in tmp_path.glob(".out.csv*")):
            assert running.poll() is None
            time.sleep(0.02)
        running.send_signal(end)
    assert running.returncode == (-end if end is signal.SIGKILL else 128 + end)
    assert out.read_text("utf-8") == "as it was"
    assert len([*tmp_path.iterdir()]) == (3 if end is signal.SIGKILL else 2)


def test_a_run_that_is_ended_says_which_cases_are_saved(tmp_path: Path) -> None:
    source, home = tmp_path / "in.csv", tmp_path / "home"
    source.write_bytes(csv_bytes(HEADINGS, *(changed(c0=f"김{n}") for n in range(5_000))))
    command = [sys.executable, "-m", "advisor", "batch", str(source), "--save", "--lang", "en"]
    command += ["--default", "as_of=2026-11-21"]
    places = {**os.environ, "ADVISOR_HOME": str(home)}
    piped = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=places, stderr=piped, text=True) as running:  # noqa: S603 - ours
        while saved_in(home) < 5:
            assert running.poll() is None
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=30)
    assert running.returncode == 130
    saved = saved_in(home)  # the signal may come between a case and its count
    assert any(f"saved as cases ({known:,} new" in told for known in (saved - 1, saved))


@pytest.mark.parametrize(("out", "bar"), [("-", False), ("answers.csv", True)])
def test_a_bar_shows_how_far_it_is_unless_the_table_is_on_the_same_screen(
    tmp_path: Path, out: str, *, bar: bool
) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(csv_bytes(HEADINGS, ROW, ("\x1b[2J", *ROW[1:])))
    told = ("-m", "advisor", "batch", str(source), "-o", out, "--lang", "en")
    with session(*told, home=tmp_path, folder=tmp_path, PYTHONPATH=str(ROOT)) as batch:
        assert batch.ended() == 0
    assert (b"100%" in batch.written) is bar
    assert b"\x1b[2J" not in batch.written


def saved_in(home: Path) -> int:
    with suppress(sqlite3.OperationalError):  # there is no table yet
        connection = sqlite3.connect(f"file:{home / 'advisor.db'}?mode=ro", uri=True)
        with closing(connection):
            (found,) = connection.execute("SELECT count(*) FROM saved_case").fetchone()
            return int(found)
    return 0


def test_a_process_ends_whose_run_was_killed_before_it_began() -> None:
    """A worker ends at once if its parent is no longer the process that started it."""
    begun = "from advisor.book.answering import _begin; _begin(None, 0, -1); input()"
    command = [sys.executable, "-c", begun]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as waiting:  # noqa: S603 - ours
        assert waiting.wait(30) == 1


def test_no_process_outlives_a_run_that_is_killed(tmp_path: Path) -> None:
    """If a run is killed, its workers end: only then does their common error stream close."""
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(csv_bytes(HEADINGS, *[ROW] * 20_000))
    command = [sys.executable, "-m", "advisor", "batch", str(source), "-o", str(out), "--jobs", "2"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as running:  # noqa: S603 - ours
        while not any(half.stat().st_size for half in tmp_path.glob(".out.csv*")):
            assert running.poll() is None
            time.sleep(0.02)
        running.kill()
        running.communicate(timeout=30)
    assert not out.exists()
