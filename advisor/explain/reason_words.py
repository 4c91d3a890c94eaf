"""The reasons of an answer in words: which text fits a reason, given the other reasons."""

from collections.abc import Iterable
from decimal import Decimal

from advisor.domain.decision import Decision
from advisor.domain.findings import Fact, Facts, Reason
from advisor.domain.outcome import Option
from advisor.explain.covers import REFUND_REFUSED, owes_insurer, refused_refund
from advisor.explain.names import in_words_of_death, single_car_code
from advisor.explain.texts import Texts

OF_NO_FIGURE = "newest-rules"
"""The reason that is about rules as such, and contains no figure from them."""

_OF_POINTS = frozenset({"threshold-crossed", "threshold-not-crossed"})
"""Reasons that name the points of a payout."""

NO_POINTS = "low-fault-left-out"
"""The reason that leaves an accident without points, even those of an injury."""

_POINTS_TOLD = frozenset({NO_POINTS, "points-meet"})
"""Reasons that name all of the points, so that no other reason names a part of them."""

_OF_INJURY = frozenset({"injury-not-self-paid", "injury-settled-or-claimed", "injury-open"})
"""Reasons that name the points of an injury."""

_OF_PAYOUT = _OF_POINTS | {
    *("points-meet", "points-shared", "grade-falls", "grade-protected", "percentage-rises")
}
_OF_OWN_PART = frozenset(
    {
        *("deductible-share", "deductible-minimum", "deductible-maximum", "deductible-fixed"),
        *("depreciation", "extras", "recourse-due"),
    }
)
"""Reasons that hold only if everything, or the own part, is claimed."""

_PERCENT = Decimal("0.01")


def reason_words(found: Iterable[Reason], decision: Decision, texts: Texts) -> list[str]:
    """Return some reasons of an answer in words; those based on the user's own rules are marked."""
    texts = in_words_of_death(decision, texts)
    left_out, of_whole = _left_out(decision), _of_whole_claim(decision)
    own = {version.ref for version in decision.rules if version.own}
    said = []
    for one in found:
        code = _code(one, decision)
        suffix = "-left-out" if code in left_out else ""
        text = texts(f"reason.{code}{suffix}", **_with_rise(one.facts))
        if one.code in of_whole:
            text = texts("reason.if-all-claimed", said=text)
        by_own = one.code != OF_NO_FIGURE and not own.isdisjoint(one.basis)
        said.append(texts("rules.own-reason", said=text) if by_own else text)
    return said


def _left_out(decision: Decision) -> frozenset[str]:
    """Return the reasons that must not name points, because another reason names all of them."""
    codes = {one.code for one in decision.reasons}
    threshold = _OF_POINTS if codes & _POINTS_TOLD else frozenset()
    return threshold | (_OF_INJURY if NO_POINTS in codes else frozenset())


def _of_whole_claim(decision: Decision) -> frozenset[str]:
    """Return the reasons that are about claiming everything, if only a part is to be claimed."""
    best = decision.recommended
    if not best.is_claim or best is Option.CLAIM:
        return frozenset()
    return _OF_PAYOUT | (_OF_OWN_PART if best is Option.CLAIM_OTHER else frozenset())


def _code(found: Reason, decision: Decision) -> str:
    """Return the code of the text of a reason, given the circumstances of this case."""
    if found.code == REFUND_REFUSED:
        return refused_refund(decision)
    instead = {
        "driver-not-covered": ("driver-pays-back", owes_insurer(decision)),
        "total-loss": _total_loss(decision),
        "deductible-all": ("deductible-all-own", decision.payout.other_property > 0),
        "count-factor": ("count-factor-paid", decision.case.accident.paid is not None),
        "injury-open": ("injury-open-free", found.facts.get("amount") == 0),
        "already-claimed": ("already-claimed-kept", decision.refund_by is None),
        "injury-not-self-paid": (
            "injury-paid-already",
            decision.case.accident.paid is not None,
        ),
    }
    other, holds = instead.get(found.code, ("", False))
    if found.code.startswith("deductible-") and found.facts.get("deductible") == 0:
        other, holds = "deductible-none", True
    return other if holds else single_car_code(found.code, decision)


def _total_loss(decision: Decision) -> tuple[str, bool]:
    """Return the code for a total loss that is unpaid or whose car is gone, and whether it is."""
    unpaid = not decision.payout.own_damage
    gone = decision.case.car_is_gone
    return f"total-loss-{'unpaid' if unpaid else 'gone'}", unpaid or gone


def _with_rise(facts: Facts) -> dict[str, Fact]:
    """Return the facts with how much a changed factor raises the premium, to the percent."""
    before, after = facts.get("factor_before"), facts.get("factor_after")
    if not (isinstance(before, Decimal) and isinstance(after, Decimal)):
        return dict(facts)
    return {**facts, "rise": (after / before - 1).quantize(_PERCENT)}
