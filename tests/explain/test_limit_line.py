"""The limit in words: the bills, prices and sums that a driver may really be asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from engine.sample import collision, decide, with_accident, with_cover, with_policy, won
from hypothesis import given
from strategies import cases

from advisor.domain.decision import SMALLEST_BILL, BillMap, Interval
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.explain.limit_line import limit_line
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.rules.rulebook import load_rulebook
from advisor.service import decide as answered

if TYPE_CHECKING:
    from advisor.domain.case import Case

RULEBOOK = load_rulebook()
SMALL = re.compile(r"(?<![0-9,.])(?:[0-9]{1,3}|[0-9],[0-9]{3})(?: won|원)")


@given(cases())
def test_no_limit_is_told_that_no_bill_comes_near(case: Case) -> None:
    """No limit is below 10,000 won, although the own share of a bill of 1 won rounds to 0."""
    for language in LANGUAGES:
        said = limit_line(answered(case, RULEBOOK), Texts(language))
        assert not SMALL.search(said), said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ko", "상대방 손해가 얼마든 보험이 낫습니다."),
        ("en", "Whatever their damage comes to, claim."),
    ],
)
def test_where_an_injury_is_on_the_record_anyway_every_bill_is_claimed(
    language: Language, said: str
) -> None:
    hit = collision("0.8", own_damage=won(0), other_property=won(600_000), injury_grade=12)
    assert limit_line(decide(with_policy(hit, own_damage=None)), Texts(language)) == said


def test_of_several_bills_too_small_to_be_one_none_has_an_interval_for_people() -> None:
    ends = (Won(one) for one in (4, 5, 2_490_000, 4_000_000))
    begins = (Won(one) for one in (0, 5, 6, 2_490_001))
    best = Option.CLAIM, Option.SELF_PAY, Option.CLAIM, Option.SELF_PAY
    shown = BillMap("own_damage", tuple(map(Interval, begins, ends, best))).shown
    assert [(one.first, one.best) for one in shown] == [
        (0, Option.CLAIM),
        (2_490_001, Option.SELF_PAY),
    ]


@pytest.mark.parametrize(("last", "kept"), [(0, 2), (9_999, 2), (10_000, 3), (900_000, 3)])
def test_bills_too_small_to_be_one_have_no_interval_for_people(last: int, kept: int) -> None:
    ends = Won(last), Won(2_000_000), Won(4_000_000)
    best = Option.SELF_PAY, Option.CLAIM, Option.CLAIM_CAPPED
    begins = Won(0), Won(last + 1), Won(2_000_001)
    shown = BillMap("own_damage", tuple(map(Interval, begins, ends, best))).shown
    assert len(shown) == kept
    assert (shown[0].first, shown[-1].last) == (0, 4_000_000)
    assert (shown[0].best is Option.SELF_PAY) is (last >= SMALLEST_BILL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cash_price_that_nobody_asks_is_no_limit(language: Language) -> None:
    """After a total loss nothing is left to pay with a claim, so only pennies in cash beat it."""
    hit = collision("0.4", own_damage=won(9_500_000), cash_repair=None)
    ruined = with_cover(hit, sum_insured=Won(7_000_000))
    dear = decide(with_accident(ruined, other_property=won(9_000_000))).outcomes[Option.CLAIM].total
    theirs = won((dear - 20_000) * 10 // 4)  # their part in cash costs almost as much as the claim
    decision = decide(with_accident(ruined, other_property=theirs))
    cash, said = decision.cash_up_to, limit_line(decision, Texts(language))
    assert cash is not None
    assert SMALLEST_BILL <= cash < 950_000
    assert {"ko": "현금", "en": "cash"}[language] not in said
    assert said
