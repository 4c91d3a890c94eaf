"""The terms of rules on what compulsory injury cover pays for a person."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from advisor.domain.findings import Fact
from advisor.domain.money import Rate, Won
from advisor.domain.policy import GRAVEST_INJURY, SLIGHTEST_INJURY
from advisor.domain.values import frozen

Flawed = tuple[str, str, "Mapping[str, Fact]"]
"""A flaw of terms that do not fit together: the path within them, a code, and its facts."""


class Relation(StrEnum):
    """A claimant's relation to the injured person; there may be several of all but the spouse."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    PARENT_IN_LAW = "parent-in-law"


@frozen
class InjuryStandardTerms:
    """What is paid for an injury that heals.

    `consolation` lists the sums by grade, from grade 1. For lost work, `lost_work_share` of the
    daily loss is paid, a monthly income divided by `days_a_month`. A ward dearer than the standard
    one is paid for up to `dearer_ward_days` if no other is free.
    """

    consolation: tuple[Won, ...]
    lost_work_share: Rate
    days_a_month: int
    hospital_day: Won
    outpatient_visit: Won
    dearer_ward_days: int

    def flaws(self) -> Iterator[Flawed]:
        """Yield a flaw if a grade has no sum, and one if `days_a_month` is zero."""
        if len(self.consolation) != SLIGHTEST_INJURY:
            facts: dict[str, Fact] = {"least": GRAVEST_INJURY, "most": SLIGHTEST_INJURY}
            yield "consolation", "does-not-cover-each-grade-once", facts
        if not self.days_a_month:
            yield "days_a_month", "not-above-zero", {}


@frozen
class AgeBand:
    """The consolation from an age on, up to the next band."""

    from_age: int
    amount: Won


@frozen
class FamilyAmount:
    """What each person of one relation gets out of the whole consolation."""

    relation: Relation
    amount: Won


@frozen
class DeathStandardTerms:
    """What is paid for a death; `family` is empty if no shares are in print."""

    funeral: Won
    consolation: tuple[AgeBand, ...]
    family: tuple[FamilyAmount, ...] = ()

    def flaws(self) -> Iterator[Flawed]:
        """Yield a flaw for each band out of place: bands begin at age 0 and rise."""
        yield from _rising("consolation", "from_age", [band.from_age for band in self.consolation])

    def consolation_at(self, age: int) -> Won:
        """Return the consolation for the dead person and the family together."""
        return next(band.amount for band in reversed(self.consolation) if band.from_age <= age)


@frozen
class LossBand:
    """The consolation from one loss of capacity on, up to the next band."""

    from_loss: Rate
    amount: Won


@frozen
class FamilyShare:
    """What each person of one relation gets in addition, as a share of the injured person's sum."""

    relation: Relation
    share: Rate


@frozen
class DisabilityStandardTerms:
    """What is paid for a lasting disability.

    If no income is lost, `kept_income_share` of what would have been lost is added to the
    consolation instead.
    """

    consolation: tuple[LossBand, ...]
    family: tuple[FamilyShare, ...]
    kept_income_share: Rate

    def flaws(self) -> Iterator[Flawed]:
        """Yield a flaw for each band out of place: bands begin at a loss of 0 and rise."""
        losses = [band.from_loss for band in self.consolation]
        yield from _rising("consolation", "from_loss", losses)

    def consolation_at(self, loss: Rate) -> Won:
        """Return the consolation for a loss of capacity, a fraction of 1."""
        return next(band.amount for band in reversed(self.consolation) if band.from_loss <= loss)


@frozen
class LostIncomeTerms:
    """How the income of later months becomes a sum of today.

    `interest` is the yearly rate. One part in `living_parts` of a dead person's income would have
    been spent on living. People are assumed to work until the age of `works_until`.
    """

    interest: Rate
    months_a_year: int
    living_parts: int
    works_until: int

    def flaws(self) -> Iterator[Flawed]:
        """Yield a flaw for each divisor that is zero."""
        for name in ("interest", "months_a_year", "living_parts"):
            if not getattr(self, name):
                yield name, "not-above-zero", {}


def _rising(name: str, key: str, firsts: Sequence[Decimal | int]) -> Iterator[Flawed]:
    if not firsts:
        yield name, "empty", {}
    for i, first in enumerate(firsts):
        if i == 0 and first:
            yield f"{name}[0].{key}", "out-of-range", {"value": first, "least": 0, "most": 0}
        elif i and first <= firsts[i - 1]:
            yield f"{name}[{i}].{key}", "not-above-the-one-before", {"value": first}
