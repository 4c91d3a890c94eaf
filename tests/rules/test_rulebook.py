"""The rulebook reads the rules that every decision needs, and other files only when asked."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from advisor.domain.rulebook import CORE
from advisor.rules.load import RuleFileError
from advisor.rules.locate import NoPoliciesError
from advisor.rules.rulebook import load_rulebook

SHIPPED = Path(__file__).parents[2] / "policies"
RULEBOOK = load_rulebook(SHIPPED)
TODAY = date(2026, 11, 29)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped rules that a test may spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "policies"))


def replace(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.parametrize("year", range(2011, 2031))
def test_every_policy_year_finds_each_core_rule(year: int) -> None:
    """A rule that a reform began is found from its first day on; every other rule, always."""
    begun = {"kr.low_fault": date(2017, 9, 1), "kr.high_value": date(2023, 7, 1)}
    day = date(year, 3, 2)
    for rule in RULEBOOK.core:
        assert (rule.find(day) is not None) == (day >= begun.get(rule.id, day))


def test_the_standard_tables_are_there() -> None:
    assert RULEBOOK.standard_grade_table(TODAY) == "mg-2024"
    assert RULEBOOK.standard_count_profile(TODAY) == "steps"
    assert RULEBOOK.standard_grade_table(TODAY) in RULEBOOK.grade_tables
    assert RULEBOOK.standard_count_profile(TODAY) in RULEBOOK.count_profiles


def test_whole_tables_are_those_for_personal_cars() -> None:
    assert set(RULEBOOK.complete_grade_tables(date(2026, 3, 2))) == {"mg-2024", "bohum24"}
    assert set(RULEBOOK.complete_grade_tables(date(2010, 1, 1))) == {"mg-2024", "bohum24"}
    assert set(RULEBOOK.complete_grade_tables(date(2009, 12, 31))) == {"old-21"}
    assert RULEBOOK.complete_grade_tables(date(2005, 12, 31)) == {}


def test_every_file_is_a_rule_of_the_book() -> None:
    files = {file.stem for file in (SHIPPED / "kr").rglob("*.toml")}
    names = {rule.id.rpartition(".")[2] for rule in RULEBOOK.all_rules()}
    assert names == files


def test_an_unknown_rule_or_code_is_none() -> None:
    assert RULEBOOK.rule("kr.horoscope") is None
    assert "horoscope" not in RULEBOOK.grade_tables
    assert RULEBOOK.insurers.get("horoscope") is None


def test_tables_are_read_only_when_they_are_asked_for(folder: Path) -> None:
    """A broken table is an error only for a case that uses it."""
    (folder / "kr" / "grade_tables" / "bohum24.toml").write_text("broken", encoding="utf-8")
    rulebook = load_rulebook(folder)
    assert rulebook.grade_tables["mg-2024"].id == "kr.grade_table.mg-2024"
    with pytest.raises(RuleFileError):
        rulebook.grade_tables["bohum24"]


def test_a_table_is_read_once(folder: Path) -> None:
    rulebook = load_rulebook(folder)
    first = rulebook.grade_tables["mg-2024"]
    (folder / "kr" / "grade_tables" / "mg-2024.toml").unlink()
    assert rulebook.grade_tables["mg-2024"] is first


def test_the_problems_of_all_core_files_come_together(folder: Path) -> None:
    replace(folder / "kr" / "refund.toml", "allowed = true", "allowed = 1")
    replace(folder / "kr" / "premium.toml", "unit = 10", "unit = 0.5")
    (folder / "kr" / "cover.toml").unlink()
    with pytest.raises(RuleFileError) as raised:
        load_rulebook(folder)
    told = [
        "cover.toml: no such file",
        "refund.toml: version[0].terms.allowed: not true or false (value 1)",
        "premium.toml: version[0].terms.unit: not a whole number (value 0.5)",
    ]
    assert [str(problem) for problem in raised.value.problems] == told
    assert raised.value.problems[0].path == ""
    assert raised.value.facts == {"count": 3, "problems": "\n".join(told)}


def test_a_core_file_holds_its_own_kind(folder: Path) -> None:
    country = folder / "kr"
    shutil.copy(country / "refund.toml", country / "premium.toml")
    replace(country / "premium.toml", "kr.refund", "kr.premium")
    with pytest.raises(RuleFileError) as raised:
        load_rulebook(folder)
    assert [(problem.file, problem.path, problem.code) for problem in raised.value.problems] == [
        ("premium.toml", "kind", "not-the-file's-kind")
    ]


def test_a_folder_without_rules_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(NoPoliciesError) as raised:
        load_rulebook(tmp_path)
    assert raised.value.facts == {"folder": str(tmp_path / "kr")}


def test_the_rules_say_which_tables_are_the_standard_ones(folder: Path) -> None:
    replace(folder / "kr" / "premium.toml", '"mg-2024"', '"bohum24"')
    replace(folder / "kr" / "premium.toml", '"steps"', '"two-count-2017"')
    rulebook = load_rulebook(folder)
    assert rulebook.standard_grade_table(TODAY) == "bohum24"
    assert rulebook.standard_count_profile(TODAY) == "two-count-2017"


def test_a_folder_of_ones_own_may_leave_out_tables_and_insurers(folder: Path) -> None:
    shutil.rmtree(folder / "kr" / "insurers")
    (folder / "kr" / "notes.txt").write_text("no rule", encoding="utf-8")
    rulebook = load_rulebook(folder)
    assert dict(rulebook.insurers) == {}
    assert set(rulebook.others) == set(RULEBOOK.others)


def test_the_core_is_what_a_rulebook_calls_core() -> None:
    assert [rule.id for rule in RULEBOOK.core] == [f"kr.{name}" for name in CORE]
