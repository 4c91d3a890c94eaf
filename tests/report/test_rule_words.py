"""What a rule says, in words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from attrs import evolve

from advisor.domain.rule import Source, Text
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.report.rulebook.rule_words import alternatives, source_words, sources, terms
from advisor.rules.rulebook import load_rulebook

RULEBOOK = load_rulebook()


def deductible(language: Language) -> list[str]:
    return [*terms(RULEBOOK.deductible.on(date(2026, 3, 2)), Texts(language))]


def test_amounts_and_shares_are_written_as_people_write_them() -> None:
    assert any("at most 500,000 won" in line and "share 20%" in line for line in deductible("en"))
    assert any("최대 500,000원" in line and "비율 20%" in line for line in deductible("ko"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_has_a_name_in_either_language(language: Language) -> None:
    """Every term is shown under a name and not its key, except for the grades of a table."""
    texts = Texts(language)
    for rule in RULEBOOK.all_rules():
        for version in rule.versions:
            assert [line for line in terms(version, texts) if "_" in line.partition(":")[0]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_version_says_something_and_names_its_sources(language: Language) -> None:
    texts = Texts(language)
    for rule in RULEBOOK.all_rules():
        for version in rule.versions:
            assert [*terms(version, texts)] or version.note
            assert len([*sources(version, texts)]) == len(version.sources)
            assert len([*alternatives(version, texts)]) == len(version.alternatives)


def test_only_the_very_words_stand_in_quotation_marks() -> None:
    quote = Source("a", date(2026, 1, 1), quote="이 말")
    both = evolve(quote, states=Text(ko="그렇다고 합니다.", en="It says so."))
    assert source_words(quote, Texts("ko")) == "“이 말”"
    assert source_words(both, Texts("ko")) == "“이 말” 그렇다고 합니다."
    assert source_words(evolve(both, quote=""), Texts("en")) == "It says so."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_speaks_the_language_of_the_reader(language: Language) -> None:
    """A quote alone would tell nothing to readers who do not know its language."""
    texts = Texts(language)
    silent = [
        (version.ref, source.title)
        for rule in RULEBOOK.all_rules()
        for version in rule.versions
        for source in version.sources
        if source_words(source, texts) in ("", source_words(evolve(source, states=None), texts))
    ]
    assert silent == []


def test_korean_readers_meet_no_english_sentence() -> None:
    """Names, addresses and grades may be in Latin letters, but not two words in a row."""
    texts = Texts("ko")
    shown = [
        line
        for rule in RULEBOOK.all_rules()
        for version in rule.versions
        for line in (
            *terms(version, texts),
            *alternatives(version, texts),
            *(source_words(source, texts) for source in version.sources),
        )
    ]
    assert [line for line in shown if re.search("[a-z]{2,} [a-z]{2,}", line)] == []
