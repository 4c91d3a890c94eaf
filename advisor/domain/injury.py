"""A person who was hurt, and what the payment standard gives for it."""

from datetime import date
from enum import StrEnum

from attrs import field

from advisor.domain.findings import Facts, Reason
from advisor.domain.money import NOTHING, Rate, Won
from advisor.domain.rule import Version
from advisor.domain.terms.injury import Relation
from advisor.domain.values import frozen


class Occupation(StrEnum):
    """What a person lives on, by which lost work is reckoned."""

    EMPLOYED = "employed"
    HOUSEWORK = "housework"
    NONE = "none"


class Ward(StrEnum):
    """Why somebody lies in a dearer ward than the standard one."""

    DOCTOR = "doctor"
    FULL = "full"
    WISH = "wish"


class Head(StrEnum):
    """The parts of the standard; each has a limit of its own."""

    INJURY = "injury"
    DISABILITY = "disability"
    DEATH = "death"


@frozen
class InjuryQuestion:
    """What is asked for one person; None marks what is not stated.

    `on` is the day of the accident. `grade` is that of the injury, 1 to 14. Amounts are won, days
    are counted. `actual_loss` is the income that was really lost while off work; `day_wage` a day
    labourer's, by which housework and home care are reckoned. `ward_extra` is what a dearer ward
    costs more, a day. `loss` is the loss of capacity that stays; with `keeps_income` nothing is
    earned less for it. `work_months` are those that are left to work, else taken from `age`.
    """

    on: date
    grade: int | None = None
    died: bool = False
    age: int | None = None
    occupation: Occupation | None = None
    monthly_income: Won | None = None
    actual_loss: Won | None = None
    day_wage: Won | None = None
    treatment: Won = NOTHING
    hospital_days: int = 0
    meals_given: Won = NOTHING
    ward_extra: Won = NOTHING
    ward: Ward = Ward.WISH
    outpatient_visits: int = 0
    days_off: int | None = None
    loss: Rate | None = None
    keeps_income: bool = False
    work_months: int | None = None
    living_cost: Won | None = None
    care_days: int = 0
    family: tuple[tuple[Relation, int], ...] = ()


@frozen
class PaymentLine:
    """One sum that the standard gives, under its head, and the rules it comes from."""

    head: Head
    code: str
    amount: Won
    facts: Facts = field(factory=dict)
    basis: tuple[str, ...] = ()


@frozen
class HeadSum:
    """What stands under a head, the most that compulsory cover pays for it, and what is above."""

    head: Head
    amount: Won
    limit: Won

    @property
    def above(self) -> Won:
        """What compulsory cover does not pay: the voluntary cover does, or the driver."""
        return Won(max(0, self.amount - self.limit))


@frozen
class InjuryPayments:
    """All that the standard gives for one person; the total is the sum of the lines.

    `standards` are the versions that the sums stand in, `rules` all that were asked.
    """

    question: InjuryQuestion
    lines: tuple[PaymentLine, ...]
    heads: tuple[HeadSum, ...]
    limits: tuple[tuple[Head, Won], ...]
    notes: tuple[Reason, ...]
    standards: tuple[Version[object], ...]
    rules: tuple[Version[object], ...]

    @property
    def total(self) -> Won:
        """The sum of all lines."""
        return Won(sum(line.amount for line in self.lines))

    @property
    def within_limits(self) -> Won:
        """The part of it that compulsory cover pays."""
        return Won(self.total - sum(head.above for head in self.heads))


@frozen
class Yardstick:
    """What the standard gives for a slight injury, beside the treatment, and the day it is of."""

    grade: int
    visits: int
    amount: Won
    standard_of: date
    basis: tuple[str, ...]
