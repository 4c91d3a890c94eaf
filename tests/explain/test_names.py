"""Tables are called by names, never by their codes."""

from __future__ import annotations

import pytest
from attrs import evolve
from engine.sample import SAMPLE, assuming, decide, with_policy

from advisor.domain.rule import Text
from advisor.engine.advise import advise
from advisor.explain.names import named
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.rules.rulebook import load_rulebook

TABLE, PROFILE = "assumptions.grade_table", "assumptions.count_profile"


def test_every_table_of_the_rules_has_a_name_and_a_short_one() -> None:
    rulebook = load_rulebook()
    for rule in (*rulebook.grade_tables.values(), *rulebook.count_profiles.values()):
        assert rule.name
        assert rule.label


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_knows_the_names_of_all_tables_that_it_names(language: Language) -> None:
    """Those of the range stand beside the ones that the headline goes by."""
    open_ones = assuming(with_policy(insurer=None), grade_table=None, count_profile=None)
    decision, texts = decide(open_ones), Texts(language)
    entries = [entry for entry in decision.range if entry.assumption in {TABLE, PROFILE}]
    codes = {(entry.assumption, entry.value) for entry in entries}
    codes |= {(found.path, found.value) for found in decision.assumed if found.path == TABLE}
    assert {path for path, _ in codes} == {TABLE, PROFILE}
    assert [code for path, code in codes if named(path, code, decision, texts) == code] == []


def test_a_table_without_a_name_is_called_by_its_title() -> None:
    rulebook = load_rulebook()
    title = Text(ko="내 표", en="My table")
    mine = evolve(rulebook.grade_tables["bohum24"], name=None, title=title)
    tables = {**rulebook.grade_tables, "my-own": mine}
    decision = advise(assuming(SAMPLE, grade_table="my-own"), evolve(rulebook, grade_tables=tables))
    assert named(TABLE, "my-own", decision, Texts("ko")) == "내 표"


def test_what_is_no_table_is_shown_as_it_is() -> None:
    decision, texts = decide(SAMPLE), Texts("ko")
    assert named(TABLE, "nobody-knows", decision, texts) == "nobody-knows"
    assert named(TABLE, "mg-2024", None, texts) == "mg-2024"
    assert named("policy.insurer", "db", decision, texts) == "db"
    assert named("policy.grade", 16, decision, texts) == 16
