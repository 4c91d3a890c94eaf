"""`advisor learn`: from a table of renewals to factors with intervals and to rules of one's own."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from freezegun import freeze_time
from simulated_book import HIDDEN, simulated
from xlsxwriter import Workbook

from advisor.book.learning.rule_file import MADE
from advisor.cli.main import run
from advisor.explain.texts import LANGUAGES
from advisor.explain.width import width

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.book.learning.renewal import PaidRenewal

HEADINGS = (
    "client", "insurer", "day", "before", "charged", "grade_before", "grade_after",
    "accidents_3y_before", "accidents_1y_before", "accidents_3y_after", "accidents_1y_after",
    "predicted",
)  # fmt: skip
HIDDEN_HERE = {"samsung": HIDDEN["first"], "newco": HIDDEN["third"]}


def cells(one: PaidRenewal, predicted: str = "") -> tuple[object, ...]:
    return (
        one.client, one.insurer, one.day, one.before, one.charged, one.grade_before,
        one.grade_after, one.counts_before.three_years, one.counts_before.one_year,
        one.counts_after.three_years, one.counts_after.one_year, predicted,
    )  # fmt: skip


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a table of 400 renewals at two insurers, the first with a prediction."""
    book = simulated(1, HIDDEN_HERE, 80)
    return written(tmp_path / "renewals.csv", [cells(book[0], "100만"), *map(cells, book[1:])])


