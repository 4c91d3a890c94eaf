"""The advice with later accidents is consistent: bills, threshold gap, refund and last years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from attrs import evolve
from later.scrapes import RULEBOOK, SCRAPE, bill, claimed, opinion, priced, scrape

from advisor.domain.accident import Driver
from advisor.domain.errors import NoRuleInForceError
from advisor.domain.money import Rate, Won
from advisor.domain.outcome import Option
from advisor.domain.policy import ClaimStatus, OwnDamageCover
from advisor.engine.advise import advise
from advisor.later.later_advice import LaterAdvice, later_advice
from advisor.later.later_bills import LaterBills, RefundPrice

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Interval
    from advisor.later.priced_case import PricedCase


def early(amount: int, *, refund_allowed: bool | None = None) -> Case:
    """Return a scrape at the start of a policy year: a payout can be kept for most of the year."""
    return scrape(
        {},
        {"own_damage": bill(amount), "day": date(2026, 3, 10)},
        {"refund_allowed": refund_allowed},
        as_of=date(2026, 3, 12),
    )


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
    "near the limit": scrape({}, {"own_damage": bill(1_250_000)}),
    "early": early(1_250_000),
    "early, to be paid back": early(1_250_000, refund_allowed=True),
    "cheaper in cash": scrape({}, {"own_damage": bill(1_200_000), "cash_repair": Won(1_000_000)}),
    "to be paid back": scrape({"grade": 12}, {}, {"refund_allowed": True}),
    "to the end of driving": scrape({}, {}, {"renewals": 1}),
    "somebody hurt": scrape({}, {"injury_grade": 9}),
}


def best_at(intervals: tuple[Interval, ...], amount: int) -> Option:
    return next(one.best for one in intervals if one.first <= amount <= one.last)


def action_of(found: LaterAdvice) -> Option:
    return Option.CLAIM_REFUND if found.best.keeps_open else found.recommended


@pytest.mark.parametrize("name", CASES)
def test_the_parts_agree(name: str) -> None:
    """The recommended option is the cheapest of all rows and the best for the case's own bill."""
    case = CASES[name]
    full = opinion(case)
    found = full.advice
    rows = {str(cost.option): cost.total for cost in found.costs}
    if found.best.keeps_open:
        assert found.kept_open is not None
        rows[found.best.action] = found.kept_open.total
    assert rows[found.best.action] == found.least == min(rows.values())
    paid = [found.costs[0].total]
    claims = [total for option, total in rows.items() if option != Option.SELF_PAY]
    mine, others = (claims, paid) if found.recommended.is_claim else (paid, claims)
    assert found.margin == (min(others) - min(mine) if claims else 0)
    assert best_at(full.now.intervals, case.accident.own_damage.likely) is action_of(found)
    rates = [entry.accident_rate for entry in full.by_rate]
    assert rates == sorted(rates)
    same = next(one for one in full.by_rate if one.accident_rate == found.accident_rate)
    assert (same.best, same.intervals) == (found.best, full.now.intervals)


@pytest.mark.parametrize("name", CASES)
def test_regrets_are_zero_where_an_option_is_the_best(name: str) -> None:
    full = opinion(CASES[name])
    for curve in full.regrets:
        for piece in curve.pieces:
            for amount, more in piece:
                best = best_at(full.now.intervals, amount)
                is_best = curve.option is (Option.CLAIM if best is Option.CLAIM_REFUND else best)
                assert more == 0 if is_best else more >= 0


@pytest.mark.parametrize("name", CASES)
def test_bills_are_covered_without_gaps(name: str) -> None:
    full = opinion(CASES[name])
    for intervals in [m.intervals for m in full.moments] + [e.intervals for e in full.by_rate]:
        assert intervals[0].first == 0
        for before, after in pairwise(intervals):
            assert after.first == before.last + 1
            assert after.best is not before.best


def test_the_threshold_makes_a_gap() -> None:
    """A payout just above the threshold costs a grade more, so bills in the gap are not claimed."""
    found = opinion(scrape({"grade": 8})).now
    sides = [one.best.is_claim for one in found.intervals]
    assert sides == [False, True, False, True]
    assert found.intervals[1].last == 2_500_000
    assert found.intervals[3].first == 500_000 + found.big + 1


def test_a_claim_up_to_the_threshold_fills_the_gap() -> None:
    capped = opinion(scrape({"grade": 8}, {}, {"cap_allowed": True})).now
    assert [one.best for one in capped.intervals] == [
        Option.SELF_PAY, Option.CLAIM, Option.CLAIM_CAPPED, Option.CLAIM,
    ]  # fmt: skip


