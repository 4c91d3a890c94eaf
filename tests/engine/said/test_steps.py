from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve
from engine.sample import SAMPLE, assuming, collision, decide, with_accident, with_bill

from advisor.domain.accident import Driver, Kind

if TYPE_CHECKING:
    from advisor.domain.case import Case


def codes(case: Case) -> list[str]:
    return [step.code for step in decide(case).steps]


def test_a_claim_goes_from_the_scene_to_the_record() -> None:
    assert codes(SAMPLE) == [
        *("scene-alone", "report-alone", "number", "inspection", "estimate", "deductible"),
        *("compare-quotes", "refund-by", "check-record"),
    ]


def test_the_days_of_the_refund_are_given() -> None:
    steps = {step.code: step.facts for step in decide(SAMPLE).steps}
    assert steps["refund-by"] == {"day": date(2027, 3, 1), "amount": 1_440_000}
    assert steps["compare-quotes"]["from"] == date(2026, 12, 2)
    assert steps["compare-quotes"]["renewals"] == 3
    assert steps["check-record"] == {"day": date(2027, 3, 2)}


def test_after_claiming_the_quotes_are_held_against_the_whole_payout() -> None:
    """The cheaper cash price is gone by then; before claiming it still sets the limit."""
    decision = decide(SAMPLE)
    steps = {step.code: step.facts for step in decision.steps}
    asked = {question.code: question.facts for question in decision.ask}
    assert steps["compare-quotes"]["limit"] == 1_440_000
    assert asked["renewal-quotes"]["self_pay_if_extra_above"] == 1_140_000


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
        *("designated-clear", "designated-unclear", "designated-no-proof"),
    ]


def test_plates_are_exchanged_only_where_there_is_another_party() -> None:
    assert "report" in codes(with_accident(injury_grade=14))
    assert "report" in codes(collision("1"))


def test_the_other_side_is_asked_to_pay_where_it_owes_all() -> None:
    assert "claim-other-side" in codes(evolve(collision("0"), claims=()))
