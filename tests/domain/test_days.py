from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.domain.days import add_months, cut_off, last_day, renewal_day

DAYS = st.dates(date(1995, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 5, 31), -3, date(2026, 2, 28)),
        (date(2024, 5, 31), -3, date(2024, 2, 29)),
        (date(2026, 5, 30), -3, date(2026, 2, 28)),
        (date(2026, 5, 28), -3, date(2026, 2, 28)),
        (date(2026, 3, 2), -3, date(2025, 12, 2)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
        (date(2026, 1, 31), -12, date(2025, 1, 31)),
    ],
)
def test_a_month_that_is_too_short_ends_on_its_last_day(
    day: date, months: int, expected: date
) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("renewal", "expected"),
    [
        (-3, date(2021, 2, 28)),
        (0, date(2024, 2, 29)),
        (1, date(2025, 2, 28)),
        (3, date(2027, 2, 28)),
        (4, date(2028, 2, 29)),
    ],
)
def test_a_policy_of_29_february_renews_on_the_28th_or_on_the_leap_day(
    renewal: int, expected: date
) -> None:
    """Renewals are counted from the start, so those of leap years are on 29 February again."""
    assert renewal_day(date(2024, 2, 29), renewal) == expected


@pytest.mark.parametrize(
    ("start", "renewal", "expected"),
    [
        (date(2026, 3, 2), 1, date(2026, 12, 2)),
        (date(2026, 5, 31), 1, date(2027, 2, 28)),
        (date(2027, 5, 31), 1, date(2028, 2, 29)),
        (date(2024, 2, 29), 1, date(2024, 11, 28)),
        (date(2024, 2, 29), 4, date(2027, 11, 29)),
        (date(2026, 1, 31), 0, date(2025, 10, 31)),
    ],
)
def test_cut_off_is_three_months_before_the_renewal(
    start: date, renewal: int, expected: date
) -> None:
    assert cut_off(start, renewal, 3) == expected


@given(DAYS)
def test_cut_offs_tile_the_years(start: date) -> None:
    """Every day lies in the window of exactly one renewal, and no window is empty."""
    cuts = [cut_off(start, renewal, 3) for renewal in range(-4, 12)]
    for before, after in pairwise(cuts):
        assert timedelta(364) <= after - before <= timedelta(367)


@given(DAYS)
def test_the_last_day_is_the_eve_of_the_renewal(start: date) -> None:
    assert last_day(start) + timedelta(days=1) == renewal_day(start, 1)


def test_the_last_day_of_a_year_from_a_leap_day_is_the_27th() -> None:
    assert last_day(date(2024, 2, 29)) == date(2025, 2, 27)


@given(DAYS, st.integers(-48, 48))
def test_months_are_counted_one_by_one_where_days_allow(day: date, months: int) -> None:
    """From the first of a month, adding months and taking them off again leads back to that day."""
    first = day.replace(day=1)
    assert add_months(add_months(first, months), -months) == first
