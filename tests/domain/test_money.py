from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.domain.money import Rate, Won, present_value, share, total

AMOUNTS = st.integers(0, 10**10).map(Won)
RATES = st.decimals(0, 3, places=4).map(Rate)


@given(AMOUNTS, RATES)
def test_a_share_is_exact_and_drops_the_fraction(amount: Won, rate: Rate) -> None:
    assert share(amount, rate) == floor(amount * Fraction(rate))


@pytest.mark.parametrize(
    ("amount", "rate", "expected"),
    [
        (328_000, "1.15", 377_200),
        (999, "0.7", 699),
        (1, "0.999", 0),
        (3, "0.333", 0),
        (2_500_000, "0.2", 500_000),
        (10_000_000_000_000_001, "0.1", 1_000_000_000_000_000),
    ],
)
def test_shares_that_binary_numbers_get_wrong(amount: int, rate: str, expected: int) -> None:
    assert share(Won(amount), Decimal(rate)) == expected


@given(st.lists(st.integers(-(10**9), 10**9).map(Won)))
def test_a_total_is_the_sum(amounts: list[Won]) -> None:
    assert total(amounts) == sum(amounts)


@pytest.mark.parametrize(
    ("amount", "rate", "days", "expected"),
    [
        (105, "0.05", 365, 100),
        (-105, "0.05", 365, -100),
        (1, "1", 365, 1),
        (-1, "1", 365, -1),
        (3, "1", 365, 2),
        (-3, "1", 365, -2),
        (5, "1", 730, 1),
        (7, "1", 730, 2),
        (1_000_000, "0.03", 101, 991_854),
        (1_000_000, "0", 3650, 1_000_000),
        (1_000_000, "0.03", 0, 1_000_000),
    ],
)
def test_present_values_round_halves_away_from_zero(
    amount: int, rate: str, days: int, expected: int
) -> None:
    """1, 3 and -3 won halved are 0.5, 1.5 and -1.5: they become 1, 2 and -2."""
    assert present_value(Won(amount), Rate(Decimal(rate)), days) == expected


@given(st.integers(-(10**9), 10**9).map(Won), RATES, st.integers(0, 20 * 365))
def test_the_present_value_of_a_debt_mirrors_that_of_a_gain(
    amount: Won, rate: Rate, days: int
) -> None:
    assert present_value(Won(-amount), rate, days) == -present_value(amount, rate, days)


@given(AMOUNTS, RATES, st.integers(0, 10))
def test_whole_years_are_discounted_exactly(amount: Won, rate: Rate, years: int) -> None:
    exact = amount / (1 + Fraction(rate)) ** years
    assert present_value(amount, rate, 365 * years) == floor(exact + Fraction(1, 2))
