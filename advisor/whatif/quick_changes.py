"""The what-ifs that people ask first, as changes of a case."""

from collections.abc import Iterator
from decimal import Decimal

from advisor.domain.accident import Estimate
from advisor.domain.comparison import Change
from advisor.domain.days import add_months, last_day
from advisor.domain.decision import Decision
from advisor.domain.money import Won, share
from advisor.domain.outcome import Option
from advisor.domain.policy import OwnDamageCover
from advisor.domain.rulebook import Rulebook
from advisor.intake.case.fields import (
    DEDUCTIBLE,
    DEDUCTIBLE_KEYS,
    ESTIMATE_KEYS,
    SINGLE_VEHICLE,
)

THRESHOLD = "policy.surcharge_threshold"
_FIFTHS = (("bill-less", Decimal("0.8")), ("bill-more", Decimal("1.2")))
_HALF = Decimal("0.5")


def quick_changes(decision: Decision, rulebook: Rulebook) -> tuple[Change, ...]:
    """Return the quick what-ifs of a decided case: settings of the policy, then all others.

    Changes that would leave the case as it is, or make it impossible, are left out.
    """
    return (*setting_changes(decision, rulebook), *_others(decision))


def setting_changes(decision: Decision, rulebook: Rulebook) -> tuple[Change, ...]:
    """Return the changes to settings that a buyer can choose in place of the case's own.

    Thresholds and deductible plans are those on sale on the day the policy starts.
    """
    return tuple(_settings(decision, rulebook))


def _settings(decision: Decision, rulebook: Rulebook) -> Iterator[Change]:
    policy = decision.case.policy
    threshold = decision.threshold.amount
    for amount in sorted(rulebook.surcharge_threshold.on(policy.start).terms.allowed):
        if amount != threshold:
            yield _threshold(decision, rulebook, amount)
    if policy.own_damage is None or decision.case.accident.paid is not None:
        return  # the insurer has already paid under the cover as it was
    if not decision.pays_own_part:
        yield from _plans(decision, rulebook, policy.own_damage)
    covered = policy.own_damage.single_vehicle is not False
    code = "single-vehicle-off" if covered else "single-vehicle-on"
    yield Change({SINGLE_VEHICLE: _typed(yes=not covered)}, code)


def _threshold(decision: Decision, rulebook: Rulebook, amount: Won) -> Change:
    """Return the change to a threshold, together with the deductible's minimum if that follows."""
    minimum = _moved_minimum(decision, rulebook, amount)
    if minimum is None:
        return Change({THRESHOLD: str(amount)}, "threshold", {"amount": amount})
    settings = {THRESHOLD: str(amount), f"{DEDUCTIBLE}.minimum": str(minimum)}
    return Change(settings, "threshold-minimum", {"amount": amount, "minimum": minimum})


def _moved_minimum(decision: Decision, rulebook: Rulebook, threshold: Won) -> Won | None:
    """Return the stated minimum as it is at `threshold`; None if it does not depend on that."""
    policy = decision.case.policy
    stated = policy.own_damage.deductible.minimum if policy.own_damage else None
    if stated is None:
        return None
    for plan in rulebook.deductible.on(policy.start).terms.plans:
        part = plan.minimum_of_threshold
        if part is not None and stated == share(decision.threshold.amount, part):
            return share(threshold, part)
    return None


def _plans(decision: Decision, rulebook: Rulebook, cover: OwnDamageCover) -> Iterator[Change]:
    """Yield a change to each plan whose parts are not those that the case states."""
    terms = rulebook.deductible.on(decision.case.policy.start).terms
    plan = cover.deductible
    stated = {key: getattr(plan, key) for key in DEDUCTIBLE_KEYS}
    unstated = all(value is None for value in stated.values())
    for offered in terms.plans:
        parts = offered.parts(decision.threshold.amount)
        same = offered.code == terms.standard if unstated else parts == stated
        if not same:
            typed = {key: "" if value is None else str(value) for key, value in parts.items()}
            settings = {f"{DEDUCTIBLE}.{key}": text for key, text in typed.items()}
            code = "deductible-fixed" if offered.fixed is not None else "deductible"
            yield Change(settings, code, parts)


def _others(decision: Decision) -> Iterator[Change]:
    yield from _claims(decision)
    yield from _bills(decision)
    yield from _a_month_later(decision)
    if not decision.outcomes[Option.CLAIM].available:
        return
    assumptions = decision.case.assumptions
    refund = decision.outcomes[Option.CLAIM_REFUND].available
    if refund or assumptions.refund_allowed is False:
        yield Change(
            {"assumptions.refund_allowed": _typed(yes=not refund)},
            "refund-refused" if refund else "refund-allowed",
        )
    if decision.case.accident.paid is not None:
        return
    split = assumptions.cap_allowed
    yield Change(
        {"assumptions.cap_allowed": _typed(yes=not split)},
        "split-refused" if split else "split-allowed",
    )


def _claims(decision: Decision) -> Iterator[Change]:
    """Yield changes that add a small claim, not yet in the premium, and drop the newest claim."""
    case = decision.case
    paid = share(decision.threshold.amount, _HALF)
    day = case.policy.start
    yield Change({"claim": f"{day}:{paid}"}, "claim-more", {"day": day, "paid": paid})
    if case.claims:
        newest = max(range(len(case.claims)), key=lambda index: case.claims[index].day)
        yield Change({f"claim[{newest}]": ""}, "claim-fewer", {"day": case.claims[newest].day})


def _bills(decision: Decision) -> Iterator[Change]:
    """Yield changes of the deciding bill by a fifth; a cash price moves with the own bill."""
    accident = decision.case.accident
    if decision.deciding_map.over == "other_property":
        theirs = accident.other_property
        for code, rate in _FIFTHS:
            if share(theirs.likely, rate) == theirs.likely:
                continue
            settings = {"accident.other_property": _estimate(theirs, rate)}
            yield Change(settings, f"their-{code}", {"bill": share(theirs.likely, rate)})
        return
    bill = accident.own_damage.likely
    for code, rate in _FIFTHS:
        if share(bill, rate) == bill:
            continue
        settings = {"accident.own_damage": _estimate(accident.own_damage, rate)}
        if accident.cash_repair is not None:
            settings["accident.cash_repair"] = str(share(accident.cash_repair, rate))
        yield Change(settings, code, {"bill": share(bill, rate)})


def _estimate(estimate: Estimate, rate: Decimal) -> str:
    """Return an estimate times `rate`, written as it may be typed."""
    parts = [str(share(getattr(estimate, key), rate)) for key in ESTIMATE_KEYS]
    return parts[0] if len(set(parts)) == 1 else "~".join(parts)


def _a_month_later(decision: Decision) -> Iterator[Change]:
    """Yield the change that moves the accident and the advice by a month within the policy year.

    Quotes that show a claim's price are for the accident's own day, so then nothing is moved.
    """
    case = decision.case
    if case.assumptions.quote_clean != case.assumptions.quote_claim:
        return
    day, as_of = add_months(case.accident.day, 1), add_months(case.as_of, 1)
    if day <= as_of <= last_day(case.policy.start):
        settings = {"accident.day": day.isoformat(), "as_of": as_of.isoformat()}
        yield Change(settings, "later", {"day": day})


def _typed(*, yes: bool) -> str:
    return "yes" if yes else "no"
