from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve
from engine.sample import assuming, collision, decide, rulebook, with_accident, with_cover, won
from engine.strategies import cases
from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.domain.accident import Estimate
from advisor.domain.decision import Stretch, Verdict
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import ClaimStatus

if TYPE_CHECKING:
    from advisor.domain.case import Case


def test_the_readme_s_sample_is_answered_to_the_won() -> None:
    decision = decide(assuming(renewals=10))
    claim = decision.outcome(Option.CLAIM)
    assert decision.verdict is Verdict.CLAIM
    assert decision.recommended is Option.CLAIM
    assert (decision.renewals, decision.margin) == (10, 238_910)
    assert decision.horizon == (Stretch(1, 20, Option.CLAIM),)
    assert (claim.cash_now, claim.extra_premium, claim.total) == (360_000, 901_090, 1_261_090)
    assert claim.outlay == 7_124_680
    assert (decision.claim_from, decision.cash_up_to) == (1_422_773, 1_261_090)
    assert decision.budget == 1_140_000
    assert decision.payout.total == 1_440_000
    assert (decision.range, decision.assumed) == ((), ())


@given(cases(), st.integers(1, 3_000_000))
@settings(max_examples=30)
def test_more_damage_never_makes_an_option_cheaper(case: Case, more: int) -> None:
    """More damage can make an option cheaper only after a total loss or if premiums are quoted.

    The next two tests show how. If a plan paid earlier claims back, every
    total would be of the record that it leaves, so no claim here can be paid back.
    """
    case = evolve(
        case, claims=tuple(evolve(one, status=ClaimStatus.SETTLED) for one in case.claims)
    )
    case = assuming(case, quote_clean=None, quote_claim=None)
    if case.policy.own_damage is not None:
        case = with_cover(case, sum_insured=None)
    bill = case.accident.own_damage
    dearer = Estimate(Won(bill.low + more), Won(bill.likely + more), Won(bill.high + more))
    after = decide(with_accident(case, own_damage=dearer))
    for outcome, then in zip(decide(case).outcomes, after.outcomes, strict=True):
        if outcome.available and then.available:
            assert outcome.total <= then.total


def test_total_loss_can_be_cheaper_than_a_smaller_bill() -> None:
    """A bill of the sum insured bears no deductible; a bill of one won less bears 499,999."""
    capped = with_accident(with_cover(sum_insured=Won(2_500_000)), cash_repair=None)
    total = decide(with_accident(capped, own_damage=Estimate.exactly(Won(2_500_000))))
    less = decide(with_accident(capped, own_damage=Estimate.exactly(Won(2_499_999))))
    assert less.outcome(Option.CLAIM).cash_now == 499_999
    assert total.outcome(Option.CLAIM).cash_now == 0


def test_quoted_premiums_can_make_a_part_cheaper_where_a_claim_of_all_crosses() -> None:
    """The quote for a claim then is of a whole point, and half a point costs less than it.

    1,875,000 won less 20 % are 1,500,000, and with the other party's 500,000 just the threshold.
    """
    both = collision("1", own_damage=won(1_875_000), other_property=won(500_000), cash_repair=None)
    quoted = assuming(both, quote_clean=Won(760_000), quote_claim=Won(905_000))
    more = decide(with_accident(quoted, own_damage=won(1_875_001)))
    assert more.threshold.crossed
    for option in (Option.CLAIM_OWN, Option.CLAIM_OTHER):
        assert more.outcome(option).total < decide(quoted).outcome(option).total


@given(cases())
@settings(max_examples=15)
def test_no_clock_is_read(case: Case) -> None:
    """A case gives the same decision whenever it is run: the only day that counts is `as_of`."""
    # The rules are loaded first, because a frozen clock breaks reading days from files.
    assert list(rulebook().all_rules())
    with freeze_time("2019-02-28"):
        before = decide(case)
    with freeze_time("2031-12-31 23:59:59"):
        after = decide(case)
    assert before == after