def test_an_open_refund_is_a_reason_only_where_it_is_stated_and_material() -> None:
    """An unstated refund is a hint with the chance of a refusal at which the answer turns."""
    stated = opinion(CASES["early, to be paid back"])
    assert stated.advice.best.keeps_open
    assert stated.advice.hint is None
    assert not stated.advice.agrees
    unknown = opinion(CASES["early"]).advice
    assert unknown.recommended is Option.SELF_PAY
    assert unknown.agrees
    claim = next(cost for cost in unknown.costs if cost.option is Option.CLAIM)
    assert unknown.kept_open is not None
    assert unknown.hint is not None
    assert unknown.hint.gain == 1_250_000 - unknown.kept_open.total
    assert unknown.hint.loss == claim.total - 1_250_000 == unknown.margin
    exact = unknown.hint.gain / (unknown.hint.gain + unknown.hint.loss)
    assert exact - 0.01 < float(unknown.hint.refusal) <= exact
    refused = opinion(early(1_250_000, refund_allowed=False)).advice
    assert (refused.kept_open, refused.hint) == (None, None)


def test_a_gain_below_what_is_material_is_no_reason() -> None:
    """A small bill gains too little from an open refund, so the driver pays it anyway."""
    full = opinion(CASES["early, to be paid back"])
    first, opened, last = full.now.intervals
    assert (first.best, opened.best) == (Option.SELF_PAY, Option.CLAIM_REFUND)
    assert last.best is Option.CLAIM
    for amount, is_reason in ((opened.first, True), (opened.first - 1, False)):
        found = opinion(early(amount, refund_allowed=True)).advice
        assert found.best.keeps_open is is_reason
        assert found.kept_open is not None
        gain = amount - found.kept_open.total
        assert gain == pytest.approx(found.material, abs=3)


def test_the_opinion_stands_beside_the_decision() -> None:
    """The sum against the decision is what its option costs more, or 0 if that is not material."""
    for case in CASES.values():
        found = opinion(case).advice
        chosen = [one for one in found.costs if one.option is found.headline.recommended]
        more = chosen[0].total - found.least
        assert found.regret == (more if more >= found.material else 0)
        assert found.agrees is not bool(found.regret)


def test_no_premium_is_counted_behind_the_last_renewal() -> None:
    """With one renewal left, a claim costs the difference of one premium, and nothing later."""
    case = scrape({}, {}, {"renewals": 1})
    decision = advise(case, RULEBOOK)
    claim, clean = (decision.outcome(o).path[1] for o in (Option.CLAIM, Option.SELF_PAY))
    years = (claim.day - case.as_of).days / 365
    found = priced(case, "0").costs(priced(case, "0").offered())
    assert found[1].later == pytest.approx((claim.premium - clean.premium) * 1.04**-years, abs=1)


def without_end(looked: PricedCase) -> PricedCase:
    return looked.under(evolve(looked.later_years, renewals=None))


def test_more_renewals_make_a_claim_dearer_up_to_driving_for_ever() -> None:
    def later(renewals: int) -> int:
        found = priced(scrape({}, {}, {"renewals": renewals}))
        return found.costs(found.offered())[1].later

    found = [later(n) for n in (1, 3, 10, 20, 60)]
    assert found == sorted(found)
    endless = without_end(priced(SCRAPE))
    assert found[-1] == pytest.approx(endless.costs(endless.offered())[1].later, rel=1e-3)


@pytest.mark.parametrize("name", ["the scrape", "with a record", "to be paid back", "late"])
@pytest.mark.parametrize("rate", ["0.03", "0.3"])
def test_every_bill_is_in_the_interval_of_its_best_option(name: str, rate: str) -> None:
    """With an open refund the cost is no straight line of the bill, yet no switch is missed."""
    terms = RefundPrice(stated=True, material=Won(30_000))
    bills = LaterBills.on(priced(CASES[name], rate), terms)
    intervals = bills.intervals()
    for amount in range(0, bills.top, 7_919):
        assert bills.best(amount) is best_at(intervals, amount)


def test_the_worth_of_a_refund_is_exact_between_the_payouts_of_its_table() -> None:
    looked = priced(CASES["with a record"])
    for day in (SCRAPE.as_of, date(2026, 12, 20)):
        choice = looked.refundable(looked.offered(), day)
        for payout in range(10_000, 2_500_000, 33_333):
            found = looked.records.worth_of_choice(choice, payout)
            (exact,) = looked.records.worth(choice, np.array([payout]))
            assert found == pytest.approx(exact, abs=1.0)


