"""Korean particles follow the last sound of a word, whatever script it is written in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.explain import korean


@pytest.mark.parametrize(
    ("word", "particle", "whole"),
    [
        ("자비 처리", "이", "자비 처리가"),
        ("할증기준금액", "을", "할증기준금액을"),
        ("2,000,000원", "이", "2,000,000원이"),
        ("수리비(현금)", "는", "수리비(현금)는"),
        ("2027년 1월 23일(토)", "이", "2027년 1월 23일(토)이"),
        ("2027년 1월 23일(수)", "으로", "2027년 1월 23일(수)로"),
        ("AXA손해보험 (어림)", "이", "AXA손해보험 (어림)이"),
        ("(현금)", "은", "(현금)은"),
        ("16", "이", "16이"),
        ("2", "이", "2가"),
        ("1.37", "로", "1.37로"),
        ("0.96", "으로", "0.96으로"),
        ("1.6", "과", "1.6과"),
        ("20%", "을", "20%를"),
        ("mg-2024", "은", "mg-2024는"),
        ("bohum24", "은", "bohum24는"),
        ("11Z", "은", "11Z는"),
        ("DB", "과", "DB와"),
        ("", "은", "는"),
    ],
)
def test_a_particle_fits_its_word(word: str, particle: str, whole: str) -> None:
    assert korean.with_particle(word, particle) == whole


@given(st.text(), st.sampled_from(sorted(korean.PARTICLES)))
def test_any_text_takes_a_particle(word: str, particle: str) -> None:
    assert korean.with_particle(word, particle).startswith(word)


@given(st.integers(100_000, 10**17))
def test_spoken_amounts_are_never_more_than_half_a_unit_off(amount: int) -> None:
    spoken = korean.in_words(amount)
    parts = re.fullmatch(r"(?:([\d,]+)조)? ?(?:([\d,]+)억)? ?(?:([\d,]+)만)? 원", spoken)
    assert parts is not None
    trillions, hundred_millions, ten_thousands = (
        int((part or "0").replace(",", "")) for part in parts.groups()
    )
    assert max(hundred_millions, ten_thousands) < 10_000
    read = trillions * 10**12 + hundred_millions * 10**8 + ten_thousands * 10**4
    assert abs(read - amount) <= 5_000
    assert korean.about(amount).startswith("약 ") == (read != amount)


@pytest.mark.parametrize(
    ("amount", "spoken"),
    [
        (0, "0원"),
        (99_999, "99,999원"),
        (100_000_000, "1억 원"),
        (-577_870, "-58만 원"),
        (99_995_000, "1억 원"),
        (1_000_000_000_000, "1조 원"),
        (9_999_900_000_000, "9조 9,999억 원"),
        (-1_234_500_060_000, "-1조 2,345억 6만 원"),
        (999_999_999_999, "1조 원"),
    ],
)
def test_amounts_are_spoken_as_people_do(amount: int, spoken: str) -> None:
    assert korean.in_words(amount) == spoken
