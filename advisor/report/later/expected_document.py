"""The view with later accidents, for programs: the key `expected`, and `advisor retention`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.report.answer.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.domain.decision import Interval
    from advisor.outlook.expected import Expected, KeptOpen
    from advisor.report.answer.plain import Json


def expected_document(view: Expected) -> dict[str, Json]:
    """Give the view as plain values: won as whole numbers, rates as strings, days as ISO."""
    return {
        "accident_rate": plain(view.accident_rate),
        "mean_loss": view.mean_loss,
        "losses": view.losses,
        "discount_rate": plain(view.discount_rate),
        "recommended": str(view.recommended),
        "margin": view.margin,
        "options": [
            {
                "option": str(cost.option),
                "cash_now": cost.cash_now,
                "later": cost.later,
                "total": cost.total,
                "regret": cost.regret,
            }
            for cost in view.costs
        ],
        "moments": [
            {
                "moment": moment.code,
                "day": plain(moment.day),
                "claim_costs": {
                    "within_threshold": moment.small,
                    "above_threshold": moment.big,
                },
                "break_even": _bills(moment.intervals),
            }
            for moment in view.moments
        ],
        "by_accident_rate": [
            {
                "accident_rate": plain(entry.accident_rate),
                "recommended": str(entry.recommended),
                "margin": entry.margin,
                "break_even": _bills(entry.intervals),
            }
            for entry in view.by_rate
        ],
        "refund": None if view.kept_open is None else _refund(view, view.kept_open),
        "headline": {
            "renewals": view.headline.renewals,
            "recommended": str(view.headline.recommended),
            "margin": view.headline.margin,
            "follow": str(view.recommended),
            "reason": view.otherwise,
        },
        "quoted": view.quoted,
        "assumed": list(view.assumed),
        "basis": [view.rule.ref],
    }


def _refund(view: Expected, refund: KeptOpen) -> dict[str, Json]:
    """Give what claiming costs with the refund kept open; its regret is negative if it is best."""
    return {
        "by": plain(refund.by),
        "price": refund.price,
        "payout": refund.payout,
        "cash_now": refund.cash_now,
        "later": refund.later,
        "total": refund.total,
        "regret": refund.total - min(cost.total for cost in view.costs),
    }


def _bills(intervals: Iterable[Interval]) -> list[Json]:
    return [
        {"from": interval.first, "to": interval.last, "best": str(interval.best)}
        for interval in intervals
    ]