def test_a_refund_is_never_worse_than_claiming_or_than_paying_it_all_back() -> None:
    for case in (SCRAPE, CASES["with a record"], CASES["late"]):
        found = opinion(case).advice
        claim = next(cost for cost in found.costs if cost.option is Option.CLAIM)
        assert found.kept_open is not None
        assert found.kept_open.total <= claim.total
        assert found.kept_open.total <= claim.cash_now + found.kept_open.payout


def test_a_refund_without_later_accidents_is_the_cheaper_of_two() -> None:
    for amount, repaid in ((1_800_000, False), (600_000, True)):
        case = scrape({}, {"own_damage": bill(amount)})
        looked = priced(case, "0")
        offered = looked.offered()
        claim = next(cost for cost in looked.costs(offered) if cost.option is Option.CLAIM)
        kept_open = looked.kept_open(offered)
        assert kept_open is not None
        assert (kept_open.payout < kept_open.price) == repaid
        years = (kept_open.by - case.as_of).days / 365
        back = claim.cash_now + kept_open.payout * 1.04**-years
        cheaper = min(claim.total, round(back))
        assert kept_open.total == pytest.approx(cheaper, abs=1.0)


def test_no_refund_is_offered_where_there_is_none() -> None:
    assert opinion(CASES["no refund"]).advice.kept_open is None
    assert opinion(CASES["nothing covered"]).advice.kept_open is None


def test_the_window_that_closes_later_costs_differently() -> None:
    """An accident after the cut-off does not affect the coming renewal."""
    found = {moment.code: moment for moment in opinion(SCRAPE).moments}
    assert [found[code].day for code in found] == sorted(found[code].day for code in found)
    assert found["before-renewal"].small < found["before-cut-off"].small
    late = {moment.code: moment for moment in opinion(CASES["late"]).moments}
    assert late["before-cut-off"].day > late["before-renewal"].day


def test_losses_of_ones_own_are_drawn_from() -> None:
    decision = advise(SCRAPE, RULEBOOK)
    found = later_advice(decision, RULEBOOK, losses=[Won(100_000), Won(150_000)])
    assert (found.losses, found.mean_loss) == (2, 125_000)
    none = priced(SCRAPE, "0")
    later = none.costs(none.offered())[1].later
    assert found.costs[1].later == pytest.approx(later, abs=1.0)


@pytest.mark.parametrize("rate", ["0.06", "0"])
def test_a_stated_interest_is_kept(rate: str) -> None:
    """An interest of 0 is kept too, and so is one below the yearly rise of premiums."""
    for drift in ("0", "0.05"):
        stated = {"discount_rate": Rate(Decimal(rate)), "premium_drift": Rate(Decimal(drift))}
        found = opinion(scrape({}, {}, stated)).advice
        assert found.discount_rate == Decimal(rate)
        assert found.assumed == ("accident_rate", "mean_loss")
    assert opinion(SCRAPE).advice.assumed == ("accident_rate", "mean_loss", "discount_rate")


def test_years_before_the_grades_of_today_have_no_later_view() -> None:
    case = scrape({"start": date(2016, 3, 2)}, {"day": date(2016, 5, 1)}, as_of=date(2016, 5, 2))
    with pytest.raises(NoRuleInForceError):
        opinion(case)


def test_more_accidents_move_the_limit() -> None:
    """This driver's limit rises with the accident rate: each claim makes the next one dearer."""
    firsts = [
        next(one.first for one in entry.intervals if one.best.is_claim)
        for entry in opinion(SCRAPE).by_rate
    ]
    assert firsts == sorted(firsts)
    assert len(set(firsts)) == len(firsts)


@pytest.mark.parametrize("interest", ["0", "0.04", "0.99"])
@pytest.mark.parametrize("premium", [1, 820_000, 10**13])
def test_any_premium_and_interest_have_an_answer(premium: int, interest: str) -> None:
    stated = {"discount_rate": Rate(Decimal(interest))}
    found = opinion(scrape({"premium": Won(premium)}, {}, stated)).advice
    assert found.margin >= 0
    assert found.recommended in {cost.option for cost in found.costs}


PAID = Won(1_440_000)


def already(grade: int, day: date = date(2026, 11, 21)) -> Case:
    """Return a scrape for which the insurer has already paid."""
    return scrape({"grade": grade}, {"paid": PAID, "own_damage": bill(0)}, as_of=day)


