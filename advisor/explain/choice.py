"""Whether an answer leaves anything to choose, and the headline where it does not."""

from collections.abc import Container, Iterable, Mapping

from advisor.domain.accident import Kind
from advisor.domain.decision import Decision, Verdict
from advisor.domain.outcome import Option
from advisor.engine.loss.cover import BLOCKERS, DRIVER_NOT_COVERED, KIND_NOT_COVERED
from advisor.explain.covers import lacks_stated_cover, pays_back
from advisor.explain.texts import Texts

_HIRED_DRIVER = "designated-driver-pays"

OTHER_SIDE_PAYS = "other-side-pays"
"""The headline of a repair that is for the other side's insurer to pay."""

_OTHERS_PAY = (_HIRED_DRIVER, OTHER_SIDE_PAYS, f"{OTHER_SIDE_PAYS}-all")
"""Reasons by which there may be nothing left for the driver to decide."""

NO_BILL = "no-bill"

STOLEN = "stolen"
"""The same of a car that was stolen: what it waits for is that the car is found, or is not."""

_GONE = "report-gone"
"""The step by which such an answer is told from one that waits for a bill."""

_NEVER = frozenset({KIND_NOT_COVERED, DRIVER_NOT_COVERED})
"""Why the policy answers neither for the own car nor for what others lose."""

_HITS_OTHERS = frozenset({Kind.COLLISION, Kind.OBJECT, Kind.FIRE, Kind.ROLLOVER})
"""What may cost others something too, by a bill that is not known yet."""

NOT_COVERED = "not-covered"
"""The headline that leaves open why."""

_NOT_BUT_INJURY = f"{NOT_COVERED}-but-injury"
_NO_BILL_NOT_COVERED = f"{NO_BILL}-not-covered"

INJURED = "injury-not-self-paid"
"""The reason that somebody was hurt, for whom the insurer pays."""

_OF_INJURY = frozenset({"injury-liability", "own-injury"})
"""The covers that pay for somebody who is hurt, where none pays for cars and things."""


def without_choice(decision: Decision) -> str:
    """Return the code of the headline where there is nothing to choose; empty where there is."""
    if (code := _without_sums(decision)) in _OTHERS_PAY:
        return code
    settles = decision.recommended is Option.SETTLE  # an injury is left to choose about
    if decision.verdict is not Verdict.NOT_COVERED or settles:
        return ""
    if pays_back(decision):
        return "self-payment"
    return "without-own-damage-cover" if lacks_stated_cover(decision) else NOT_COVERED


def without_sums(
    verdict: str,
    recommended: str,
    reasons: Iterable[str],
    self_paid: int | None,
    steps: Container[str] = (),
) -> str:
    """Return the code of the headline where there are no sums to compare; empty where there are.

    Then somebody else pays it all, or no loss is stated yet, perhaps one that no cover pays. What
    it is told of stands in the JSON of an answer too: verdict, recommended, reasons and steps by
    their codes, and the cash that paying oneself takes. Without the steps a stolen car waits for a
    bill like any other.
    """
    if verdict not in {Verdict.SELF_PAY, Verdict.NOT_COVERED}:
        return ""
    codes = [*reasons]
    others = [code for code in codes if code in _OTHERS_PAY]
    if others and (not self_paid or _HIRED_DRIVER in others):
        return others[0]
    pays_nothing = recommended == Option.SELF_PAY and self_paid == 0
    if verdict != Verdict.SELF_PAY or not pays_nothing:
        return ""
    if not {*(_NEVER if INJURED in codes else BLOCKERS)}.isdisjoint(codes):
        return NOT_COVERED
    return STOLEN if _GONE in steps else NO_BILL


def _without_sums(decision: Decision, steps: Container[str] = ()) -> str:
    codes = (found.code for found in decision.reasons)
    cash = int(decision.outcomes[Option.SELF_PAY].cash_now)
    return without_sums(decision.verdict, decision.recommended, codes, cash, steps)


def said_instead(decision: Decision) -> str:
    """Return the code of what a list says in the place of an option: who pays, or what is awaited.

    Empty where there are sums, or no cover answers.
    """
    if paid_by_others(decision):
        return without_choice(decision)
    if not awaits_bill(decision):
        return ""
    return _without_sums(decision, {step.code for step in decision.steps})


def moves_no_premium(decision: Decision) -> bool:
    """Tell whether no cover answers, so that grade, tables and deductible play no part."""
    rises = any(outcome.extra_premium for outcome in decision.outcomes if outcome.available)
    return decision.verdict is Verdict.NOT_COVERED and not rises


