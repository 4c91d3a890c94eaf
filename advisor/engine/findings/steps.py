"""The next steps for this accident, in order and with their days."""

from collections.abc import Iterator

from advisor.domain.accident import Driver, Kind
from advisor.domain.decision import Verdict
from advisor.domain.findings import Facts, Reason
from advisor.domain.money import NOTHING, total
from advisor.domain.outcome import Option
from advisor.engine.findings.injury import settlement_asked
from advisor.engine.findings.quotes_to_compare import comparison_step
from advisor.engine.loss.driver_liability import driver_liability, owes_insurer
from advisor.engine.reading import Reading
from advisor.engine.situation import Situation

_AT_THE_SCENE = 7
"""So many days later there is nothing left to do at the scene, and nobody lies there."""


def steps(situation: Situation, verdict: Verdict) -> tuple[Reason, ...]:
    """List the steps from the scene to the renewal that this accident and this advice need."""
    return tuple(Reason(code, facts) for code, facts in _steps(situation, verdict))


def _steps(situation: Situation, verdict: Verdict) -> Iterator[tuple[str, Facts]]:
    if situation.reading.paid is not None:
        yield from _once_claimed(situation, verdict)
        return
    yield from _at_first(situation)
    yield from _because_of_the_driver(situation)
    claims = _claims(situation, verdict)
    if verdict is Verdict.DEPENDS:
        yield "ask-first", {}
    if not claims:
        yield from _paying(situation)
    elif situation.headline.recommended.is_claim:
        yield from _claiming(situation, keeps_open=verdict is Verdict.KEEP_OPEN)
    else:
        yield from _finding_out(situation)
    yield from _refunding_earlier(situation)
    yield from _at_last(situation, claims=claims)


def _at_first(situation: Situation) -> Iterator[tuple[str, Facts]]:
    """Yield the first steps: at the scene if that was days ago, then the police or a report."""
    case, accident = situation.reading.case, situation.reading.case.accident
    stolen = accident.kind is Kind.THEFT
    is_gone = case.car_is_gone or (stolen and _awaits_bill(situation))
    if not is_gone and (case.as_of - accident.day).days <= _AT_THE_SCENE:
        if accident.kind is Kind.FLOOD:
            yield "scene-flood", {"day": accident.day}
        else:
            yield "scene-alone" if situation.harms_nobody_else else "scene", {"day": accident.day}
    if accident.kind is Kind.PARKED_UNKNOWN:
        yield "find-other-car", {}  # once found, the other driver pays and nothing is claimed
    if accident.hurt:
        yield "police", {"day": accident.day}
    if stolen:
        yield "theft-report", {"day": accident.day}


def _at_last(situation: Situation, *, claims: bool) -> Iterator[tuple[str, Facts]]:
    """Yield what to check at the renewal, or what to find out first if no bill is known yet."""
    case = situation.reading.case
    awaits_bill = not claims and _awaits_bill(situation)
    if awaits_bill:
        if case.accident.kind is Kind.THEFT and not _reports_injury(situation):
            yield "report-gone", {"day": case.as_of}
        yield "estimate-first", {}
    if awaits_bill and not case.accident.hurt:
        return
    if claims and situation.loss.total_loss:
        stays = situation.claim.entry is not None
        yield "check-record-next" if stays else "check-no-record-next", {}
    else:
        first = situation.reading.renewal_day(situation.first_counted)
        yield _check(situation, claims=claims), {"day": first}


def _injury_is_claimed(situation: Situation) -> bool:
    """Return whether the insurer pays for an injury, whatever is done with the property."""
    settles = situation.headline.recommended is Option.SETTLE
    settled = situation.settlement.without_injury if settles else situation.settlement
    return settled.unclaimed is not None


def _reports_injury(situation: Situation) -> bool:
    """Return whether an injury requires a report to the insurer that is not yet among the steps."""
    return _injury_is_claimed(situation) and not owes_insurer(situation.reading)


def _check(situation: Situation, *, claims: bool) -> str:
    """Return the code of the check of the record; an injury stays on the record in any case."""
    if _injury_is_claimed(situation):
        return "check-record-injured"
    stays = claims and situation.claim.entry is not None
    return "check-record" if stays else "check-no-record"


