"""The answer in one word, from the recommendations of all views and readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.decision import Option, Verdict
from advisor.engine.loss.cover import BLOCKERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from advisor.domain.decision import Outcome, RangeEntry, View


def verdict(
    outcomes: Sequence[Outcome], views: Sequence[View], others: Sequence[RangeEntry]
) -> Verdict:
    """Give the side that everything agrees on, or say why nothing can be settled now.

    Where the readings disagree, a claim that can be paid back keeps the decision open, if that is
    worth its price; else it depends. Where only the views disagree, a refund settles nothing about
    later years, so it depends on the horizon.
    """
    claim = outcomes[1]
    if not claim.available and set(claim.reasons) & set(BLOCKERS):
        return Verdict.NOT_COVERED
    headline = views[0].recommended
    if _disagree(headline, (entry.recommended for entry in others)):
        worth = _worth_keeping_open(outcomes, (views[0], *others))
        return Verdict.KEEP_OPEN if worth else Verdict.DEPENDS
    if _disagree(headline, (view.recommended for view in views)):
        return Verdict.DEPENDS
    return Verdict.CLAIM if headline.is_claim else Verdict.SELF_PAY


def _worth_keeping_open(outcomes: Sequence[Outcome], readings: Iterable[View | RangeEntry]) -> bool:
    """Tell whether a refund is possible and costs no more than a claim may win.

    Who claims and pays back in the end has paid the insurer's repair price: the cheaper price for
    cash is lost. Where that loss is more than claiming saves in the most favourable reading, to
    claim just in case is the dearest way to find out.
    """
    self_pay, refund = outcomes[0], outcomes[4]
    won = (reading.margin for reading in readings if reading.recommended.is_claim)
    return refund.available and refund.total - self_pay.total <= max(won, default=0)


def _disagree(headline: Option, others: Iterable[Option]) -> bool:
    return any(other.is_claim != headline.is_claim for other in others)
