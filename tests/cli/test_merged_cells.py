"""Tables as people make them: cells merged over several rows, two columns for one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli.test_batch import answers, csv_bytes, read
from freezegun import freeze_time
from xlsxwriter import Workbook

from advisor.cases import open_cases

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from command_line import Ran, Run

HEADINGS = (
    "고객", "연락처", "차량번호", "보험 시작일", "올해 보험료", "사고일", "사고 종류",
    "내 차 수리비", "자차 담보",
)  # fmt: skip
KIM = ("김민수", "010-1234-5678", "12가3456", "2026-03-02", "82만")
FIRST = (*KIM, "2026-11-01", "기둥", "180만", "예")
SECOND = (*KIM, "2026-11-10", "벽", "90만", "예")
LEE = (
    "이영희",
    "010-2222-3333",
    "34나5678",
    "2026-05-01",
    "70만",
    "2026-11-11",
    "벽",
    "50만",
    "예",
)
NAME, PHONE, PLATE, START, PREMIUM = range(5)
BLANK = ""


@pytest.fixture(autouse=True)
def _on_a_day(home: Path) -> object:
    with freeze_time("2026-11-21"):
        yield home


def without(row: Sequence[str], *places: int) -> tuple[str, ...]:
    """Return a row whose cells at these places are blank, as if merged with those above."""
    return tuple(BLANK if at in places else text for at, text in enumerate(row))


def merged(
    path: Path,
    rows: Sequence[Sequence[str]],
    cells: Sequence[tuple[int, int, int]],
    at: tuple[int, int] = (0, 0),
) -> Path:
    """Write a workbook from the corner `at`; `cells` to merge are (first row, last row, column)."""
    down, along = at
    with Workbook(str(path)) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number + down, along, row)
        for first, last, column in cells:
            here, text = column + along, rows[first][column]
            page.merge_range(first + down, here, last + down, here, text)
    return path


def run_on(run: Run, source: Path, *arguments: str) -> tuple[Ran, list[dict[str, str]]]:
    out = source.with_name("out.csv")
    ran = run("batch", str(source), "-o", str(out), *arguments)
    return ran, read(out.read_bytes()) if out.exists() else []


@pytest.mark.parametrize("at", [(0, 0), (3, 2)])
def test_what_is_merged_over_several_rows_is_said_of_each(
    run: Run, tmp_path: Path, at: tuple[int, int]
) -> None:
    """A client or policy figure merged over several rows counts for each, wherever the table is."""
    plain = merged(tmp_path / "plain.xlsx", (HEADINGS, FIRST, SECOND, LEE), ())
    _, wanted = run_on(run, plain)
    places = (NAME, PHONE, PLATE, START, PREMIUM)
    table = (HEADINGS, FIRST, without(SECOND, *places), LEE)
    source = merged(tmp_path / "in.xlsx", table, [(1, 2, place) for place in places], at)
    ran, found = run_on(run, source, "--lang", "ko")
    assert ran.code == 0
    assert found == wanted
    assert "병합된 칸은 줄마다 같은 값으로 읽었습니다: 고객, 연락처, 차량번호" in ran.err


def test_each_accident_of_a_merged_client_is_a_case_of_that_client(
    run: Run, tmp_path: Path
) -> None:
    table = (HEADINGS, FIRST, without(SECOND, NAME, PHONE), LEE)
    source = merged(tmp_path / "in.xlsx", table, [(1, 2, NAME), (1, 2, PHONE)])
    messages = tmp_path / "messages.txt"
    assert run("batch", str(source), "--save", "--messages", str(messages)).code == 0
    heads = [line for line in messages.read_text("utf-8").splitlines() if line.startswith("[")]
    assert [head.count("김민수 · 12가3456 · 010-1234-5678") for head in heads] == [1, 1, 0]
    with open_cases() as store:
        names = [case.draft.text("client.name") for case in store.cases()]
    assert sorted(names) == ["김민수", "김민수", "이영희"]


def test_a_row_to_mend_takes_what_is_merged_with_it(run: Run, tmp_path: Path) -> None:
    """The file of refused rows repeats the merged values, because nothing stands above them."""
    wrong = without((*SECOND[:7], "lots", "예"), NAME, START)
    source = merged(tmp_path / "in.xlsx", (HEADINGS, FIRST, wrong), [(1, 2, NAME), (1, 2, START)])
    errors = tmp_path / "errors.csv"
    ran, _ = run_on(run, source, "--errors", str(errors))
    assert ran.code == 5
    (row,) = read(errors.read_bytes())
    assert (row["고객"], row["보험 시작일"]) == ("김민수", "2026-03-02")


def test_a_merged_cell_makes_no_case_of_blank_rows_and_no_heading_longer(
    run: Run, tmp_path: Path
) -> None:
    """Cells merged over blank rows make no case; merged headings and titles keep their columns."""
    group = ("고객", "연락처", "차량번호", "보험", "", "사고", "", "", "자차 담보")
    below = ("", "", "", "시작일", "보험료", "일자", "종류", "내 차 수리비", "")
    heads = [(0, 1, place) for place in (NAME, PHONE, PLATE, len(group) - 1)]
    blank = ("",) * len(HEADINGS)
    table = (group, below, FIRST, blank, LEE)
    source = merged(tmp_path / "in.xlsx", table, [*heads, (2, 3, NAME)])
    ran, found = run_on(run, source, "--lang", "en")
    assert ran.code == 0
    assert [row["고객"] for row in found if row["verdict"]] == ["김민수", "이영희"]
    assert [row["고객"] for row in found] == ["김민수", "", "이영희"]


def test_where_a_file_tells_no_merged_cells_rows_without_a_name_are_told(
    run: Run, tmp_path: Path
) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(csv_bytes(HEADINGS, FIRST, without(SECOND, NAME), LEE))
    messages = str(tmp_path / "messages.txt")
    said = run("batch", str(source), "--messages", messages, "--lang", "en").err
    assert "1 row has nothing in 고객. A name is not taken from the row above" in said
    source.write_bytes(csv_bytes(HEADINGS, FIRST, SECOND, LEE))
    assert "has nothing in" not in run("batch", str(source), "--messages", messages).err


def test_of_two_columns_that_state_one_thing_the_filled_one_counts(
    run: Run, tmp_path: Path
) -> None:
    headings = (*HEADINGS, "보험료(만원)")
    rows = ((*FIRST, ""), (*without(SECOND, PREMIUM), "82"), (*LEE, "70"))
    plain, _ = answers(run, tmp_path, csv_bytes(HEADINGS, FIRST, SECOND, LEE), "--lang", "en")
    assert plain.code == 0
    wanted = read((tmp_path / "out.csv").read_bytes())
    ran, out = answers(run, tmp_path, csv_bytes(headings, *rows), "--lang", "en")
    assert ran.code == 0
    assert [row["margin"] for row in read(out.read_bytes())] == [row["margin"] for row in wanted]
    assert "올해 보험료 and 보험료(만원) are the same key" in ran.err


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_row_in_which_two_columns_differ_is_refused_naming_both(
    run: Run, tmp_path: Path, language: str
) -> None:
    headings = (*HEADINGS, "견적")
    rows = ((*FIRST, "170만"), (*SECOND, "900,000"))
    ran, out = answers(run, tmp_path, csv_bytes(headings, *rows), "--lang", language)
    assert ran.code == 5
    refused, kept = read(out.read_bytes())
    assert kept["verdict"]
    said = refused["problems"]
    assert said.startswith("accident.own_damage: [내 차 수리비] ")
    named = ("“내 차 수리비”", "“180만”", "“견적”", "“170만”")
    assert [words for words in named if words not in said] == []


ENDS = tuple(f"accident.own_damage.{end}" for end in ("low", "likely", "high"))


def test_an_estimate_is_read_from_a_column_for_each_of_its_ends(run: Run, tmp_path: Path) -> None:
    """Columns for low, likely and high count like one typed estimate, and override a default."""
    headings, bill = (*HEADINGS, *ENDS), HEADINGS.index("내 차 수리비")
    apart = (*without(FIRST, bill), "120만", "1,800,000", "260만")
    typed = (*FIRST[:bill], "120만~180만~260만", *FIRST[bill + 1 :])
    default = ("--default", "accident.own_damage=90만")
    found = []
    for table in (csv_bytes(headings, apart), csv_bytes(HEADINGS, typed)):
        ran, out = answers(run, tmp_path, table, "--summary", "--lang", "ko", *default)
        assert ran.code == 0
        (row,) = read(out.read_bytes())
        found.append((row["verdict"], row["margin"], row["summary"]))
    assert found[0] == found[1]
    assert "120만" in found[0][-1]


def test_a_bill_beside_an_estimate_of_it_is_refused(run: Run, tmp_path: Path) -> None:
    rows = ((*FIRST, "120만", "180만", "260만"), (*SECOND, "", "", ""))
    ran, out = answers(run, tmp_path, csv_bytes((*HEADINGS, *ENDS), *rows), "--lang", "ko")
    assert ran.code == 5
    refused, kept = read(out.read_bytes())
    assert kept["verdict"]
    named = ("“내 차 수리비”", "“180만”", "“accident.own_damage.low”", "“120만”")
    assert [words for words in named if words not in refused["problems"]] == []


def test_a_heading_of_past_accidents_that_comes_again_is_the_next_one(
    run: Run, tmp_path: Path
) -> None:
    """Repeated pairs of headings, day and payout, are read as if the accidents were numbered."""
    past = ("2024-05-10", "90만", "2025-01-02", "250만")
    again = ("지난 사고일", "지급 보험금") * 2
    numbered = ("지난 사고일1", "지급 보험금1", "지난 사고일2", "지급 보험금2")
    found = []
    for headings in (again, numbered):
        content = csv_bytes((*HEADINGS, *headings), (*FIRST, *past))
        ran, out = answers(run, tmp_path, content)
        assert ran.code == 0
        found.append([row["margin"] for row in read(out.read_bytes())])
    assert found[0] == found[1]
    _, out = answers(run, tmp_path, csv_bytes(HEADINGS, FIRST))
    assert [row["margin"] for row in read(out.read_bytes())] != found[0]
