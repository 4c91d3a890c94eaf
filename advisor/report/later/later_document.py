"""The view with later accidents as JSON: the key `expected`, and `advisor retention`."""

from collections.abc import Iterable

from advisor.domain.decision import Interval
from advisor.domain.outcome import Option
from advisor.later.advice_parts import ByRate, KeptOpen, LongCost, Moment
from advisor.later.later_advice import LaterAdvice, LaterInFull
from advisor.report.answer.json_values import Json, json_value, json_values

_HINT = ("gain", "loss", "refusal")
_CLOSE_CALL = "close-call"


def later_document(full: LaterInFull) -> dict[str, Json]:
    """Return the view as plain values: won as whole numbers, rates as strings, days as ISO."""
    advice = full.advice
    head = advice.headline
    return {
        **json_values(advice, "accident_rate", "mean_loss", "losses", "discount_rate"),
        "renewals": head.renewals,
        "recommended": str(advice.recommended),
        "refund_open": advice.best.keeps_open,
        "margin": advice.margin,
        "options": [{"option": str(cost.option), **_cost(cost, advice)} for cost in advice.costs],
        "moments": [_moment(moment) for moment in full.moments],
        "by_accident_rate": [_by_rate(entry) for entry in full.by_rate],
        "refund": None if advice.kept_open is None else _refund(advice.kept_open, advice),
        "refund_hint": json_values(advice.hint, *_HINT) if advice.hint else None,
        "headline": {
            **json_values(head, "renewals", "recommended", "margin"),
            "follow": str(head.recommended),
            "reason": None if advice.agrees else _CLOSE_CALL,
            "against": advice.regret,
            "by_accidents": None if advice.moved is None else advice.moved.accidents,
            "by_interest": None if advice.moved is None else advice.moved.interest,
        },
        **json_values(advice, "quoted", "assumed"),
        "basis": [advice.rule.ref],
    }


def _cost(cost: LongCost, advice: LaterAdvice) -> dict[str, Json]:
    """Return what a choice costs now and in total, and how much more than the cheapest choice."""
    return {**json_values(cost, "cash_now", "later", "total"), "regret": cost.total - advice.least}


def _moment(moment: Moment) -> Json:
    return {
        "moment": moment.code,
        "day": json_value(moment.day),
        "claim_costs": {"within_threshold": moment.small, "above_threshold": moment.big},
        "break_even": _bills(moment.intervals),
    }


def _by_rate(entry: ByRate) -> Json:
    return {
        **json_values(entry, "accident_rate", "recommended"),
        "refund_open": entry.best.keeps_open,
        "margin": entry.margin,
        "break_even": _bills(entry.intervals),
    }


def _refund(refund: KeptOpen, advice: LaterAdvice) -> Json:
    """Return what claiming costs with the refund kept open; its `regret` may be below 0."""
    return {**json_values(refund, "by", "price", "payout"), **_cost(refund, advice)}


def _bills(intervals: Iterable[Interval]) -> list[Json]:
    return [_span(interval) for interval in intervals]


def _span(interval: Interval) -> Json:
    """Return an interval; `claim-refund` in it means a claim that may still be paid back."""
    is_open = interval.best is Option.CLAIM_REFUND
    return {
        "from": interval.first,
        "to": interval.last,
        "best": str(Option.CLAIM if is_open else interval.best),
        "refund_open": is_open,
    }
