"""Whether an answer leaves anything to choose, and the headline if it does not."""

from advisor.domain.accident import Kind
from advisor.domain.decision import Decision, Verdict
from advisor.domain.findings import Reason
from advisor.domain.outcome import Option
from advisor.domain.policy import OwnDamageCover
from advisor.engine.loss.cover import BLOCKERS, DRIVER_NOT_COVERED, KIND_NOT_COVERED
from advisor.explain.covers import lacks_stated_cover, owes_insurer
from advisor.explain.names import option_code

_HIRED_DRIVER = "designated-driver-pays"

_OTHER_SIDE_PAYS = "other-side-pays"
"""The headline of a repair that the other side's insurer has to pay."""

OTHERS_PAY = (_HIRED_DRIVER, _OTHER_SIDE_PAYS, f"{_OTHER_SIDE_PAYS}-all")
"""Reasons that may leave nothing for the driver to decide."""

NO_BILL = "no-bill"

STOLEN = "stolen"
"""The same for a stolen car: the answer waits for whether the car is found."""

_THEFT = f"{NO_BILL}-theft"

_NEVER = frozenset({KIND_NOT_COVERED, DRIVER_NOT_COVERED})
"""The reasons for which the policy pays neither for the own car nor for what others lose."""

_HITS_OTHERS = frozenset({Kind.COLLISION, Kind.OBJECT, Kind.FIRE, Kind.ROLLOVER})
"""The kinds of accident that may also damage other people's property, by a bill not known yet."""

NOT_COVERED = "not-covered"
"""The headline that does not say why nothing is covered."""

_SELF_PAYMENT, _WITHOUT_COVER = "self-payment", "without-own-damage-cover"
_NOT_BUT_INJURY = f"{NOT_COVERED}-but-injury"
_PART = "-part"
"""Behind such a headline: the other side's insurer pays its part of the repair all the same."""

_NO_BILL_NOT_COVERED = f"{NO_BILL}-not-covered"

_OF_INJURY = frozenset({"injury-liability", "own-injury"})
"""The covers that pay for somebody who is hurt, even if none pays for cars and things."""


def no_choice_code(decision: Decision) -> str:
    """Return the code of the headline if there is nothing to choose; empty if there is."""
    if (code := _without_sums(decision)) in OTHERS_PAY:
        return code
    settles = decision.recommended is Option.SETTLE  # how to pay for an injury is still a choice
    if decision.verdict is not Verdict.NOT_COVERED or settles:
        return ""
    if owes_insurer(decision):
        return _SELF_PAYMENT
    return _WITHOUT_COVER if lacks_stated_cover(decision) else NOT_COVERED


def _without_sums(decision: Decision) -> str:
    """Return the code of who pays it all, or of a loss not stated yet; empty if there are sums."""
    if decision.verdict not in {Verdict.SELF_PAY, Verdict.NOT_COVERED}:
        return ""
    cash = decision.outcomes[Option.SELF_PAY].cash_now
    others = [found.code for found in decision.reasons if found.code in OTHERS_PAY]
    if others and (not cash or _HIRED_DRIVER in others):
        return others[0]
    pays_nothing = decision.recommended is Option.SELF_PAY and not cash
    return NO_BILL if decision.verdict is Verdict.SELF_PAY and pays_nothing else ""


def short_code(headline: str) -> str:
    """Return the code of the word or two that stand for a headline in a list.

    >>> short_code("no-bill-hurt"), short_code("other-side-pays-all"), short_code("claim-other")
    ('no-bill', 'other-side-pays', 'claim-other')
    """
    headline = headline.removesuffix(_PART)
    for word in (_THEFT, _OTHER_SIDE_PAYS):
        if headline.startswith(word):
            return STOLEN if word == _THEFT else word
    if headline.endswith(NOT_COVERED) or headline in {_SELF_PAYMENT, _WITHOUT_COVER}:
        return NOT_COVERED
    return NO_BILL if headline.startswith(NO_BILL) else headline


def shown_instead(decision: Decision) -> str:
    """Return the code of what a list shows in place of an option: who pays, or what is awaited.

    It is empty if there are sums to compare.
    """
    return "" if has_sums(decision) else short_code(headline(decision).code)