def written(path: Path, rows: list[tuple[object, ...]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return path


@pytest.mark.usefixtures("home")
def test_factors_and_intervals_for_programs(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with freeze_time("2027-01-02"):
        assert run(["learn", "--from", str(table), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema_version"] == 1
    assert [one["insurer"] for one in found["insurers"]] == ["newco", "samsung"]
    samsung = found["insurers"][1]
    assert samsung["renewals"] == 200
    after_one = samsung["factors"][1]
    assert (after_one["accidents_3y"], after_one["accidents_1y"]) == (1, 0)
    ratio = float(after_one["factor"]) / float(samsung["factors"][0]["factor"])
    assert ratio == pytest.approx(1.00 / 0.89, abs=0.03)
    assert float(after_one["low"]) < float(after_one["factor"]) < float(after_one["high"])
    assert found["follow_up"]["overall"]["renewals"] == 1
    assert found["follow_up"]["unpredicted"] == 399


@pytest.mark.usefixtures("home")
def test_a_workbook_says_what_csv_says(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "renewals.xlsx"
    with table.open(encoding="utf-8-sig", newline="") as file, Workbook(str(book)) as workbook:
        page = workbook.add_worksheet()
        for number, row in enumerate(csv.reader(file)):
            for place, cell in enumerate(row):
                page.write(number, place, int(cell) if cell.isdecimal() else cell)
    with freeze_time("2027-01-02"):
        assert run(["learn", "--from", str(table), "--json"]) == 0
        from_csv = capsys.readouterr().out
        assert run(["learn", "--from", str(book), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(from_csv)


@pytest.mark.usefixtures("home")
def test_an_insurer_that_is_merged_over_its_renewals_is_that_of_each(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, place = tmp_path / "renewals.xlsx", HEADINGS.index("insurer")
    with table.open(encoding="utf-8-sig", newline="") as file, Workbook(str(book)) as workbook:
        page = workbook.add_worksheet()
        headings, *rows = csv.reader(file)
        page.write_row(0, 0, headings)
        number = 1
        for insurer, group in groupby(sorted(rows, key=itemgetter(place)), key=itemgetter(place)):
            first = number
            for row in group:
                page.write_row(number, 0, row)
                number += 1
            page.merge_range(first, place, number - 1, place, insurer)
    with freeze_time("2027-01-02"):
        assert run(["learn", "--from", str(table), "--json"]) == 0
        plain = json.loads(capsys.readouterr().out)
        assert run(["learn", "--from", str(book), "--json", "--lang", "en"]) == 0
    found = capsys.readouterr()
    merged = json.loads(found.out)
    assert [one["renewals"] for one in merged["insurers"]] == [200, 200]
    assert (
        merged["insurers"][1]["factors"][1]["factor"]
        == plain["insurers"][1]["factors"][1]["factor"]
    )
    assert "Merged over several rows, and read for each of them: insurer" in found.err


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_for_people(
    language: str, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with freeze_time("2027-01-02"):
        assert run(["learn", "--from", str(table), "--lang", language]) == 0
    out = capsys.readouterr().out
    assert "{" not in out
    assert max(map(width, out.splitlines())) <= 80
    assert ("삼성화재" if language == "ko" else "Samsung") in out
    assert "newco" in out


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("language", LANGUAGES)
def test_renewals_of_one_day_are_of_that_day(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [evolve(one, day=date(2026, 3, 2)) for one in simulated(1, HIDDEN_HERE, 8)]
    path = written(tmp_path / "one-day.csv", [*map(cells, rows)])
    with freeze_time("2027-01-02"):
        assert run(["learn", "--from", str(path), "--lang", language]) == 0
    out = capsys.readouterr().out
    said = {"ko": "2026-03-02 갱신", "en": "renewals of 2026-03-02"}[language]
    assert said in out
    assert not re.search(r"2026-03-02(부터| to )", out)


def test_saved_once_the_answer_names_the_houses_own_table(
    home: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with freeze_time("2027-01-02"):
        arguments = ["learn", "--from", str(table), "--insurer", "삼성화재", "--save", "--json"]
        assert run(arguments) == 0
    saved = json.loads(capsys.readouterr().out)["saved"]
    kr = home / "policies" / "kr"
    assert saved == [
        str(kr / "count_profiles" / "learnt-samsung.toml"),
        str(kr / "insurers" / "samsung.toml"),
    ]
    flags = "--start 2026-03-02 --premium 82만 --insurer samsung --kind object --day 2026-11-19"
    flags += " --own-damage-cover --own-damage 230만 --as-of 2026-11-22 --json"
    assert run(["decide", *flags.split()]) == 0
    used = {rule["id"]: rule for rule in json.loads(capsys.readouterr().out)["rules"]}
    assert used["kr.count_factor.learnt-samsung"]["own"]
    assert not (kr / "insurers" / "newco.toml").exists()


def test_a_table_of_one_renewal_is_saved_and_said_to_show_little(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [cells(one) for one in simulated(1, HIDDEN_HERE, 1)]
    few = written(tmp_path / "few.csv", rows[:1])
    assert run(["learn", "--from", str(few), "--save", "--lang", "ko"]) == 0
    told = capsys.readouterr()
    assert "200건" in told.err
    assert told.out
    assert len([*(home / "policies").rglob("count_profiles/*.toml")]) == 1
    assert run(["learn", "--from", str(few), "--json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)["insurers"]
    assert not any(one["settled"] for one in table["factors"] if one["accidents_3y"])


def test_a_file_written_by_hand_is_left_alone(
    home: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file without the line that says who made it was edited by hand, and is not replaced."""
    by_hand = home / "policies" / "kr" / "insurers" / "newco.toml"
    arguments = ["learn", "--from", str(table), "--insurer", "newco", "--save", "--lang", "en"]
    with freeze_time("2027-01-02"):
        assert run(arguments) == 0
        mine = by_hand.read_text(encoding="utf-8").replace(MADE, "# mine")
        by_hand.write_text(mine, encoding="utf-8")
        capsys.readouterr()
        assert run(arguments) == 0
    assert by_hand.read_text(encoding="utf-8") == mine
    assert "newco.toml was written by hand" in " ".join(capsys.readouterr().err.split())


def test_an_insurer_that_names_a_table_that_is_not_there_is_told(
    home: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """If a learnt table was deleted, but not the insurer's file, the error names the table."""
    arguments = ["learn", "--from", str(table), "--insurer", "newco", "--save", "--lang", "en"]
    with freeze_time("2027-01-02"):
        assert run(arguments) == 0
        (home / "policies" / "kr" / "count_profiles" / "learnt-newco.toml").unlink()
        capsys.readouterr()
        assert run(arguments) == 4
    assert "learnt-newco" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_rows_with_problems_are_told_and_the_others_learnt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """If some rows have problems, the exit code is 5, as in `batch` if some cases are refused."""
    good = cells(simulated(1, HIDDEN_HERE, 1)[0])
    path = written(tmp_path / "some.csv", [good, (*good[:3], "much", *good[4:])])
    with freeze_time("2027-01-02"):
        assert run(["learn", "--from", str(path), "--json", "--lang", "en"]) == 5
    captured = capsys.readouterr()
    assert captured.err.startswith("The table has 1 problem; the rows")
    assert json.loads(captured.out)["insurers"][0]["renewals"] == 1
    assert "row[3].before" in captured.err, "the row of the spreadsheet, as batch counts"
    below = tmp_path / "below.csv"
    below.write_bytes(b"\n\n" + path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    with freeze_time("2027-01-02"):
        assert run(["learn", "--from", str(below), "--json", "--lang", "en"]) == 5
    assert "row[5].before" in capsys.readouterr().err, "two rows stand above the headings"


@pytest.mark.usefixtures("home")
def test_what_cannot_be_read_is_said(
    tmp_path: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["learn"]) == 3
    assert run(["learn", "--from", "nowhere.csv"]) == 2
    assert run(["learn", "--from", str(table), "--profile", "nothing"]) == 2
    empty = written(tmp_path / "empty.csv", [])
    assert run(["learn", "--from", str(empty)]) == 3
    assert run(["learn", "--from", str(table), "--insurer", "kb"]) == 3
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["learn", "--from", str(other), "--json", "--lang", "en"]) == 3
    captured = capsys.readouterr()
    assert "nothing was learnt" in captured.err.splitlines()[0]
    problems = json.loads(captured.out)["problems"]
    assert {one["code"] for one in problems} == {"missing-column"}


@pytest.mark.usefixtures("home")
def test_tables_in_the_code_page_of_korean_spreadsheets(
    tmp_path: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "고객,보험사,갱신일,이전 보험료,갱신 보험료,이전 등급,갱신 등급,"
    words += "이전 3년 건수,이전 1년 건수,갱신 3년 건수,갱신 1년 건수,예상 보험료"
    _, *rows = table.read_text(encoding="utf-8-sig").splitlines()
    path = tmp_path / "cp949.csv"
    path.write_bytes("\n".join([words, *rows]).encode("cp949"))
    with freeze_time("2027-01-02"):
        assert run(["learn", "--from", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["insurers"][1]["renewals"] == 200


def test_the_help_fits(capsys: pytest.CaptureFixture[str]) -> None:
    for language in LANGUAGES:
        assert run(["learn", "--help", "--lang", language]) == 0
        out = capsys.readouterr().out
        assert max(map(width, out.splitlines())) <= 80
        for flag in ("--from", "--insurer", "--profile", "--save"):
            assert flag in out