def paid_by_others(decision: Decision) -> bool:
    """Tell whether somebody else pays it all, so that there is no price to compare."""
    return without_choice(decision) in _OTHERS_PAY


def has_both_sides(decision: Decision) -> bool:
    """Tell whether there was a choice between claiming and paying oneself."""
    possible = {outcome.option.is_claim for outcome in decision.outcomes if outcome.available}
    return len(possible) > 1


def tells_bills_apart(decision: Decision) -> bool:
    """Tell whether another bill may have another answer, so that bills are worth showing.

    Where no cover answers the repair, where somebody else pays and where the car is gone, none has.
    """
    nobody_claims = moves_no_premium(decision) or decision.pays_own_part
    if nobody_claims or paid_by_others(decision) or decision.case.car_is_gone:
        return False
    return has_both_sides(decision) or len(decision.break_even.told) > 1


def awaits_bill(decision: Decision) -> bool:
    """Tell whether no loss is stated yet: the answer is then the bill up to which to pay."""
    if decision.outcomes[Option.SELF_PAY].cash_now:  # the reasons need not be written
        return False
    return _without_sums(decision) in {NO_BILL, NOT_COVERED}


def has_sums(decision: Decision) -> bool:
    """Tell whether there are sums to compare: not where others pay, nor without any loss."""
    return not _without_sums(decision)


def nothing_to_choose(decision: Decision, texts: Texts) -> str:
    """Return the headline where there is nothing to choose, with what others do not pay."""
    code = without_choice(decision)
    if code == NOT_COVERED and _pays_for_injury(decision):
        code = _NOT_BUT_INJURY
    warnings = ((warning.code, warning.facts) for warning in decision.warnings)
    return headline_without_sums(code, decision.payout.from_other_side, warnings, texts)


def headline_without_sums(
    code: str, paid: object, warnings: Iterable[tuple[str, Mapping[str, object]]], texts: Texts
) -> str:
    """Return the headline of a code, with what the other side does not pay of the repair.

    `paid` is what it pays; each warning is told by its code and its facts, as the JSON has them.
    """
    for warning, facts in warnings:
        left = facts.get("left")
        is_in_part = code == OTHER_SIDE_PAYS and warning == "above-repair-limit"
        if is_in_part and isinstance(paid, int) and isinstance(left, int):
            return texts(f"headline.{code}-in-part", paid=paid, left=left)
    return texts(f"headline.{code}")


def _pays_for_injury(decision: Decision) -> bool:
    """Tell whether the policy answers for somebody who is hurt."""
    return any(payer.payer in _OF_INJURY for payer in decision.payers)


def refused_any_bill(reasons: Iterable[str], kind: str) -> str:
    """Return the headline of a repair that the policy does not pay, whatever it comes to.

    Empty where the reasons of the answer, by their codes, do not say so. `kind` is that of the
    accident: others may have lost something too.
    """
    refused = {*BLOCKERS}.intersection(reasons)
    if not refused:
        return ""
    only_own = kind in _HITS_OTHERS and not refused & _NEVER
    return f"{NO_BILL}-{'own-' if only_own else ''}not-covered"


def without_bill(decision: Decision) -> str:
    """Return the code of what the answer waits for: of a stolen car it is no bill, but a value."""
    accident, cover = decision.case.accident, decision.case.policy.own_damage
    refused = refused_any_bill((reason.code for reason in decision.reasons), accident.kind)
    if not accident.hurt and refused:
        return refused
    if refused == _NO_BILL_NOT_COVERED and _pays_for_injury(decision):
        return _NOT_BUT_INJURY
    if accident.kind is not Kind.THEFT or cover is None:
        waits = accident.cash_repair and not refused
        return f"{NO_BILL}{'-cash' if waits else '-hurt' if accident.hurt else ''}"
    taken = "-if-covered" if cover.unconfirmed else ""
    if cover.sum_insured is None:
        return f"{NO_BILL}-theft-unstated{taken}"
    return f"{NO_BILL}-theft{taken}" if decision.break_even.told[-1].best.is_claim else NO_BILL


def awaited(decision: Decision, texts: Texts) -> str:
    """Return the headline of an answer that waits for a bill."""
    accident, cover = decision.case.accident, decision.case.policy.own_damage
    return texts(
        f"headline.{without_bill(decision)}",
        cash=accident.cash_repair,
        sum_insured=None if cover is None else cover.sum_insured,
    )