@pytest.mark.parametrize("grade", [8, 16, 28])
def test_what_is_claimed_already_is_kept_or_paid_back(grade: int) -> None:
    """Two options are left, and no bills to map; paying back costs the payout on the last day."""
    full = opinion(already(grade))
    found = full.advice
    costs = {cost.option: cost for cost in found.costs}
    assert set(costs) == {Option.CLAIM, Option.CLAIM_REFUND}
    years = (date(2027, 3, 1) - date(2026, 11, 21)).days / 365
    assert costs[Option.CLAIM_REFUND].total == pytest.approx(PAID * 1.04**-years, abs=1)
    assert found.least == min(cost.total for cost in found.costs)
    assert (found.kept_open, found.hint) == (None, None)
    assert (full.moments, full.regrets) == ((), ())
    assert len(full.by_rate) == 5


def test_a_plan_of_the_decision_is_followed() -> None:
    """The claims that the plan pays back leave no record in the later view either."""
    small = claimed(date(2026, 5, 1), 150_000)
    case = scrape({"grade": 16}, {"own_damage": bill(3_000_000)}, {"refund_allowed": True})
    planned = evolve(case, claims=(evolve(small, status=ClaimStatus.REFUNDABLE),))
    decision = advise(planned, RULEBOOK)
    assert decision.plan is not None
    assert decision.plan.refund == (0,)
    found, without = (
        later_advice(decision, RULEBOOK),
        later_advice(advise(case, RULEBOOK), RULEBOOK),
    )
    assert found.costs == without.costs


def test_an_injury_costs_on_every_path() -> None:
    """Compared with no accident at all, self-pay costs the injury's points too."""
    hurt = opinion(CASES["somebody hurt"]).advice
    decision = advise(CASES["somebody hurt"], RULEBOOK)
    assert decision.outcome(Option.SELF_PAY).extra_premium > 0
    assert hurt.costs[0].later > 0
    assert opinion(SCRAPE).advice.costs[0].later == 0


@pytest.mark.parametrize("name", CASES)
def test_what_differs_from_the_decision_is_accidents_and_interest(name: str) -> None:
    """The decision's lead and the effects of accidents and interest make this lead, to the won."""
    case = CASES[name]
    decision, found = advise(case, RULEBOOK), opinion(case).advice
    chosen = decision.recommended
    ours = [one.total for one in found.costs if one.option.is_claim == chosen.is_claim]
    theirs = [one.total for one in found.costs if one.option.is_claim != chosen.is_claim]
    if found.moved is None:
        assert not (ours and theirs)
        return
    lead = min(theirs) - min(ours)
    assert decision.margin + found.moved.accidents + found.moved.interest == lead


@pytest.mark.parametrize("amount", [700_000, 1_250_000, 1_800_000])
def test_each_part_is_what_it_alone_does(amount: int) -> None:
    """Without accidents only interest has an effect; with stated interest only accidents have."""
    plain = scrape({}, {"own_damage": bill(amount)})
    with_interest = scrape(
        {}, {"own_damage": bill(amount)}, {"discount_rate": Rate(Decimal("0.04"))}
    )
    quiet = later_advice(advise(plain, RULEBOOK), RULEBOOK, Decimal(0)).moved
    assert quiet is not None
    margins = [advise(case, RULEBOOK).margin for case in (plain, with_interest)]
    same = advise(plain, RULEBOOK).recommended is advise(with_interest, RULEBOOK).recommended
    assert quiet.accidents == pytest.approx(0, abs=20 * 10)
    assert quiet.interest == pytest.approx(
        (margins[1] if same else -margins[1]) - margins[0], abs=20 * 10
    )
    stated = later_advice(advise(with_interest, RULEBOOK), RULEBOOK).moved
    assert stated is not None
    assert stated.interest == 0


def test_fewer_accidents_lead_to_the_decision_but_for_the_interest() -> None:
    """The effect of accidents shrinks with their rate, and the effect of interest stays."""
    decision = advise(scrape({"grade": 11}, {"own_damage": bill(900_000)}), RULEBOOK)
    found = [
        later_advice(decision, RULEBOOK, Decimal(rate)).moved for rate in ("0.3", "0.15", "0.03")
    ]
    accidents = [abs(one.accidents) for one in found if one]
    assert accidents == sorted(accidents, reverse=True)
    interest = [one.interest for one in found if one]
    assert max(interest) < 0
    assert max(interest) - min(interest) < abs(min(interest)) / 5
