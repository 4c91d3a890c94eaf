"""The measures of systems that users see: the reference tables, and the Korean system."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from claiming.chain import efficiency
from claiming.worked import system
from later.scrapes import RULEBOOK

from advisor.claiming.retention import Action
from advisor.later.measures import KOREA, Setting, measured, system_names

if TYPE_CHECKING:
    from advisor.later.figures import Measured

DAY = date(2026, 11, 22)
BELGIUM = [
    20.692, 36.434, 50.827, 64.033, 75.974, 86.831, 96.755, 101.582, 106.297, 111.069, 120.467,
    129.778, 143.869, 159.8, 185.284, 229.171, 170.0, 98.173,
]  # fmt: skip
BRAZIL = [0.0000, 0.0000, 0.0003, 0.0022, 0.0145, 0.0936, 0.8894]


def of(name: str, **stated: str) -> Measured:
    figures = {key: Decimal(value) for key, value in stated.items()}
    return measured(name, Setting(**figures, plain=True), RULEBOOK, DAY)


def test_the_reference_table_is_rebuilt() -> None:
    """Belgium 1971, cheapest class first, with all amounts a tenth of those in the table."""
    found = of("belgium_1971", mean_loss="150")
    assert [row.retention for row in found.rows] == pytest.approx(BELGIUM, abs=0.001)


def test_the_long_run_is_the_one_in_print() -> None:
    found = of("brazil", accident_rate="0.1")
    assert [row.share for row in found.rows] == pytest.approx(BRAZIL, abs=1e-4)
    assert found.mean_premium == pytest.approx(65.65, abs=0.0065)
    assert of("ross", accident_rate="0.5").mean_premium == pytest.approx(326.375, abs=0.01)


@pytest.mark.parametrize("name", ["belgium_1992", "japan_1993", "malaysia", "switzerland"])
def test_the_efficiency_is_an_elasticity(name: str) -> None:
    """By how much the mean premium rises with the accidents agrees with its exact derivative."""
    assert of(name, accident_rate="0.2").efficiency == pytest.approx(
        efficiency(system(name), 0.2), abs=1e-5
    )


@pytest.mark.parametrize("name", system_names())
def test_every_system_can_be_measured(name: str) -> None:
    found = measured(name, Setting(), RULEBOOK, DAY)
    assert sum(row.share for row in found.rows) == pytest.approx(1.0)
    assert 0.0 <= found.level <= 1.0
    assert found.efficiency > 0
    assert min(row.retention for row in found.rows) <= found.average_retention


def test_the_korean_system_has_its_grades_and_its_gap() -> None:
    found = of(KOREA)
    assert [row.label for row in found.rows] == [str(grade) for grade in range(1, 30)]
    assert found.states == 580
    twelve = found.rows[11].regions
    pays, claims = Action.SELF_PAY, Action.CLAIM
    assert [region.action for region in twelve] == [pays, claims, pays, claims]
    assert twelve[1].high == 2_500_000
    assert found.rows[15].premium == 692_000


def test_the_law_of_losses_hardly_moves_the_retention() -> None:
    """The retention depends on the mean loss and the premiums, hardly on how losses are spread."""
    plain, spread = of("belgium_1992"), of("belgium_1992", log_deviation="0.9")
    for one, other in zip(plain.rows, spread.rows, strict=True):
        assert one.retention == pytest.approx(other.retention, rel=0.1)
