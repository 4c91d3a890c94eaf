"""Text from outside cannot steer a terminal, turn the order of what is read, or flood a screen."""

from __future__ import annotations

import json
import tomllib
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.explain.untrusted_text import LONGEST, harmless, harmless_lines, machine_text

STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
ATTACKS = [
    "\x1b]52;c;cm0gLXJm\x07", "\x1b]0;title\x1b\\", "\x9d52;c;eA==\x9c", "\x9b2J", "\x1b[31m",
    "\u202eevil", "\u2066x\u2069", "\u200f\u061c", "\u200b\u2060\ufeff\u00ad", "a\r\nb\tc\x00\x7f",
    "\ud83d", "\u2028\u2029", "\U000e0041",
]  # fmt: skip
any_text = st.text(st.characters())
"""Text of any characters, lone surrogates included."""


def steers(text: str) -> set[str]:
    return {sign for sign in text if category(sign) in STEERING}


@given(any_text | st.sampled_from(ATTACKS))
def test_one_line_holds_nothing_that_steers(text: str) -> None:
    assert steers(harmless(text)) == set()
    assert len(harmless(text)) <= LONGEST


@given(any_text | st.sampled_from(ATTACKS))
def test_of_several_lines_only_the_line_ends_stay(text: str) -> None:
    assert steers(harmless_lines(text)) <= {"\n"}
    assert harmless_lines(text).count("\n") == text.count("\n")


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=LONGEST))
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
    assert harmless_lines(text) == text


def test_a_long_value_is_cut_with_an_ellipsis() -> None:
    assert harmless("x" * 5_000_000) == "x" * (LONGEST - 1) + "…"
    assert harmless("가" * 81, 80) == "가" * 79 + "…"


@given(any_text | st.dictionaries(any_text, any_text | st.dictionaries(any_text, any_text)))
def test_json_means_the_same_and_steers_nothing(value: object) -> None:
    text = machine_text(json.dumps(value, ensure_ascii=False, indent=2))
    assert steers(text) <= {"\n"}
    assert json.loads(text) == value


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_toml_means_the_same_and_steers_nothing(value: str) -> None:
    quoted = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    text = machine_text(f"x = {quoted}\n", toml=True)
    assert steers(text) <= {"\n"}
    assert tomllib.loads(text) == {"x": value}


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("code", "fact"),
    [
        ("cli.error.no-such-file", "path"),
        ("storage.usage.no-such-case", "case"),
        ("cases.saved", "name"),
        ("cli.usage.bad-day", "day"),
        ("cli.error.rule-files", "problems"),
        ("cli.error.own-rule-files", "problems"),
    ],
)
def test_no_fact_of_a_sentence_steers(
    attack: str, language: Language, code: str, fact: str
) -> None:
    facts = {"path": "", "case": "", "name": "", "day": "", "problems": "", fact: attack}
    assert steers(Texts(language)(code, **facts)) <= {"\n"}
