"""What is said beside the amounts: codes and facts, put into words by the catalogs alone."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.values import frozen

Fact = str | int | bool | date | Decimal | None
"""What a reason may state: a plain value, put into words only by the catalogs."""

Facts = Mapping[str, Fact]
"""The facts of one reason, by the names that its sentence uses."""


@frozen
class RangeEntry:
    """The recommendation under one other reading of what the case leaves open."""

    assumption: str
    value: Fact
    recommended: Option
    margin: Won


@frozen
class Assumed:
    """What was taken for granted because the case does not say it."""

    path: str
    value: Fact


@frozen
class Reason:
    """One explained fact: a code and what fills its sentence, with the rules behind it."""

    code: str
    facts: Facts
    basis: tuple[str, ...] = ()


@frozen
class Unknown:
    """What one open question does to the lead of claiming over self-pay.

    `least` and `most` are the extremes of that lead (negative: self-pay is cheaper); `worth` is the
    most that knowing the answer can save against following the headline.
    """

    assumption: str
    least: Won
    most: Won
    worth: Won

    @property
    def swing(self) -> Won:
        """How far the question moves the lead."""
        return Won(self.most - self.least)


@frozen
class Sensitivity:
    """What one input does to the lead of claiming over self-pay when it moves both ways.

    `flips_at` is the value nearest to the case's own at which the other side becomes the cheaper
    one, None where none was found within sane bounds.
    """

    path: str
    value: Fact
    low: Fact
    high: Fact
    lead_at_low: Won
    lead_at_high: Won
    flips_at: Fact

    @property
    def swing(self) -> Won:
        """How far the input moves the lead."""
        return Won(abs(self.lead_at_high - self.lead_at_low))


@frozen
class Payer:
    """Who answers for one part of the accident, and whose record it touches."""

    part: str
    payer: str
    record: str
    basis: tuple[str, ...]


@frozen
class Way:
    """One way to settle a shared fault: what the driver bears of the own repair in the end.

    `advanced` is paid first, `returned` comes back later.
    """

    code: str
    advanced: Won
    returned: Won
    basis: tuple[str, ...]
    contested: bool = False

    @property
    def borne(self) -> Won:
        """What is left with the driver."""
        return Won(self.advanced - self.returned)


@frozen
class Owed:
    """What the other side owes beside the repair, by the own share of the fault."""

    code: str
    amount: Won
    basis: tuple[str, ...]


def without_place(path: str) -> str:
    """Leave out which of several records a path speaks of: "claim[0].day" is "claim.day"."""
    head, bracket, rest = path.partition("[")
    return f"{head}{rest.partition(']')[2]}" if bracket else path


def place_in(path: str) -> int | None:
    """Return which of several records a path speaks of, counted from 1 as people do."""
    _, bracket, rest = path.partition("[")
    return int(rest.partition("]")[0]) + 1 if bracket else None
