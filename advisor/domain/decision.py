"""The answer: what each option costs, line by line, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from attrs import frozen

from advisor.domain.case import Case
from advisor.domain.money import Won, total
from advisor.domain.rule import Version

Fact = str | int | bool | date | Decimal | None
"""What a reason may state: a plain value, put into words only by the catalogs."""

Facts = Mapping[str, Fact]
"""The facts of one reason, by the names that its sentence uses."""


class Option(StrEnum):
    """What the driver can do, in the order in which equal costs are ranked."""

    SELF_PAY = "self-pay"
    CLAIM = "claim"
    CLAIM_OWN = "claim-own"
    CLAIM_OTHER = "claim-other"
    CLAIM_REFUND = "claim-refund"
    CLAIM_CAPPED = "claim-capped"

    @property
    def is_claim(self) -> bool:
        """Tell whether this option is on the claiming side of the decision."""
        return self not in {Option.SELF_PAY, Option.CLAIM_REFUND}


class Verdict(StrEnum):
    """The answer in one word."""

    CLAIM = "claim"
    SELF_PAY = "self-pay"
    KEEP_OPEN = "keep-open"
    DEPENDS = "depends"
    NOT_COVERED = "not-covered"


@frozen
class CostLine:
    """One amount, on one day, by one rule; `present` is its value on the day of the advice."""

    code: str
    renewal: int
    day: date
    amount: Won
    present: Won
    basis: tuple[str, ...]


@frozen
class PremiumYear:
    """The premium of one policy year and what made it; renewal 0 is the current year.

    `special` is the surcharge that was added to the grade factor before grades came. `career` is
    the factor of few years of insurance, None where it is not in print or not asked for;
    `violations` that of traffic violations. Both are the same on every path.
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


PremiumPath = tuple[PremiumYear, ...]


@frozen
class Outcome:
    """All that one option costs. The total is the sum of the lines, and nothing else.

    An option that is not possible has its reasons and no lines.
    """

    option: Option
    reasons: tuple[str, ...] = ()
    available: bool = True
    tested: Won | None = None
    crossed: bool | None = None
    score: Decimal | None = None
    lines: tuple[CostLine, ...] = ()
    path: PremiumPath = ()

    @property
    def cash_now(self) -> Won:
        """What is paid on the day of the advice."""
        return total(
            line.amount for line in self.lines if line.code not in {"extra-premium", "refund"}
        )

    @property
    def extra_premium(self) -> Won:
        """What the renewals cost more than on the self-pay path, nominally."""
        return total(line.amount for line in self.lines if line.code == "extra-premium")

    @property
    def total(self) -> Won:
        """The present value of all lines."""
        return total(line.present for line in self.lines)


@frozen
class Payout:
    """What the insurers pay when everything that a cover answers is claimed."""

    own_damage: Won
    other_property: Won
    deductible: Won
    from_other_side: Won

    @property
    def total(self) -> Won:
        """The own insurer's payout, which is what the threshold tests."""
        return Won(self.own_damage + self.other_property)


@frozen
class ThresholdTest:
    """The payout beside the surcharge threshold; only more than the threshold crosses it."""

    amount: Won
    tested: Won
    crossed: bool
    near: bool


@frozen
class Interval:
    """Repair bills, both ends included, for which one option is the best."""

    first: Won
    last: Won
    best: Option


@frozen
class View:
    """The recommendation over a number of renewals."""

    renewals: int
    recommended: Option
    margin: Won


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
class RefundChoice:
    """One way through several accidents of this year; `refund` are indexes of the claims."""

    new: Option
    refund: tuple[int, ...]
    total: Won


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


@frozen
class Decision:
    """The whole answer to one case."""

    case: Case
    verdict: Verdict
    recommended: Option
    margin: Won
    refund_by: date | None
    payout: Payout
    threshold: ThresholdTest
    outcomes: tuple[Outcome, ...]
    budget: Won | None
    break_even: tuple[Interval, ...]
    views: tuple[View, ...]
    range: tuple[RangeEntry, ...]
    assumed: tuple[Assumed, ...]
    warnings: tuple[Reason, ...]
    reasons: tuple[Reason, ...]
    ask: tuple[Reason, ...]
    refund_plan: tuple[RefundChoice, ...]
    rules: tuple[Version[object], ...]
    unknowns: tuple[Unknown, ...] = ()
    payers: tuple[Payer, ...] = ()
    ways: tuple[Way, ...] = ()
    owed: tuple[Owed, ...] = ()
    steps: tuple[Reason, ...] = ()

    @property
    def advised(self) -> Option | None:
        """The option to point at: the recommended one, None where the answer depends."""
        return None if self.verdict is Verdict.DEPENDS else self.recommended

    def outcome(self, option: Option) -> Outcome:
        """Give what one option costs."""
        return next(outcome for outcome in self.outcomes if outcome.option == option)
