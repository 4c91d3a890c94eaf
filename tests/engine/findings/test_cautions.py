from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import (
    SAMPLE,
    WHOLE,
    assuming,
    collision,
    decide,
    rate,
    with_accident,
    with_bill,
    with_cover,
    with_policy,
    won,
)

from advisor.domain.accident import Driver, Estimate, Kind
from advisor.domain.decision import Verdict
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim, ClaimStatus, Deductible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.domain.case import Case
    from advisor.domain.findings import Fact

CLEAN = evolve(SAMPLE, claims=())


def warned(case: Case) -> dict[str, Mapping[str, Fact]]:
    return {warning.code: warning.facts for warning in decide(case).warnings}


def asked(case: Case) -> dict[str, Mapping[str, Fact]]:
    return {question.code: question.facts for question in decide(case).ask}


SAME_YEAR = (date(2026, 4, 5), date(2026, 5, 5))


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
    """The joint pool takes refused drivers at 2 to 3 times the premium, here of 1,003,030 won."""
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
    """In 2016 this insurer said that it refuses to renew from three accidents in three years on."""
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
    """The last day to pay back is 1 March 2027, the day before the renewal."""
    case = evolve(CLEAN, as_of=date(2027, 3, 1) - timedelta(days=days))
    assert ("refund-deadline-close" in warned(case)) == close
    assert "refund-deadline-close" not in warned(assuming(case, refund_allowed=False))


def test_who_pays_oneself_is_told_nothing_of_paying_back() -> None:
    """Paying leaves nothing to pay back, unless the answer may turn or a plan repays a claim."""
    small = evolve(assuming(with_bill(500_000), refund_allowed=None), as_of=date(2027, 3, 1))
    earlier = Claim(date(2026, 5, 1), Won(400_000), status=ClaimStatus.REFUNDABLE)
    assert decide(small).verdict is Verdict.SELF_PAY
    assert decide(evolve(small, claims=(earlier,))).plan is not None
    for case in small, evolve(small, as_of=date(2027, 2, 20)):
        assert "refund-deadline-close" not in warned(case)
        assert "refund-allowed" not in asked(case)
        planned = evolve(case, claims=(earlier,))
        assert "refund-deadline-close" in warned(planned)
        assert "refund-allowed" in asked(planned)
    bill = Estimate(Won(400_000), Won(600_000), Won(2_000_000))
    turning = with_accident(evolve(small, claims=(), as_of=date(2027, 2, 20)), own_damage=bill)
    assert decide(turning).recommended is Option.SELF_PAY
    assert "refund-deadline-close" in warned(turning)
    assert "refund-allowed" in asked(turning)


def test_a_late_accident_is_warned_of_with_the_renewal_that_feels_it() -> None:
    late = with_accident(evolve(CLEAN, as_of=date(2026, 12, 5)), day=date(2026, 12, 2))
    assert warned(late)["late-accident"] == {"day": date(2028, 3, 2)}


def test_what_leaves_no_record_is_neither_late_nor_another_accident() -> None:
    late = with_accident(evolve(SAMPLE, as_of=date(2026, 12, 5)), day=date(2026, 12, 2))
    assert warned(with_accident(late, driver=Driver.DESIGNATED)) == {}
    flood = with_accident(kind=Kind.FLOOD, fault=rate("0"), own_damage=won(2_450_000))
    held = assuming(evolve(flood, claims=past(*SAME_YEAR).claims), no_fault_hold=True)
    assert warned(held) == {}


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


@pytest.mark.parametrize(
    ("bill", "matters"), [(700_000, False), (701_000, True), (2_500_000, True), (2_500_001, False)]
)
def test_the_threshold_is_asked_where_one_on_sale_would_be_crossed(
    bill: int, *, matters: bool
) -> None:
    """Payouts of 500,000 and of more than 2,000,000 are on one side of every threshold."""
    open_ = with_policy(with_bill(bill, CLEAN), surcharge_threshold=None)
    assert ("threshold" in asked(open_)) is matters
    assert "threshold" in asked(evolve(open_, claims=(Claim(date(2026, 4, 5), Won(900_000)),)))
    estimate = Estimate(Won(bill), Won(bill), Won(bill + 1_000_000))
    assert "threshold" in asked(with_accident(open_, own_damage=estimate))


