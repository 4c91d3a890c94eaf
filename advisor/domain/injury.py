"""A person who was hurt, and what the payment standard grants."""

from datetime import date
from enum import StrEnum

from attrs import field

from advisor.domain.findings import Facts, Reason
from advisor.domain.money import NOTHING, Rate, Won
from advisor.domain.rule import Version
from advisor.domain.terms.injury import Relation
from advisor.domain.values import frozen


class Occupation(StrEnum):
    """What a person lives on, which decides how lost work is calculated."""

    EMPLOYED = "employed"
    HOUSEWORK = "housework"
    NONE = "none"


class Ward(StrEnum):
    """Why a person is in a dearer ward than the standard one."""

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
    """What is stated about one injured person; None if it is not stated.

    `on` is the day of the accident. `grade` is the injury grade, 1 to 14. Amounts are in won.
    `actual_loss` is the income actually lost while off work; `day_wage` is a day labourer's wage,
    from which housework and home care are calculated. `ward_extra` is the extra cost of a dearer
    ward a day. `loss` is the lasting loss of capacity; with `keeps_income` the person earns no less
    because of it. `work_months` is how many months of work are left, if None taken from `age`.
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
    """One sum that the standard grants, the head it belongs to, and the rules it comes from."""

    head: Head
    code: str
    amount: Won
    facts: Facts = field(factory=dict)
    basis: tuple[str, ...] = ()


@frozen
class HeadSum:
    """The sum of one head, and the most that compulsory cover pays for it."""

    head: Head
    amount: Won
    limit: Won

    @property
    def above(self) -> Won:
        """What compulsory cover does not pay, and voluntary cover or the driver does."""
        return Won(max(0, self.amount - self.limit))


@frozen
class InjuryPayments:
    """All that the standard grants for one person; the total is the sum of the lines.

    `standards` are the versions that state the sums, `rules` all versions that were consulted.
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
        """The part of the total that compulsory cover pays."""
        return Won(self.total - sum(head.above for head in self.heads))


@frozen
class Yardstick:
    """What the standard grants for a slight injury, treatment aside, and its first day in force."""

    grade: int
    visits: int
    amount: Won
    standard_of: date
    basis: tuple[str, ...]
