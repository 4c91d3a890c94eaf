"""The terms of rules behind warnings and questions, which change no amount of an answer."""

from decimal import Decimal
from functools import cached_property

from advisor.domain.money import Rate, Won
from advisor.domain.values import frozen


@frozen
class QuoteWindowTerms:
    """How many days before expiry an insurer can quote the renewal."""

    days_before_expiry: int


@frozen
class GraveViolationsTerms:
    """What is prosecuted even after a settlement: the law's list, and others `beside` it.

    Both are codes, which the catalogs put into words.
    """

    violations: tuple[str, ...]
    beside: tuple[str, ...]


@frozen
class Plausible:
    """The usual range of an amount in the case file; the user is asked about any other amount."""

    path: str
    least: Won
    most: Won


@frozen
class PlausibleTerms:
    """The usual ranges of the amounts of a case."""

    amounts: tuple[Plausible, ...]

    @cached_property
    def by_path(self) -> dict[str, Plausible]:
        """The usual range of each amount, by its path."""
        return {one.path: one for one in self.amounts}


@frozen
class JointPoolTerms:
    """What the joint pool of refused drivers adds: to the base premium, and in total.

    `refused_from` is the number of accidents in three years from which drivers report refusals.
    """

    base_surcharge: Rate
    total_lowest: Decimal
    total_highest: Decimal
    refused_from: int | None = None
