from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import strategies
from attrs import evolve
from engine.sample import (
    SAMPLE,
    assuming,
    collision,
    decide,
    rate,
    with_accident,
    with_bill,
    with_policy,
    won,
)
from hypothesis import given

from advisor.domain.accident import Driver, Kind
from advisor.domain.money import Won
from advisor.domain.outcome import Option

if TYPE_CHECKING:
    from advisor.domain.case import Case


def codes(case: Case) -> list[str]:
    return [step.code for step in decide(case).steps]


@pytest.mark.parametrize(("days", "is_there"), [(0, True), (7, True), (8, False), (150, False)])
def test_weeks_later_nobody_is_sent_to_the_scene(days: int, *, is_there: bool) -> None:
    for case in (SAMPLE, collision("1"), with_accident(SAMPLE, kind=Kind.FLOOD)):
        found = codes(with_accident(case, day=case.as_of - timedelta(days=days)))
        assert any(code.startswith("scene") for code in found) is is_there


def test_a_claim_goes_from_the_scene_to_the_record() -> None:
    assert codes(SAMPLE) == [
        *("scene-alone", "report-alone", "number", "inspection", "estimate", "deductible"),
        *("compare-quotes", "refund-by", "check-record"),
    ]


def test_the_days_of_the_refund_are_given() -> None:
    steps = {step.code: step.facts for step in decide(SAMPLE).steps}
    assert steps["refund-by"] == {"day": date(2027, 3, 1), "amount": 1_440_000}
    assert steps["compare-quotes"]["from"] == date(2027, 1, 31)
    assert steps["compare-quotes"]["renewals"] == 3
    assert steps["check-record"] == {"day": date(2027, 3, 2)}


def test_after_claiming_the_quotes_are_held_against_the_whole_payout() -> None:
    """After claiming, the cheaper cash price is gone; before claiming, it still sets the limit."""
    decision = decide(SAMPLE)
    steps = {step.code: step.facts for step in decision.steps}
    asked = {question.code: question.facts for question in decision.ask}
    assert steps["compare-quotes"]["limit"] == 1_440_000
    assert asked["renewal-quotes"]["self_pay_if_extra_above"] == 1_140_000


@pytest.mark.parametrize("paid", [None, Won(1_440_000)])
def test_quotes_that_are_stated_are_asked_for_no_more(paid: Won | None) -> None:
    case = with_accident(SAMPLE, paid=paid)
    quoted = assuming(case, quote_clean=Won(760_000), quote_claim=Won(905_000))
    assert "compare-quotes" in codes(case)
    assert "compare-quotes" not in codes(quoted)


def test_a_stolen_car_is_neither_photographed_nor_repaired() -> None:
    """Without a repair there is no estimate, cash price or receipt, whether claimed or paid."""
    stolen = with_accident(total_loss(), kind=Kind.THEFT, cash_repair=None)
    assert codes(stolen) == ["theft-report", "report-gone", "number-gone", "check-record-next"]
    cheap = with_accident(stolen, cash_repair=Won(100_000))
    assert decide(cheap).recommended is Option.SELF_PAY
    assert codes(cheap) == ["theft-report", "check-no-record"]


def test_a_car_that_was_found_again_is_repaired() -> None:
    case = with_accident(SAMPLE, kind=Kind.THEFT)
    assert {"theft-report", "inspection", "estimate", "refund-by"} <= {*codes(case)}


def test_a_contract_that_ends_with_a_total_loss_is_not_renewed() -> None:
    case = with_accident(total_loss(), cash_repair=None)
    decision = decide(case)
    assert decision.recommended is Option.CLAIM
    assert codes(case)[-1] == "check-record-next"
    assert not {"compare-quotes", "refund-by"} & {*codes(case)}
    asked = {question.code for question in decision.ask}
    assert not {"renewal-quotes", "count-factors", "refund-allowed", "deductible"} & asked
    assert "total-loss" in {warning.code for warning in decision.warnings}


def total_loss() -> Case:
    """Return a case whose repair costs more than the car is insured for."""
    case = with_accident(with_bill(25_000_000))
    cover = case.policy.own_damage
    assert cover
    return with_policy(case, own_damage=evolve(cover, sum_insured=Won(21_000_000)))


def test_once_the_insurer_has_paid_nobody_has_to_consent() -> None:
    case = collision("0.7", other_property=won(500_000))
    assert "consent-needed" in [reason.code for reason in decide(case).reasons]
    paid = with_accident(case, paid=Won(900_000))
    assert "consent-needed" not in [reason.code for reason in decide(paid).reasons]


