"""Tables are called by names, never by their codes."""

from __future__ import annotations

import pytest

from advisor.explain.names import named
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.rules.rulebook import load_rulebook


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_of_the_rules_has_a_name(language: Language) -> None:
    rulebook, texts = load_rulebook(), Texts(language)
    tables = {
        "assumptions.grade_table": rulebook.grade_tables,
        "assumptions.count_profile": rulebook.count_profiles,
    }
    for path, codes in tables.items():
        assert [code for code in codes if named(path, code, texts) == code] == []


def test_what_is_no_known_table_is_shown_as_it_is() -> None:
    texts = Texts("ko")
    assert named("assumptions.grade_table", "my-own", texts) == "my-own"
    assert named("policy.insurer", "db", texts) == "db"
    assert named("policy.grade", 16, texts) == 16