def test_the_threshold_is_not_asked_where_low_fault_leaves_the_points_out() -> None:
    """With another accident in the year, it may decide which of the two is left out."""
    hit = collision("0.3", own_damage=won(5_000_000), other_property=won(3_000_000))
    open_ = with_policy(evolve(hit, claims=()), surcharge_threshold=None)
    assert "threshold" not in asked(open_)
    assert "threshold" in asked(evolve(open_, claims=(Claim(date(2026, 4, 5), Won(900_000)),)))


def test_the_cap_is_asked_only_where_it_could_help() -> None:
    """A payout of 2,100,000 could be cut to 2,000,000; of 2,500,000 that would cost too much."""
    crossing = with_bill(2_600_000, assuming(cap_allowed=None))
    assert "cap-allowed" in asked(crossing)
    assert "cap-allowed" not in asked(with_bill(3_000_000, crossing))
    assert "cap-allowed" not in asked(assuming(crossing, cap_allowed=False))
    assert "cap-allowed" not in asked(with_bill(1_000_000, assuming(cap_allowed=None)))
    stolen = with_accident(with_bill(15_000_000, assuming(cap_allowed=None)), kind=Kind.THEFT)
    assert "cap-allowed" not in asked(stolen)


def test_the_other_party_is_asked_for_consent_where_they_may_be_paid_oneself() -> None:
    """No consent is asked for if the other party's damage is best claimed at every horizon."""
    small = collision("1", own_damage=won(300_000), other_property=won(200_000))
    assert decide(small).recommended is Option.SELF_PAY
    assert asked(small)["consent"] == {"amount": 200_000}
    large = collision("1", own_damage=won(300_000), other_property=won(9_000_000))
    assert {one.best for one in decide(large).horizon} <= {Option.CLAIM, Option.CLAIM_OTHER}
    assert "consent" not in asked(large)


def test_consent_stands_before_what_the_insurer_is_asked_where_the_advice_needs_it() -> None:
    """Consent comes before the insurer's questions only if the recommended option needs it."""
    small = collision("1", own_damage=won(300_000), other_property=won(200_000))
    codes = [*asked(small)]
    assert decide(small).recommended is Option.SELF_PAY
    assert codes.index("consent") < codes.index("count-factors")
    sooner = assuming(collision("1", own_damage=won(0), other_property=won(600_000)), renewals=1)
    codes = [*asked(with_accident(sooner, cash_repair=None))]
    assert codes.index("consent") > codes.index("count-factors")


def test_consent_is_asked_for_where_fewer_renewals_or_a_reading_turn_to_paying() -> None:
    bill = collision("1", own_damage=won(0), other_property=won(600_000), cash_repair=None)
    sooner = assuming(bill, renewals=1)
    decision = decide(sooner)
    assert decision.recommended is Option.CLAIM
    assert decision.horizon[-1].best is Option.SELF_PAY
    assert "consent" in asked(sooner)
    estimate = Estimate(Won(100_000), Won(9_000_000), Won(9_000_000))
    unsure = collision("1", own_damage=won(0), other_property=estimate, cash_repair=None)
    assert decide(unsure).recommended is Option.CLAIM
    assert "consent" in asked(unsure)


def test_a_designated_driver_s_insurer_is_asked_first() -> None:
    """It is asked even before what may be saved by paying an earlier claim of this year back."""
    driven = collision("1", driver=Driver.DESIGNATED)
    earlier = evolve(driven, claims=(Claim(date(2026, 5, 1), Won(400_000)),))
    assert [*asked(earlier)] == ["designated-driver-insurer", "earlier-refund"]


def codes(case: Case) -> list[str]:
    return [question.code for question in decide(case).ask]


def test_the_cover_that_alone_decides_is_asked_about_first() -> None:
    """Without cover for single-vehicle accidents the insurer pays nothing for hitting a wall."""
    unsaid = with_cover(with_policy(assuming(renewals=None), grade=None), single_vehicle=None)
    assert codes(unsaid)[0] == "single-vehicle"
    uninsured = with_policy(SAMPLE, own_damage=None)
    assert codes(uninsured)[0] == "own-damage-cover"
    assert "own-damage-cover" not in codes(SAMPLE)


