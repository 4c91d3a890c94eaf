"""A time beside a day, and a policy's period, as they are said and printed in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.domain.days import renewal_day
from advisor.intake.case.fields import field_at
from advisor.intake.problems import Unreadable
from advisor.intake.typed.day import parse_day
from advisor.intake.typed.field_value import parse_field

TODAY = date(2026, 11, 30)
YESTERDAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    "text",
    [
        "yesterday 7pm", "yesterday at 7", "Yesterday, 7:30 p.m.", "yesterday evening around 7",
        "yesterday around noon", "yesterday in the evening", "around 7pm yesterday",
        "Nov 29 at around 7pm", "Nov 29, 19:20", "29 November 2026 at 19:20", "11/29 7pm",
        "2026-11-29 7pm", "last night at 11",
        "어제 저녁 7시쯤", "어제요", "어제 퇴근길에", "어제 아침 출근길",
        "사고일시: 2026.11.29(일) 18:40",
        "11월 29일쯤", "11월 29일경에", "약 11월 29일", "11/29 정도", "11월 29일입니다",
        "about 29 Nov", "around Nov 29", "29 Nov or so",
    ],
)  # fmt: skip
def test_a_time_or_a_word_of_doubt_leaves_a_whole_day_as_it_is(text: str) -> None:
    assert parse_day(text, TODAY) == YESTERDAY


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("29일", YESTERDAY),
        ("29일쯤", YESTERDAY),
        ("29일 저녁 7시쯤", YESTERDAY),
        ("about the 29th", YESTERDAY),
        ("30일", TODAY),
        ("31일", date(2026, 10, 31)),
        ("32일", Unreadable("unreadable-day")),
        ("29일 전", date(2026, 11, 1)),
        ("29", Unreadable("unreadable-day")),
    ],
)
def test_a_day_without_its_month_is_the_last_such_day_of_an_accident(
    text: str, read: date | Unreadable
) -> None:
    """A bare day of the month does for a recent accident, not for a policy or an old accident."""
    day, start, claim = map(field_at, ("accident.day", "policy.start", "claim[].day"))
    assert day is not None
    assert start is not None
    assert claim is not None
    assert parse_field(day, text, TODAY) == read
    assert isinstance(parse_field(start, "29일", TODAY), Unreadable)
    assert isinstance(parse_field(claim, "29일", TODAY), Unreadable)


@pytest.mark.parametrize(
    "text", ["last night at 1am", "last night at 2", "7pm", "at 7", "Nov 29 7"]
)
def test_a_time_that_leaves_the_day_open_is_refused(text: str) -> None:
    assert isinstance(parse_day(text, TODAY), Unreadable)


@pytest.mark.parametrize(
    "text",
    [
        "Mar 14 2026 - Mar 14 2027", "March 14, 2026 to March 13, 2027", "from March 14, 2026",
        "from 2026-03-14 until 2027-03-14", "14 Mar 2026 – 14 Mar 2027",
        "2026.03.14 ~ 2027.03.14", "2026-03-14~2027-03-13", "2026.03.14 24:00 ~ 2027.03.14 24:00",
        "2026년 3월 14일부터 2027년 3월 14일까지", "2026. 3. 14. – 2027. 3. 14.", "3월 14일부터",
        "2026-03-14 24시부터 2027-03-14 24시까지", "보험기간: 2026.03.14 ~ 2027.03.14",
        "보험 시작일 2026.3.14", "policy period: 2026-03-14 ~ 2027-03-14",
    ],
)  # fmt: skip
def test_the_period_of_a_policy_begins_with_its_first_day(text: str) -> None:
    assert parse_day(text, TODAY) == date(2026, 3, 14)


@given(
    st.dates(date(2026, 1, 1), TODAY),
    st.integers(1, 12),
    st.sampled_from(["am", "pm", " p.m.", ":05 AM", " o'clock"]),
    st.sampled_from(["", "at ", "around ", "at about "]),
)
def test_any_time_of_the_clock_may_stand_behind_any_day(
    day: date, hour: int, half: str, about: str
) -> None:
    for said in (day.isoformat(), f"{day:%b} {day.day}, {day.year}", f"{day.day} {day:%B}"):
        assert parse_day(f"{said} {about}{hour}{half}", TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "만기 2027.3.14", "만기일: 2027-03-14", "2027년 3월 14일까지", "~2027.3.14", "27.3.14 만기",
        "만기 3/14", "3월 14일 만기입니다", "until March 14, 2027", "expires 2027-03-14",
        "내년 3월 14일 만기", "갱신일 2027-03-14", "3월 14일 갱신", "2026-03-14 갱신",
        "renewal 2027-03-14", "renews 14 March",
    ],
)  # fmt: skip
def test_who_knows_the_expiry_has_told_the_start(text: str) -> None:
    """Insurers tell their clients the day on which the policy ends, and no other."""
    start, day = field_at("policy.start"), field_at("accident.day")
    assert start is not None
    assert day is not None
    assert parse_field(start, text, TODAY) == date(2026, 3, 14)
    assert isinstance(parse_field(day, text, TODAY), Unreadable), "an accident has no expiry"


@pytest.mark.parametrize(
    "text",
    ["만기 3월", "3월 만기", "만기가 내년 3월이에요", "2027년 3월", "3월", "3월 초쯤", "갱신이 3월",
     "expires in March", "March", "early March", "renewal in March 2027"],
)  # fmt: skip
def test_of_a_month_alone_the_day_is_asked_for(text: str) -> None:
    """A month alone is no mistyped day: its day is asked for, and where to find it is said."""
    start = field_at("policy.start")
    assert start is not None
    assert parse_field(start, text, TODAY) == Unreadable("month-alone")


@pytest.mark.parametrize(
    "text",
    ["2026-03-14부터 2027-03-14까지", "2026.3.14 ~ 2027.3.14", "from 2026-03-14 until 2027-03-14"],
)
def test_a_period_with_its_end_is_no_expiry(text: str) -> None:
    start = field_at("policy.start")
    assert start is not None
    assert parse_field(start, text, TODAY) == date(2026, 3, 14)


@given(st.dates(date(2026, 12, 1), date(2027, 11, 30)))
def test_a_policy_ends_a_year_after_it_starts(day: date) -> None:
    start = field_at("policy.start")
    assert start is not None
    found = parse_field(start, f"만기 {day.isoformat()}", TODAY)
    assert isinstance(found, date)
    assert renewal_day(found, 1) == day or (day.month, day.day) == (2, 29)