def _claims(situation: Situation, verdict: Verdict) -> bool:
    """Return whether the steps are those of a claim; if it depends, the headline decides."""
    if verdict is Verdict.DEPENDS:
        return situation.headline.recommended.is_claim
    return verdict in {Verdict.CLAIM, Verdict.KEEP_OPEN, Verdict.KEEP}


def _because_of_the_driver(situation: Situation) -> Iterator[tuple[str, Facts]]:
    """Yield the steps that are needed because of who drove."""
    if situation.reading.case.accident.driver in {Driver.DESIGNATED, Driver.DESIGNATED_UNINSURED}:
        yield from designated_driver_steps(situation.reading)
    if owes_insurer(situation.reading):
        yield _report(situation)
        known = [
            one for one in driver_liability(situation.reading) if one.code == "self-payment-taken"
        ]
        yield ("self-payment-of", known[0].facts) if known else ("self-payment", {})


def _claiming(situation: Situation, *, keeps_open: bool) -> Iterator[tuple[str, Facts]]:
    """Yield the steps of a claim; a total loss ends the contract, so no renewal follows it."""
    case, loss = situation.reading.case, situation.loss
    if case.car_is_gone:
        yield "report-gone", {"day": case.as_of}
        yield "number-gone", {}
    else:
        yield _report(situation)
        yield "number", {}
        yield "inspection", {}
        if loss.bill:
            yield "estimate", {"bill": loss.bill}
    yield from _in_cash(situation)
    if loss.total_loss and not keeps_open:
        return
    last = situation.reading.refund_by
    in_time = situation.refundable and case.as_of < last  # a claim of today is not paid today
    if in_time and situation.claim.entry is not None:
        if not loss.total_loss:
            yield from comparison_step(situation)
        repaid = situation.advised_claim.paid
        yield "refund-by", {"day": last, "amount": repaid}


def _finding_out(situation: Situation) -> Iterator[tuple[str, Facts]]:
    """Yield the steps to find out first, then to pay, or to claim meanwhile if it cannot wait.

    A step that both ways need, such as the estimate, is named only once, with the first.
    """
    paying = [("ask-first", {}), *_paying(situation)]
    yield from paying
    named = {code for code, _ in paying}
    yield "claim-meanwhile", {}
    for code, facts in _claiming(situation, keeps_open=True):
        if code not in named:
            yield code, facts


def _in_cash(situation: Situation) -> Iterator[tuple[str, Facts]]:
    """Yield the steps for what is paid in cash beside a claim: parts not covered or not claimed."""
    accident, loss = situation.reading.case.accident, situation.loss
    cash = {item.code: int(item.amount) for item in situation.advised_claim.cash}
    own, other = cash.get("own-repair", 0), cash.get("other-part", 0)
    if deductible := cash.get("deductible", 0):
        yield "deductible", {"deductible": deductible}
    if own and accident.cash_repair is None:
        yield "cash-quote", {"bill": loss.bill}
    if own:
        yield from _from_other_side(situation)
    if other:
        yield "consent", {"amount": other}
    for code in ("depreciation", "above-property-limit", "above-cap"):
        if amount := cash.get(code, 0):
            limit: Facts = {"threshold": situation.reading.threshold}
            yield code, {"amount": amount, **(limit if code == "above-cap" else {})}
    if own or other:
        yield "keep-receipts", {"amount": own + other}


def _from_other_side(situation: Situation) -> Iterator[tuple[str, Facts]]:
    """Yield the step of asking the other side for its share of the repair; nobody else pays it."""
    loss = situation.loss
    if loss.from_other_side:
        code = "claim-other-share" if loss.own_part else "claim-other-side"
        yield code, {"amount": loss.from_other_side}


def _report(situation: Situation) -> tuple[str, Facts]:
    """Return the reporting step; without another car or an injury, only one plate is given."""
    case = situation.reading.case
    alone = case.accident.kind is not Kind.COLLISION and case.accident.injury_grade is None
    return "report-alone" if alone else "report", {"day": case.as_of}


