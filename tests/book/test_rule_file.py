"""A learnt table as the user's own rules: written, read again, and used by an answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from simulated_book import HIDDEN, simulated

from advisor.book.learning.estimate import learn
from advisor.book.learning.known import known_tables
from advisor.book.learning.rule_file import MADE, can_be_saved, rule_files
from advisor.domain.decision import Decision
from advisor.explain.paper import Paper
from advisor.explain.sentences import reasons
from advisor.explain.texts import Texts
from advisor.intake.case.case_file import parse_toml
from advisor.intake.sample import sample_text
from advisor.report.answer.to_text import to_text
from advisor.rules.audit import audit
from advisor.rules.load import read_rule
from advisor.rules.locate import policies_folder
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.book.learning.learnt import LearntTable
    from advisor.domain.rulebook import Rulebook

TODAY = date(2026, 11, 29)


def learnt_as(insurer: str, rulebook: Rulebook, clients: int = 40) -> LearntTable:
    book = [
        evolve(one, insurer=insurer) for one in simulated(1, {"first": HIDDEN["first"]}, clients)
    ]
    (table,) = learn(book, known_tables([insurer], rulebook, TODAY))
    return table


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    return tmp_path / "policies"


def saved(table: LearntTable, rulebook: Rulebook, folder: Path) -> Rulebook:
    for file in rule_files(table, rulebook, TODAY):
        path = folder.joinpath(*file.place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")
    return load_rulebook()


@pytest.mark.parametrize("insurer", ["samsung", "mg", "newco", "새보험"])
def test_the_files_are_rules_and_say_what_was_learnt(insurer: str, home: Path) -> None:
    rulebook = load_rulebook()
    table = learnt_as(insurer, rulebook)
    own = saved(table, rulebook, home)
    profile = own.count_profiles[f"learnt-{insurer}"].on(TODAY)
    assert profile.own
    for one in table.factors:
        found = profile.terms.factor(one.counts.three_years, one.counts.one_year)
        assert found == one.factor
    assert profile.note is not None
    after_one = table.factors[1]
    for words in (profile.note.ko, profile.note.en):
        assert "200" in words
        assert str(after_one.low) in words
        assert str(after_one.high) in words
    assert profile.checked_on == TODAY
    terms = own.insurers[insurer].on(TODAY).terms
    assert terms.count_profile == f"learnt-{insurer}"
    assert [found for found in audit(own, TODAY) if found.flaw.is_mistake] == []


def test_what_was_known_of_the_insurer_stays(home: Path) -> None:
    rulebook = load_rulebook()
    before = rulebook.insurers["mg"].on(TODAY)
    after = saved(learnt_as("mg", rulebook), rulebook, home).insurers["mg"].on(TODAY)
    assert evolve(after.terms, count_profile=None) == before.terms
    assert {source.title for source in before.sources} < {source.title for source in after.sources}


def test_it_holds_now_where_a_rule_has_a_version_of_a_later_year(home: Path) -> None:
    """A learnt table applies from now on, even if a shipped rule has a version from 2028 on."""
    shipped = load_rulebook()
    for folder, name in (("count_profiles", "steps"), ("insurers", "mg")):
        path = home / "kr" / folder / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = policies_folder().joinpath("kr", folder, f"{name}.toml").read_text("utf-8")
        head, _, version = text.rpartition("[[version]]\n")
        since = version.splitlines()[0]
        later = version.replace(since, "in_force_from = 2028-01-01").replace("bohum24", "mg-2024")
        path.write_text(f"{head}[[version]]\n{version}\n[[version]]\n{later}", "utf-8")
    rulebook = load_rulebook()
    assert rulebook.insurers["mg"].newest.in_force_from.year == 2028
    after = saved(learnt_as("mg", rulebook), rulebook, home)
    profile = after.count_profiles["learnt-mg"].on(TODAY)
    assert profile.in_force_from == shipped.count_profiles["steps"].on(TODAY).in_force_from
    assert after.insurers["mg"].on(TODAY).terms.count_profile == "learnt-mg"


def test_an_answer_takes_the_houses_own_table(home: Path) -> None:
    """The answer names the learnt table as the user's own, and weighs no other table against it."""
    rulebook = load_rulebook()
    case = parse_toml(sample_text())
    assert isinstance(case, dict)
    case["policy"]["insurer"] = "samsung"
    case["assumptions"].pop("count_profile", None)
    own = saved(learnt_as("samsung", rulebook), rulebook, home)
    decided = answer(case, own, TODAY)
    assert isinstance(decided, Decision)
    used = {version.rule: version for version in decided.rules}
    assert used["kr.count_factor.learnt-samsung"].own
    assert "assumptions.count_profile" not in {entry.assumption for entry in decided.range}
    said = to_text(decided, Paper(Texts("en")), full=True)
    assert "kr.count_factor.learnt-samsung@2017-01-01 (your own)" in " ".join(said.split())
    by_own = [one for one in reasons(decided, Texts("en")) if one.endswith("of your own.)")]
    assert ["accident-count factor" in one for one in by_own] == [True], by_own


def test_a_learnt_table_is_no_reading_for_another_insurer(home: Path) -> None:
    rulebook = load_rulebook()
    own = saved(learnt_as("samsung", rulebook), rulebook, home)
    case = parse_toml(sample_text())
    assert isinstance(case, dict)
    case["assumptions"].pop("count_profile", None)
    for insurer in ("kb", None):
        case["policy"].pop("insurer", None)
        if insurer:
            case["policy"]["insurer"] = insurer
        decided, before = answer(case, own, TODAY), answer(case, rulebook, TODAY)
        assert isinstance(decided, Decision)
        assert isinstance(before, Decision)
        assert decided.range == before.range


def test_a_learnt_table_is_not_what_the_next_is_shrunk_towards(home: Path) -> None:
    """Learning starts from the published table: from a learnt one, renewals would count twice."""
    rulebook = load_rulebook()
    table = learnt_as("samsung", rulebook)
    own = saved(table, rulebook, home)
    again = learnt_as("samsung", own)
    assert again == table
    assert rule_files(again, own, TODAY)[0] == rule_files(table, rulebook, TODAY)[0]


def test_saving_twice_leaves_rules_that_can_be_read(home: Path) -> None:
    rulebook = load_rulebook()
    own = saved(learnt_as("samsung", rulebook), rulebook, home)
    twice = saved(learnt_as("samsung", own, clients=20), own, home)
    note = twice.count_profiles["learnt-samsung"].on(TODAY).note
    assert note is not None
    assert "100" in note.en
    file = home / "kr" / "insurers" / "samsung.toml"
    assert file.read_text(encoding="utf-8").startswith(MADE)
    assert len(read_rule(file).versions) == 1


@pytest.mark.parametrize(
    ("insurer", "can"),
    [("samsung", True), ("캐롯", True), ("../mg", False), ("a b", False)],
)
def test_names_that_cannot_be_files(insurer: str, *, can: bool) -> None:
    assert can_be_saved(insurer) is can
    if not can:
        rulebook = load_rulebook()
        with pytest.raises(ValueError, match=insurer):
            rule_files(evolve(learnt_as("mg", rulebook), insurer=insurer), rulebook, TODAY)
