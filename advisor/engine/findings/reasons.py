"""Why the answer is what it is: codes and facts, each with the rules behind it."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.domain.accident import Kind
from advisor.domain.findings import Facts, Reason
from advisor.domain.money import Won, total
from advisor.domain.values import frozen
from advisor.engine.findings.injury import injury_reasons
from advisor.engine.findings.renewal_reasons import horizon_reasons, renewal_reasons
from advisor.engine.limits.break_even import first_crossing
from advisor.engine.limits.open_bill import OTHER_PROPERTY, PAID
from advisor.engine.loss.driver_liability import driver_liability
from advisor.engine.loss.points import HighValueEffect, high_value_effect
from advisor.engine.situation import Situation


@frozen
class SpecialReasons:
    """The reasons that rest on rules outside the core: about the driver and about injuries.

    Most cases have none.
    """

    driver: tuple[Reason, ...]
    injury: tuple[Reason, ...]

    @classmethod
    def of(cls, situation: Situation) -> SpecialReasons:
        """Return the reasons of this kind for a case."""
        reading = situation.reading
        return cls(
            driver=tuple(driver_liability(reading)) if reading.paid is None else (),
            injury=tuple(injury_reasons(situation)) if reading.case.accident.fault else (),
        )

    def __iter__(self) -> Iterator[Reason]:
        """Yield all reasons, those about the driver first."""
        yield from self.driver
        yield from self.injury


def reasons(situation: Situation, special: SpecialReasons) -> tuple[Reason, ...]:
    """Explain cover, payout, points, grade, count and horizon, in the order of the decision."""
    return (
        *_about_cover(situation, special.driver),
        *_about_loss(situation),
        *_about_deductible(situation),
        *_about_threshold(situation),
        *_about_points(situation),
        *special.injury,
        *renewal_reasons(situation),
        *_about_parties(situation),
        *_about_refunds(situation),
        *horizon_reasons(situation),
    )


def _about_cover(situation: Situation, of_driver: tuple[Reason, ...]) -> Iterator[Reason]:
    reading, loss, covered = situation.reading, situation.loss, situation.covered
    basis = (reading.rulebook.cover.on(reading.case.accident.day).ref,)
    if reading.paid is not None:
        yield Reason("already-claimed", {"paid": reading.paid}, ("accident.paid",))
        return
    codes = list(covered.own if loss.own_part else situation.refused_before_bill)
    codes += [code for code in covered.other if loss.other_loss and code not in codes]
    facts: Facts = {
        "kind": reading.case.accident.kind.value,
        "driver": reading.case.accident.driver.value,
    }
    for code in codes:
        yield Reason(code, facts, basis)
    yield from of_driver
    if covered.recourse:
        yield Reason("recourse-due", facts, basis)
    if situation.claim.available:
        cash = {item.code for item in situation.claim.cash}
        parts = ("own-repair", "own", covered.own), ("other-part", "other", covered.other)
        for code, part, refused in parts:
            if code in cash and refused:
                yield Reason("part-in-cash", {"part": part}, basis)


def _about_loss(situation: Situation) -> Iterator[Reason]:
    loss, accident = situation.loss, situation.reading.case.accident
    if loss.total_loss:
        yield Reason("total-loss", {"sum_insured": loss.own_bill}, ("policy.own_damage",))
    if situation.reading.paid is not None:
        return
    yield from _beside_the_cover(situation)
    if accident.kind is not Kind.COLLISION:
        return
    if not accident.fault_stated:
        yield Reason("fault-assumed", {"fault": accident.fault}, ("accident.fault",))
    if not accident.fault and not loss.own_bill:
        yield Reason("other-side-pays-all", {}, ("accident.fault",))
    elif loss.own_bill and not loss.own_part:
        yield Reason("other-side-pays", {"amount": loss.from_other_side}, ("accident.fault",))
    elif loss.from_other_side:
        yield Reason(
            "shared-fault",
            {
                "own_share": loss.own_part,
                "from_other_side": loss.from_other_side,
                "fault": accident.fault,
            },
            ("accident.fault",),
        )


def _beside_the_cover(situation: Situation) -> Iterator[Reason]:
    """Say what the covers leave to the driver beside the deductible, and what extras they bring."""
    loss, accident = situation.loss, situation.reading.case.accident
    if loss.depreciation and situation.reading.deductible is not None and not situation.covered.own:
        basis = ("accident.depreciation",)
        yield Reason("depreciation", {"amount": loss.depreciation}, basis)
    if loss.above_limit:
        facts: Facts = {
            "amount": loss.above_limit,
            "limit": situation.reading.case.policy.property_limit,
        }
        yield Reason("above-property-limit", facts, ("policy.property_limit",))
    if accident.extras and loss.own_paid:
        yield Reason("extras", {"amount": accident.extras}, ("accident.extras",))


def _about_deductible(situation: Situation) -> Iterator[Reason]:
    reading, loss = situation.reading, situation.loss
    plan = reading.deductible
    answered = plan is not None and not situation.covered.own and reading.paid is None
    if plan is None or not answered or not loss.own_loss or loss.total_loss:
        return
    basis = (reading.rulebook.deductible.on(reading.case.policy.start).ref,)
    borne, whole = loss.deductible, loss.own_loss
    if borne == whole:
        yield Reason("deductible-all", {"loss": whole}, basis)
    elif plan.fixed is not None or plan.rate is None or plan.minimum == plan.maximum:
        yield Reason("deductible-fixed", {"deductible": borne}, basis)
    elif borne == plan.minimum:
        yield Reason("deductible-minimum", {"loss": whole, "deductible": borne}, basis)
    elif borne == plan.maximum:
        yield Reason("deductible-maximum", {"loss": whole, "deductible": borne}, basis)
    else:
        facts: Facts = {"loss": whole, "rate": plan.rate, "deductible": borne}
        yield Reason("deductible-share", facts, basis)


def _about_threshold(situation: Situation) -> Iterator[Reason]:
    """Say on which side of the threshold a claim lies, if it is counted at all."""
    if not situation.counts:
        return
    reading, test = situation.reading, situation.threshold
    code = "threshold-crossed" if test.crossed else "threshold-not-crossed"
    basis = (reading.rulebook.surcharge_threshold.on(reading.case.policy.start).ref,)
    yield Reason(code, {"tested": test.tested, "threshold": test.amount}, basis)
    yield from _within_estimate(situation, basis)


def _within_estimate(situation: Situation, basis: tuple[str, ...]) -> Iterator[Reason]:
    """Say from which bill on a claim crosses the threshold, if that lies within the estimate."""
    bills = situation.open_bill
    accident = situation.reading.case.accident
    estimate = accident.other_property if bills.over == OTHER_PROPERTY else accident.own_damage
    if bills.over == PAID or estimate.low == estimate.high:
        return

    first = first_crossing(bills)
    if first is not None and estimate.low < first <= estimate.high:
        facts: Facts = {"bill": first, "threshold": situation.threshold.amount}
        yield Reason("threshold-within-estimate", facts, basis)


def _about_points(situation: Situation) -> Iterator[Reason]:
    reading = situation.reading
    accident, rulebook = reading.case.accident, reading.rulebook
    basis = (rulebook.accident_points.on(accident.day).ref,)
    if not accident.fault:
        yield Reason("no-record", {}, basis)
        return
    yield from _about_high_value(situation)


def _about_high_value(situation: Situation) -> Iterator[Reason]:
    """Say how a high-value car changes the points, or why it does not."""
    accident = situation.reading.case.accident
    rule = situation.reading.rulebook.high_value.find(accident.day)
    if rule is None or accident.high_value is None or not situation.claim.available:
        return
    effect, terms = high_value_effect(situation.reading, situation.loss), rule.terms
    if effect is HighValueEffect.EXTRA:
        yield Reason("high-value-extra", {"points": terms.extra_points}, (rule.ref,))
    elif effect is HighValueEffect.INSTEAD:
        yield Reason("high-value-instead", {"points": terms.points_instead}, (rule.ref,))
    elif situation.reading.paid is None:
        facts: Facts = {"times": terms.payout_ratio_above, "above": terms.payout_above}
        yield Reason("high-value-neither", facts, (rule.ref,))


def _about_refunds(situation: Situation) -> Iterator[Reason]:
    """Say what the plan pays back and saves, and why a paid claim cannot be paid back if so."""
    reading, plan = situation.reading, situation.plan
    if reading.paid is not None and not situation.refundable:
        basis = (reading.rulebook.refund.on(reading.case.policy.start).ref,)
        facts: Facts = {"hurt": reading.hurt, "day": reading.refund_by}
        yield Reason("refund-not-allowed", facts, basis)
    if plan is not None:
        claims = reading.case.claims
        kept = next(
            one.total
            for one in situation.refund_plan
            if one.new is situation.without_plan.recommended and not one.refund
        )
        facts = {
            "new": plan.new.value,
            "refunds": len(plan.refund),
            "repaid": total(claims[index].property_paid or Won(0) for index in plan.refund),
            "saved": kept - plan.total,
            "day": reading.refund_by,
        }
        yield Reason("plan", facts, ("assumptions.refund_allowed",))


def _about_parties(situation: Situation) -> Iterator[Reason]:
    is_open = situation.reading.paid is None
    if is_open and situation.loss.other_loss and not situation.covered.driver_pays:
        yield Reason(
            "consent-needed", {"amount": situation.loss.other_loss}, ("accident.other_property",)
        )
