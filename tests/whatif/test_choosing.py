"""What to buy: offers beside today's policy, and what settings without a price are worth."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from later.scrapes import RULEBOOK, scrape

from advisor.domain.money import Rate, Won
from advisor.domain.policy import Deductible, OwnDamageCover
from advisor.domain.policy_choice import PolicyChoice, PolicySetting, SettingCost
from advisor.engine.reading import read
from advisor.intake.typed.offer import Offer, parse_offer
from advisor.whatif.choosing import Driving, choose
from advisor.whatif.on_sale import OnSale, premium_flaw


def plan(rate: str, minimum: int, maximum: int) -> Deductible:
    return Deductible(Rate(Decimal(rate)), Won(minimum), Won(maximum))


TWENTY, THIRTY = plan("0.2", 200_000, 500_000), plan("0.3", 200_000, 500_000)
HIGH = plan("0.3", 300_000, 1_000_000)
TODAY = PolicySetting(Won(2_000_000), TWENTY, single_vehicle=True)


SHORT = {"renewals": 3}
"""Few renewals to count: ten take three times as long to price, and are priced alike."""

CASE = scrape({}, {}, SHORT)
ON_SALE = OnSale.at_renewal(read(scrape(), RULEBOOK))
DAY = scrape().policy.start


@cache
def found(*offers: Offer, driving: Driving | None = None) -> PolicyChoice:
    return choose(CASE, RULEBOOK, offers, driving)


def row(choice: PolicyChoice, setting: PolicySetting) -> SettingCost:
    (one,) = (one for one in choice.settings if one.setting == setting)
    return one


def test_every_setting_on_sale_is_there_once() -> None:
    """There are four thresholds and three deductibles, with and without single-vehicle cover."""
    choice = found()
    settings = [one.setting for one in choice.settings]
    assert len(settings) == len(set(settings)) == 24
    assert choice.settings[0].is_today
    assert choice.today.setting == TODAY
    assert (choice.today.saves, choice.today.worth) == (0, 0)


def test_what_changes_several_things_without_an_offer_need_not_be_priced() -> None:
    offers = (Offer(Won(790_000), Won(500_000), Deductible(HIGH.rate, HIGH.minimum)),)
    whole, short = found(*offers), choose(CASE, RULEBOOK, offers, in_full=False)
    kept = tuple(one for one in whole.settings if one.offered or len(one.changed) <= 1)
    assert short == evolve(whole, settings=kept, left_out=len(whole.settings) - len(kept))
    assert short.left_out == 16


def test_a_cover_that_nobody_stated_is_assumed_away() -> None:
    for stated in (False, True):
        bare = evolve(CASE, policy=evolve(CASE.policy, own_damage=None, no_own_damage=stated))
        assert ("policy.own_damage" in choose(bare, RULEBOOK).assumed) is not stated
    assert "policy.own_damage" not in found().assumed


def test_what_a_setting_is_worth_is_the_premium_at_which_it_turns() -> None:
    """Offered 40 won below its worth, a setting saves money; 40 won above, it does not."""
    dearer = PolicySetting(Won(2_000_000), THIRTY, single_vehicle=True)
    worth = row(found(), dearer).worth
    assert worth < 0
    premium = found().today.premium
    for more, is_cheaper in ((-40, True), (40, False)):
        offer = Offer(Won(premium + worth + more), deductible=Deductible(THIRTY.rate))
        assert (row(found(offer), dearer).saves > 0) is is_cheaper


def test_less_cover_is_worth_less() -> None:
    choice = found()
    for threshold in (500_000, 1_000_000, 1_500_000, 2_000_000):
        low, more = (plan(rate, threshold // 10, 500_000) for rate in ("0.2", "0.3"))
        worths = [
            row(choice, PolicySetting(Won(threshold), deductible, single_vehicle=single)).worth
            for single in (True, False)
            for deductible in (low, more, HIGH)
        ]
        assert worths == sorted(worths, reverse=True)


def test_offers_come_first_with_the_cheapest() -> None:
    low, high = Offer(Won(700_000), Won(1_000_000)), Offer(Won(900_000), Won(500_000))
    choice = found(high, low)
    thresholds = [one.setting.threshold for one in choice.settings[:3]]
    assert thresholds == [1_000_000, 2_000_000, 500_000]
    assert [one.offered for one in choice.settings[:3]] == [True, False, True]
    costs = [one.a_year for one in choice.settings[:3]]
    assert costs == sorted(costs)


def test_the_premium_of_today_may_be_an_offer_or_a_quote() -> None:
    assert found(Offer(Won(790_000))).today.premium == 790_000
    quoted = scrape({}, {}, {**SHORT, "quote_clean": Won(770_000), "quote_claim": Won(900_000)})
    assert choose(quoted, RULEBOOK).today.premium == 770_000


def test_the_cheapest_offer_says_up_to_which_quote_todays_setting_costs_less() -> None:
    """Today's premium may be a wrong estimate, so the answer has the quote up to which it wins."""
    other = Offer(Won(810_000), Won(1_000_000))
    dearer = Offer(Won(890_000), deductible=Deductible(Rate(Decimal("0.3"))))
    up_to = found(dearer, other).today_up_to
    assert up_to is not None
    for more, is_cheapest in ((-40, True), (40, False)):
        assert found(dearer, other, Offer(Won(up_to + more))).settings[0].is_today is is_cheapest


