"""What each option costs: its amounts line by line, and the premiums that it leads to."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from advisor.domain.money import NOTHING, Won, total
from advisor.domain.values import frozen


class Option(StrEnum):
    """What the driver can do, in the order in which equal costs are ranked.

    With `SELF_PAY` the driver pays for property and leaves an injury to the insurer, so that it
    enters the record. With `SETTLE` the driver also pays for another person's slight injury; it
    exists only if its sum is stated.
    """

    SELF_PAY = "self-pay"
    SETTLE = "settle"
    CLAIM = "claim"
    CLAIM_OWN = "claim-own"
    CLAIM_OTHER = "claim-other"
    CLAIM_REFUND = "claim-refund"
    CLAIM_CAPPED = "claim-capped"

    @property
    def is_claim(self) -> bool:
        """Return whether this option is on the claiming side of the decision."""
        return self not in _NO_CLAIMS


_NO_CLAIMS = frozenset({Option.SELF_PAY, Option.SETTLE, Option.CLAIM_REFUND})

CLAIMS = frozenset(Option) - _NO_CLAIMS
"""The options on the claiming side; an answer's codes, as texts, can be looked up in it too."""


class HasOption(Protocol):
    """Something that belongs to one option."""

    @property
    def option(self) -> Option:
        """The option that it belongs to."""


T_co = TypeVar("T_co", bound=HasOption, covariant=True)


@frozen
class ByOption(Generic[T_co]):
    """At most one item for each option, looked up by option, in the order of the options."""

    each: tuple[T_co, ...]

    def __getitem__(self, option: Option) -> T_co:
        """Return the item of one option.

        Raises:
            KeyError: the option has no item.
        """
        for one in self.each:
            if one.option is option:
                return one
        raise KeyError(option)

    def __contains__(self, option: object) -> bool:
        """Return whether the option has an item."""
        return any(one.option is option for one in self.each)

    def __iter__(self) -> Iterator[T_co]:
        """Yield the items in the order of the options."""
        return iter(self.each)

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self.each)


PREMIUM_LINES = frozenset({"extra-premium", "other-car"})
"""The codes of the cost lines for extra premiums, of this car and of other cars."""

REFUND_LINE = "refund"
"""The code of the cost line for a payout that is paid back to the insurer."""


@frozen
class CostLine:
    """One amount due on one day, and its rules; `present` is its value on the day of the advice.

    `renewal` counts the renewals of the car that the amount is for.
    """

    code: str
    renewal: int
    day: date
    amount: Won
    present: Won
    basis: tuple[str, ...]


@frozen
class PremiumYear:
    """The premium of one policy year and what it is made of; renewal 0 is the current year.

    `points` is the sum in the window, divided among the cars of one policy. `special` is the
    surcharge that was added to the grade factor before grades existed. `career` is the factor for
    few years of insurance, None if it is not in print or not asked for; `violations` is the factor
    for traffic violations. Both are the same on every path.
    """

    renewal: int
    day: date
    grade: int
    points: Decimal
    accidents_3y: int
    accidents_1y: int
    grade_factor: Decimal
    count_factor: Decimal
    premium: Won
    special: Decimal = Decimal(0)
    career: Decimal | None = None
    violations: Decimal = Decimal(1)


PremiumPath = Sequence[PremiumYear]


@frozen
class Outcome:
    """All that one option costs. The total is the sum of the lines, and nothing else.

    `outlay` is what the driver pays in all: cash, repayments and every premium of the renewals
    counted, at their value on the day of the advice. An option that is not possible has reasons
    and no lines.
    """

    option: Option
    reasons: tuple[str, ...] = ()
    available: bool = True
    tested: Won | None = None
    crossed: bool | None = None
    score: Decimal | None = None
    lines: Sequence[CostLine] = ()
    path: PremiumPath = ()
    outlay: Won = NOTHING

    @property
    def cash_now(self) -> Won:
        """What is paid on the day of the advice, less the extra money that only a claim brings."""
        return self._sum(line for line in self.lines if line.code not in _LATER_LINES)

    @property
    def repayment(self) -> CostLine | None:
        """The line of the payout that is paid back before renewal, None if none is."""
        return next((line for line in self.lines if line.code == REFUND_LINE), None)

    @property
    def extra_premium(self) -> Won:
        """How much more the renewals of all cars cost than without this accident, undiscounted."""
        return self._sum(line for line in self.lines if line.code in PREMIUM_LINES)

    @property
    def total(self) -> Won:
        """The present value of all lines."""
        return total(line.present for line in self.lines)

    @staticmethod
    def _sum(lines: Iterable[CostLine]) -> Won:
        return total(line.amount for line in lines)


_LATER_LINES = PREMIUM_LINES | {REFUND_LINE}


@frozen
class Outcomes(ByOption[Outcome]):
    """What each option costs."""
