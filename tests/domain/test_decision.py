from __future__ import annotations

from datetime import date

import pytest

from advisor.domain.decision import Payout
from advisor.domain.money import Won
from advisor.domain.outcome import CostLine, Option, Outcome

DAY = date(2026, 11, 21)


def line(code: str, amount: int, present: int) -> CostLine:
    return CostLine(code, 0, DAY, Won(amount), Won(present), ())


OUTCOME = Outcome(
    option=Option.CLAIM_REFUND,
    lines=(
        line("deductible", 300_000, 300_000),
        line("other-part", 50_000, 50_000),
        line("refund", 1_200_000, 1_190_000),
        line("extra-premium", -10_000, -9_800),
    ),
)


def test_a_total_is_the_sum_of_present_values() -> None:
    assert OUTCOME.total == 300_000 + 50_000 + 1_190_000 - 9_800


def test_cash_now_leaves_out_what_is_paid_later() -> None:
    assert OUTCOME.cash_now == 350_000


def test_extra_premium_is_nominal() -> None:
    assert OUTCOME.extra_premium == -10_000


def test_an_impossible_option_costs_nothing() -> None:
    outcome = Outcome(Option.CLAIM, ("kind-not-covered",), available=False)
    assert (outcome.cash_now, outcome.extra_premium, outcome.total) == (0, 0, 0)


def test_the_tested_payout_is_both_parts() -> None:
    assert Payout(Won(3), Won(4), Won(5), Won(6)).total == 7


@pytest.mark.parametrize("option", Option)
def test_what_leaves_no_record_is_no_claim(option: Option) -> None:
    """Self-pay, a settlement and a claim that is paid back leave no record: they are no claims."""
    no_claims = {Option.SELF_PAY, Option.SETTLE, Option.CLAIM_REFUND}
    assert option.is_claim == (option not in no_claims)


def test_options_stand_in_the_order_that_breaks_ties() -> None:
    assert [str(option) for option in Option] == [
        "self-pay",
        "settle",
        "claim",
        "claim-own",
        "claim-other",
        "claim-refund",
        "claim-capped",
    ]
