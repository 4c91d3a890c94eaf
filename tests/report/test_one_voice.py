"""Whatever the case, all texts give one and the same answer, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures import amounts, spoken, stated
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import cases, full_cases

from advisor.explain.headlines import has_sums
from advisor.explain.names import option_name
from advisor.explain.opening import opening
from advisor.explain.paper import Paper
from advisor.explain.texts import LANGUAGES, Texts
from advisor.explain.width import width
from advisor.report.answer.to_text import said_parts, to_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import decide

if TYPE_CHECKING:
    from advisor.domain.case import Case

TEXTS = {language: Texts(language) for language in LANGUAGES}
RULEBOOK = load_rulebook()
LIGHT = settings(max_examples=30)


@LIGHT
@given(case=cases() | full_cases())
def test_every_sum_of_the_first_lines_stands_in_the_answer(case: Case) -> None:
    """The first lines name only sums of the answer, rounded to 10,000 won and limits down."""
    decision = decide(case, RULEBOOK)
    known = spoken(set(stated(decision)))
    for texts in TEXTS.values():
        for said in opening(decision, texts).lines:
            assert set(amounts(said)) <= known, said


@LIGHT
@given(case=cases() | full_cases(), full=st.booleans())
def test_one_option_is_marked(case: Case, *, full: bool) -> None:
    decision = decide(case, RULEBOOK)
    for texts in TEXTS.values():
        lines = to_text(decision, Paper(texts), full=full).splitlines()
        marked = [line for line in lines if line.startswith("> ")]
        names = [
            option_name(decision, decision.recommended, texts, section)
            for section in ("option", "app.option")
        ]
        if not has_sums(decision):
            assert marked == []
        else:
            assert len(marked) == 1
            assert marked[0].startswith(tuple(f"> {name} " for name in names))


@LIGHT
@given(case=cases() | full_cases())
def test_nothing_behind_the_first_lines_recommends(case: Case) -> None:
    """Only the first lines urge an option; a question or a step that names one adds a condition."""
    decision = decide(case, RULEBOOK)
    for texts in TEXTS.values():
        urged = [
            texts(f"opening.act.{option}").rstrip(".") for option in ("claim-own", "claim-other")
        ]
        for code, said in said_parts(decision, texts):
            if code not in {"section.ask", "section.steps"}:
                for sentence in said:
                    assert not any(act in sentence for act in urged), sentence


@LIGHT
@given(case=cases() | full_cases())
def test_the_short_answer_fits_a_screen(case: Case) -> None:
    """The short answer names the flag `--full`, which shows what is left out."""
    decision = decide(case, RULEBOOK)
    for texts in TEXTS.values():
        text = to_text(decision, Paper(texts))
        lines = text.splitlines()
        assert len(lines) <= 24
        assert max(map(width, lines)) <= 80
        assert "--full" in text


@LIGHT
@given(case=cases() | full_cases())
def test_every_surface_says_the_same_first(case: Case) -> None:
    decision = decide(case, RULEBOOK)
    for texts in TEXTS.values():
        said = " ".join(opening(decision, texts).lines)
        short, full = (to_text(decision, Paper(texts), full=full) for full in (False, True))
        for text in (short, full):
            assert " ".join(text.split()).startswith(" ".join(said.split()))
