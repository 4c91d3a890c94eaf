"""Earlier claims of this policy year of which nobody said whether they can still be paid back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.days import MonthDay
from advisor.domain.findings import Reason
from advisor.engine.options.refund_plan import advisable, refund_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.policy import Claim
    from advisor.engine.reading import Reading
    from advisor.engine.situation import Situation

_MOST = 8
"""Each claim that may be paid back doubles the ways that are compared."""


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
    """Return the places of the claims that nobody spoke of, the latest where there are many."""
    claims = reading.case.claims
    found = [index for index, one in enumerate(claims) if _is_open(one, reading)]
    room = _MOST - sum(one.refundable for one in claims)
    latest = sorted(found, key=lambda index: claims[index].day, reverse=True)
    return tuple(sorted(latest[: max(0, room)]))


def _is_open(claim: Claim, reading: Reading) -> bool:
    """Tell whether a claim of this policy year could be paid back, for all that is said of it."""
    first = claim.day.first if isinstance(claim.day, MonthDay) else claim.day
    this_year = first >= reading.case.policy.start
    return this_year and claim.status is None and bool(claim.property_paid) and not claim.hurt