def _refunding_earlier(situation: Situation) -> Iterator[tuple[str, Facts]]:
    """Yield the step of paying back the plan's earlier claims, in one go before the renewal."""
    plan, claims = situation.plan, situation.reading.case.claims
    if plan is not None:
        repaid = total(claims[index].property_paid or NOTHING for index in plan.refund)
        yield "refund-earlier", {"day": situation.reading.refund_by, "amount": repaid}


def _awaits_bill(situation: Situation) -> bool:
    """Return whether an own repair is covered but its bill is not stated yet."""
    accident, covered = situation.reading.case.accident, situation.covered
    stated = accident.own_damage.high or situation.loss.other_loss
    return not (stated or covered.own or covered.driver_pays)


def _once_claimed(situation: Situation, verdict: Verdict) -> Iterator[tuple[str, Facts]]:
    """Yield the steps after the insurer has paid: whom to call, by when and with how much.

    A driver who is to keep the claim has no call to make.
    """
    reading = situation.reading
    last, paid = reading.refund_by, reading.paid or NOTHING
    if situation.refundable and verdict is not Verdict.KEEP:
        yield "refund-call", {"amount": paid, "day": last}
    if situation.refundable and situation.claim.entry is not None:
        yield from comparison_step(situation)
    first = reading.renewal_day(situation.first_counted)
    refunds = situation.headline.recommended is Option.CLAIM_REFUND
    if refunds:
        yield "refund-by", {"day": last, "amount": paid}
    yield from _refunding_earlier(situation)
    stays = situation.claim.entry is not None and not refunds
    yield "check-record" if stays else "check-no-record", {"day": first}


def _settling(situation: Situation) -> Iterator[tuple[str, Facts]]:
    """Yield the steps for settling an injury in cash, if that is recommended."""
    asked, reading = settlement_asked(situation), situation.reading
    if asked is None or situation.headline.recommended is not Option.SETTLE:
        return
    accident = reading.case.accident
    yield "settlement-paper", {"amount": asked, "day": accident.day}
    version = reading.rulebook.injury_settlement.find(accident.day)
    if version is not None:
        yield "settlement-direct-claim", {"years": version.terms.direct_claim_years}
    yield "settlement-doctor-paid", {}


def _paying(situation: Situation) -> Iterator[tuple[str, Facts]]:
    loss, is_gone = situation.loss, situation.reading.case.car_is_gone
    back = owes_insurer(situation.reading)
    if _reports_injury(situation):
        stolen = situation.reading.case.accident.kind is Kind.THEFT and _awaits_bill(situation)
        day = situation.reading.case.as_of
        yield ("report-gone", {"day": day}) if stolen else _report(situation)
        yield "number", {}
    settles = situation.headline.recommended is Option.SETTLE
    cash = situation.offered[Option.SETTLE if settles else Option.SELF_PAY].cash_now
    if loss.own_part and not is_gone:
        yield "estimate", {"bill": loss.bill}
        stated = situation.reading.case.accident.cash_repair is not None
        if not stated and not situation.covered.driver_pays:
            yield "cash-quote", {"bill": loss.bill}
    yield from _from_other_side(situation)
    if situation.covered.driver_pays:
        return
    if loss.other_loss and not back:
        yield "consent", {"amount": loss.other_loss}
    yield from _settling(situation)
    paid = cash - (loss.other_loss if back else 0)
    if paid and not is_gone:
        yield "keep-receipts", {"amount": int(paid)}


def designated_driver_steps(reading: Reading) -> Iterator[tuple[str, Facts]]:
    """Yield the steps after a designated driver's accident, by the dispute standard of its day.

    The driver's company bears damage that is the driver's fault, with or without cover. If the
    driver has no cover, the owner's insurer pays the other party, up to a sum for property.
    """
    accident = reading.case.accident
    insured = accident.driver is Driver.DESIGNATED
    yield "designated-proof", {"day": accident.day}
    if insured:
        yield "designated-file", {"day": accident.day}
    version = reading.rulebook.designated_driver.find(accident.day)
    if version is None:
        return
    terms = version.terms
    if terms.company_bears_own_car:
        code = "designated-refused" if insured else "designated-company"
        yield code, {"counselling": terms.counselling}
        yield "designated-police", {}
    if not insured and terms.owner_property is not None:
        yield "designated-owner-pays", {"amount": terms.owner_property}
    if terms.not_covered:
        yield "designated-not-covered", {}
