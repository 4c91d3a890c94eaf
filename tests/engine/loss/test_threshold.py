from __future__ import annotations

import pytest
from engine.sample import SAMPLE, assuming, decide, rate, with_bill, with_cover, with_policy
from hypothesis import given
from hypothesis import strategies as st

from advisor.domain.case import Assumptions
from advisor.domain.money import Won
from advisor.domain.policy import Deductible
from advisor.engine.loss.points import crosses, highest_within

WON = st.integers(0, 10_000_000).map(Won)


@given(WON, WON)
def test_only_more_than_the_threshold_crosses_it(tested: Won, threshold: Won) -> None:
    """The terms in use say "above" and "up to"; a guide of 2024 has the boundary wrong."""
    assert crosses(tested, threshold, Assumptions()) == (tested > threshold)


@given(WON, WON)
def test_the_reading_of_that_guide_can_be_chosen(tested: Won, threshold: Won) -> None:
    assert crosses(tested, threshold, Assumptions(threshold_included=True)) == (tested >= threshold)


@pytest.mark.parametrize("included", [False, True])
def test_the_most_within_is_the_last_amount_that_does_not_cross(*, included: bool) -> None:
    assumptions = Assumptions(threshold_included=included)
    most = highest_within(Won(2_000_000), assumptions)
    assert not crosses(most, Won(2_000_000), assumptions)
    assert crosses(Won(most + 1), Won(2_000_000), assumptions)


@pytest.mark.parametrize(
    ("bill", "expected"),
    [
        (2_199_999, (1_899_999, False, False)),
        (2_200_000, (1_900_000, False, True)),
        (2_300_000, (2_000_000, False, True)),
        (2_300_001, (2_000_001, True, True)),
        (2_400_000, (2_100_000, True, True)),
        (2_400_001, (2_100_001, True, False)),
    ],
)
def test_near_is_within_a_twentieth_on_either_side(
    bill: int, expected: tuple[int, bool, bool]
) -> None:
    """With a fixed deductible of 300,000 a bill of 2,300,000 pays exactly the threshold."""
    case = with_cover(with_bill(bill), deductible=Deductible(fixed=Won(300_000)))
    test = decide(case).threshold
    assert (test.tested, test.crossed, test.near) == expected


@pytest.mark.parametrize(
    ("threshold", "crossing"),
    [(500_000, 625_001), (1_000_000, 1_250_001), (1_500_000, 1_875_001), (2_000_000, 2_500_001)],
)
def test_repair_bill_at_which_own_damage_alone_crosses(threshold: int, crossing: int) -> None:
    """That a repair above 2,000,000 is surcharged is a myth: the standard plan takes 20 % off."""
    case = with_cover(with_policy(surcharge_threshold=Won(threshold)), deductible=Deductible())
    assert not decide(with_bill(crossing - 1, case)).threshold.crossed
    assert decide(with_bill(crossing, case)).threshold.crossed


@pytest.mark.parametrize(
    ("threshold", "least", "most", "crossing"),
    [
        (500_000, 50_000, 500_000, 714_286),
        (1_000_000, 100_000, 500_000, 1_428_572),
        (1_500_000, 150_000, 500_000, 2_000_001),
        (2_000_000, 200_000, 500_000, 2_500_001),
        (500_000, 300_000, 1_000_000, 800_001),
        (2_000_000, 300_000, 1_000_000, 2_857_143),
    ],
)
def test_repair_bill_that_crosses_on_30_percent_plans(
    threshold: int, least: int, most: int, crossing: int
) -> None:
    """The crossing bill is the first that pays out more than the threshold, to the won."""
    plan = Deductible(rate=rate("0.3"), minimum=Won(least), maximum=Won(most))
    case = with_cover(with_policy(surcharge_threshold=Won(threshold)), deductible=plan)
    assert not decide(with_bill(crossing - 1, case)).threshold.crossed
    assert decide(with_bill(crossing, case)).threshold.crossed


def test_the_loss_before_the_deductible_can_be_tested_instead() -> None:
    """A few pages test the repair bill, so that 2,100,000 crosses though only 1,680,000 is paid."""
    test = decide(assuming(with_bill(2_100_000), threshold_on_gross_loss=True)).threshold
    assert (test.tested, test.crossed) == (2_100_000, True)


def test_nothing_to_claim_is_near_no_threshold() -> None:
    test = decide(with_bill(0, SAMPLE)).threshold
    assert (test.tested, test.crossed, test.near) == (0, False, False)
