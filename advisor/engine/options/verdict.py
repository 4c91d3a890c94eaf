"""The answer in one word, from the recommendations of all views and readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.decision import Option, Verdict
from advisor.engine.damage.cover import BLOCKERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from advisor.domain.decision import RangeEntry, View
    from advisor.engine.options.choices import Choice


def verdict(
    offered: tuple[Choice, ...], views: Sequence[View], others: Sequence[RangeEntry]
) -> Verdict:
    """Give the side that everything agrees on, or say why nothing can be settled now.

    Where the readings disagree, a claim that can be paid back keeps the decision open. Where only
    the views disagree, a refund settles nothing about later years, so it depends on the horizon.
    """
    claim, refund = offered[1], offered[4]
    if not claim.available and set(claim.reasons) & set(BLOCKERS):
        return Verdict.NOT_COVERED
    headline = views[0].recommended
    if _disagree(headline, (entry.recommended for entry in others)):
        return Verdict.KEEP_OPEN if refund.available else Verdict.DEPENDS
    if _disagree(headline, (view.recommended for view in views)):
        return Verdict.DEPENDS
    return Verdict.CLAIM if headline.is_claim else Verdict.SELF_PAY


def _disagree(headline: Option, others: Iterable[Option]) -> bool:
    return any(other.is_claim != headline.is_claim for other in others)
