"""Earlier claims of this policy year of which nobody said whether they can still be paid back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.days import earliest
from advisor.domain.findings import Reason
from advisor.domain.policy import MOST_REFUNDABLE
from advisor.engine.options.refund_plan import advisable, refund_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.policy import Claim
    from advisor.engine.reading import Reading
    from advisor.engine.situation import Situation


def refunds_to_ask(situation: Situation) -> Iterator[Reason]:
    """Ask of each such claim whether it can be paid back, where that saves what matters.

    What it saves is the difference to the best way on which it is kept.
    """
    reading = situation.reading
    unsaid = _unsaid(reading)
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


def _unsaid(reading: Reading) -> tuple[int, ...]:
    """Return the places of the claims to ask about, the latest where there are many."""
    claims = reading.case.claims
    found = [index for index, one in enumerate(claims) if _is_open(one, reading)]
    room = MOST_REFUNDABLE - sum(one.refundable for one in claims)
    latest = sorted(found, key=lambda index: claims[index].day, reverse=True)
    return tuple(sorted(latest[: max(0, room)]))


def _is_open(claim: Claim, reading: Reading) -> bool:
    """Tell whether nobody has said of a claim of this policy year that it cannot be paid back."""
    this_year = earliest(claim.day) >= reading.case.policy.start
    return this_year and claim.status is None and bool(claim.property_paid) and not claim.hurt
