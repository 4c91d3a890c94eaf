"""A share of the fault is read if the words say whose it is, and refused if they do not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.intake.case.fields import field_at
from advisor.intake.problems import Unreadable
from advisor.intake.typed.field_value import parse_field

FAULT = field_at("accident.fault")
TODAY = date(2026, 11, 22)


def read(text: str, *, percent: bool = True) -> object:
    assert FAULT is not None
    return parse_field(FAULT, text, TODAY, percent=percent)


@pytest.mark.parametrize("percent", [True, False], ids=["form", "flag"])
@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("내가 80", 80),
        ("내가 80%래요", 80),
        ("내 과실 80%", 80),
        ("제 과실은 30%입니다", 30),
        ("80프로", 80),
        ("80퍼", 80),
        ("나 8 상대 2", 80),
        ("상대 3, 내가 7", 70),
        ("내가 20 상대방이 80", 20),
        ("상대방 100%", 0),
        ("상대 과실 30%", 70),
        ("저쪽 90", 10),
        ("저 쪽이 90%", 10),
        ("저는 90", 90),
        ("제가 100", 100),
        ("５：５", 50),
        ("50 대 50", 50),
        ("쌍방 5:5", 50),
        ("반반", 50),
        ("무과실", 0),
        ("내 과실 없음", 0),
        ("전부 내 잘못", 100),
        ("mine 80", 80),
        ("I'm 70%", 70),
        ("30% mine", 30),
        ("20% theirs", 80),
        ("me 30, them 70", 30),
        ("80 percent", 80),
        ("fifty-fifty", 50),
        ("not my fault", 0),
        ("all my fault", 100),
    ],
)
def test_words_that_tell_whose_share_it_is_are_read(
    text: str, share: int, *, percent: bool
) -> None:
    assert read(text, percent=percent) == Decimal(share) / 100


@pytest.mark.parametrize("percent", [True, False], ids=["form", "flag"])
@pytest.mark.parametrize(
    "text",
    ["8:2", "80 대 20", "100:0", "내가 8", "내가 10", "상대 2", "나 8 상대 3", "내가 120",
     "쌍방과실", "둘 다", "내가 다 잘못한 건 아니고", "상대방 과실", "그쪽", "me and them"],
)  # fmt: skip
def test_words_that_do_not_tell_it_are_refused(text: str, *, percent: bool) -> None:
    assert isinstance(read(text, percent=percent), Unreadable)


@given(st.integers(11, 100), st.sampled_from(["%", "", " %", "프로", " 퍼센트"]))
def test_both_sides_of_a_fault_say_the_same(share: int, mark: str) -> None:
    mine, theirs = read(f"내가 {share}{mark}"), read(f"상대가 {100 - share}%")
    assert mine == theirs == Decimal(share) / 100
