"""The values that the advice with later accidents is made of."""

from datetime import date
from decimal import Decimal

from advisor.domain.decision import Interval
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.values import frozen

NOW, BEFORE_CUT_OFF, BEFORE_RENEWAL = "now", "before-cut-off", "before-renewal"
"""The days that are looked at; the last two are the last days before either."""

KEPT_OPEN = "kept-open"
"""Names the claim that may still be paid back, as an action."""


def choice_code(option: Option) -> str:
    """Return the name for texts of an option of an interval.

    A claim that is paid back stands for the choice to do so.
    """
    return KEPT_OPEN if option is Option.CLAIM_REFUND else str(option)


@frozen(kw_only=True)
class LongCost:
    """What a choice costs: paid now, and expected later beside no accident at all."""

    cash_now: Won
    later: Won

    @property
    def total(self) -> Won:
        """Both, as worth today."""
        return Won(self.cash_now + self.later)


@frozen(kw_only=True)
class Cost(LongCost):
    """What an option costs if it is never taken back."""

    option: Option


@frozen(kw_only=True)
class KeptOpen(LongCost):
    """Claiming now, with the choice on the last day to pay the claim back (환입).

    `price` is the payout up to which paying back is then worth it, if nothing else happens;
    `spares` is what the choice is worth today beside a claim that is never paid back.
    """

    by: date
    price: Won
    payout: Won
    spares: Won


@frozen
class RefundHint:
    """What an open refund would change where nobody knows whether the insurer allows it.

    Claiming costs `gain` less than what is advised if the payout can be paid back, and `loss`
    more if the insurer refuses; the two balance where it refuses with the chance `refusal`.
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
    """How far the lead of the recommended option is from its margin in the decision, and why.

    `accidents` is what accidents to come add to it, `interest` what is added because money due
    later counts less than in the decision; below 0 they speak for the other side. The margin and
    both come to the lead here, where no claim is ever paid back.
    """

    accidents: Won
    interest: Won


@frozen
class Moment:
    """The best option by repair bill for such an accident on some day.

    `small` and `big` are what a claim within the threshold, and one above it, costs later if it
    is never paid back. In `intervals`, `claim-refund` is the claim that may still be paid back
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

    `keeps_open` tells that it is a claim that is cheaper by a material sum because it may still
    be paid back (환입).
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
    """The best option at another number of accidents a year; `intervals` as those of a moment."""

    accident_rate: Decimal
    best: LaterBest
    intervals: tuple[Interval, ...]

    @property
    def recommended(self) -> Option:
        """The cheapest option."""
        return self.best.recommended

    @property
    def margin(self) -> Won:
        """Its lead over the cheapest one of the other side."""
        return self.best.margin
