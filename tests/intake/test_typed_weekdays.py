"""Days of the week as people say them after an accident, read only where one day is meant."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.intake.problems import Unreadable
from advisor.intake.typed.day import parse_day

TUESDAY, FRIDAY, SUNDAY = date(2026, 11, 24), date(2026, 11, 27), date(2026, 11, 29)
LAST_FRIDAY = date(2026, 11, 20)
OPEN = Unreadable("day-open")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("지난주 금요일", LAST_FRIDAY),
        ("저번 주 금요일에", LAST_FRIDAY),
        ("지난주 금 저녁 7시쯤", LAST_FRIDAY),
        ("사고일: 지난주 금요일", LAST_FRIDAY),
        ("지난주 금요일쯤", LAST_FRIDAY),
        ("저번주 금욜", LAST_FRIDAY),
        ("지난 금요일", LAST_FRIDAY),
        ("last Friday", LAST_FRIDAY),
        ("Friday last week", LAST_FRIDAY),
        ("last week's Friday evening", LAST_FRIDAY),
        ("이번 주 월요일", date(2026, 11, 23)),
        ("this week Tuesday", TUESDAY),
        ("지지난주 수요일 밤", date(2026, 11, 11)),
        ("이번 주 금요일", OPEN),  # that day is still to come
        ("금요일", OPEN),
        ("on Friday", OPEN),
        ("지난주 일요일", OPEN),  # some calendars begin a week with Sunday, others end it
    ],
)
def test_a_weekday_of_a_week_is_read(text: str, day: date | Unreadable) -> None:
    assert parse_day(text, TUESDAY) == day


@pytest.mark.parametrize("text", ["지난 수요일", "last Wednesday", "저번 목요일"])
def test_which_week_is_meant_is_not_guessed(text: str) -> None:
    """On a Friday, last Wednesday may be two days ago or in the week before."""
    assert parse_day(text, FRIDAY) == OPEN


@given(st.dates(date(2000, 1, 10), date(2090, 1, 1)), st.integers(0, 5))
def test_last_week_begins_on_the_monday_before_this_one(today: date, wanted: int) -> None:
    read = parse_day(f"지난주 {'월화수목금토'[wanted]}요일", today)
    monday = today - timedelta(days=today.weekday())
    assert read == (OPEN if today.weekday() == SUNDAY.weekday() else
                    monday - timedelta(days=7 - wanted))  # fmt: skip
