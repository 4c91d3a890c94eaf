"""Days of renewals, the windows before them, and the value of later sums, by hand."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache


@cache
def renewal(start: date, k: int) -> date:
    """Return the day of renewal k, k years after `start`; 29 February may become the 28th."""
    last = monthrange(start.year + k, start.month)[1]
    return date(start.year + k, start.month, min(start.day, last))


@cache
def cut_off(start: date, k: int) -> date:
    """Return the day three months before renewal k; a month too short ends on its last day."""
    day = renewal(start, k)
    year, month = (day.year, day.month - 3) if day.month > 3 else (day.year - 1, day.month + 9)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def last_day(start: date) -> date:
    """Return the last day of the current policy year, on which a payout can still be paid back."""
    return renewal(start, 1) - timedelta(days=1)


@cache
def present(amount: int, rate: Decimal, days: int) -> int:
    """Discount an amount over `days` of 365 to a year; round halves away from zero."""
    if not rate or not days:
        return amount
    context = Context(prec=60)
    factor = context.power(1 + rate, context.divide(Decimal(-days), Decimal(365)))
    exact = context.multiply(Decimal(amount), factor)
    return int(exact.to_integral_value(rounding=ROUND_HALF_UP))
