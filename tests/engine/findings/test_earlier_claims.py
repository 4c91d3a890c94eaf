"""The driver is asked about paying back an earlier claim of the policy year if it saves enough."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import SAMPLE, WHOLE, assuming, decide, rulebook, with_accident
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.money import Won
from advisor.domain.policy import Claim, ClaimStatus
from advisor.explain.paper import Paper
from advisor.explain.texts import LANGUAGES, Texts
from advisor.report.answer.to_text import to_text

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.findings import Reason
    from advisor.explain.texts import Language

SUMMER = Claim(date(2026, 7, 1), Won(300_000), WHOLE)
TWO_OF_A_YEAR = evolve(SAMPLE, claims=(SUMMER,))


def asked(case: Case) -> list[Reason]:
    return [one for one in decide(case).ask if one.code == "earlier-refund"]


def with_status(case: Case, status: ClaimStatus) -> Case:
    return evolve(case, claims=tuple(evolve(one, status=status) for one in case.claims))


def test_what_is_asked_saves_what_the_plan_would_save() -> None:
    """The question promises what the plan saves once the claim is known to be refundable."""
    (found,) = asked(TWO_OF_A_YEAR)
    open_ = decide(with_status(TWO_OF_A_YEAR, ClaimStatus.REFUNDABLE))
    assert open_.plan is not None
    assert open_.plan.refund == (0,)
    kept = next(one for one in open_.refund_plan if not one.refund)
    assert found.facts["worth"] == kept.total - open_.plan.total
    assert found.facts["day"] == SUMMER.day
    assert found.facts["until"] == open_.refund_by


@pytest.mark.parametrize("status", ClaimStatus)
def test_who_has_said_it_is_not_asked(status: ClaimStatus) -> None:
    assert not asked(with_status(TWO_OF_A_YEAR, status))


def test_a_claim_of_the_first_day_of_the_policy_year_is_one_of_it() -> None:
    first = evolve(SUMMER, day=SAMPLE.policy.start)
    assert [one.facts["day"] for one in asked(evolve(SAMPLE, claims=(first,)))] == [first.day]


def test_what_saves_less_than_matters_is_not_asked() -> None:
    """Each further won of the earlier payout makes paying it back save one won less."""
    (found,) = asked(TWO_OF_A_YEAR)
    material = rulebook().advice.on(SAMPLE.as_of).terms.material
    paid = int(str(found.facts["paid"])) + int(str(found.facts["worth"])) - material
    for more, count in ((0, 1), (1, 0)):
        claim = evolve(SUMMER, property_paid=Won(paid + more))
        assert len(asked(evolve(SAMPLE, claims=(claim,)))) == count


def test_of_many_claims_the_latest_are_asked_about() -> None:
    """A plan considers eight claims, including those already known to be refundable."""
    small = evolve(SUMMER, property_paid=Won(100_000))
    known = (evolve(small, status=ClaimStatus.REFUNDABLE),) * 7
    unsaid = tuple(evolve(small, day=date(2026, 8, day)) for day in (1, 2))
    found = asked(evolve(SAMPLE, claims=(*known, *unsaid)))
    assert [one.facts["day"] for one in found] == [date(2026, 8, 2)]


@pytest.mark.parametrize(
    "claim",
    [
        evolve(SUMMER, day=date(2026, 3, 1)),
        evolve(SUMMER, injury_grade=13),
        evolve(SUMMER, own_injury=True),
        evolve(SUMMER, property_paid=None),
        evolve(SUMMER, property_paid=Won(9_000_000)),
    ],
    ids=["last year's", "somebody hurt", "oneself hurt", "sum unknown", "too dear to pay back"],
)
def test_nothing_is_asked_that_cannot_be_or_does_not_pay(claim: Claim) -> None:
    assert not asked(evolve(SAMPLE, claims=(claim,)))


def test_where_the_insurer_takes_nothing_back_nobody_asks() -> None:
    assert not asked(assuming(TWO_OF_A_YEAR, refund_allowed=False))


@given(cases())
@settings(max_examples=40)
def test_the_question_changes_nothing_else(case: Case) -> None:
    """A claim without a status is treated as settled, even if there is a question about it."""
    silent = evolve(case, claims=tuple(evolve(one, status=None) for one in case.claims))
    settled = with_status(silent, ClaimStatus.SETTLED)
    said, unsaid = decide(settled), decide(silent)
    assert (unsaid.recommended, unsaid.margin, unsaid.plan) == (
        said.recommended, said.margin, said.plan,
    )  # fmt: skip
    assert unsaid.assumed == said.assumed
    others = [one for one in unsaid.ask if one.code != "earlier-refund"]
    assert sorted(map(str, others)) == sorted(map(str, said.ask))


def test_what_saves_most_is_asked_first() -> None:
    worth = [one.facts["worth"] for one in decide(TWO_OF_A_YEAR).ask if "worth" in one.facts]
    assert worth == sorted(worth, key=lambda won: -int(str(won)))
    assert decide(with_accident(TWO_OF_A_YEAR)).ask[0].code == "earlier-refund"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_asks_it_in_its_first_question(language: Language) -> None:
    text = " ".join(to_text(decide(TWO_OF_A_YEAR), Paper(Texts(language))).split())
    words = {
        "ko": "2026년 7월 1일(수) 사고의 보험금 300,000원을",
        "en": "the 300,000 won of my accident",
    }
    assert words[language] in text
