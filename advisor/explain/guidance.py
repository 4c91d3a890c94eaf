"""Sentences on what matters besides the price: who pays, how to settle, what to do next."""

from collections.abc import Iterator

from advisor.domain.accident import Kind
from advisor.domain.decision import Decision
from advisor.domain.findings import Payer, Reason
from advisor.domain.money import Won, share
from advisor.domain.outcome import CostLine, Option
from advisor.explain.headlines import paid_by_others
from advisor.explain.names import in_words_of_death, open_key_name
from advisor.explain.sentences import limited
from advisor.explain.texts import Texts
from advisor.intake.case.fields import DEATH

_PLAIN_PARTS = 2
"""With fewer parts than this, all on the driver's own record, the table says enough."""


def steps(decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield the sentences on what to do next, in order."""
    for step in decision.steps:
        yield step_words(step, decision, texts)


def step_words(step: Reason, decision: Decision, texts: Texts) -> str:
    """Return the sentence of one step; if quotes can be had on one day only, it says "last day".

    It mentions neither a refund that is not possible nor a payment that nobody makes.
    """
    first, last = (step.facts.get(name) for name in ("from", "until"))
    suffix = "-last" if first is not None and first == last else ""
    to_refund = decision.case.accident.paid is not None or decision.refund_by != decision.case.as_of
    if step.code == "check-record" and not (decision.refund_by and to_refund):
        suffix = "-alone"
    paid = decision.payout.own_damage + decision.payout.from_other_side
    facts: dict[str, object] = dict(step.facts)
    if step.code == "estimate":
        suffix = "" if paid else "-unpaid"
        own = decision.case.accident.own_damage
        facts |= {"low": own.low, "high": own.high}
        facts["expected"] = texts(f"step.expected{'-range' if own.low < own.high else ''}", **facts)
    if step.code == "estimate-first" and decision.case.accident.kind is Kind.THEFT:
        suffix = "-found"
    if step.code == "ask-first":
        suffix = "-claim" if decision.recommended.is_claim else ""
        what = open_key_name(decision.unknowns[0].assumption, texts)
        return texts(f"step.ask-first{suffix}", what=what)
    return in_words_of_death(decision, texts)(f"step.{limited(step)}{suffix}", **facts)


def ways(decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield what each way to settle a shared fault leaves to bear, and what the other side owes."""
    for way in decision.ways:
        facts = {"advanced": way.advanced, "returned": way.returned, "borne": way.borne}
        nothing = {"cross-processing": way.borne, "own-cover-first": way.returned}
        suffix = "" if nothing.get(way.code, 1) else "-nothing"
        yield texts(f"way.{way.code}{suffix}", **facts)
    for owed in decision.owed:
        yield texts(f"owed.{owed.code}", amount=owed.amount)


def same_either_way(decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield what is the same whatever is chosen: premiums for an injury, money for a rental."""
    unclaimed, accident = decision.outcomes[Option.SELF_PAY], decision.case.accident
    hurt = accident.hurt and accident.injury_settlement is None
    if hurt and unclaimed.available and unclaimed.extra_premium:
        yield in_words_of_death(decision, texts)("table.injured")
    yield from rental(decision, texts, "owed.alike")


def rental(decision: Decision, texts: Texts, code: str) -> Iterator[str]:
    """Yield what the other side pays for a rental, worded by the text of that code."""
    for owed in decision.owed:
        if owed.code == "rental":
            yield texts(code, amount=owed.amount)


def shares(decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield, once for each sum in cash, the bill of which it is the driver's share."""
    costs = (cost for way in decision.outcomes if way.available for cost in way.lines)
    for cost in {(one.code, one.amount): one for one in costs}.values():
        if said := share_words(cost, decision, texts):
            yield texts("table.shared", part=cost.code, amount=cost.amount, share=said)


def share_words(cost: CostLine, decision: Decision, texts: Texts) -> str:
    """Return of which bill an amount is the driver's share; empty if it is not a share."""
    accident = decision.case.accident
    bills = {
        "accident.cash_repair": accident.cash_repair,
        "accident.own_damage": accident.own_damage.likely,
        "accident.other_property": Won(accident.other_property.likely + accident.other_rental),
    }
    whole = next((bills[key] for key in cost.basis if key in bills), None)
    if not whole or accident.fault == 1 or share(whole, accident.fault) != cost.amount:
        return ""  # in a total loss it is not a share of the bill
    facts = {"whole": whole, "fault": accident.fault}
    if accident.other_rental and "accident.other_property" in cost.basis:
        bill, rental = accident.other_property.likely, accident.other_rental
        return texts("table.share-of-two", bill=bill, rental=rental, **facts)
    return texts("table.share", **facts)


def payers(decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield who pays each part and whose record it enters, unless that is obvious."""
    own = {payer.record for payer in decision.payers} == {"own"}
    if own and len(decision.payers) < _PLAIN_PARTS:
        return
    is_death = decision.case.accident.injury_grade == DEATH
    for payer in decision.payers:
        part = "other-death" if is_death and payer.part == "other-injury" else payer.part
        facts = {"part": part, "payer": payer.payer, "record": payer.record}
        yield texts(f"payer.line{'-if-claimed' if _is_unclaimed(payer, decision) else ''}", **facts)


def _is_unclaimed(payer: Payer, decision: Decision) -> bool:
    """Return whether the own insurer would pay this part, but the advice is not to claim it."""
    is_ours = payer.record not in {"none", "theirs"}
    is_hurt = payer.part in {"own-injury", "other-injury"}
    advised = {Option.SETTLE} if is_hurt else {Option.SETTLE, Option.SELF_PAY}
    return is_ours and decision.recommended in advised


def unknowns(decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield which open question to ask first, and what its answer is worth, if it matters."""
    if not decision.unknowns or paid_by_others(decision):
        return
    first = decision.unknowns[0]
    if not first.swing:
        return
    code = "worth" if first.worth else "settled"
    what = open_key_name(first.assumption, texts)
    yield texts(f"unknown.{code}", what=what, worth=first.worth)
