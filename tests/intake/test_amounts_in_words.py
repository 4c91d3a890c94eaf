"""An amount among other words is read, unless the words change it: then it is refused."""

from __future__ import annotations

from datetime import date

import pytest
from intake.saying import said

from advisor.intake.case.fields import BY_PATH
from advisor.intake.problems import Unreadable
from advisor.intake.typed.field_value import parse_field
from advisor.intake.typed.pasted import part_for_field

TODAY = date(2026, 11, 30)


def read(path: str, text: str) -> object:
    return parse_field(BY_PATH[path], text, TODAY)


@pytest.mark.parametrize(
    ("path", "text", "amount"),
    [
        ("policy.premium", "1년 82만원", 820_000),
        ("policy.premium", "82만원 (1년)", 820_000),
        ("policy.premium", "82만 won a year", 820_000),
        ("policy.premium", "올해 낸 보험료는 82만원이에요", 820_000),
        ("policy.premium", "내 차 보험료 82만원 냈음", 820_000),
        ("accident.other_property", "상대차 60만원", 600_000),
        ("accident.other_property", "the other car 600k", 600_000),
        ("accident.own_damage", "앞범퍼 교환 85만 5천원", 855_000),
        ("accident.own_damage", "수리비만 1억 2천만원", 120_000_000),
        ("accident.own_damage", "a bumper: 600,000", 600_000),
        ("accident.paid", "대물로 210만원 지급", 2_100_000),
    ],
)
def test_the_only_amount_is_taken_typed_or_pasted(path: str, text: str, amount: int) -> None:
    assert read(path, text) == amount
    assert part_for_field(path, text, TODAY) == (text, ())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("policy.premium", "월 7만원"), ("policy.premium", "월납 보험료 7만원"),
        ("policy.premium", "한 달에 7만원씩"),
        ("policy.premium", "6개월 41만원"), ("policy.premium", "70,000 won a month"),
        ("accident.own_damage", "60만원 조금 안 됨"), ("accident.own_damage", "범퍼만 60만원 이상"),
        ("accident.own_damage", "거기서 60만원 빼고"), ("accident.own_damage", "over 600,000"),
        ("accident.own_damage", "수리 60만원의 절반"),
        ("accident.own_damage", "60만원은 아니고"), ("accident.own_damage", "82만x"),
        ("accident.own_damage", "x820,000"),
    ],
)  # fmt: skip
def test_an_amount_that_words_change_is_refused_typed_or_pasted(path: str, text: str) -> None:
    value = read(path, text)
    assert isinstance(value, Unreadable)
    taken, _ = part_for_field(path, text, TODAY)
    assert isinstance(read(path, taken), Unreadable)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("accident.own_damage", "상대차 60만원"), ("policy.premium", "상대방 차 60만원"),
        ("accident.own_damage", "자기부담금 20만원"), ("accident.own_damage", "현금으로 60만원"),
        ("accident.other_property", "내 차 60만원"), ("accident.own_damage", "합의금 60만원"),
        ("accident.cash_repair", "렌트비 40만원"), ("accident.paid", "100만원 미지급"),
        ("accident.paid", "100만원 아직 안 나옴"), ("claim[].property_paid", "60만원 환입함"),
        ("accident.paid", "900,000 not yet"),
    ],
)  # fmt: skip
def test_an_amount_of_another_field_is_refused_as_that(path: str, text: str) -> None:
    value = read(path, text)
    assert isinstance(value, Unreadable)
    assert value.code == "amount-of-another"
    assert said(value.problem_at(path, text))
    assert part_for_field(path, text, TODAY)[0] == text


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("부품 50만 공임 30만", "50만, 30만"), ("82만 90만", "82만, 90만"),
        ("수리비 180만 현금 150만", "180만, 150만"),
    ],
)  # fmt: skip
def test_two_amounts_are_refused_by_name(text: str, amounts: str) -> None:
    value = read("accident.own_damage", text)
    assert value == Unreadable("several-amounts", {"amounts": amounts})
    assert isinstance(value, Unreadable)
    assert said(value.problem_at("accident.own_damage", text))
