"""The advice with later accidents: consistent in itself, with its gap, its refund and its ends."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from attrs import evolve
from later.scrapes import RULEBOOK, SCRAPE, bill, claimed, scrape, view

from advisor.domain.accident import Driver
from advisor.domain.decision import Option
from advisor.domain.errors import NoRuleInForceError
from advisor.domain.money import Rate, Won
from advisor.domain.policy import OwnDamageCover
from advisor.later.later_advice import NOW, LaterAdvice, later_advice

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Interval

CASES = {
    "the scrape": SCRAPE,
    "with a record": scrape({}, {}, {}, claimed(date(2025, 5, 10)), claimed(date(2026, 4, 1))),
    "a part each": scrape({}, {"other_property": bill(800_000)}),
    "to the threshold": scrape({}, {"own_damage": bill(2_600_000)}, {"cap_allowed": True}),
    "late": scrape({}, {"day": date(2026, 12, 20)}, as_of=date(2026, 12, 22)),
    "nothing covered": scrape({}, {"driver": Driver.OUT_OF_SCOPE}),
    "no own cover": scrape({"own_damage": None}),
    "a total loss": scrape({"own_damage": OwnDamageCover(sum_insured=Won(1_500_000))}),
    "no refund": scrape({}, {}, {"refund_allowed": False}),
    "small": scrape({}, {"own_damage": bill(600_000)}),
    "cheaper in cash": scrape({}, {"own_damage": bill(1_200_000), "cash_repair": Won(1_000_000)}),
    "for the refund": scrape({"grade": 12}),
}
FOR_GOOD = {"refund_allowed": False}


def best_at(intervals: tuple[Interval, ...], amount: int) -> Option:
    return next(one.best for one in intervals if one.first <= amount <= one.last)


def action_of(found: LaterAdvice) -> Option:
    return Option.CLAIM_REFUND if found.advice.keeps_open else found.recommended


@pytest.mark.parametrize("name", CASES)
def test_the_parts_agree(name: str) -> None:
    """What is recommended is the cheapest of all rows, and the best of its bill."""
    case = CASES[name]
    found = later_advice(case, RULEBOOK)
    rows = {str(cost.option): cost.total for cost in found.costs}
    claims = [cost.total for cost in found.costs if cost.option.is_claim]
    if found.kept_open is not None:
        rows.setdefault("kept-open", found.kept_open.total)
        claims.append(found.kept_open.total)
    best = rows[found.advice.action]
    assert best == found.least == min(rows.values())
    paid = found.costs[0].total
    assert found.margin == (abs(min(claims) - paid) if claims else 0)
    assert best_at(found.now.intervals, case.accident.own_damage.likely) is action_of(found)
    rates = [entry.accident_rate for entry in found.by_rate]
    assert rates == sorted(rates)
    mine = next(one for one in found.by_rate if one.accident_rate == found.accident_rate)
    assert (mine.advice, mine.intervals) == (found.advice, found.now.intervals)


@pytest.mark.parametrize("name", CASES)
def test_regrets_are_zero_where_an_option_is_the_best(name: str) -> None:
    found = later_advice(CASES[name], RULEBOOK)
    for curve in found.regrets:
        for piece in curve.pieces:
            for amount, more in piece:
                best = best_at(found.now.intervals, amount)
                is_best = curve.option is (Option.CLAIM if best is Option.CLAIM_REFUND else best)
                assert more == 0 if is_best else more >= 0


@pytest.mark.parametrize("name", CASES)
def test_bills_are_covered_without_gaps(name: str) -> None:
    found = later_advice(CASES[name], RULEBOOK)
    for intervals in [m.intervals for m in found.moments] + [e.intervals for e in found.by_rate]:
        assert intervals[0].first == 0
        for before, after in pairwise(intervals):
            assert after.first == before.last + 1
            assert after.best is not before.best


def test_the_threshold_makes_a_gap() -> None:
    """Just above it a claim costs a grade more than just below: between, one pays oneself."""
    found = later_advice(scrape({"grade": 12}, {}, FOR_GOOD), RULEBOOK).now
    sides = [one.best.is_claim for one in found.intervals]
    assert sides == [False, True, False, True]
    assert found.intervals[1].last == 2_500_000
    assert found.intervals[3].first == 500_000 + found.big + 1


def test_a_claim_up_to_the_threshold_fills_the_gap() -> None:
    capped = later_advice(scrape({"grade": 12}, {}, FOR_GOOD | {"cap_allowed": True}), RULEBOOK).now
    assert [one.best for one in capped.intervals] == [
        Option.SELF_PAY, Option.CLAIM, Option.CLAIM_CAPPED, Option.CLAIM,
    ]  # fmt: skip


def best_of(found: LaterAdvice) -> list[Option]:
    return [one.best for one in found.now.intervals]


def test_small_bills_are_claimed_only_while_they_can_be_paid_back() -> None:
    """Where paying back is allowed, it is the better way to pay; larger bills are kept."""
    found = later_advice(CASES["small"], RULEBOOK)
    assert best_of(found) == [Option.SELF_PAY, Option.CLAIM_REFUND, Option.CLAIM]
    assert found.now.intervals[0].last == pytest.approx(200_000, abs=100)  # the deductible
    assert found.advice.keeps_open
    assert found.hangs_on_refund
    kept = later_advice(SCRAPE, RULEBOOK)
    assert kept.recommended is Option.CLAIM
    assert not kept.advice.keeps_open
    assert not kept.hangs_on_refund
    for_good = later_advice(scrape({}, {"own_damage": bill(600_000)}, FOR_GOOD), RULEBOOK)
    assert best_of(for_good) == [Option.SELF_PAY, Option.CLAIM]
    assert for_good.recommended is Option.SELF_PAY
    assert for_good.margin == for_good.costs[1].total - 600_000


def test_paying_oneself_leads_the_open_refund_where_that_is_the_runner_up() -> None:
    found = later_advice(CASES["cheaper in cash"], RULEBOOK)
    assert found.recommended is Option.SELF_PAY
    assert found.kept_open is not None
    assert found.kept_open.total < found.costs[1].total
    assert found.margin == found.kept_open.total - found.costs[0].total


def test_on_the_last_day_a_refund_is_paying_oneself() -> None:
    """Claiming to pay back on the same day spares nothing: equal costs go to self-pay."""
    moments = {moment.code: moment for moment in later_advice(CASES["small"], RULEBOOK).moments}
    last = moments["before-renewal"].intervals
    assert [one.best for one in last] == [Option.SELF_PAY, Option.CLAIM]


@pytest.mark.parametrize("name", ["the scrape", "with a record", "cheaper in cash", "late"])
@pytest.mark.parametrize("rate", ["0.03", "0.3"])
def test_every_bill_is_in_the_interval_of_its_best_option(name: str, rate: str) -> None:
    """A cost with an open refund is no straight line; no switch is missed for that."""
    looked = view(CASES[name], rate)
    bills = looked.bills(looked.later)
    intervals = looked.intervals(looked.later)
    for amount in range(0, bills.top, 7_919):
        assert bills.best(amount) is best_at(intervals, amount)


def test_the_worth_of_a_refund_is_exact_between_the_payouts_of_its_table() -> None:
    looked = view(CASES["with a record"])
    claim, refund = looked.offered()[Option.CLAIM], looked.offered()[Option.CLAIM_REFUND]
    pair = (looked.record(claim), looked.record(refund))
    for day in (SCRAPE.as_of, date(2026, 12, 20)):
        days = (day, date(2027, 3, 1))
        for payout in range(10_000, 2_500_000, 33_333):
            found = looked.records.worth_of_choice(pair, payout, 0.0, days)
            (exact,) = looked.records.worth(pair, np.array([payout]), 0.0, days)
            assert found == pytest.approx(exact, abs=1.0)


def test_a_refund_is_never_worse_than_claiming_or_than_paying_it_all_back() -> None:
    for case in (SCRAPE, CASES["with a record"], CASES["late"]):
        found = later_advice(case, RULEBOOK)
        claim = next(cost for cost in found.costs if cost.option is Option.CLAIM)
        assert found.kept_open is not None
        assert found.kept_open.total <= claim.total
        assert found.kept_open.total <= claim.cash_now + found.kept_open.payout


def test_a_refund_without_later_accidents_is_the_cheaper_of_two() -> None:
    for amount, repaid in ((1_800_000, False), (600_000, True)):
        case = scrape({}, {"own_damage": bill(amount)})
        looked = view(case, "0")
        claim = next(cost for cost in looked.costs() if cost.option is Option.CLAIM)
        kept_open = looked.kept_open()
        assert kept_open is not None
        assert (kept_open.payout < kept_open.price) == repaid
        years = (kept_open.by - case.as_of).days / 365
        back = claim.cash_now + kept_open.payout * 1.04**-years
        cheaper = min(claim.total, round(back))
        assert kept_open.total == pytest.approx(cheaper, abs=1.0)


def test_no_refund_is_offered_where_there_is_none() -> None:
    assert later_advice(CASES["no refund"], RULEBOOK).kept_open is None
    assert later_advice(CASES["nothing covered"], RULEBOOK).kept_open is None


def test_the_window_that_closes_later_costs_differently() -> None:
    """An accident after the cut-off leaves the coming renewal alone."""
    found = {moment.code: moment for moment in later_advice(SCRAPE, RULEBOOK).moments}
    assert found[NOW].day == SCRAPE.as_of
    assert found["before-cut-off"].day == date(2026, 12, 1)
    assert found["before-renewal"].day == date(2027, 3, 1)
    late = {moment.code: moment for moment in later_advice(CASES["late"], RULEBOOK).moments}
    assert [*late] == [NOW, "before-renewal", "before-cut-off"]
    assert late["before-cut-off"].day == date(2027, 12, 1)


def test_own_losses_take_the_place_of_the_law() -> None:
    """Losses that are never worth a claim leave this one's price to itself and to the years."""
    found = later_advice(SCRAPE, RULEBOOK, losses=[Won(100_000), Won(150_000)])
    assert (found.losses, found.mean_loss) == (2, 125_000)
    assert "mean_loss" not in found.assumed
    none = view(SCRAPE, "0").costs()[1].later
    assert found.costs[1].later == pytest.approx(none, abs=1.0)