def test_no_refund_no_step_for_it() -> None:
    assert "refund-by" not in codes(assuming(refund_allowed=False))


def test_paying_oneself_means_estimates_and_receipts() -> None:
    found = codes(with_bill(300_000))
    assert not {"report", "report-alone"} & set(found)
    assert {"estimate", "cash-quote", "keep-receipts"} <= set(found)


def test_somebody_hurt_needs_the_police() -> None:
    assert codes(with_accident(injury_grade=14))[1] == "police"
    assert "police" not in codes(SAMPLE)


def test_a_theft_is_reported_and_a_designated_driver_asked() -> None:
    assert "theft-report" in codes(with_accident(kind=Kind.THEFT))
    asked = codes(collision("1", driver=Driver.DESIGNATED))
    assert [code for code in asked if code.startswith("designated")] == [
        *("designated-proof", "designated-file", "designated-refused"),
        *("designated-police", "designated-not-covered"),
    ]


@pytest.mark.parametrize(
    ("case", "other_party"),
    [
        (collision("1"), True),
        (with_accident(injury_grade=14), True),
        (with_accident(own_injury=True), False),
        (SAMPLE, False),
    ],
)
def test_plates_are_exchanged_only_where_there_is_another_party(
    case: Case, *, other_party: bool
) -> None:
    """A driver who was alone, hurt or not, gives the insurer no other car's plate."""
    reports = {"report", "report-alone"} & {*codes(case)}
    assert reports == {"report" if other_party else "report-alone"}


def test_the_other_side_is_asked_to_pay_where_it_owes_all() -> None:
    assert "claim-other-side" in codes(evolve(collision("0"), claims=()))


def test_the_other_side_is_asked_for_its_share_by_whoever_pays_the_rest() -> None:
    """The share comes by itself only if both insurers settle the repair between themselves."""
    shared = collision("0.7", own_damage=won(1_000_000), cash_repair=None)
    owed = {"claim-other-share": {"amount": 300_000}}
    small, uncovered = decide(shared), with_policy(shared, own_damage=None)
    hired = decide(with_accident(shared, driver=Driver.DESIGNATED))
    theirs = decide(with_accident(uncovered, other_property=won(9_000_000)))
    assert small.recommended is Option.SELF_PAY
    assert theirs.recommended is Option.CLAIM
    for decision in (small, hired, decide(uncovered), theirs):
        assert owed.items() <= {step.code: step.facts for step in decision.steps}.items()
    claimed = with_accident(shared, own_damage=won(9_000_000))
    assert decide(claimed).recommended is Option.CLAIM
    assert "claim-other-share" not in codes(claimed)


def test_what_a_claim_leaves_in_cash_is_paid_step_by_step() -> None:
    case = collision(
        "1", cash_repair=None, depreciation=Won(300_000), other_property=won(9_000_000)
    )
    decision = decide(with_policy(case, property_limit=Won(8_000_000)))
    steps = {step.code: step.facts for step in decision.steps}
    assert decision.recommended is Option.CLAIM
    assert steps["deductible"] == {"deductible": 300_000}
    assert steps["depreciation"] == {"amount": 300_000}
    assert steps["above-property-limit"] == {"amount": 1_000_000}
    assert decision.outcomes[Option.CLAIM].cash_now == 1_600_000


_PAID_BY = {
    "deductible": "deductible",
    **dict.fromkeys(
        ("depreciation", "above-property-limit", "above-cap", "keep-receipts"), "amount"
    ),
}
"""The steps of a claim by which the driver pays something, with the fact that says how much."""


@given(case=strategies.full_cases())
def test_the_steps_of_a_claim_pay_all_its_cash(case: Case) -> None:
    decision = decide(case)
    best = decision.outcomes[decision.recommended]
    if case.accident.paid is not None or not best.option.is_claim:
        return
    told = sum(
        int(str(one.facts[_PAID_BY[one.code]])) for one in decision.steps if one.code in _PAID_BY
    )
    brought = sum(line.amount for line in best.lines if line.code == "extras")
    assert told == best.cash_now - brought


def test_an_injury_stands_on_the_record_before_any_bill_is_known() -> None:
    hurt = collision("1", own_damage=won(0), cash_repair=None, injury_grade=12)
    assert codes(hurt)[-2:] == ["estimate-first", "check-record-injured"]
    assert codes(with_accident(hurt, injury_grade=None))[-1] == "estimate-first"


