"""Fault, injury and other words beside a past accident's day and sum are recorded or refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from advisor.intake.problems import Unreadable
from advisor.intake.typed.past_accident import read_past_accident

TODAY = date(2026, 11, 29)
READ = {"day": date(2024, 5, 2), "property_paid": 900_000}


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("24.5.2 90만원", {}),
        ("24.5.2 90만원 과실 30%", {"fault": Decimal("0.30")}),
        ("24.5.2 과실30 90만원", {"fault": Decimal("0.30")}),
        ("24.5.2 90만원(30%)", {"fault": Decimal("0.30")}),
        ("24.5.2 90만원 내 과실: 100%", {"fault": Decimal("1.00")}),
        ("24.5.2 무과실 90만원", {"fault": Decimal(0)}),
        ("24.5.2(대인12급) 90만", {"injury_grade": 12}),
        ("24.5.2 대인 14급, 대물 90만", {"injury_grade": 14}),
        ("24.5.2 90만 사망", {"injury_grade": "death"}),
        ("24.5.2 90만, 대인 염좌", {"injury_grade": 12}),
        ("24.5.2 90만 대인없음", {}),
        ("24.5.2 대인X 대물 90만", {}),
        ("24.5.2 자손 포함 90만", {"own_injury": True}),
        ("24.5.2 90만원 backed into a pole", {}),
    ],
)
def test_what_is_said_beside_the_sum(said: str, more: dict[str, object]) -> None:
    assert read_past_accident(said, 1, TODAY) == READ | more


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("24.5.2 90만원 (환입)", "past-accident-undone"),
        ("재작년에 한번", "day-open"),
        ("24.5.2 90만원 접수취소", "past-accident-undone"),
        ("24.5.2 90만원 면책", "past-accident-undone"),
        ("24.5.2 90만원 paid back", "past-accident-undone"),
        ("24.5.2 대인 90만", "past-injury-grade"),
        ("24.5.2 90만 부상 2명", "past-injury-grade"),
        ("24.5.2 90만원 과실 7:3", "two-shares"),
        ("24.5.2 90만원 70대30", "two-shares"),
        ("24.5.2 90만원 과실 300%", "unreadable-past-accident"),
        ("24.5.2 90만원 99급", "unreadable-past-accident"),
    ],
)
def test_what_cannot_be_a_record_is_refused_aloud(said: str, code: str) -> None:
    found = read_past_accident(said, 1, TODAY)
    assert isinstance(found, Unreadable)
    assert found.code == code