def test_what_could_turn_the_answer_is_asked_by_what_it_is_worth() -> None:
    estimate = Estimate(Won(900_000), Won(1_500_000), Won(2_600_000))
    open_ = with_policy(with_accident(CLEAN, own_damage=estimate, cash_repair=None), grade=None)
    open_ = assuming(open_, renewals=10)
    decision = decide(open_)
    worth = {one.assumption: one.worth for one in decision.unknowns if one.worth}
    asked_first = [one for one in decision.ask if one.facts.get("worth")]
    assert [one.facts["worth"] for one in asked_first] == sorted(worth.values(), reverse=True)
    assert {one.code for one in asked_first} <= {"estimate", "grade"}
    assert len(set(codes(open_))) == len(codes(open_))


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        (date(2027, 1, 30), {"count-factors", "renewal-quotes"}),
        (date(2027, 1, 31), {"renewal-quotes"}),
    ],
)
def test_quotes_are_asked_for_from_thirty_days_before_the_expiry(
    as_of: date, found: set[str]
) -> None:
    """Before those days the count factor is asked for, and quotes too if a refund is open."""
    case = evolve(assuming(renewals=10), as_of=as_of)
    assert {"count-factors", "renewal-quotes"} & set(codes(case)) == found
    no_refund = assuming(case, refund_allowed=False)
    assert ("renewal-quotes" in codes(no_refund)) is (as_of == date(2027, 1, 31))


def test_behind_the_cut_off_no_quote_is_asked_for() -> None:
    """The next quote cannot show a late accident; the question names the renewal that will."""
    late = with_accident(evolve(SAMPLE, as_of=date(2026, 12, 20)), day=date(2026, 12, 10))
    found = asked(late)
    assert "renewal-quotes" not in found
    assert found["count-factors"] == {"day": date(2028, 3, 2)}
    assert "compare-quotes" not in [step.code for step in decide(late).steps]


def test_the_years_ahead_are_asked_for_where_they_are_not_stated() -> None:
    assert asked(assuming(renewals=None))["renewals-ahead"] == {"renewals": 10}
    assert "renewals-ahead" not in asked(assuming(renewals=10))


def test_years_that_turn_the_answer_are_asked_for_before_the_insurer() -> None:
    turning = with_policy(with_bill(1_200_000, CLEAN), grade=11)
    found = codes(assuming(turning, renewals=None))
    assert found.index("renewals-ahead") < found.index("renewal-quotes")


def test_once_claimed_only_the_refund_is_asked_about() -> None:
    claimed = assuming(with_accident(paid=Won(800_000)), refund_allowed=None, renewals=None)
    assert set(codes(claimed)) <= {
        "count-factors", "renewal-quotes", "refund-allowed", "renewals-ahead",
    }  # fmt: skip
    steps = [step.code for step in decide(claimed).steps]
    assert steps[0] == "refund-call"
    assert not {"scene-alone", "report-alone", "estimate"} & set(steps)


def test_a_claim_that_cannot_be_paid_back_says_why() -> None:
    for case in (
        assuming(with_accident(paid=Won(800_000)), refund_allowed=False),
        with_accident(paid=Won(800_000), injury_grade=14),
    ):
        decision = decide(case)
        assert decision.verdict is Verdict.KEEP
        why = {reason.code: reason.facts for reason in decision.reasons}["refund-not-allowed"]
        assert why["hurt"] is (case.accident.injury_grade is not None)


def test_an_insurer_of_whom_nothing_is_known_is_answered_with_a_warning() -> None:
    """The answer warns if no rule knows the insurer, and if the insurer's table is not public."""
    unnamed = with_policy(assuming(grade_table=None), insurer="young")
    assert warned(unnamed)["insurer-unknown"] == {"insurer": "young", "table": "mg-2024"}
    partly = with_policy(assuming(grade_table=None), insurer="hyundai")
    assert warned(partly)["insurer-table-unknown"] == {"insurer": "hyundai", "table": "mg-2024"}
    known = with_policy(assuming(grade_table=None), insurer="mg")
    assert not {"insurer-unknown", "insurer-table-unknown"} & set(warned(known))


