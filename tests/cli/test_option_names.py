"""Each option has one full and one short name, and both READMEs call it by them."""

from __future__ import annotations

import pytest
from source_tree import ROOT

from advisor.explain.texts import LANGUAGES, Language, Texts

OPTIONS = (
    "claim", "self-pay", "claim-own", "claim-other", "claim-refund", "claim-capped", "kept-open",
)  # fmt: skip
README: dict[Language, str] = {"en": "README.md", "ko": "README.ko.md"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_has_the_names_that_the_program_says(language: Language) -> None:
    texts, other = Texts(language), Texts("ko" if language == "en" else "en")
    page = (ROOT / README[language]).read_text("utf-8")
    for option in OPTIONS:
        full, short = texts(f"option.{option}"), texts(f"app.option.{option}")
        assert f"| {full} | {short} | {other(f'option.{option}')} |" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_calls_options_by_their_short_names(language: Language) -> None:
    texts = Texts(language)
    for option in OPTIONS[:-1]:
        assert texts(f"compare.row.total.{option}").startswith(texts(f"app.option.{option}"))
