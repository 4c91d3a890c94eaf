"""What to ask, and whom: first what alone decides, then what moves the answer most."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from advisor.domain.days import earliest
from advisor.domain.findings import Facts, Reason, Unknown, record_number, without_index
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import MOST_REFUNDABLE, Claim
from advisor.engine.findings.injury import settlement_asked
from advisor.engine.findings.policy_questions import about_cover, about_policy
from advisor.engine.findings.quotes_to_compare import out_of_reach, quotable_from
from advisor.engine.loss.driver_liability import owes_insurer
from advisor.engine.options.choices import choices
from advisor.engine.options.outcome import outcome
from advisor.engine.options.refund_plan import advisable, refund_plan
from advisor.engine.reading import Reading
from advisor.engine.situation import Situation

_FACTORS = "count-factors"
_PAYS_OTHERS = frozenset({Option.SELF_PAY, Option.SETTLE, Option.CLAIM_OWN})


def questions(
    situation: Situation, budget: Won | None, unknowns: Sequence[Unknown]
) -> tuple[Reason, ...]:
    """Return what to ask, each question once and with the figure that decides.

    First comes whether the accident is covered, unless the driver pays anyway; then the unknown
    that matters most, settling an injury, the other party if the best option needs their consent,
    and whether the earlier claims of the plan can be paid back. Then comes what else could change
    the answer, ordered by what knowing it is worth; last the cover, the insurer, the policy and the
    other party.
    """
    claims = situation.headline.recommended.is_claim
    cover = tuple(about_cover(situation))
    others = tuple(_to_others(situation, unknowns))
    found = (
        *(cover if claims or situation.cover_missed else ()),
        *_about_what_is_open(situation, unknowns[:1]),
        *_about_settlement(situation),
        *(others if situation.headline.recommended in _PAYS_OTHERS else ()),
        *_about_plan(situation),
        *_worth_knowing(situation, unknowns),
        *cover,
        *_about_renewal(situation, budget, unknowns),
        *about_policy(situation),
        *others,
    )
    factors = next((one for one in found if one.code == _FACTORS), None)
    once: dict[tuple[object, ...], Reason] = {}
    for one in found:
        asked = one
        if factors is not None and one.code == "count-profile":  # asks the same, without the day
            asked = Reason(_FACTORS, {**one.facts, **factors.facts})
        once.setdefault((asked.code, asked.facts.get("car"), asked.facts.get("day")), asked)
    return tuple(once.values())


def _about_plan(situation: Situation) -> Iterator[Reason]:
    """Ask whether the insurer accepts that the earlier claims of the plan are paid back."""
    reading = situation.reading
    if situation.plan is not None and reading.case.assumptions.refund_allowed is None:
        yield Reason("refund-allowed", {"day": reading.refund_by})


def _about_settlement(situation: Situation) -> Iterator[Reason]:
    """Ask for consent, and whether the insurer has paid the doctor, if settling is recommended."""
    asked = settlement_asked(situation)
    if asked is not None and situation.headline.recommended is Option.SETTLE:
        yield Reason("settlement-consent", {"amount": asked})
        yield Reason("doctor-paid", {})


def _worth_knowing(situation: Situation, unknowns: Sequence[Unknown]) -> Iterator[Reason]:
    """Ask what may change the answer or save a material sum, the largest saving first."""
    found = [*_refunds_to_ask(situation), *_about_what_is_open(situation, unknowns)]
    yield from sorted(found, key=lambda one: -int(str(one.facts["worth"])))
    if len({one.best.is_claim for one in situation.stretches}) > 1:
        yield from _about_years_ahead(situation)


def _about_what_is_open(situation: Situation, unknowns: Sequence[Unknown]) -> Iterator[Reason]:
    """Ask about each unknown whose answer may save a material sum."""
    for unknown in unknowns:
        code = _QUESTIONS.get(without_index(unknown.assumption))
        if code is not None and unknown.worth >= situation.reading.advice.material:
            worth: Facts = {"worth": unknown.worth}
            yield Reason(code, {**_stated(situation, unknown.assumption), **worth})


_QUESTIONS = {
    "policy.grade": "grade",
    "policy.percentage": "grade",
    "claim.property_paid": "past-payout",
    "accident.fault": "own-fault",
    "accident.injury_grade": "injury",
    "accident.own_damage": "estimate",
    "accident.other_property": "other-estimate",
    "assumptions.count_profile": "count-profile",
    "assumptions.grade_table": "grade-table",
    "assumptions.injury_12_points": "sprain-points",
}
"""The code of the question for each key whose value a range may vary."""


def _stated(situation: Situation, path: str) -> Facts:
    """Return what a question says about the value that was assumed for its key."""
    reading, accident = situation.reading, situation.reading.case.accident
    place = record_number(path)
    if place is not None:
        return {"day": reading.case.claims[place - 1].day}
    estimates = {"own_damage": accident.own_damage, "other_property": accident.other_property}
    estimate = estimates.get(path.partition(".")[2])
    if estimate is not None:
        return {"low": estimate.low, "high": estimate.high}
    taken: Facts = {"grade": reading.grade, "fault": accident.fault}
    code = _QUESTIONS[path].removeprefix("own-")
    return {code: taken[code]} if code in taken else {}


def _about_renewal(
    situation: Situation, budget: Won | None, unknowns: Sequence[Unknown]
) -> Iterator[Reason]:
    """Ask about the renewal and paying back, if a claim would stand on the record.

    Claiming a total loss ends the contract, so its renewal cannot be quoted. Such a claim, or one
    that is not recommended, would not be paid back, unless an unknown may still change the answer.
    """
    reading, case = situation.reading, situation.reading.case
    claim = situation.claim
    if not claim.available or claim.entry is None or not _record_differs(situation):
        return
    ends = situation.loss.total_loss
    can_be_quoted = case.assumptions.quote_clean is None and not ends
    if budget is not None and budget > 0 and can_be_quoted:
        yield from _about_quotes(situation, budget)
    is_open = any(one.worth >= reading.advice.material for one in unknowns)
    claims = situation.headline.recommended.is_claim or reading.paid is not None
    may_pay_back = is_open or (claims and not ends)
    in_time = reading.paid is not None or case.as_of < reading.refund_by
    asks_refund = case.assumptions.refund_allowed is None and reading.refund_unhindered
    if asks_refund and may_pay_back and in_time:
        yield Reason("refund-allowed", {"day": reading.refund_by})
    cap_open = case.assumptions.cap_allowed is None and reading.paid is None
    if cap_open and _cap_can_help(situation):
        yield Reason("cap-allowed", {"threshold": reading.threshold})
    yield from _about_years_ahead(situation)


def _record_differs(situation: Situation) -> bool:
    """Return whether any available option leads to other premiums than claiming."""
    claimed = [year.premium for year in situation.claimed_path]
    open_ways = (one for one in situation.outcomes if one.available)
    return any([year.premium for year in one.path] != claimed for one in open_ways)


def _cap_can_help(situation: Situation) -> bool:
    """Return whether a claim up to the threshold, if allowed, is cheaper than a full one."""
    if not situation.claim.crossed:
        return False
    allowed = evolve(situation.settlement, reading=evolve(situation.reading, cap_allowed=True))
    capped = outcome(situation.paths, choices(allowed)[Option.CLAIM_CAPPED])
    return capped.available and capped.total < situation.outcomes[Option.CLAIM].total


def _about_quotes(situation: Situation, budget: Won) -> Iterator[Reason]:
    """Ask for the two quotes if they come in time, and until then for the insurer's factors.

    If the accident came after the cut-off of the coming renewal, no quote of this year shows it. A
    quote that comes later settles something only while the claim can still be paid back.
    """
    reading, offered = situation.reading, situation.offered
    first = quotable_from(reading)
    if situation.first_counted > 1:
        yield Reason(_FACTORS, {"day": reading.renewal_day(2)})
        return
    early = first > reading.case.as_of
    if early:
        yield Reason(_FACTORS, {"day": reading.renewal_day(1)})
    if early and not (situation.refundable and first <= reading.refund_by):
        return
    ways = {Option.CLAIM_REFUND} if reading.paid is not None else {Option.SELF_PAY, Option.SETTLE}
    instead = [one for one in offered if one.option in ways and one.available]
    most = situation.quote_gap.largest_worth_claiming(*instead) if instead else None
    if most is not None and not out_of_reach(situation, most):
        yield Reason(
            "renewal-quotes",
            {"self_pay_if_extra_above": budget, "first_year_above": most, "from": first},
        )


def _about_years_ahead(situation: Situation) -> Iterator[Reason]:
    """Ask for how many more years a car will be insured, if the case does not say."""
    reading = situation.reading
    if reading.case.assumptions.renewals is None:
        yield Reason("renewals-ahead", {"renewals": reading.renewals})


def _to_others(situation: Situation, unknowns: Sequence[Unknown]) -> Iterator[Reason]:
    if situation.reading.case.accident.injury_open:
        yield Reason("injury", {})
    if situation.reading.paid is not None:
        return
    if situation.covered.driver_pays:
        yield Reason("designated-driver-insurer", {})
    elif _may_pay_others(situation, unknowns):
        yield Reason("consent", {"amount": situation.loss.other_loss})


def _may_pay_others(situation: Situation, unknowns: Sequence[Unknown]) -> bool:
    """Return whether paying the other party oneself is, or may turn out to be, the best option.

    A driver who should clearly claim that damage must not be sent to ask the other party whether
    they would take the money.
    """
    if not situation.loss.other_loss or situation.covered.other or owes_insurer(situation.reading):
        return False
    best = {situation.headline.recommended, *(one.best for one in situation.stretches)}
    material = situation.reading.advice.material
    return bool(best & _PAYS_OTHERS) or any(one.worth >= material for one in unknowns)


def _refunds_to_ask(situation: Situation) -> Iterator[Reason]:
    """Ask which earlier claims of this year can be paid back, if that saves a material sum.

    The saving is measured against the cheapest choice that keeps the claim.
    """
    reading = situation.reading
    unsaid = _unconfirmed_claims(reading)
    if not unsaid:
        return
    ways = advisable(refund_plan(situation.paths, situation.offered, unsaid), reading)
    for index in ways[0].refund if ways else ():
        claim = reading.case.claims[index]
        kept = next(one for one in ways if index not in one.refund)
        saved = kept.total - ways[0].total
        if index in unsaid and saved >= reading.advice.material:
            yield Reason(
                "earlier-refund",
                {
                    "day": claim.day,
                    "paid": claim.property_paid or 0,
                    "until": reading.refund_by,
                    "worth": saved,
                },
            )


def _unconfirmed_claims(reading: Reading) -> tuple[int, ...]:
    """Return the indexes of the claims to ask about, only the latest if there are too many."""
    claims = reading.case.claims
    found = [index for index, one in enumerate(claims) if _is_open(one, reading)]
    room = MOST_REFUNDABLE - sum(one.refundable for one in claims)
    latest = sorted(found, key=lambda index: claims[index].day, reverse=True)
    return tuple(sorted(latest[: max(0, room)]))


def _is_open(claim: Claim, reading: Reading) -> bool:
    """Return whether a claim of this policy year may be refundable, though nobody has said so."""
    this_year = earliest(claim.day) >= reading.case.policy.start
    return this_year and claim.status is None and bool(claim.property_paid) and not claim.hurt
