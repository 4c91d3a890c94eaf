"""The view with later accidents, for programs: the key `expected`, and `advisor retention`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.decision import Option
from advisor.report.answer.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.domain.decision import Interval
    from advisor.later.later_advice import ByRate, KeptOpen, LaterAdvice, LongCost, Moment
    from advisor.report.answer.plain import Json


def later_document(view: LaterAdvice) -> dict[str, Json]:
    """Give the view as plain values: won as whole numbers, rates as strings, days as ISO."""
    return {
        "accident_rate": plain(view.accident_rate),
        "mean_loss": view.mean_loss,
        "losses": view.losses,
        "discount_rate": plain(view.discount_rate),
        "recommended": str(view.recommended),
        "refund_open": view.advice.keeps_open,
        "margin": view.margin,
        "options": [{"option": str(cost.option), **_cost(cost, view)} for cost in view.costs],
        "moments": [_moment(moment) for moment in view.moments],
        "by_accident_rate": [_by_rate(entry) for entry in view.by_rate],
        "refund": None if view.kept_open is None else _refund(view.kept_open, view),
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


def _cost(cost: LongCost, view: LaterAdvice) -> dict[str, Json]:
    """Give what a choice costs, now and in all, and how much more than the cheapest one."""
    return {
        "cash_now": cost.cash_now,
        "later": cost.later,
        "total": cost.total,
        "regret": cost.total - view.least,
    }


def _moment(moment: Moment) -> Json:
    return {
        "moment": moment.code,
        "day": plain(moment.day),
        "claim_costs": {"within_threshold": moment.small, "above_threshold": moment.big},
        "break_even": _bills(moment.intervals),
    }


def _by_rate(entry: ByRate) -> Json:
    return {
        "accident_rate": plain(entry.accident_rate),
        "recommended": str(entry.recommended),
        "refund_open": entry.advice.keeps_open,
        "margin": entry.margin,
        "break_even": _bills(entry.intervals),
    }


def _refund(refund: KeptOpen, view: LaterAdvice) -> Json:
    """Give what claiming costs with the refund kept open."""
    return {
        "by": plain(refund.by),
        "price": refund.price,
        "payout": refund.payout,
        **_cost(refund, view),
    }


def _bills(intervals: Iterable[Interval]) -> list[Json]:
    return [_span(interval) for interval in intervals]


def _span(interval: Interval) -> Json:
    """Give an interval; a claim that is paid back stands for the choice to do so."""
    is_open = interval.best is Option.CLAIM_REFUND
    return {
        "from": interval.first,
        "to": interval.last,
        "best": str(Option.CLAIM if is_open else interval.best),
        "refund_open": is_open,
    }
