"""Why the answer is what it is: codes and facts, each with the rules behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.accident import Kind
from advisor.domain.findings import Fact, Facts, Reason
from advisor.domain.money import Won, total
from advisor.domain.outcome import Option
from advisor.domain.terms.core import GradeMoveTerms
from advisor.engine.findings.injury import injury_reasons
from advisor.engine.limits.bills import OTHER_PROPERTY, PAID
from advisor.engine.limits.break_even import first_crossing
from advisor.engine.loss.driver_bears import driver_bears
from advisor.engine.loss.points import HighValueEffect, high_value_effect
from advisor.engine.renewals.driver_factors import career_left_out, driver_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.outcome import PremiumPath, PremiumYear
    from advisor.engine.reading import Reading
    from advisor.engine.situation import Situation


def reasons(situation: Situation) -> tuple[Reason, ...]:
    """Explain cover, payout, points, grade, count and horizon, in the order of the decision."""
    return (
        *_about_cover(situation),
        *_about_loss(situation),
        *_about_deductible(situation),
        *_about_threshold(situation),
        *_about_points(situation),
        *_about_renewals(situation),
        *_about_quotes(situation),
        *_about_other_cars(situation),
        *driver_changes(situation.reading, situation.path_without),
        *career_left_out(situation.reading, situation.path_without),
        *_about_parties(situation),
        *_about_refunds(situation),
        *_about_horizon(situation),
        *_about_years_ahead(situation),
    )


def _about_cover(situation: Situation) -> Iterator[Reason]:
    reading, loss, covered = situation.reading, situation.loss, situation.covered
    basis = (reading.rulebook.cover.on(reading.case.accident.day).ref,)
    if reading.paid is not None:
        yield Reason("already-claimed", {"paid": reading.paid}, ("accident.paid",))
        return
    codes = list(covered.own if loss.own_part else ())
    codes += [code for code in covered.other if loss.other_loss and code not in codes]
    facts: Facts = {
        "kind": reading.case.accident.kind.value,
        "driver": reading.case.accident.driver.value,
    }
    for code in codes:
        yield Reason(code, facts, basis)
    yield from driver_bears(reading)
    if covered.recourse:
        yield Reason("recourse-due", facts, basis)
    if situation.claim.available:
        cash = {item.code for item in situation.claim.cash}
        for code, part in (("own-repair", "own"), ("other-part", "other")):
            if code in cash:
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
    if loss.own_bill and not loss.own_part:
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
    """Say what a cover leaves to the driver beside the deductible, and what comes with it."""
    loss, accident = situation.loss, situation.reading.case.accident
    if loss.depreciation and loss.own_paid:
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
    plan = reading.plan
    answered = plan is not None and not situation.covered.own and reading.paid is None
    if plan is None or not answered or not loss.own_loss or loss.total_loss:
        return
    basis = (reading.rulebook.deductible.on(reading.case.policy.start).ref,)
    borne, whole = loss.deductible, loss.own_loss
    if borne == whole:
        yield Reason("deductible-all", {"loss": whole}, basis)
    elif plan.fixed is not None or plan.rate is None:
        yield Reason("deductible-fixed", {"deductible": borne}, basis)
    elif borne == plan.minimum:
        yield Reason("deductible-minimum", {"loss": whole, "deductible": borne}, basis)
    elif borne == plan.maximum:
        yield Reason("deductible-maximum", {"loss": whole, "deductible": borne}, basis)
    else:
        facts: Facts = {"loss": whole, "rate": plan.rate, "deductible": borne}
        yield Reason("deductible-share", facts, basis)


def _about_threshold(situation: Situation) -> Iterator[Reason]:
    """Say on which side of the threshold a claim lies, where it leaves a record at all."""
    if situation.claim.entry is None:
        return
    reading, test = situation.reading, situation.threshold
    code = "threshold-crossed" if test.crossed else "threshold-not-crossed"
    basis = (reading.rulebook.surcharge_threshold.on(reading.case.policy.start).ref,)
    yield Reason(code, {"tested": test.tested, "threshold": test.amount}, basis)
    yield from _within_estimate(situation, basis)


def _within_estimate(situation: Situation, basis: tuple[str, ...]) -> Iterator[Reason]:
    """Say from which bill on a claim crosses the threshold, where the estimate leaves that open."""
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
    dear = rulebook.high_value.find(accident.day)
    effect = high_value_effect(reading, situation.loss)
    if dear and situation.claim.available and effect is HighValueEffect.EXTRA:
        yield Reason("high-value-extra", {"points": dear.terms.extra_points}, (dear.ref,))
    if dear and situation.claim.available and effect is HighValueEffect.INSTEAD:
        yield Reason("high-value-instead", {"points": dear.terms.points_instead}, (dear.ref,))
    yield from injury_reasons(situation)


def _about_renewals(situation: Situation) -> Iterator[Reason]:
    """Explain how the first renewal that counts a claim differs from the one that does not."""
    if not situation.claim.available or not situation.claim.entry:
        return
    reading, first = situation.reading, situation.first_counted
    path = situation.claimed_path
    if first >= len(path):
        return
    if first > 1:
        basis = (reading.rulebook.evaluation_window.on(reading.case.policy.start).ref,)
        yield Reason("late-accident", {"renewal": first, "day": path[first].day}, basis)
    low_fault = reading.rulebook.low_fault.find(reading.case.accident.day)
    if low_fault:
        count = situation.paths.counts_after(situation.claim)[first]
        if count.left_out is not None and count.left_out.claim is None:
            yield Reason("low-fault-left-out", {"fault": count.left_out.fault}, (low_fault.ref,))
    yield from _about_meeting(situation, path[first])
    yield from _about_grade(situation, path[first - 1], path[first])
    if situation.paths.quoted is None:
        yield from _about_count(reading, path, situation.path_without)


def _about_count(reading: Reading, path: PremiumPath, clean: PremiumPath) -> Iterator[Reason]:
    """Explain the first renewal at which a claim changes the count factor."""
    for year, other in zip(path, clean, strict=True):
        if year.count_factor != other.count_factor:
            facts: Facts = {
                "before": other.accidents_3y,
                "after": year.accidents_3y,
                "factor_before": other.count_factor,
                "factor_after": year.count_factor,
                "renewal": year.renewal,
            }
            yield Reason("count-factor", facts, (reading.profile.on(year.day).ref,))
            return


def _about_meeting(situation: Situation, year: PremiumYear) -> Iterator[Reason]:
    """Say that the points of this accident meet those of others in one window."""
    own, whole = situation.claim.score, situation.paths.counts_after(situation.claim)[year.renewal]
    if whole.left_out is None and 0 < own < year.points:
        facts: Facts = {"own": own, "others": year.points - own, "points": year.points}
        basis = (
            situation.reading.rulebook.evaluation_window.on(
                situation.reading.case.policy.start
            ).ref,
        )
        yield Reason("points-meet", facts, basis)


def _about_quotes(situation: Situation) -> Iterator[Reason]:
    """Say what the insurer's quotes replace, and how long they lift a claim's path."""
    quoted = situation.paths.quoted
    if quoted is None:
        return
    facts: Facts = {
        "clean": quoted.clean,
        "claim": quoted.claim,
        "difference": quoted.claim - quoted.clean,
    }
    yield Reason("quotes", facts, ("assumptions.quote_clean", "assumptions.quote_claim"))


def _about_other_cars(situation: Situation) -> Iterator[Reason]:
    """Say what the accident's points cost on the other cars of the same insured."""
    paths, claim = situation.paths, situation.outcomes[Option.CLAIM]
    for place in range(len(situation.reading.case.other_cars)):
        key = f"other_car[{place}]"
        lines = [line for line in claim.lines if key in line.basis]
        if not lines:
            continue
        renewal = lines[0].renewal
        ours = paths.track(paths.trail(situation.claim), place + 1)
        theirs = paths.track(paths.unharmed, place + 1)
        facts: Facts = {
            "car": place + 1,
            "day": lines[0].day,
            "from": theirs.grades[renewal],
            "to": ours.grades[renewal],
            "amount": total(line.amount for line in lines),
        }
        yield Reason("other-car", facts, lines[0].basis)


