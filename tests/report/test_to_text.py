"""The answer in words: the verdict first, no line wider than allowed, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report.written_reports import answers
from strategies import cases

from advisor.domain.outcome import Option
from advisor.explain.paper import Paper
from advisor.explain.sentences import warnings
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.explain.width import item, width
from advisor.report.answer.to_text import to_text
from advisor.service import decide

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Decision
    from advisor.domain.rulebook import Rulebook

PARTS = ("ask", "warnings", "assumed", "why")
TEXTS = {language: Texts(language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_reads_as_it_was_written_down(language: Language) -> None:
    """If it differs, run `tests/report/written_reports.py` and read what changed aloud."""
    for path, text in answers(language):
        assert text == path.read_text("utf-8"), path.name


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases(), st.sampled_from(LANGUAGES), st.sampled_from([60, 100]))
def test_every_answer_has_its_words_and_fits(
    rulebook: Rulebook, case: Case, language: Language, cells: int
) -> None:
    """Other widths than the usual one, which `test_one_voice.py` holds with the height."""
    text = to_text(decide(case, rulebook), Paper(TEXTS[language], cells))
    lines = text.splitlines()
    assert max(map(width, lines)) <= cells
    assert all(line == line.rstrip() for line in lines)
    assert text.endswith("\n")
    assert "\x1b" not in text
    assert "{" not in text


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases(), st.sampled_from(LANGUAGES))
def test_what_is_to_be_heeded_goes_before_what_is_merely_to_be_known(
    rulebook: Rulebook, case: Case, language: Language
) -> None:
    """If a warning has no room, reasons and assumptions are left out too, in either language."""
    decision, texts = decide(case, rulebook), TEXTS[language]
    lines = to_text(decision, Paper(texts)).splitlines()
    said = " ".join(line.strip() for line in lines)
    whole = all(
        " ".join(line.strip() for line in item(warning, 80)) in said
        for warning in warnings(decision, texts)
    )
    titles = {texts(f"section.{part}") for part in ("assumed", "why")}
    assert whole or titles.isdisjoint(lines)


def test_both_languages_show_the_same_parts_of_the_sample(sample: Decision) -> None:
    shown = [
        [
            code
            for code in PARTS
            if TEXTS[language](f"section.{code}") in to_text(sample, Paper(TEXTS[language]))
        ]
        for language in LANGUAGES
    ]
    assert shown[0] == shown[1] == ["ask", "warnings"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_colour_marks_the_verdict_and_the_best_line_only(
    sample: Decision, language: Language
) -> None:
    plain = to_text(sample, Paper(TEXTS[language])).splitlines()
    marked = to_text(sample, Paper(TEXTS[language], accent=lambda text: f"<{text}>")).splitlines()
    changed = [line for line, before in zip(marked, plain, strict=True) if line != before]
    first = next(line for line in plain if line.startswith("> "))
    assert changed == [f"<{plain[0]}>", f"<{first}>"]


def test_the_recommended_option_comes_first(sample: Decision) -> None:
    claims = to_text(sample, Paper(TEXTS["en"])).splitlines()[5]
    paying = to_text(
        evolve(sample, recommended=sample.outcomes[Option.SELF_PAY].option), Paper(TEXTS["en"])
    )
    assert claims.startswith("> Claim ")
    assert paying.splitlines()[5].startswith("> Pay it yourself ")


def test_years_have_columns_where_there_is_room(sample: Decision) -> None:
    heads = [
        next(
            line
            for line in to_text(sample, Paper(TEXTS["en"], cells)).splitlines()
            if "now" in line
        )
        for cells in (80, 60)
    ]
    assert heads[0].split() == ["won", "now", "2027", "2028", "2029", "2030-36", "total"]
    assert heads[1].split() == ["won", "now", "2027-29", "2030-36", "total"]
