from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import (
    SAMPLE,
    WHOLE,
    assuming,
    collision,
    decide,
    with_accident,
    with_bill,
    with_cover,
    with_policy,
    won,
)

from advisor.domain.accident import Driver, Kind
from advisor.domain.money import Won
from advisor.domain.policy import Claim, Deductible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.domain.case import Case
    from advisor.domain.decision import Fact

CLEAN = evolve(SAMPLE, claims=())


def warned(case: Case) -> dict[str, Mapping[str, Fact]]:
    return {warning.code: warning.facts for warning in decide(case).warnings}


def asked(case: Case) -> dict[str, Mapping[str, Fact]]:
    return {question.code: question.facts for question in decide(case).ask}


def past(*days: date) -> Case:
    return evolve(SAMPLE, claims=tuple(Claim(day, Won(500_000), WHOLE) for day in days))


def test_nothing_is_warned_of_where_nothing_is_wrong() -> None:
    assert warned(CLEAN) == {}


def test_a_payout_of_exactly_the_threshold_is_near() -> None:
    boundary = with_cover(with_bill(2_300_000), deductible=Deductible(fixed=Won(300_000)))
    assert warned(boundary)["near-threshold"] == {
        "tested": 2_000_000,
        "threshold": 2_000_000,
        "distance": 0,
        "alone": True,
    }


def test_the_number_of_this_claim_within_three_years_is_said() -> None:
    """Refused drivers pay two to three times in the joint pool: of 1,003,030 in all."""
    assert warned(SAMPLE)["second-claim-in-three-years"] == {
        "count": 2,
        "day": date(2027, 3, 2),
        "premium": 1_003_030,
        "pool_least": 2_006_060,
        "pool_most": 3_009_090,
    }
    third = past(date(2025, 4, 1), date(2025, 8, 1))
    assert warned(third)["many-claims-in-three-years"]["count"] == 3


def test_claims_that_have_left_the_window_are_not_counted() -> None:
    assert "second-claim-in-three-years" not in warned(past(date(2023, 11, 1)))


def test_an_insurer_s_own_limit_is_a_warning_not_a_price() -> None:
    """Published in 2016: from three in three years on this insurer refused its own renewals."""
    third = past(date(2025, 4, 1), date(2025, 8, 1))
    assert warned(third)["underwriting-limit"] == {
        "insurer": "mg",
        "accidents": 3,
        "years": 3,
        "count": 3,
        "year": 2016,
    }
    assert "underwriting-limit" not in warned(with_policy(third, insurer="samsung"))
    assert "underwriting-limit" not in warned(with_policy(third, insurer=None))


@pytest.mark.parametrize(("days", "close"), [(31, False), (30, True), (0, True)])
def test_the_last_month_of_a_refund_is_warned_of(days: int, *, close: bool) -> None:
    """The last day is that before the renewal of 2 March 2027."""
    case = evolve(CLEAN, as_of=date(2027, 3, 1) - timedelta(days=days))
    assert ("refund-deadline-close" in warned(case)) == close
    assert "refund-deadline-close" not in warned(assuming(case, refund_allowed=False))


def test_a_late_accident_is_warned_of_with_the_renewal_that_feels_it() -> None:
    late = with_accident(evolve(CLEAN, as_of=date(2026, 12, 5)), day=date(2026, 12, 2))
    assert warned(late)["late-accident"] == {"day": date(2028, 3, 2)}


def test_rules_that_nobody_has_checked_for_a_year_are_named() -> None:
    later = with_policy(evolve(CLEAN, as_of=date(2027, 11, 22)), start=date(2027, 3, 2))
    later = with_accident(later, day=date(2027, 11, 20))
    assert "rules-not-checked" in warned(later)


def test_the_budget_is_what_to_ask_the_insurer_about() -> None:
    question = asked(SAMPLE)["renewal-quotes"]
    assert (question["self_pay_if_extra_above"], question["from"]) == (1_140_000, date(2027, 1, 31))
    quoted = assuming(quote_clean=Won(760_000), quote_claim=Won(905_000))
    assert "renewal-quotes" not in asked(quoted)
    assert "renewal-quotes" not in asked(with_accident(kind=Kind.WEAR))


def test_what_is_taken_for_granted_is_asked() -> None:
    open_ = with_policy(assuming(refund_allowed=None), grade=None, surcharge_threshold=None)
    open_ = with_cover(open_, single_vehicle=None)
    assert {"refund-allowed", "grade", "threshold", "single-vehicle"} <= set(asked(open_))
    assert set(asked(SAMPLE)) == {"count-factors", "renewal-quotes"}


def test_a_fault_that_nobody_stated_is_said_and_asked() -> None:
    unsaid = collision("1", fault_stated=False)
    assert asked(unsaid)["fault"] == {"fault": 1}
    assert "fault-assumed" in {reason.code for reason in decide(unsaid).reasons}
    assert "fault" not in asked(collision("1"))
    assert "fault-assumed" not in {reason.code for reason in decide(collision("1")).reasons}


def test_the_cap_is_asked_only_where_it_could_help() -> None:
    crossing = with_bill(3_000_000, assuming(cap_allowed=None))
    assert "cap-allowed" in asked(crossing)
    assert "cap-allowed" not in asked(assuming(crossing, cap_allowed=False))
    assert "cap-allowed" not in asked(with_bill(1_000_000, assuming(cap_allowed=None)))


def test_paying_the_other_party_needs_their_consent() -> None:
    case = collision("1", other_property=won(500_000))
    assert asked(case)["consent"] == {"amount": 500_000}


def test_a_designated_driver_s_insurer_is_asked_first() -> None:
    assert "designated-driver-insurer" in asked(collision("1", driver=Driver.DESIGNATED))
