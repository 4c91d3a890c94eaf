from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve
from engine.sample import SAMPLE, assuming, decide, with_accident, won
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.accident import Kind
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import ClaimStatus

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Decision

TEN = assuming(renewals=10)


def largest(decision: Decision) -> int | None:
    found = (one.facts["first_year_above"] for one in decision.ask if one.code == "renewal-quotes")
    amount = next(found, None)
    assert amount is None or isinstance(amount, int)
    return amount


def quoted(case: Case, difference: int) -> Decision:
    """Decide the case with the model's own clean quote, and one `difference` higher if claimed."""
    clean = decide(case).outcome(Option.SELF_PAY).path[1].premium
    return decide(assuming(case, quote_clean=clean, quote_claim=Won(clean + difference)))


def lead(decision: Decision, claim: Option = Option.CLAIM) -> int:
    return decision.outcome(Option.SELF_PAY).total - decision.outcome(claim).total


def test_the_sample_turns_a_won_above_it() -> None:
    most = largest(decide(TEN))
    assert most is not None
    assert lead(quoted(TEN, most)) >= 0 > lead(quoted(TEN, most + 1))


@given(cases())
@settings(max_examples=40)
def test_stated_as_quotes_it_is_the_largest_at_which_claiming_costs_no_more(case: Case) -> None:
    case = assuming(case, quote_clean=None, quote_claim=None)
    case = evolve(
        case, claims=tuple(evolve(claim, status=ClaimStatus.SETTLED) for claim in case.claims)
    )
    decision = decide(case)
    claim = decision.recommended if decision.recommended.is_claim else Option.CLAIM
    most, score = largest(decision), decision.outcome(claim).score
    if most is not None and score == decision.outcome(Option.CLAIM).score:
        assert lead(quoted(case, most), claim) >= 0 > lead(quoted(case, most + 1), claim)


def test_once_claimed_it_is_held_against_the_payout() -> None:
    claimed = with_accident(TEN, paid=Won(800_000))
    most = largest(decide(claimed))
    assert most is not None
    clean = decide(claimed).without_accident[1].premium
    for difference, best in ((most, Option.CLAIM), (most + 40, Option.CLAIM_REFUND)):
        quotes = {"quote_clean": clean, "quote_claim": Won(clean + difference)}
        assert decide(assuming(claimed, **quotes)).recommended is best


def test_it_is_about_the_claim_that_is_recommended() -> None:
    """Where only the other party's damage is claimed, one's own repair is paid on either side."""
    case = evolve(
        with_accident(
            TEN,
            kind=Kind.COLLISION,
            own_damage=won(300_000),
            cash_repair=Won(120_000),
            other_property=won(3_000_000),
        ),
        as_of=date(2027, 2, 10),
    )
    decision = decide(case)
    assert decision.recommended is Option.CLAIM_OTHER
    most = largest(decision)
    assert most is not None
    at_most, above = (quoted(case, difference) for difference in (most, most + 1))
    assert lead(at_most, Option.CLAIM_OTHER) >= 0 > lead(above, Option.CLAIM_OTHER)


def test_the_step_holds_it_against_the_refund() -> None:
    """A claim that is paid back costs the payout, which is more than today's cash price."""
    decision = decide(TEN)
    step = next(one for one in decision.steps if one.code == "compare-quotes")
    most = step.facts["first_year_above"]
    assert isinstance(most, int)
    for difference, keeps in ((most, True), (most + 1, False)):
        found = quoted(TEN, difference)
        kept, back = (found.outcome(o).total for o in (Option.CLAIM, Option.CLAIM_REFUND))
        assert (kept <= back) is keeps


def test_no_quote_is_asked_for_that_could_not_settle_it() -> None:
    """However little the quotes differ, a repair of 210,000 is not worth a claim."""
    tiny = with_accident(SAMPLE, own_damage=evolve(SAMPLE.accident.own_damage, likely=Won(210_000)))
    tiny = with_accident(tiny, cash_repair=Won(201_000))
    assert largest(decide(tiny)) is None