def _about_refunds(situation: Situation) -> Iterator[Reason]:
    """Say what the plan pays back and saves, and why a claim that is paid cannot be paid back."""
    reading, plan = situation.reading, situation.plan
    if reading.paid is not None and not situation.refundable:
        basis = (reading.rulebook.refund.on(reading.case.policy.start).ref,)
        yield Reason("refund-not-allowed", {"hurt": reading.hurt}, basis)
    if plan is not None:
        claims = reading.case.claims
        kept = next(
            one.total
            for one in situation.refund_plan
            if one.new is situation.unplanned.recommended and not one.refund
        )
        facts: Facts = {
            "new": plan.new.value,
            "refunds": len(plan.refund),
            "repaid": total(claims[index].property_paid or Won(0) for index in plan.refund),
            "saved": kept - plan.total,
        }
        yield Reason("plan", facts, ("assumptions.refund_allowed",))


def _about_grade(situation: Situation, before: PremiumYear, year: PremiumYear) -> Iterator[Reason]:
    reading = situation.reading
    version = reading.moves(year.renewal)
    terms = version.terms
    basis = (version.ref, reading.table.ref)
    facts: dict[str, Fact] = {"from": before.grade, "to": year.grade, "points": year.points}
    held: dict[str, Fact] = {"grade": year.grade, "years": _years_held(situation, year)}
    if not isinstance(terms, GradeMoveTerms):
        moved = year.grade != before.grade
        yield Reason("percentage-rises" if moved else "percentage-held", facts | held, basis)
        if year.special:
            yield Reason("special-surcharge", {"rate": year.special}, basis)
    elif year.grade < before.grade:
        yield Reason("grade-falls", facts, basis)
    elif before.grade >= terms.protected:
        yield Reason("grade-protected", {"grade": before.grade}, basis)
    elif year.grade == before.grade:
        yield Reason("grade-held", held, basis)