@pytest.mark.parametrize("rate", ["0.06", "0"])
def test_a_stated_interest_is_kept(rate: str) -> None:
    """None at all is one, too."""
    found = later_advice(scrape({}, {}, {"discount_rate": Rate(Decimal(rate))}), RULEBOOK)
    assert found.discount_rate == Decimal(rate)
    assert found.assumed == ("accident_rate", "mean_loss")
    assert later_advice(SCRAPE, RULEBOOK).assumed == ("accident_rate", "mean_loss", "discount_rate")


def test_interest_is_not_below_the_rise_of_premiums() -> None:
    """The answer names what was counted, for a lower one would leave no total finite."""
    rising = {"premium_drift": Rate(Decimal("0.05"))}
    for stated in (None, Rate(Decimal("0.02"))):
        found = later_advice(scrape({}, {}, {**rising, "discount_rate": stated}), RULEBOOK)
        assert found.discount_rate == Decimal("0.05")


def test_years_before_the_grades_of_today_have_no_later_view() -> None:
    case = scrape({"start": date(2016, 3, 2)}, {"day": date(2016, 5, 1)}, as_of=date(2016, 5, 2))
    with pytest.raises(NoRuleInForceError):
        later_advice(case, RULEBOOK)


def test_rules_of_ones_own_need_no_rule_for_later_years() -> None:
    bare = evolve(RULEBOOK, others={})
    with pytest.raises(NoRuleInForceError):
        later_advice(SCRAPE, bare)


def test_more_accidents_move_the_limit() -> None:
    """Of this driver upwards: each claim makes the next one dearer."""

    def limit(case: Case) -> list[int]:
        by_rate = later_advice(case, RULEBOOK).by_rate
        return [next(one.first for one in e.intervals if one.best.is_claim) for e in by_rate]

    found = limit(SCRAPE)
    assert found == sorted(found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("interest", ["0", "0.04", "0.99"])
@pytest.mark.parametrize("premium", [1, 820_000, 10**13])
def test_any_premium_and_interest_have_an_answer(premium: int, interest: str) -> None:
    found = later_advice(
        scrape({"premium": Won(premium)}, {}, {"discount_rate": Rate(Decimal(interest))}), RULEBOOK
    )
    assert found.margin >= 0
    assert found.recommended in {cost.option for cost in found.costs}
