"""One answer, said once: whatever the case, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import cases, full_cases

from advisor.explain import sentences
from advisor.explain.formats import rounded, spoken_down
from advisor.explain.opening import opening
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.explain.width import width
from advisor.report.answer.to_json import answer_document
from advisor.report.answer.to_text import said_parts, to_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import decide

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Decision

TEXTS = {language: Texts(language) for language in LANGUAGES}
RULEBOOK = load_rulebook()
LIGHT = settings(max_examples=30)

MILLIONS = re.compile(r"([\d.]+) million won")
WON = re.compile(r"([\d,]+) won")
SPOKEN = re.compile(r"(?:([\d,]+)억 ?)?(?:([\d,]+)만)? 원")
EXACT = re.compile(r"([\d,]+)원")


def amounts(said: str) -> Iterator[int]:
    """Yield the sums of money that a sentence in either language names."""
    for found in MILLIONS.findall(said):
        yield round(float(found) * 1_000_000)
    for found in (*WON.findall(said), *EXACT.findall(said)):
        yield whole(found)
    for many, some in SPOKEN.findall(said):
        if many or some:
            yield whole(many or "0") * 100_000_000 + whole(some or "0") * 10_000


def whole(digits: str) -> int:
    return int(digits.replace(",", ""))


def figures(document: object) -> Iterator[int]:
    """Yield every whole number of an answer."""
    if isinstance(document, Mapping):
        for value in document.values():
            yield from figures(value)
    elif isinstance(document, list):
        for value in document:
            yield from figures(value)
    elif isinstance(document, int) and not isinstance(document, bool):
        yield document


def stated(decision: Decision) -> Iterator[int]:
    """Yield the figures that stand in the answer, and the bills of the case itself."""
    yield from figures(answer_document(decision))
    accident = decision.case.accident
    for bill in (accident.own_damage, accident.other_property):
        yield from (bill.low, bill.likely, bill.high)


@pytest.mark.parametrize("language", LANGUAGES)
@LIGHT
@given(case=cases() | full_cases())
def test_every_sum_of_the_first_lines_stands_in_the_answer(language: Language, case: Case) -> None:
    """Prose rounds to ten thousand, limits down; it never names a sum of its own."""
    decision = decide(case, RULEBOOK)
    known = set(stated(decision))
    spoken = {form(value) for value in known for form in (abs, rounded, spoken_down)}
    ends = {spoken_down(value - 1) for value in known} | {value - 1 for value in known}
    for said in opening(decision, TEXTS[language]).lines:
        assert set(amounts(said)) <= spoken | ends, said


@pytest.mark.parametrize("language", LANGUAGES)
@LIGHT
@given(case=cases() | full_cases(), full=st.booleans())
def test_one_option_is_marked(language: Language, case: Case, *, full: bool) -> None:
    decision = decide(case, RULEBOOK)
    lines = to_text(decision, TEXTS[language], full=full).splitlines()
    marked = [line for line in lines if line.startswith("> ")]
    names = [
        TEXTS[language](f"{section}.{decision.recommended}") for section in ("option", "app.option")
    ]
    if sentences.paid_by_others(decision):
        assert marked == []
    else:
        assert len(marked) == 1
        assert marked[0].startswith(tuple(f"> {name} " for name in names))


@pytest.mark.parametrize("language", LANGUAGES)
@LIGHT
@given(case=cases() | full_cases())
def test_nothing_behind_the_first_lines_recommends(language: Language, case: Case) -> None:
    """An option is urged in the first lines alone; a question or a step says its condition."""
    decision, texts = decide(case, RULEBOOK), TEXTS[language]
    urged = [texts(f"opening.act.{option}").rstrip(".") for option in ("claim-own", "claim-other")]
    for code, said in said_parts(decision, texts):
        if code not in {"section.ask", "section.steps"}:
            for sentence in said:
                assert not any(act in sentence for act in urged), sentence


@pytest.mark.parametrize("language", LANGUAGES)
@LIGHT
@given(case=cases() | full_cases())
def test_the_short_answer_fits_a_screen(language: Language, case: Case) -> None:
    """What is not shown is one flag away, and that is said."""
    text = to_text(decide(case, RULEBOOK), TEXTS[language])
    lines = text.splitlines()
    assert len(lines) <= 24
    assert max(map(width, lines)) <= 80
    assert "--full" in text


@pytest.mark.parametrize("language", LANGUAGES)
@LIGHT
@given(case=cases() | full_cases())
def test_every_surface_says_the_same_first(language: Language, case: Case) -> None:
    decision, texts = decide(case, RULEBOOK), TEXTS[language]
    said = " ".join(opening(decision, texts).lines)
    short, full = (to_text(decision, texts, full=full) for full in (False, True))
    for text in (short, full):
        assert " ".join(text.split()).startswith(" ".join(said.split()))
