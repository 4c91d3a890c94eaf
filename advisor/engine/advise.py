"""From a case and the rules to the decision: the only way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.days import last_day
from advisor.domain.decision import (
    Decision,
    Payout,
    ThresholdTest,
    View,
)
from advisor.domain.money import NOTHING, Won
from advisor.engine.findings.owed import owed
from advisor.engine.findings.payers import payers
from advisor.engine.findings.questions import questions
from advisor.engine.findings.reasons import reasons
from advisor.engine.findings.rules_used import rules_used
from advisor.engine.findings.steps import steps
from advisor.engine.findings.warnings import warnings
from advisor.engine.findings.ways import ways
from advisor.engine.limits.break_even import RepairBills, break_even
from advisor.engine.limits.ranges import ranges
from advisor.engine.limits.unknowns import unknowns
from advisor.engine.loss.cover import cover
from advisor.engine.loss.loss import loss_of
from advisor.engine.options.choices import Settlement, choices
from advisor.engine.options.outcome import outcome
from advisor.engine.options.paths import Paths
from advisor.engine.options.ranking import rank
from advisor.engine.options.refund_plan import refund_plan
from advisor.engine.options.verdict import verdict
from advisor.engine.reading import assumed, read
from advisor.engine.situation import Situation

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.rulebook import Rulebook
    from advisor.engine.loss.loss import Loss
    from advisor.engine.options.choices import Choice
    from advisor.engine.reading import Reading

_NEAR_SHARE = 20
"""A payout is near the threshold within a twentieth of it."""


def advise(case: Case, rulebook: Rulebook) -> Decision:
    """Decide one case.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days.
    """
    situation = _situation(case, rulebook)
    reading, offered = situation.reading, situation.offered
    headline = situation.views[0]
    others = ranges(reading, situation.covered, situation.paths.past)
    why, paying = reasons(situation), payers(situation)
    settlements, debts = ways(situation), owed(situation)
    rules = rules_used(situation, (*why, *paying, *settlements, *debts))
    budget = _budget(situation)
    open_questions = unknowns(headline.recommended, headline.margin, others)
    answer = verdict(situation.outcomes, situation.views, others)
    return Decision(
        case=case,
        verdict=answer,
        recommended=headline.recommended,
        margin=headline.margin,
        refund_by=last_day(case.policy.start) if situation.refundable else None,
        payout=_payout(situation),
        threshold=situation.threshold,
        outcomes=situation.outcomes,
        budget=budget,
        break_even=break_even(RepairBills(situation.paths, situation.covered)),
        views=situation.views,
        range=others,
        assumed=assumed(case, reading, cover_missed=situation.cover_missed),
        warnings=warnings(situation, rules),
        reasons=why,
        ask=questions(situation, budget, open_questions),
        refund_plan=refund_plan(situation.paths, offered),
        unknowns=open_questions,
        payers=paying,
        ways=settlements,
        owed=debts,
        steps=steps(situation, answer),
        rules=rules,
    )


def _situation(case: Case, rulebook: Rulebook) -> Situation:
    reading = read(case, rulebook)
    covered = cover(reading)
    loss = loss_of(reading, covered, reading.own_bill)
    offered = choices(Settlement(reading, covered, loss, exact_cash=False))
    paths = Paths.of(reading, reading.horizon)
    return Situation(
        reading=reading,
        covered=covered,
        loss=loss,
        offered=offered,
        outcomes=tuple(outcome(paths, choice, offered) for choice in offered),
        paths=paths,
        threshold=_threshold_test(reading, offered[1]),
        views=tuple(
            _view(paths, offered, renewals)
            for renewals in (reading.renewals, case.assumptions.long_renewals)
        ),
    )


def _view(paths: Paths, offered: tuple[Choice, ...], renewals: int) -> View:
    ranking = rank(paths, offered, renewals)
    return View(renewals, ranking.recommended, ranking.margin)


def _threshold_test(reading: Reading, claim: Choice) -> ThresholdTest:
    distance = abs(claim.tested - reading.threshold)
    return ThresholdTest(
        amount=reading.threshold,
        tested=claim.tested,
        crossed=claim.crossed,
        near=claim.available and distance * _NEAR_SHARE <= reading.threshold,
    )


def _payout(situation: Situation) -> Payout:
    loss: Loss = situation.loss
    if not situation.claim.available:
        return Payout(NOTHING, NOTHING, NOTHING, loss.from_other_side)
    deductible = loss.deductible if loss.own_paid else NOTHING
    return Payout(loss.own_paid, loss.other_paid, deductible, loss.from_other_side)


def _budget(situation: Situation) -> Won | None:
    """Give the most that the premiums may rise in total before claiming loses."""
    if not situation.claim.available:
        return None
    self_pay, claim = situation.outcomes[0], situation.outcomes[1]
    return Won(self_pay.cash_now - claim.cash_now)
