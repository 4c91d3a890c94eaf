"""The sentences agree with the figures beside them, and with each other."""

from __future__ import annotations

import pytest
from attrs import evolve
from engine.sample import SAMPLE, collision, decide, with_accident, with_policy, won

from advisor.domain.accident import Estimate
from advisor.domain.decision import Verdict
from advisor.domain.money import Won
from advisor.explain.sentences import assumptions, headline, reasons, summary
from advisor.explain.texts import Texts

UNSURE = with_accident(
    evolve(SAMPLE, claims=()), own_damage=Estimate(Won(500_000), Won(1_200_000), Won(4_000_000))
)


@pytest.mark.parametrize(
    ("cash", "verdict", "lost"),
    [
        (600_000, Verdict.KEEP_OPEN, "600,000"),
        (550_000, Verdict.DEPENDS, "650,000"),
    ],
)
def test_a_refund_that_loses_the_cash_price_says_what_it_costs(
    cash: int, verdict: Verdict, lost: str
) -> None:
    decision = decide(with_accident(UNSURE, cash_repair=Won(cash)))
    assert decision.verdict is verdict
    for texts in (Texts("ko"), Texts("en")):
        said = summary(decision, texts)
        assert lost in said
        assert "없던 일" not in said


def test_a_refund_that_loses_nothing_undoes_the_claim() -> None:
    decision = decide(with_accident(UNSURE, cash_repair=None))
    assert decision.verdict is Verdict.KEEP_OPEN
    assert "없던 일" in summary(decision, Texts("ko"))


@pytest.mark.parametrize("theirs", [400_000, 10_000_000])
def test_an_accident_without_points_is_not_said_to_have_some(theirs: int) -> None:
    """Under half the fault the payout passes the threshold or not; there are no points for it."""
    decision = decide(collision("0.3", other_property=won(theirs)))
    codes = [reason.code for reason in decision.reasons]
    assert "low-fault-left-out" in codes
    for texts, point in ((Texts("ko"), "점입니다"), (Texts("en"), "point")):
        said = dict(zip(codes, reasons(decision, texts), strict=True))
        threshold = next(text for code, text in said.items() if code.startswith("threshold-"))
        assert point not in threshold
        assert "30%" in said["low-fault-left-out"]


def test_a_cover_that_nobody_mentioned_is_not_denied_as_a_fact() -> None:
    decision = decide(with_policy(own_damage=None))
    for texts, condition in ((Texts("ko"), "없으면"), (Texts("en"), "Without")):
        assert condition in headline(decision, texts)
        assert any("--own-damage-cover" in said for said in assumptions(decision, texts))