def test_a_quote_for_todays_setting_needs_no_limit() -> None:
    other, todays = Offer(Won(810_000), Won(1_000_000)), Offer(Won(790_000))
    assert [found(*offers).today_up_to for offers in ((), (todays,), (other, todays))] == [None] * 3


def test_who_has_more_accidents_needs_more_cover() -> None:
    bare = PolicySetting(Won(2_000_000), TWENTY, single_vehicle=False)
    worths = [
        row(found(driving=Driving(Decimal(rate), Decimal(share))), bare).worth
        for rate, share in (("0.05", "0.3"), ("0.3", "0.6"))
    ]
    assert worths == sorted(worths, reverse=True)
    none = row(found(driving=Driving(single_vehicle_share=Decimal(0))), bare)
    assert none.worth == pytest.approx(0, abs=1)


def test_without_an_own_cover_there_is_only_a_threshold_to_choose() -> None:
    choice = choose(scrape({"own_damage": None}, {}, SHORT), RULEBOOK)
    assert len(choice.settings) == 4
    assert {one.setting.deductible for one in choice.settings} == {None}


@given(st.sampled_from(["100만", "1,000,000", "100만원"]), st.sampled_from(["30%", "0.3", "30"]))
def test_an_offer_is_read_as_people_type_it(threshold: str, rate: str) -> None:
    typed = f"threshold={threshold}, deductible={rate}, single-vehicle=no:81만"
    expected = Offer(
        Won(810_000), Won(1_000_000), Deductible(Rate(Decimal("0.3"))), single_vehicle=False
    )
    assert parse_offer(typed) == expected
    assert parse_offer("81만") == Offer(Won(810_000))


def meant(typed: str) -> PolicySetting:
    offer = parse_offer(typed)
    assert isinstance(offer, Offer)
    assert ON_SALE.flaw_of(offer) is None
    return ON_SALE.setting_of(offer)


@pytest.mark.parametrize(
    ("typed", "threshold", "deductible"),
    [
        ("81만", 2_000_000, TWENTY),
        ("deductible=30%:81만", 2_000_000, THIRTY),
        ("deductible=30%(30~100만):81만", 2_000_000, HIGH),
        ("deductible=30% 최대 100만:81만", 2_000_000, HIGH),
        ("deductible=30% 최소 30만 최대 200만:81만", 2_000_000, plan("0.3", 300_000, 2_000_000)),
        ("threshold=100만:81만", 1_000_000, plan("0.2", 100_000, 500_000)),
        ("threshold=100:81만", 1_000_000, plan("0.2", 100_000, 500_000)),
        ("threshold=100만,deductible=30%:81만", 1_000_000, plan("0.3", 100_000, 500_000)),
    ],
)
def test_an_offer_means_the_plan_that_has_its_bounds(
    typed: str, threshold: int, deductible: Deductible
) -> None:
    """In most plans the minimum is a tenth of the threshold, so the two change together."""
    expected = PolicySetting(Won(threshold), deductible, single_vehicle=True)
    assert meant(typed) == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("deductible=50만:66만", "deductible"),
        ("deductible=120%:66만", "deductible"),
        ("deductible=0%:66만", "deductible"),
        ("deductible=0:66만", "deductible"),
        ("deductible=25%:66만", "deductible"),
        ("threshold=300만:69만", "threshold"),
        ("threshold=100원:69만", "threshold"),
    ],
)
def test_what_nobody_sells_is_no_offer(typed: str, code: str) -> None:
    offer = parse_offer(typed)
    assert isinstance(offer, Offer)
    flaw = ON_SALE.flaw_of(offer)
    assert flaw is not None
    assert flaw.code == code
    on_sale = {
        "threshold": (500_000, 1_000_000, 1_500_000, 2_000_000),
        "deductible": (TWENTY, THIRTY, HIGH),
    }
    assert flaw.allowed == on_sale[code]


def test_what_a_driver_has_already_can_be_offered_to_him() -> None:
    """The driver's own odd deductible is in force, even if no insurer is known to sell it."""
    own = Deductible(fixed=Won(300_000))
    on_sale = OnSale.at_renewal(
        read(scrape({"own_damage": OwnDamageCover(deductible=own)}), RULEBOOK)
    )
    for typed, is_flawed in (("deductible=30만:81만", False), ("deductible=40만:81만", True)):
        offer = parse_offer(typed)
        assert isinstance(offer, Offer)
        assert (on_sale.flaw_of(offer) is not None) is is_flawed


@given(st.integers(1, 49_999))
def test_a_premium_without_its_unit_is_asked_about(amount: int) -> None:
    flaw = premium_flaw(Won(amount), RULEBOOK, DAY, None)
    assert flaw is not None
    assert flaw.code == ("far" if flaw.facts["meant"] is None else "meant")
    if amount in range(5, 2_001):
        assert flaw.facts["meant"] == amount * 10_000


@given(st.integers(50_000, 20_000_000))
def test_a_usual_premium_is_not(amount: int) -> None:
    assert premium_flaw(Won(amount), RULEBOOK, DAY, None) is None


def test_of_two_offers_for_one_setting_the_lower_counts() -> None:
    """Of two insurers' quotes for one setting the lower counts, whichever is typed first."""
    low, high = (Offer(Won(amount), Won(1_000_000)) for amount in (700_000, 740_000))
    assert found(low, high) == found(high, low) == evolve(found(low), dearer=(high.premium,))
