"""What is assumed, asked and said while nobody knows yet whether anybody was hurt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import SAMPLE, assuming, collision, decide, rate, with_accident

from advisor.domain.accident import Estimate, Kind
from advisor.domain.case import Case
from advisor.domain.decision import Verdict
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim
from advisor.intake.case.case_file import read_case
from advisor.intake.case.records import case_document
from advisor.intake.problems import Problem
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from advisor.domain.decision import Decision

OPEN = collision("0.8", injury_open=True)
NOBODY = collision("0.8")
SPRAIN = collision("0.8", injury_grade=12)


def assumed(decision: Decision) -> dict[str, object]:
    return {one.path: one.value for one in decision.assumed}


def test_unknown_costs_what_nobody_hurt_costs() -> None:
    unknown, nobody = decide(OPEN), decide(NOBODY)
    assert unknown.outcomes == nobody.outcomes
    assert (unknown.recommended, unknown.margin) == (nobody.recommended, nobody.margin)


def test_unknown_is_assumed_and_asked_and_stated_is_neither() -> None:
    assert assumed(decide(OPEN))["accident.injury_grade"] is None
    assert "injury" in {one.code for one in decide(OPEN).ask}
    for stated in (NOBODY, SPRAIN):
        assert "accident.injury_grade" not in assumed(decide(stated))
        assert "injury" not in {one.code for one in decide(stated).ask}


def test_the_range_holds_the_answer_with_a_sprain() -> None:
    entry = next(one for one in decide(OPEN).range if one.assumption == "accident.injury_grade")
    hurt = decide(SPRAIN)
    assert (entry.value, entry.recommended, entry.margin) == (12, hurt.recommended, hurt.margin)


def test_what_the_injury_would_change_is_what_it_costs_whoever_pays_alone() -> None:
    said = next(one for one in decide(OPEN).reasons if one.code == "injury-open")
    borne = decide(SPRAIN).outcomes[Option.SELF_PAY].extra_premium
    assert said.facts == {"points": 2, "amount": borne, "renewals": 3}
    assert borne > 0
    assert "injury-open" not in {one.code for one in decide(SPRAIN).reasons}


def test_without_own_fault_an_injury_changes_nothing() -> None:
    blameless = decide(collision("0", injury_open=True))
    assert "injury-open" not in {one.code for one in blameless.reasons}


@pytest.mark.parametrize(
    ("refund_allowed", "verdict"), [(True, Verdict.KEEP_OPEN), (False, Verdict.DEPENDS)]
)
def test_a_verdict_hangs_on_it_where_it_turns_the_answer(
    verdict: Verdict, *, refund_allowed: bool
) -> None:
    """If somebody is hurt, the accident is on the record anyway, so a claim adds little cost.

    If a claim can be paid back, it is worth making until the driver knows.
    """
    bill = Estimate.exactly(Won(600_000))
    small = collision("1", injury_open=True, cash_repair=None, own_damage=bill)
    decision = decide(assuming(small, refund_allowed=refund_allowed))
    entry = next(one for one in decision.range if one.assumption == "accident.injury_grade")
    assert decision.recommended is Option.SELF_PAY
    assert entry.recommended is Option.CLAIM
    assert entry.margin >= decision.material
    assert decision.verdict is verdict
    assert decision.ask[0].code == "injury"


@pytest.mark.parametrize("case", [OPEN, NOBODY, SPRAIN])
def test_it_is_written_and_read_again(case: Case) -> None:
    assert read_case(case_document(case), load_rulebook(), date(2026, 11, 21)) == case


def test_a_past_claim_knows_who_was_hurt() -> None:
    document = case_document(SAMPLE)
    document["claim"] = [{"day": date(2024, 5, 10), "injury_grade": "unknown"}]
    found = read_case(document, load_rulebook(), date(2026, 11, 21))
    assert not isinstance(found, Case)
    assert [(one.path, one.code) for one in found if isinstance(one, Problem)] == [
        ("claim[0].injury_grade", "not-injury")
    ]


@pytest.mark.parametrize(
    ("kind", "fault"), [(Kind.COLLISION, "1"), (Kind.ANIMAL, "1"), (Kind.FLOOD, "0")]
)
def test_a_fault_that_is_not_stated_is_assumed_where_the_kind_takes_one(
    kind: Kind, fault: str
) -> None:
    unsaid = with_accident(kind=kind, fault=rate(fault), fault_stated=False)
    assert assumed(decide(unsaid))["accident.fault"] == rate(fault)
    stated = with_accident(kind=kind, fault=rate(fault))
    assert "accident.fault" not in assumed(decide(stated))


def test_the_points_of_a_sprain_are_assumed_where_one_stands_in_the_case() -> None:
    path = "assumptions.injury_12_points"
    past = evolve(SAMPLE, claims=(Claim(date(2024, 5, 10), None, rate("1"), injury_grade=12),))
    for sprained in (SPRAIN, past):
        assert assumed(decide(sprained))[path] == 2
        assert path not in assumed(decide(assuming(sprained, injury_12_points=2)))
    assert path not in assumed(decide(collision("0.8", injury_grade=11)))
    assert path not in assumed(decide(OPEN))
