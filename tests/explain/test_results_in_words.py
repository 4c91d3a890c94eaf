"""Results rest on estimated rates, so prose rounds them to as many digits as that allows."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from engine.sample import decide, with_bill
from hypothesis import given
from hypothesis import strategies as st

from advisor.explain import sentences
from advisor.explain.formats import rounded_down, rounded_result
from advisor.explain.opening import verdict_line
from advisor.explain.texts import LANGUAGES, Language, Texts

AMOUNT = re.compile(r"[\d,.]*\d(?= ?(?:만 ?)?원| won| million)")
POOL = "second-claim-in-three-years"


@given(st.integers(-300_000, 300_000))
def test_a_result_is_spoken_within_a_tenth_and_a_limit_never_above_itself(amount: int) -> None:
    assert abs(rounded_result(amount) - amount) <= max(abs(amount), 0) / 10
    assert 0 <= amount - rounded_down(amount) <= max(abs(amount), 0) / 10 + 1
    assert len(str(abs(rounded_result(amount))).rstrip("0")) <= 3


def test_larger_results_are_never_spoken_as_smaller_ones() -> None:
    spoken = [rounded_result(amount) for amount in range(0, 210_000, 37)]
    assert all(one <= other for one, other in pairwise(spoken))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("apart", [-98_765, -41_234, -7_654, 7_654, 41_234, 93_234])
def test_a_small_margin_is_no_figure_to_the_won(apart: int, language: Language) -> None:
    """With an assumed table, '69,250 won cheaper' would be more exact than anybody can know."""
    switch = decide(with_bill(1_800_000)).break_even.intervals[-1].first
    decision = decide(with_bill(switch + apart))
    assert 1_000 < decision.margin < 100_000
    said = verdict_line(decision, Texts(language))
    assert f"{decision.margin:,}" not in said
    assert f"{rounded_result(decision.margin):,}" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_joint_pool_might_cost_is_said_roughly(language: Language) -> None:
    """The pool costs two to three times a calculated premium, so its price is rounded."""
    decision = decide(with_bill(1_800_000))
    assert POOL in [one.code for one in decision.warnings]
    (said,) = [one for one in sentences.warnings(decision, Texts(language)) if "공동인수" in one]
    assert all(len(one.replace(",", "")) < 5 for one in AMOUNT.findall(said)), said
