"""What to ask, and whom: the questions that would settle what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.accident import Kind
from advisor.domain.days import last_day
from advisor.domain.decision import Facts, Reason
from advisor.domain.terms.core import CoverNeeded
from advisor.engine.loss.cover import BLOCKERS
from advisor.engine.loss.driver_bears import pays_back
from advisor.engine.scale import leaves_position_open

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from advisor.domain.decision import Unknown
    from advisor.domain.money import Won
    from advisor.engine.situation import Situation


def questions(
    situation: Situation, budget: Won | None, unknowns: Sequence[Unknown]
) -> tuple[Reason, ...]:
    """Give what to ask, each with the figure that decides; the insurer comes first."""
    return (
        *_about_renewal(situation, budget),
        *_about_fault(situation),
        *_about_policy(situation),
        *_about_rates(unknowns),
        *_to_others(situation),
    )


def _about_renewal(situation: Situation, budget: Won | None) -> Iterator[Reason]:
    """Ask about the renewal and the refund, where a claim would stand on the record."""
    reading, case = situation.reading, situation.reading.case
    if not situation.claim.available or situation.claim.entry is None:
        return
    if budget is not None and budget > 0 and case.assumptions.quote_clean is None:
        yield Reason("renewal-quotes", {"self_pay_if_extra_above": budget})
    if case.assumptions.refund_allowed is None:
        yield Reason("refund-allowed", {"day": last_day(case.policy.start)})
    within_cap = situation.claim.crossed and situation.loss.other_paid <= reading.threshold
    if within_cap and case.assumptions.cap_allowed is None:
        yield Reason("cap-allowed", {"threshold": reading.threshold})


def _about_fault(situation: Situation) -> Iterator[Reason]:
    accident = situation.reading.case.accident
    open_ = accident.kind is Kind.COLLISION and not accident.fault_stated
    if open_ and not situation.covered.driver_pays:
        yield Reason("fault", {"fault": accident.fault})


def _about_policy(situation: Situation) -> Iterator[Reason]:
    """Ask what stands on the policy and the case does not say, where it plays a part."""
    reading = situation.reading
    case, cover = reading.case, reading.case.policy.own_damage
    if not situation.claim.available and set(situation.claim.reasons) & set(BLOCKERS):
        return
    if leaves_position_open(case):
        yield Reason("grade", {"grade": reading.grade})
    if case.policy.surcharge_threshold is None:
        yield Reason("threshold", {"threshold": reading.threshold})
    if cover is None or not situation.loss.own_loss:
        return
    stated = cover.deductible
    if stated.fixed is None and None in (stated.rate, stated.minimum, stated.maximum):
        yield Reason("deductible", {"deductible": situation.loss.deductible})
    terms = reading.rulebook.cover.on(case.accident.day).terms
    needed = terms.kinds[case.accident.kind]
    if needed is CoverNeeded.SINGLE_VEHICLE and cover.single_vehicle is None:
        yield Reason("single-vehicle", {})


def _about_rates(unknowns: Sequence[Unknown]) -> Iterator[Reason]:
    """Ask about the insurer's tables only where another reading of them changes the advice."""
    codes = {
        "assumptions.grade_table": "grade-table",
        "assumptions.count_profile": "count-profile",
    }
    for unknown in unknowns:
        if unknown.worth and unknown.assumption in codes:
            worth: Facts = {"worth": unknown.worth}
            yield Reason(codes[unknown.assumption], worth)


def _to_others(situation: Situation) -> Iterator[Reason]:
    if situation.covered.driver_pays:
        yield Reason("designated-driver-insurer", {})
    elif situation.loss.other_loss and not pays_back(situation.reading):
        yield Reason("consent", {"amount": situation.loss.other_loss})