def _years_held(situation: Situation, year: PremiumYear) -> int:
    """Count the renewals from a year on in which a claim leaves the driver in the same place."""
    later = situation.claimed_path[year.renewal :]
    return next((index for index, held in enumerate(later) if held.grade != year.grade), len(later))


def _about_parties(situation: Situation) -> Iterator[Reason]:
    if situation.loss.other_loss and not situation.covered.driver_pays:
        yield Reason(
            "consent-needed", {"amount": situation.loss.other_loss}, ("accident.other_property",)
        )


def _about_horizon(situation: Situation) -> Iterator[Reason]:
    """Say when the answer would turn if the car were given up earlier, or kept for longer."""
    reading, claims = situation.reading, situation.headline.recommended.is_claim
    other = [one for one in situation.stretches if one.best.is_claim is not claims]
    basis = ("assumptions.renewals",)
    for stretch in other[::-1]:
        if stretch.last < reading.renewals:
            shorter: Facts = {
                "renewals": stretch.last,
                "day": reading.renewal_day(stretch.last + 1),
                "best": stretch.best.value,
            }
            yield Reason("horizon-shorter", shorter, basis)
            break
    for stretch in other:
        if stretch.first > reading.renewals:
            longer: Facts = {
                "renewals": stretch.first,
                "day": reading.renewal_day(stretch.first),
                "best": stretch.best.value,
            }
            yield Reason("horizon-longer", longer, basis)
            break


def _about_years_ahead(situation: Situation) -> Iterator[Reason]:
    """Say that years beyond the newest version of a rule are reckoned by that version."""
    last = situation.path_without[situation.reading.renewals]
    version = situation.reading.profile.on(last.day)
    if last.day > version.checked_on:
        yield Reason("newest-rules", {"day": last.day}, (version.ref,))
