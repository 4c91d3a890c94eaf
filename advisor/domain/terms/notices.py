"""What versions of rules may say that every answer warns of and asks by, without an amount."""

from decimal import Decimal
from functools import cached_property

from advisor.domain.money import Rate, Won
from advisor.domain.values import frozen


@frozen
class QuoteWindowTerms:
    """How many days before the expiry an insurer can quote the renewal."""

    days_before_expiry: int


@frozen
class GraveViolationsTerms:
    """What is prosecuted whatever the injured agree to: the law's list, and what stands beside it.

    Both are codes; their words stand in the texts.
    """

    violations: tuple[str, ...]
    beside: tuple[str, ...]


@frozen
class Plausible:
    """Between which sums an amount of the case file usually lies; others are asked about."""

    path: str
    least: Won
    most: Won


@frozen
class PlausibleTerms:
    """The sums that are usual for the amounts of a case."""

    amounts: tuple[Plausible, ...]

    @cached_property
    def by_path(self) -> dict[str, Plausible]:
        """What is usual for the amount of each path."""
        return {one.path: one for one in self.amounts}


@frozen
class JointPoolTerms:
    """What the pool of refused drivers charges: on the base, and all in all.

    `refused_from` is the accident within three years from which drivers report being refused.
    """

    base_surcharge: Rate
    total_lowest: Decimal
    total_highest: Decimal
    refused_from: int | None = None