def moves_no_premium(decision: Decision) -> bool:
    """Return whether no cover pays, so that grade, tables and deductible do not matter."""
    rises = any(outcome.extra_premium for outcome in decision.outcomes if outcome.available)
    return decision.verdict is Verdict.NOT_COVERED and not rises


def paid_by_others(decision: Decision) -> bool:
    """Return whether somebody else pays it all, so that there is no price to compare."""
    return no_choice_code(decision) in OTHERS_PAY


def has_both_sides(decision: Decision) -> bool:
    """Return whether there was a choice between claiming and paying oneself."""
    possible = {outcome.option.is_claim for outcome in decision.outcomes if outcome.available}
    return len(possible) > 1


def tells_bills_apart(decision: Decision) -> bool:
    """Return whether another bill may have another answer, so that bills are worth showing.

    None has if no cover pays for the repair, if somebody else pays, or if the car is gone.
    """
    nobody_claims = moves_no_premium(decision) or decision.pays_own_part
    if nobody_claims or paid_by_others(decision) or decision.case.car_is_gone:
        return False
    return has_both_sides(decision) or len(decision.break_even.shown) > 1


def awaits_bill(decision: Decision) -> bool:
    """Return whether no loss is stated yet, so that the answer is the bill up to which to pay."""
    if decision.outcomes[Option.SELF_PAY].cash_now:  # avoids drawing up the reasons
        return False
    return _without_sums(decision) == NO_BILL


def has_sums(decision: Decision) -> bool:
    """Return whether there are sums to compare: not if others pay, nor without any loss."""
    return not _without_sums(decision)


def headline(decision: Decision) -> Reason:
    """Return the code of the first line, with the facts of its sentence unless it names an option.

    It says what to do; if there is nothing to choose, it says who pays or what is awaited.
    """
    if awaits_bill(decision):
        return _without_bill(decision)
    code = no_choice_code(decision)
    if not code:
        return Reason(option_code(decision, decision.recommended), {})
    if code == NOT_COVERED and _pays_for_injury(decision):
        code = _NOT_BUT_INJURY
    if decision.payout.from_other_side and short_code(code) in {NOT_COVERED, _NOT_BUT_INJURY}:
        code += _PART
    for warning in decision.warnings:
        if code == _OTHER_SIDE_PAYS and warning.code == "above-repair-limit":
            paid, left = decision.payout.from_other_side, warning.facts["left"]
            return Reason(f"{code}-in-part", {"paid": paid, "left": left})
    return Reason(code, {})


def _pays_for_injury(decision: Decision) -> bool:
    """Return whether the policy pays for somebody who is hurt."""
    return any(payer.payer in _OF_INJURY for payer in decision.payers)


def _without_bill(decision: Decision) -> Reason:
    """Return the headline without a bill: what the answer awaits, or why it awaits nothing."""
    accident, cover = decision.case.accident, decision.case.policy.own_damage
    refused = {*BLOCKERS}.intersection(reason.code for reason in decision.reasons)
    others_too = accident.kind in _HITS_OTHERS and not refused & _NEVER
    if refused and not accident.hurt:
        return Reason(f"{NO_BILL}-own-{NOT_COVERED}" if others_too else _NO_BILL_NOT_COVERED, {})
    if refused and not others_too and _pays_for_injury(decision):
        return Reason(_NOT_BUT_INJURY, {})
    if accident.kind is Kind.THEFT and cover is not None:
        return _until_found(decision, cover)
    if accident.cash_repair and not refused:
        return Reason(f"{NO_BILL}-cash", {"cash": accident.cash_repair})
    return Reason(f"{NO_BILL}-hurt" if accident.hurt else NO_BILL, {})


def _until_found(decision: Decision, cover: OwnDamageCover) -> Reason:
    """Return the headline of a stolen car, for which the answer awaits a value and not a bill."""
    taken = "-if-covered" if cover.unconfirmed else ""
    if cover.sum_insured is None:
        return Reason(f"{_THEFT}-unstated{taken}", {})
    if not decision.break_even.shown[-1].best.is_claim:
        return Reason(NO_BILL, {})
    return Reason(f"{_THEFT}{taken}", {"sum_insured": cover.sum_insured})
