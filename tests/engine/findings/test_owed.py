from __future__ import annotations

from datetime import date

import pytest
from engine.sample import SAMPLE, collision, decide, with_accident, won

from advisor.domain.money import Won


def owed(registered: date, bill: int = 5_000_000, fault: str = "0") -> dict[str, int]:
    case = collision(
        fault, own_damage=won(bill), car_value=Won(20_000_000), car_registered=registered
    )
    return {debt.code: debt.amount for debt in decide(case).owed}


@pytest.mark.parametrize(
    ("registered", "amount"),
    [
        (date(2025, 11, 19), 1_000_000),
        (date(2025, 11, 18), 750_000),
        (date(2024, 11, 19), 750_000),
        (date(2024, 11, 18), 500_000),
        (date(2021, 11, 19), 500_000),
    ],
)
def test_lost_market_value_goes_by_age(registered: date, amount: int) -> None:
    """The loss is 20 % of the repair up to 1 year of age, 15 % up to 2, 10 % up to 5, then 0."""
    assert owed(registered) == {"market-value-loss": amount}
    assert owed(date(2021, 11, 18)) == {}


def test_a_repair_of_up_to_a_fifth_of_the_value_loses_none() -> None:
    young = date(2026, 1, 1)
    assert owed(young, bill=4_000_000) == {}
    assert owed(young, bill=4_000_001) == {"market-value-loss": 800_000}


def test_a_car_that_is_paid_by_its_value_loses_no_market_value() -> None:
    """A repair is paid up to 120 % of the value of 20,000,000; above that the value is paid."""
    young = date(2026, 1, 1)
    assert owed(young, bill=24_000_000) == {"market-value-loss": 4_800_000}
    assert owed(young, bill=24_000_001) == {}


def test_the_other_side_owes_its_share_of_the_fault() -> None:
    assert owed(date(2026, 1, 1), fault="0.7") == {"market-value-loss": 300_000}
    assert owed(date(2026, 1, 1), fault="1") == {}


def test_rental_or_35_percent_of_it_in_cash() -> None:
    case = collision("0.4", own_rental=Won(1_000_000))
    assert {debt.code: debt.amount for debt in decide(case).owed} == {
        "rental": 600_000,
        "transport-money": 210_000,
    }


def test_nobody_owes_where_nobody_else_was() -> None:
    assert decide(with_accident(SAMPLE, own_rental=Won(1_000_000))).owed == ()
