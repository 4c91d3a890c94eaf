"""Where somebody died, no sentence speaks of an injury."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from advisor.domain.decision import Decision
from advisor.explain.paper import Paper
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.intake.case.case_file import parse_toml
from advisor.report.answer.to_text import to_text
from advisor.report.message import message
from advisor.report.page.case_words import case_words
from advisor.report.to_plain import to_plain
from advisor.rules.rulebook import load_rulebook
from advisor.service import answer

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook

OF_INJURY = {
    "ko": re.compile("다친|다쳤|부상|치료"),
    "en": re.compile("injur|hurt|treat", re.IGNORECASE),
}
A_COVER = {"ko": "대인배상", "en": "injury cover"}
"""The name, in each language, of the cover that pays for people."""

POLICY = """format = 1
as_of = 2026-11-21
[policy]
start = 2026-03-02
premium = 820_000
grade = 16
[policy.own_damage]
[accident]
day = 2026-11-19
kind = "collision"
injury_grade = "death"
"""
BILLS = "own_damage = 1_800_000\ncash_repair = 1_500_000\nother_property = 900_000\n"
CASES = [
    BILLS,
    "own_damage = 0\n",
    "paid = 1_500_000\n",
    f"{BILLS}fault = 0.3\n",
    *(f'{BILLS}driver = "{who}"\n' for who in ("drunk", "out-of-scope", "designated")),
    f'{BILLS}driver = "designated-uninsured"\n',
    "own_damage = 300_000\ncash_repair = 100_000\nother_property = 0\n",
]


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("accident", CASES)
def test_a_death_is_called_no_injury(language: Language, accident: str, rulebook: Rulebook) -> None:
    document = parse_toml(POLICY + accident)
    assert isinstance(document, dict)
    found = answer(document, rulebook, document["as_of"])
    assert isinstance(found, Decision)
    texts = Texts(language)
    said = [
        to_text(found, Paper(texts, 200), full=True),
        message(found, texts),
        to_plain(found, texts, full=True),
        *(row.cells[0].text for row in case_words(found.case, rulebook, texts)),
    ]
    whole = "\n".join(said).replace(A_COVER[language], "")
    assert [line for line in whole.splitlines() if OF_INJURY[language].search(line)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_otherwise_is_said_of_an_injury_too(language: Language) -> None:
    texts = Texts(language)
    own = [code for code in texts.codes("death") if code.startswith("death.")]
    assert own
    assert all(texts.has(code.removeprefix("death.")) for code in own)
