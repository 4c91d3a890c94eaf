"""The parts of the advice with later accidents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import frozen

from advisor.domain.decision import Interval, Option
from advisor.domain.money import Won

NOW, BEFORE_CUT_OFF, BEFORE_RENEWAL = "now", "before-cut-off", "before-renewal"
"""The moments that are looked at; the last two are the last days before either."""


@frozen(kw_only=True)
class LongCost:
    """What a choice costs: paid now, and expected later beside what self-pay leads to."""

    cash_now: Won
    later: Won

    @property
    def total(self) -> Won:
        """Both, as worth today."""
        return Won(self.cash_now + self.later)


@frozen(kw_only=True)
class Cost(LongCost):
    """What an option costs."""

    option: Option


@frozen
class Moment:
    """The best option by repair bill for such an accident on some day.

    `small` and `big` are what a claim within the threshold, and one above it, costs later.
    """

    code: str
    day: date
    small: Won
    big: Won
    intervals: tuple[Interval, ...]


@frozen
class ByRate:
    """The advice at another number of accidents a year."""

    accident_rate: Decimal
    recommended: Option
    margin: Won
    intervals: tuple[Interval, ...]


@frozen(kw_only=True)
class KeptOpen(LongCost):
    """Claiming now, with the choice on the last day to pay the claim back (환입).

    `price` is the payout up to which paying back is then worth it, if nothing else happens.
    """

    by: date
    price: Won
    payout: Won
