from __future__ import annotations

from typing import TYPE_CHECKING

from engine.sample import (
    SAMPLE,
    assuming,
    decide,
    rulebook,
    with_accident,
    with_bill,
    with_policy,
)

from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.engine.limits.sensitivity import lead, sensitivities

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Sensitivity


def found(case: Case) -> dict[str, Sensitivity]:
    return {entry.path: entry for entry in sensitivities(case, rulebook())}


def test_the_lead_is_what_claiming_saves() -> None:
    assert lead(SAMPLE, rulebook()) == 577_870
    assert lead(with_bill(300_000), rulebook()) < 0


def test_each_input_is_moved_alone_and_the_widest_swing_comes_first() -> None:
    entries = sensitivities(SAMPLE, rulebook())
    assert {entry.path for entry in entries} >= {
        "accident.own_damage",
        "accident.cash_repair",
        "policy.premium",
        "policy.grade",
        "assumptions.renewals",
        "assumptions.premium_drift",
    }
    swings = [entry.swing for entry in entries]
    assert swings == sorted(swings, reverse=True)


def test_the_answer_flips_where_it_says() -> None:
    """One won less than the flip is still on the headline's side."""
    bill = found(with_accident(cash_repair=None))["accident.own_damage"].flips_at
    assert isinstance(bill, int)
    assert lead(with_bill(bill), rulebook()) <= 0
    assert lead(with_bill(bill + 1), rulebook()) > 0
    premium = found(SAMPLE)["policy.premium"].flips_at
    assert isinstance(premium, int)
    assert lead(with_policy(premium=Won(premium)), rulebook()) <= 0
    assert lead(with_policy(premium=Won(premium - 1)), rulebook()) > 0


def test_the_leads_at_both_ends_are_those_of_cases_decided_alone() -> None:
    grade = found(SAMPLE)["policy.grade"]
    assert (grade.low, grade.high) == (13, 19)
    assert grade.lead_at_low == lead(with_policy(grade=13), rulebook())
    assert grade.lead_at_high == lead(with_policy(grade=19), rulebook())
    renewals = found(SAMPLE)["assumptions.renewals"]
    assert renewals.lead_at_high == lead(assuming(renewals=20), rulebook())


def test_once_claimed_what_was_paid_is_moved_instead_of_the_bills() -> None:
    """It is paid back below what the premiums rise by, and kept above."""
    claimed = with_accident(paid=Won(800_000))
    entries = found(claimed)
    assert "accident.own_damage" not in entries
    turn = entries["accident.paid"].flips_at
    assert isinstance(turn, int)
    extra = decide(claimed).outcome(Option.CLAIM).extra_premium
    assert abs(turn - extra) <= 1
