"""What an answer says besides amounts: codes and facts, put into words only by the catalogs."""

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
    """The recommendation if something that the case leaves open is read differently."""

    assumption: str
    value: Fact
    recommended: Option
    margin: Won


@frozen
class Assumed:
    """A value that was assumed because the case does not state one."""

    path: str
    value: Fact


@frozen
class Reason:
    """One explained fact: a code, the facts that fill its sentence, and the rules behind it."""

    code: str
    facts: Facts
    basis: tuple[str, ...] = ()


@frozen
class Unknown:
    """How one open question affects the lead of claiming over self-pay.

    `least` and `most` are the extremes of that lead (negative: self-pay is cheaper); `worth` is the
    most that knowing the answer can save, compared with following the headline.
    """

    assumption: str
    least: Won
    most: Won
    worth: Won

    @property
    def swing(self) -> Won:
        """How far the question can move the lead, in won."""
        return Won(self.most - self.least)


@frozen
class Sensitivity:
    """How one input affects the lead of claiming over self-pay when it is moved both ways.

    `flips_at` is the value nearest to the case's own at which the other side becomes cheaper, None
    if none was found within reasonable bounds.
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
        """How far the input moves the lead, in won."""
        return Won(abs(self.lead_at_high - self.lead_at_low))


@frozen
class Payer:
    """Who pays for one part of the accident, and whose record it enters."""

    part: str
    payer: str
    record: str
    basis: tuple[str, ...]


@frozen
class SharedFaultWay:
    """One way to settle a shared fault, and what the driver finally bears of the own repair.

    `advanced` is what the driver pays first, `returned` what comes back later.
    """

    code: str
    advanced: Won
    returned: Won
    basis: tuple[str, ...]
    contested: bool = False

    @property
    def borne(self) -> Won:
        """What the driver finally bears."""
        return Won(self.advanced - self.returned)


@frozen
class Owed:
    """What the other side owes besides the repair, given the driver's share of the fault."""

    code: str
    amount: Won
    basis: tuple[str, ...]


def without_index(path: str) -> str:
    """Return a path without the index of its record: "claim.day" for "claim[0].day"."""
    head, bracket, rest = path.partition("[")
    return f"{head}{rest.partition(']')[2]}" if bracket else path


def record_number(path: str) -> int | None:
    """Return the index of a path's record, counted from 1 as people do; None if it has none."""
    _, bracket, rest = path.partition("[")
    return int(rest.partition("]")[0]) + 1 if bracket else None
