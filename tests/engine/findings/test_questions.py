"""The questions of an answer: only those that matter, and none of them twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import (
    assuming,
    collision,
    decide,
    with_accident,
    with_cover,
    with_policy,
    won,
)
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.accident import Driver, Estimate
from advisor.domain.decision import Verdict
from advisor.domain.findings import without_index
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim, ClaimStatus
from advisor.explain.opening import opening
from advisor.explain.sentences import assumptions
from advisor.explain.texts import Texts

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Decision


NO_CASH_PRICE = with_accident(cash_repair=None)


def asked(decision: Decision) -> list[str]:
    return [one.code for one in decision.agenda.ask]


@given(cases())
@settings(max_examples=25)
def test_a_bill_is_asked_for_where_it_turns_the_answer_by_what_matters(case: Case) -> None:
    decision = decide(case)
    worth = {without_index(one.assumption): one.worth for one in decision.unknowns}
    for path, code in (("own_damage", "estimate"), ("other_property", "other-estimate")):
        matters = worth.get(f"accident.{path}", 0) >= decision.material
        assert (code in asked(decision)) is matters


@pytest.mark.parametrize(("below", "turns"), [(1_000, False), (200_000, True)])
def test_the_first_lines_and_the_questions_agree_on_an_estimate(below: int, *, turns: bool) -> None:
    """At the low end of the first estimate paying wins by only some won, too few to matter."""
    first_claimed = decide(NO_CASH_PRICE).break_even.intervals[-1].first
    low, likely = Won(first_claimed - below), Won(first_claimed + 300_000)
    bill = Estimate(low, likely, likely)
    decision = decide(with_accident(NO_CASH_PRICE, own_damage=bill))
    at_low = [one.recommended.is_claim for one in decision.range if one.value == low]
    assert at_low == [False], "the answer turns within the estimate, by much or by little"
    said = " ".join(opening(decision, Texts("en")).conditions)
    assert ("holds for your whole estimate" in said) is not turns
    assert (f"the amounts are for {Texts('en').exact(likely)}" in said) is not turns
    assert ("estimate" in asked(decision)) is turns


def test_the_accident_count_factor_is_asked_for_once() -> None:
    """If the count table is open and quotes come later, the question with the day covers both."""
    first_claimed = decide(NO_CASH_PRICE).break_even.intervals[-1].first
    near = with_accident(NO_CASH_PRICE, own_damage=Estimate.exactly(Won(first_claimed + 50_000)))
    decision = decide(assuming(near, count_profile=None))
    open_ = [one.assumption for one in decision.unknowns if one.worth >= decision.material]
    assert "assumptions.count_profile" in open_
    assert "count-profile" not in asked(decision)
    assert asked(decision).count("count-factors") == 1


@pytest.mark.parametrize(
    ("driver", "asked_for"), [(Driver.INSURED, True), (Driver.DRUNK, False)], ids=str
)
def test_a_cover_is_asked_about_only_where_it_can_answer(
    driver: Driver, *, asked_for: bool
) -> None:
    """Cover of single-vehicle accidents is no use to a driver whom the policy does not cover."""
    decision = decide(with_accident(with_cover(single_vehicle=None), driver=driver))
    said = assumptions(decision, Texts("en"))
    assert ("single-vehicle" in asked(decision)) is asked_for
    assert any("single-vehicle" in one for one in said) is asked_for


def test_what_is_left_to_the_driver_is_asked_for_where_a_cover_might_pay_it() -> None:
    """The questions are about own cover that pays first and a rider that pays new for old."""
    above = collision("0", own_damage=won(5_000_000), car_value=Won(3_000_000))
    assert "own-cover-first" in asked(decide(above))
    assert "own-cover-first" not in asked(decide(with_policy(above, own_damage=None)))
    assert "own-cover-first" not in asked(decide(with_accident(above, car_value=None)))
    wreck = collision("0.5", own_damage=won(90_000_000), car_value=Won(20_000_000))
    assert "own-cover-first" not in asked(decide(wreck)), "nobody repairs it"
    assert "own-cover-first" not in asked(decide(with_accident(above, driver=Driver.DRUNK)))
    battery = with_accident(NO_CASH_PRICE, own_damage=won(8_900_000), depreciation=Won(2_500_000))
    assert "new-for-old" in asked(decide(battery))
    assert "new-for-old" not in asked(decide(with_accident(battery, depreciation=Won(0))))
    assert "new-for-old" in asked(decide(with_accident(battery, depreciation=Won(8_800_000))))
    assert "new-for-old" not in asked(decide(with_accident(battery, driver=Driver.DRUNK)))


@pytest.mark.parametrize("hurt", [None, 12])
def test_whether_a_plan_can_be_carried_out_is_asked_for(hurt: int | None) -> None:
    """An injury in this accident prevents paying back this claim, but not the earlier one."""
    earlier = Claim(date(2026, 5, 1), Won(400_000), status=ClaimStatus.REFUNDABLE)
    case = collision("1", own_damage=won(900_000), cash_repair=None, injury_grade=hurt)
    planned = evolve(assuming(case, renewals=10, refund_allowed=None), claims=(earlier,))
    assert decide(planned).plan is not None
    assert asked(decide(planned))[0] == "refund-allowed"
    assert "refund-allowed" not in asked(decide(assuming(planned, refund_allowed=True)))


def test_what_the_answer_hangs_on_is_asked_before_an_injury_is_settled() -> None:
    """The first line names the question that decides, and a message has room for only one."""
    hurt = with_accident(
        collision("0.8"),
        own_damage=won(700_000),
        cash_repair=Won(450_000),
        other_property=won(500_000),
        injury_grade=12,
    )
    found = [
        decide(assuming(with_accident(hurt, injury_settlement=Won(asked_for)), renewals=10))
        for asked_for in range(100_000, 2_000_000, 100_000)
    ]
    open_ = [
        one for one in found if one.verdict is Verdict.DEPENDS and one.recommended is Option.SETTLE
    ]
    assert open_
    assert {tuple(asked(one)[:2]) for one in open_} == {("sprain-points", "settlement-consent")}
