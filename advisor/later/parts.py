"""The parts of the advice with later accidents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import frozen

from advisor.domain.decision import Interval, Option
from advisor.domain.money import Won

NOW, BEFORE_CUT_OFF, BEFORE_RENEWAL = "now", "before-cut-off", "before-renewal"
"""The moments that are looked at; the last two are the last days before either."""

KEPT_OPEN = "kept-open"
"""Names the claim that may still be paid back, as an action."""


def named(option: Option) -> str:
    """Name an option of an interval for the texts; a claim that is paid back is the choice to."""
    return KEPT_OPEN if option is Option.CLAIM_REFUND else str(option)


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
class Headline:
    """What the decision recommends over its renewals."""

    renewals: int
    recommended: Option
    margin: Won


@frozen
class Moment:
    """The best option by repair bill for such an accident on some day.

    `small` and `big` are what a claim within the threshold, and one above it, costs later if it
    is never paid back. In `intervals`, `claim-refund` is the claim that may still be paid back
    (환입), where that is cheaper.
    """

    code: str
    day: date
    small: Won
    big: Won
    intervals: tuple[Interval, ...]


@frozen
class LaterBest:
    """The cheapest option, and its lead over the cheapest one of the other side.

    `keeps_open` tells that it is a claim that is cheaper because it may still be paid back (환입)
    than one that never is.
    """

    recommended: Option
    keeps_open: bool
    margin: Won

    @property
    def action(self) -> str:
        """Name what to do now: the option, or `kept-open`."""
        return KEPT_OPEN if self.keeps_open else str(self.recommended)


@frozen(kw_only=True)
class ByRate:
    """The advice at another number of accidents a year; `intervals` as those of a moment."""

    accident_rate: Decimal
    advice: LaterBest
    intervals: tuple[Interval, ...]

    @property
    def recommended(self) -> Option:
        """The cheapest option."""
        return self.advice.recommended

    @property
    def margin(self) -> Won:
        """Its lead over the cheapest one of the other side."""
        return self.advice.margin


@frozen(kw_only=True)
class KeptOpen(LongCost):
    """Claiming now, with the choice on the last day to pay the claim back (환입).

    `price` is the payout up to which paying back is then worth it, if nothing else happens.
    """

    by: date
    price: Won
    payout: Won