def test_two_accidents_that_meet_in_a_window_are_said_to_meet() -> None:
    """Two accidents of half a point each make one point together, which costs a grade."""
    half = Claim(date(2026, 6, 1), Won(500_000), WHOLE)
    meeting = evolve(with_bill(1_000_000), claims=(half,))
    reasons = {reason.code: reason.facts for reason in decide(meeting).reasons}
    assert reasons["points-meet"] == {
        "own": Decimal("0.5"),
        "others": Decimal("0.5"),
        "points": Decimal("1.0"),
    }
    assert "points-meet" not in {reason.code for reason in decide(CLEAN).reasons}


def test_an_estimate_across_the_threshold_names_the_bill_that_crosses() -> None:
    """With a deductible of 20 % up to 500,000, a bill of 2,500,001 pays out more than 2,000,000."""
    wide = with_accident(own_damage=Estimate(Won(1_500_000), Won(1_800_000), Won(2_600_000)))
    reasons = {reason.code: reason.facts for reason in decide(wide).reasons}
    assert reasons["threshold-within-estimate"]["bill"] == 2_500_001
    narrow = with_accident(own_damage=Estimate(Won(1_500_000), Won(1_800_000), Won(2_500_000)))
    codes_ = {reason.code for reason in decide(narrow).reasons}
    assert "threshold-within-estimate" not in codes_


def test_what_the_other_party_is_paid_counts_in_the_bill_that_crosses() -> None:
    """The other party's 600,000 leave 1,400,000 for the own car: a bill of 1,750,000 less 20 %."""
    wide = Estimate(Won(1_500_000), Won(1_600_000), Won(2_600_000))
    both = collision("1", own_damage=wide, cash_repair=None, other_property=won(600_000))
    reasons = {reason.code: reason.facts for reason in decide(both).reasons}
    assert reasons["threshold-within-estimate"]["bill"] == 1_750_001
    within = decide(with_accident(both, own_damage=won(1_750_000)))
    assert within.threshold.tested == 2_000_000
    assert decide(with_accident(both, own_damage=won(1_750_001))).threshold.crossed


def test_an_estimate_that_could_turn_the_answer_is_asked_about_with_both_ends() -> None:
    wide = Estimate(Won(600_000), Won(1_600_000), Won(2_600_000))
    found = asked(with_accident(own_damage=wide, cash_repair=None))["estimate"]
    assert found == {"low": 600_000, "high": 2_600_000, "worth": found["worth"]}
    others = asked(collision("1", own_damage=won(0), cash_repair=None, other_property=wide))[
        "other-estimate"
    ]
    assert others == {"low": 600_000, "high": 2_600_000, "worth": others["worth"]}


def test_quotes_take_the_place_of_the_count_factor_in_what_is_said() -> None:
    quoted = assuming(quote_clean=Won(760_000), quote_claim=Won(905_000))
    reasons = {reason.code: reason.facts for reason in decide(quoted).reasons}
    assert reasons["quotes"] == {"clean": 760_000, "claim": 905_000, "difference": 145_000}
    assert "count-factor" not in reasons


def test_what_a_plan_pays_back_is_a_step_with_its_day() -> None:
    open_ = Claim(date(2026, 5, 1), Won(600_000), WHOLE, status=ClaimStatus.REFUNDABLE)
    decision = decide(evolve(with_bill(1_000_000), claims=(open_,)))
    assert decision.plan is not None
    (step,) = [one for one in decision.steps if one.code == "refund-earlier"]
    assert step.facts == {"day": date(2027, 3, 1), "amount": 600_000}
    (why,) = [one for one in decision.reasons if one.code == "plan"]
    assert (why.facts["repaid"], why.facts["day"]) == (600_000, date(2027, 3, 1))


def test_a_flood_is_no_fault_unless_a_window_stood_open_or_the_road_was_closed() -> None:
    """The flood warning is left out if the fault is stated or no cover would pay."""
    flood = with_accident(CLEAN, kind=Kind.FLOOD, fault=rate("0"), fault_stated=False)
    assert "flood-by-own-fault" in warned(flood)
    assert "flood-by-own-fault" not in warned(with_accident(flood, fault_stated=True))
    assert "flood-by-own-fault" not in warned(with_policy(flood, own_damage=None))
    assert "flood-by-own-fault" not in warned(CLEAN)
