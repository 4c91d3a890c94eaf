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

    `SELF_PAY` pays for property and leaves an injury to the insurer, with its record; `SETTLE` pays
    for another person's slight injury as well. It is there only where its sum is stated.
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
        """Tell whether this option is on the claiming side of the decision."""
        return self not in _NO_CLAIMS


_NO_CLAIMS = frozenset({Option.SELF_PAY, Option.SETTLE, Option.CLAIM_REFUND})

CLAIMS = frozenset(Option) - _NO_CLAIMS
"""The options on the claiming side; the codes of an answer can be looked up in it as well."""


class OfOption(Protocol):
    """Something that there is once for each option."""

    @property
    def option(self) -> Option:
        """The option that it is of."""


T_co = TypeVar("T_co", bound=OfOption, covariant=True)


@frozen
class ByOption(Generic[T_co]):
    """One thing for each option, asked by the option; they stand in the options' order."""

    each: tuple[T_co, ...]

    def __getitem__(self, option: Option) -> T_co:
        """Return that of one option.

        Raises:
            KeyError: there is none of this option.
        """
        for one in self.each:
            if one.option is option:
                return one
        raise KeyError(option)

    def __contains__(self, option: object) -> bool:
        """Tell whether there is one of this option."""
        return any(one.option is option for one in self.each)

    def __iter__(self) -> Iterator[T_co]:
        """Yield them in the options' order."""
        return iter(self.each)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.each)


PREMIUM_LINES = frozenset({"extra-premium", "other-car"})
"""The codes of the lines that premiums bring, of this car and of the others."""

REFUND_LINE = "refund"
"""The code of the line by which a payout goes back to the insurer."""


@frozen
class CostLine:
    """One amount, on one day, by one rule; `present` is its value on the day of the advice.

    `renewal` counts the renewals of the car whose premium it is.
    """

    code: str
    renewal: int
    day: date
    amount: Won
    present: Won
    basis: tuple[str, ...]


@frozen
class PremiumYear:
    """The premium of one policy year and what made it; renewal 0 is the current year.

    `points` is the sum in the window, divided among the cars of one policy. `special` is the
    surcharge that was added to the grade factor before grades came. `career` is the factor of few
    years of insurance, None where it is not in print or not asked for; `violations` that of traffic
    violations. Both are the same on every path.
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

    `outlay` is what leaves the purse in all: cash, repayments and every premium of the renewals
    counted, as worth on the day of the advice. An option that is not possible has its reasons and
    no lines.
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
        """What is paid on the day of the advice, less what a claim brings beside the repair."""
        return self._sum(line for line in self.lines if line.code not in _LATER_LINES)

    @property
    def repayment(self) -> CostLine | None:
        """The payout that goes back before renewal, None where none goes back."""
        return next((line for line in self.lines if line.code == REFUND_LINE), None)

    @property
    def extra_premium(self) -> Won:
        """What the renewals of all cars cost more than without this accident, nominally."""
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
