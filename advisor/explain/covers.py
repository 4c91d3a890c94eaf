"""Which covers an answer relies on, stated or assumed, and why an option is not possible."""

from collections.abc import Iterator

from advisor.domain.decision import Decision
from advisor.domain.outcome import Option, Outcome
from advisor.domain.terms.core import CoverNeeded, CoverTerms, RefundTerms
from advisor.engine.loss.cover import BLOCKERS
from advisor.explain.names import in_words_of_death
from advisor.explain.texts import Texts
from advisor.intake.case.fields import COVER, SINGLE_VEHICLE

REFUND_REFUSED = "refund-not-allowed"
"""The code of a claim that cannot be paid back, for whatever reason."""

_MEANINGLESS = {"one-part-only", "threshold-not-crossed", "already-claimed", "nothing-to-claim"}
"""The reasons for which an option would not differ from others in this accident."""

_SELF_PAYMENT = ("self-payment", "self-payment-whole")


def deciding_cover(decision: Decision) -> str:
    """Return the code of a cover that is only assumed, though it alone makes a claim possible.

    It is empty if the case states the cover, or nothing is claimed from it.
    """
    accident = decision.case.accident
    best = decision.recommended
    if accident.paid is not None or not best.is_claim or best is Option.CLAIM_OTHER:
        return ""  # if the insurer has paid, there is a cover
    assumed = {found.path for found in decision.assumed}
    pays = decision.payout.own_damage > 0
    codes = (
        "own-damage" if COVER in assumed and pays else "",
        "single-vehicle" if SINGLE_VEHICLE in assumed and is_single_vehicle(decision) else "",
    )
    return "-".join(filter(None, codes))


def owes_insurer(decision: Decision) -> bool:
    """Return whether the insurer takes back from the driver what it pays to others."""
    return any(found.code in _SELF_PAYMENT for found in decision.reasons)


def lacks_stated_cover(decision: Decision) -> bool:
    """Return whether the own car is assumed not to be covered because no cover is stated."""
    return any(entry.path == COVER and not entry.value for entry in decision.assumed)


def is_single_vehicle(decision: Decision) -> bool:
    """Return whether the own cover pays only if it includes single-vehicle accidents."""
    cover = decision.terms(CoverTerms)
    needed = cover.kinds[decision.case.accident.kind] if cover else None
    return needed is CoverNeeded.SINGLE_VEHICLE


def impossible_lines(decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield a line on what cannot be done; options with the same reasons share one.

    Options that would not differ from others here are left out.
    """
    shared: dict[tuple[str, ...], list[str]] = {}
    for outcome in decision.outcomes:
        if not outcome.available and not _MEANINGLESS & set(outcome.reasons):
            why = tuple(blockers(outcome, decision, texts))
            shared.setdefault(why, []).append(texts(f"option.{outcome.option}"))
    for why, options in shared.items():
        facts = {"options": " / ".join(options), "reasons": "; ".join(why)}
        yield texts("table.impossible", **facts)


def blockers(outcome: Outcome, decision: Decision, texts: Texts) -> list[str]:
    """Return why an option is not possible: what rules out any claim, else the first reason.

    The other reasons may hold only because of this one, or seem to contradict it.
    """
    first = next((code for code in outcome.reasons if code in BLOCKERS), outcome.reasons[0])
    code = refused_refund(decision) if first == REFUND_REFUSED else first
    return [in_words_of_death(decision, texts)(f"blocker.{code}")]


def refused_refund(decision: Decision) -> str:
    """Return the code of what prevents a refund: an injury, its last day, or the insurer."""
    case = decision.case
    terms = decision.terms(RefundTerms)
    if case.accident.hurt and not (terms and terms.injury_allowed):
        return f"{REFUND_REFUSED}-hurt"
    stated = case.assumptions.refund_allowed
    is_taken = stated if stated is not None else terms is not None and terms.allowed
    is_over = terms is not None and terms.last_day(case.policy.start) < case.as_of
    return f"{REFUND_REFUSED}{'-any-more' if is_taken and is_over else ''}"
