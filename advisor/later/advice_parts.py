"""The values that make up the advice with later accidents."""

from datetime import date
from decimal import Decimal

from advisor.domain.decision import Interval
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.values import frozen

NOW, BEFORE_CUT_OFF, BEFORE_RENEWAL = "now", "before-cut-off", "before-renewal"
"""The days looked at: today, the last day before the cut-off, the last day before the renewal."""

KEPT_OPEN = "kept-open"
"""The name of the action of claiming while the claim may still be paid back."""


def choice_code(option: Option) -> str:
    """Return the name under which texts speak of an option of an interval.

    `claim-refund` in an interval stands for a claim that may still be paid back.
    """
    return KEPT_OPEN if option is Option.CLAIM_REFUND else str(option)


@frozen(kw_only=True)
class LongCost:
    """The cost of a choice: what is paid now, and what is expected later over no accident."""

    cash_now: Won
    later: Won

    @property
    def total(self) -> Won:
        """The sum of both, in money of today."""
        return Won(self.cash_now + self.later)


@frozen(kw_only=True)
class Cost(LongCost):
    """The cost of an option that is never taken back."""

    option: Option


@frozen(kw_only=True)
class KeptOpen(LongCost):
    """Claiming now, with the choice on the last day to pay the claim back (환입).

    `price` is the payout up to which paying back is then worth it, if nothing else happens;
    `spares` is what the choice saves, in money of today, against a claim never paid back.
    """

    by: date
    price: Won
    payout: Won
    spares: Won


@frozen
class RefundHint:
    """What an open refund would change if it is not known whether the insurer allows it.

    Claiming costs `gain` less than what is advised if the payout can be paid back, and `loss`
    more if the insurer refuses. If it refuses with the chance `refusal`, the two balance.
    """

    gain: Won
    loss: Won
    by: date

    @property
    def refusal(self) -> Decimal:
        """The chance of a refusal up to which claiming first pays, cut to whole percents."""
        return Decimal(100 * self.gain // (self.gain + self.loss)) / 100


@frozen
class Headline:
    """What the decision recommends over its renewals, without a further accident."""

    renewals: int
    recommended: Option
    margin: Won


@frozen
class LeadChange:
    """Why the lead of the recommended option differs from its margin in the decision.

    `accidents` is what later accidents add to the margin, `interest` what is added because money
    due later counts less than in the decision; below 0 they speak for the other side. The margin
    and both of them add up to the lead here, if no claim is ever paid back.
    """

    accidents: Won
    interest: Won


@frozen
class Moment:
    """The best option by repair bill for such an accident on some day.

    `small` and `big` are the later costs of a claim within the threshold and of one above it, if
    it is never paid back. In `intervals`, `claim-refund` is the claim that may still be paid back
    (환입), where that is recommended.
    """

    code: str
    day: date
    small: Won
    big: Won
    intervals: tuple[Interval, ...]


@frozen
class LaterBest:
    """The cheapest option, and its lead over the cheapest one of the other side.

    `keeps_open` says whether that option is a claim that is cheaper by a material sum because it
    may still be paid back (환입).
    """

    recommended: Option
    keeps_open: bool
    margin: Won

    @property
    def action(self) -> str:
        """The name of what to do now: that of the option, or `kept-open`."""
        return KEPT_OPEN if self.keeps_open else str(self.recommended)


@frozen(kw_only=True)
class ByRate:
    """The best option at another number of accidents a year; `intervals` are as in `Moment`."""

    accident_rate: Decimal
    best: LaterBest
    intervals: tuple[Interval, ...]

    @property
    def recommended(self) -> Option:
        """The cheapest option."""
        return self.best.recommended

    @property
    def margin(self) -> Won:
        """The lead of the cheapest option over the cheapest one of the other side."""
        return self.best.margin
