"""A user's own rule file is checked before it decides a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rules.asked import case

from advisor.domain.errors import NoRuleInForceError
from advisor.engine.advise import advise
from advisor.rules.audit import Flaw
from advisor.rules.own_file import check_file
from advisor.rules.rulebook import load_rulebook

RULES = Path(__file__).parents[2] / "policies" / "kr"
RULEBOOK = load_rulebook(RULES.parent)
CHECKED = max(version.checked_on for rule in RULEBOOK.core for version in rule.versions)


pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize(
    "file",
    [
        "refund.toml",
        "grade_tables/bohum24.toml",
        "count_profiles/steps.toml",
        "insurers/mg.toml",
    ],
)
def test_a_sound_file_has_its_place_among_the_users_own(file: str, home: Path) -> None:
    """A file is in place only if it lies in the user's folder itself, not if a copy of it does."""
    shipped = RULES / file
    found = check_file(shipped, RULEBOOK, CHECKED)
    assert found.rule is not None
    assert found.rule.id.rpartition(".")[2] == shipped.stem
    assert (found.problems, found.in_place) == ((), False)
    assert found.place == home / "policies" / "kr" / file
    found.place.parent.mkdir(parents=True)
    found.place.write_bytes(shipped.read_bytes())
    assert check_file(shipped, RULEBOOK, CHECKED).in_place is False
    assert check_file(found.place, RULEBOOK, CHECKED).in_place is True


def test_a_broken_file_has_problems_and_no_place(tmp_path: Path) -> None:
    file = tmp_path / "refund.toml"
    file.write_text("id = ", "utf-8")
    found = check_file(file, RULEBOOK, CHECKED)
    assert [problem.code for problem in found.problems] == ["not-toml"]
    assert (found.rule, found.findings, found.place, found.in_place) == (None, (), None, False)


def test_it_is_looked_at_among_the_rules_in_force_on_that_day(tmp_path: Path) -> None:
    """The check reports what an audit on that day would report once the file is in use."""
    text = (RULES / "insurers" / "mg.toml").read_text("utf-8")
    file = tmp_path / "mg.toml"
    file.write_text(text.replace('"mg-2024"', '"mg-2042"'), "utf-8")
    flaws = {(one.flaw, one.value) for one in check_file(file, RULEBOOK, CHECKED).findings}
    assert (Flaw.UNKNOWN_REFERENCE, "mg-2042") in flaws
    early = check_file(file, RULEBOOK, date(2020, 1, 1)).findings
    assert Flaw.CHECKED_IN_FUTURE in {one.flaw for one in early}


@pytest.mark.parametrize(
    ("key", "named", "known", "other"),
    [
        ("grade_table", "mg-2042", "bohum24", "steps"),
        ("count_profile", "half-count", "steps", "bohum24"),
    ],
)
def test_an_insurer_that_names_a_table_of_nobody_is_to_be_mended(
    key: str, named: str, known: str, other: str, home: Path
) -> None:
    """If the file is used all the same, the answer stops with an error that names the table."""
    text = (RULES / "insurers" / "mg.toml").read_text("utf-8")
    file = home / "policies" / "kr" / "insurers" / "mg.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text.replace('grade_table = "mg-2024"', f'{key} = "{named}"'), "utf-8")
    (problem,) = check_file(file, RULEBOOK, CHECKED).problems
    assert (problem.code, problem.facts["value"]) == ("not-a-choice", named)
    assert problem.path == f"version[0].terms.{key}"
    choices = str(problem.facts["choices"]).split(", ")
    assert (known in choices, other in choices) == (True, False)
    with pytest.raises(NoRuleInForceError) as stopped:
        advise(case(date(2026, 3, 2), policy={"insurer": "mg"}), load_rulebook())
    assert stopped.value.facts["rule"] == named


def test_a_table_called_whole_has_every_grade(tmp_path: Path) -> None:
    """A table that calls itself complete but lacks the highest grade is reported as too short."""
    text = (RULES / "grade_tables" / "bohum24.toml").read_text("utf-8")
    short = tmp_path / "bohum24.toml"
    short.write_text(text.replace("33, 32, 30,\n]", "33, 32,\n]"), "utf-8")
    (problem,) = check_file(short, RULEBOOK, CHECKED).problems
    assert problem.path == "version[1].terms.relativities"
    assert (problem.code, problem.facts) == ("short-table", {"grades": 29})
