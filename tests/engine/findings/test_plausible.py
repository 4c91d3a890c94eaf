"""An implausible amount is used as it was typed, but the driver is asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import (
    SAMPLE,
    assuming,
    decide,
    rulebook,
    with_accident,
    with_cover,
    with_policy,
    won,
)

from advisor.domain.money import Won
from advisor.domain.policy import Deductible
from advisor.engine.findings.plausible import implausible_amounts
from advisor.explain.opening import opening
from advisor.explain.texts import LANGUAGES, Language, Texts

if TYPE_CHECKING:
    from advisor.domain.case import Case


def told(case: Case) -> list[tuple[object, object, object]]:
    found = implausible_amounts(case, rulebook())
    return [(one.facts["path"], one.facts["value"], one.facts.get("meant")) for one in found]


def test_usual_amounts_are_not_asked_about() -> None:
    assert told(SAMPLE) == []


@pytest.mark.parametrize(
    ("premium", "meant"),
    [
        (95, 950_000),
        (49_999, 4_999_900),
        (50_000, None),
        (20_000_000, None),
        (20_000_001, None),
        (8_200_000_000, 820_000),
        (780_000_000_000, 780_000),
    ],
)
def test_a_premium_is_asked_about_outside_of_its_bounds(premium: int, meant: int | None) -> None:
    case = with_policy(premium=Won(premium))
    if 50_000 <= premium <= 20_000_000:
        assert told(case) == []
    else:
        assert told(case) == [("policy.premium", premium, meant)]


def test_a_repair_and_a_quote_without_their_unit() -> None:
    """A repair of 230 won probably means 230만, and a quote of 8,800 won may mean 88만."""
    repair = with_accident(own_damage=won(230), cash_repair=None)
    assert told(repair) == [("accident.own_damage", 230, 2_300_000)]
    quotes = assuming(SAMPLE, quote_clean=Won(8_800), quote_claim=Won(880_000))
    assert told(quotes) == [("assumptions.quote_clean", 8_800, 880_000)]


def test_a_past_claim_is_named_by_its_place_and_one_not_remembered_is_none() -> None:
    small = evolve(SAMPLE.claims[0], property_paid=Won(90))
    unknown = evolve(SAMPLE.claims[0], property_paid=None)
    case = evolve(SAMPLE, claims=(SAMPLE.claims[0], small, unknown))
    assert told(case) == [("claim[1].property_paid", 90, 900_000)]


def test_the_parts_of_a_deductible_are_asked_about() -> None:
    """20 and 50 probably mean the usual 20만 and 50만, but a deductible of 0 is a real one."""
    small = Deductible(minimum=Won(20), maximum=Won(50))
    path = "policy.own_damage.deductible"
    found = [(f"{path}.minimum", 20, 200_000), (f"{path}.maximum", 50, 500_000)]
    assert told(with_cover(deductible=small)) == found
    assert told(with_cover(deductible=Deductible(fixed=Won(30)))) == [
        (f"{path}.fixed", 30, 300_000)
    ]
    assert told(with_cover(deductible=Deductible(fixed=Won(0)))) == []


def test_what_changes_the_payout_is_asked_about() -> None:
    assert told(with_accident(extras=Won(5))) == [("accident.extras", 5, 50_000)]
    assert told(with_accident(depreciation=Won(1))) == [("accident.depreciation", 1, 10_000)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_lines_ask_about_an_amount_without_a_usual_one_near(language: Language) -> None:
    """No usual amount is near 888,888,999,999, so the question names the highest usual repair."""
    decision = decide(with_accident(own_damage=won(888_888_999_999), cash_repair=None))
    texts = Texts(language)
    first = opening(decision, texts).conditions[0]
    assert texts.formats["won"](Won(888_888_999_999)) in first
    assert texts.formats["words"](Won(300_000_000)) in first


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_amounts_in_doubt_are_asked_about_in_one_sentence(language: Language) -> None:
    """A question for each amount would fill the lines of the screen before the table."""
    odd = with_accident(own_damage=won(230), extras=Won(5), cash_repair=None)
    texts, conditions = Texts(language), opening(decide(odd), Texts(language)).conditions
    for amount in (230, 5):
        assert texts.formats["won"](Won(amount)) in conditions[0]
    for meant in (2_300_000, 50_000):
        assert texts.formats["words"](Won(meant)) in conditions[0]
    asking = texts("condition.doubts", doubts="")
    assert sum(said.startswith(asking.partition(" ")[0]) for said in conditions) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_warning_of_the_answer_with_what_may_be_meant(language: Language) -> None:
    decision = decide(with_accident(own_damage=won(230), cash_repair=None))
    (warning,) = (one for one in decision.warnings if one.code == "implausible-amount-meant")
    texts = Texts(language)
    said = texts(f"warning.{warning.code}", **warning.facts)
    assert "230" in said
    assert texts.formats["words"](Won(2_300_000)) in said
