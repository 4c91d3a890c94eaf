"""Which covers an answer rests on: what is stated of them, what is taken, and what none pays."""

from advisor.domain.decision import Decision
from advisor.domain.outcome import Option
from advisor.domain.terms.core import CoverNeeded, CoverTerms

_SELF_PAYMENT = ("self-payment", "self-payment-whole")

OWN_COVER = "policy.own_damage"

SINGLE_VEHICLE = "policy.own_damage.single_vehicle"


def hangs_on_cover(decision: Decision) -> str:
    """Return the code of a cover that is taken for granted and alone makes a claim possible.

    Empty where the case states it, or nothing is claimed of it.
    """
    accident = decision.case.accident
    best = decision.recommended
    if accident.paid is not None or not best.is_claim or best is Option.CLAIM_OTHER:
        return ""  # where the insurer has paid, the cover is there
    assumed = {found.path for found in decision.assumed}
    pays = decision.payout.own_damage > 0
    codes = (
        "own-damage" if OWN_COVER in assumed and pays else "",
        "single-vehicle" if SINGLE_VEHICLE in assumed and is_single_vehicle(decision) else "",
    )
    return "-".join(filter(None, codes))


def pays_back(decision: Decision) -> bool:
    """Tell whether the insurer takes back from the driver what it pays to others."""
    return any(found.code in _SELF_PAYMENT for found in decision.reasons)


def lacks_stated_cover(decision: Decision) -> bool:
    """Tell whether the own car is taken as not covered because nobody said that it is."""
    return any(entry.path == OWN_COVER and not entry.value for entry in decision.assumed)


def is_single_vehicle(decision: Decision) -> bool:
    """Tell whether the own cover answers only if it includes single-vehicle accidents."""
    kind = decision.case.accident.kind
    covers = (version.terms for version in decision.rules)
    return any(
        terms.kinds[kind] is CoverNeeded.SINGLE_VEHICLE
        for terms in covers
        if isinstance(terms, CoverTerms)
    )
