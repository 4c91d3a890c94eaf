from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from engine.sample import SAMPLE, collision, decide, with_accident, with_cover, with_policy, won

from advisor.domain.accident import Driver
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Deductible

CASE = collision("0.7", own_damage=won(3_000_000))


def test_three_ways_to_settle_a_shared_fault() -> None:
    """A loss of 3,000,000 at 70 % fault under the 20 % plan can be settled in three ways.

    With cross-processing the driver bears 420,000. If the own cover pays first, the driver advances
    500,000; 900,000 is recovered, and the deductible on the other 2,100,000 is 420,000, so 80,000
    comes back. By the ruling of 2026 30 % of the 500,000 can be claimed from the other side:
    150,000, contested.
    """
    ways = {way.code: (way.advanced, way.returned) for way in decide(CASE).ways}
    assert ways == {
        "cross-processing": (420_000, 0),
        "own-cover-first": (500_000, 80_000),
        "own-cover-first-ruling": (500_000, 150_000),
    }
    contested = [way.code for way in decide(CASE).ways if way.contested]
    assert contested == ["own-cover-first-ruling"]


def test_what_the_other_side_need_not_pay_is_borne_where_each_pays_its_share() -> None:
    """The other side pays 30 % of the value of 2,000,000, not of 3,000,000: 300,000 less."""
    (each, *_) = decide(with_accident(CASE, car_value=Won(2_000_000))).ways
    assert (each.code, each.borne) == ("cross-processing", 420_000 + 300_000)


def test_the_ruling_is_of_29_january_2026() -> None:
    before = evolve(CASE, as_of=date(2026, 1, 28))
    before = with_policy(before, start=date(2025, 3, 2))
    before = evolve(before, accident=evolve(before.accident, day=date(2026, 1, 10)))
    after = evolve(before, as_of=date(2026, 1, 29))
    assert "own-cover-first-ruling" not in {way.code for way in decide(before).ways}
    assert "own-cover-first-ruling" in {way.code for way in decide(after).ways}


def test_without_own_cover_the_other_share_is_all_there_is() -> None:
    """Of 2,500,000 at 70 % fault the driver gets 750,000 back and bears 1,750,000."""
    bare = with_policy(collision("0.7", own_damage=won(2_500_000)), own_damage=None)
    (way,) = decide(bare).ways
    assert (way.code, way.advanced, way.returned) == ("without-own-cover", 2_500_000, 750_000)


@pytest.mark.parametrize("bill", [1_999_999, 2_000_000, 5_000_000])
@pytest.mark.parametrize("fault", ["0.01", "0.5", "0.99"])
def test_what_the_other_side_pays_above_the_sum_insured_leaves_nobody_below_nothing(
    bill: int, fault: str
) -> None:
    """With 2,000,000 insured, the driver bears what paying the repair costs, within one won."""
    case = collision(fault, own_damage=won(bill), driver=Driver.OUT_OF_SCOPE, cash_repair=None)
    case = with_cover(case, sum_insured=Won(2_000_000))
    found = decide(case)
    (way,) = found.ways
    assert way.code == "without-own-cover"
    (own,) = [line for line in found.outcome(Option.SELF_PAY).lines if line.code == "own-repair"]
    assert 0 <= way.advanced - way.returned - own.amount <= 1


def test_where_the_designated_driver_s_insurer_pays_there_is_no_way_to_choose() -> None:
    assert not decide(collision("0.5", driver=Driver.DESIGNATED)).ways
    assert decide(collision("0.5", driver=Driver.DESIGNATED_UNINSURED)).ways


def test_one_side_s_fault_leaves_no_choice_of_way() -> None:
    assert decide(SAMPLE).ways == ()
    assert decide(collision("0")).ways == ()
    assert decide(collision("1")).ways == ()


def test_where_nothing_is_deducted_nothing_is_advanced() -> None:
    """Without a deductible the only way is cross-processing, by which the driver bears 0 won."""
    free = with_cover(CASE, deductible=Deductible(fixed=Won(0)))
    assert [(way.code, way.borne) for way in decide(free).ways] == [("cross-processing", 0)]