@pytest.mark.parametrize(("bill", "waits"), [(2_600_000, True), (2_700_000, False)])
def test_nobody_waits_for_quotes_that_no_insurer_would_give(bill: int, *, waits: bool) -> None:
    """The renewal costs at most 3 times 969,420 won (joint pool), and 713,700 without the claim."""
    once = assuming(evolve(with_bill(bill), claims=()), renewals=1)
    decision = decide(once)
    claimed = decision.outcomes[Option.CLAIM]
    assert (claimed.path[1].premium, decision.without_accident[1].premium) == (969_420, 713_700)
    assert (decision.payout.total <= 3 * 969_420 - 713_700) is waits
    assert ("compare-quotes" in codes(once)) is waits
    assert ("renewal-quotes" in {one.code for one in decision.ask}) is waits


def test_a_paid_claim_without_own_fault_leaves_no_accident_to_look_for() -> None:
    paid = with_accident(collision("0", own_damage=won(1_200_000)), paid=Won(1_000_000))
    assert codes(paid) == ["check-no-record"]
    assert codes(with_accident(paid, fault=rate("1")))[-1] == "check-record"


def test_a_total_loss_without_own_fault_leaves_no_accident_to_look_for() -> None:
    flooded = with_accident(total_loss(), kind=Kind.FLOOD, fault=rate("0"), cash_repair=None)
    assert decide(flooded).recommended is Option.CLAIM
    assert codes(flooded)[-1] == "check-no-record-next"


@pytest.mark.parametrize("driver", [Driver.INSURED, Driver.DRUNK])
def test_the_record_is_checked_for_the_injury_that_stays_on_it(driver: Driver) -> None:
    hurt = collision("1", driver=driver, other_property=won(500_000), injury_grade=12)
    assert codes(hurt)[-1] == "check-record-injured"
    unhurt = collision("1", driver=Driver.DRUNK, other_property=won(500_000))
    assert codes(unhurt)[-1] == "check-no-record"


def test_a_drunk_driver_reports_and_pays_back_what_the_insurer_pays_to_others() -> None:
    """The insurer pays the other party first, so there is nothing to agree on with them."""
    decision = decide(collision("1", driver=Driver.DRUNK, other_property=won(500_000)))
    steps = {step.code: step.facts for step in decision.steps}
    assert "report" in steps
    assert steps["self-payment-of"] == {"amount": 500_000}
    assert steps["keep-receipts"]["amount"] == 1_500_000
    assert "consent" not in steps
    assert "consent" not in {question.code for question in decision.ask}


def test_where_the_designated_driver_s_insurer_pays_nothing_of_the_policy_is_asked() -> None:
    decision = decide(collision("1", driver=Driver.DESIGNATED, other_property=won(500_000)))
    assert [question.code for question in decision.ask] == ["designated-driver-insurer"]
    assert not {"cash-quote", "keep-receipts", "consent"} & {step.code for step in decision.steps}


def test_who_pays_the_other_side_needs_their_consent() -> None:
    """Only a driver who pays a share of what the other party lost needs the other's consent."""
    small = collision("0.5", own_damage=won(100_000), cash_repair=None, other_property=won(90_000))
    decision = decide(small)
    assert decision.recommended is Option.SELF_PAY
    steps = {step.code: step.facts for step in decision.steps}
    assert steps["consent"] == {"amount": 45_000}
    assert steps["keep-receipts"] == {"amount": 95_000}
    assert "consent" not in codes(with_accident(small, other_property=won(0)))
    large = with_accident(small, other_property=won(90_000_000))
    assert decide(large).recommended is not Option.SELF_PAY
    assert "consent" not in codes(large)


@pytest.mark.parametrize("bill", [150_000, 800_000, 3_000_000])
def test_whoever_was_hit_while_parked_looks_for_the_other_car_first(bill: int) -> None:
    """If the other driver is found, they pay, and nothing stays on the driver's own record."""
    parked = with_accident(with_bill(bill), kind=Kind.PARKED_UNKNOWN)
    found = codes(parked)
    assert found[:2] == ["scene-alone", "find-other-car"]
    found_out = decide(collision("0", own_damage=won(bill)))
    assert found_out.payout.from_other_side == bill
    assert found_out.outcomes[Option.SELF_PAY].total == 0
    assert "find-other-car" not in codes(with_bill(bill))
    assert "find-other-car" not in codes(with_accident(parked, paid=Won(600_000)))


def test_a_flooded_car_is_not_started() -> None:
    flood = with_accident(SAMPLE, kind=Kind.FLOOD)
    assert codes(flood)[0] == "scene-flood"
    assert "scene-flood" not in codes(SAMPLE)
