"""What was learnt: a factor for each pair of counts, and the market's change of each year."""

from datetime import date
from decimal import Decimal

from advisor.book.learning.renewal import AccidentCounts
from advisor.domain.values import frozen

SETTLED = Decimal("0.03")
"""A factor whose interval reaches no further than this to either side counts as found."""


ENOUGH = 200
"""So many renewals find every factor of an insurer to within `SETTLED`."""


@frozen
class LearntFactor:
    """The factor of a pair of counts: as published, as learnt, and its interval of 90 %.

    `renewals` are those that the pair has a part in, before or after.
    """

    counts: AccidentCounts
    published: Decimal
    factor: Decimal
    low: Decimal
    high: Decimal
    renewals: int

    @property
    def is_settled(self) -> bool:
        """Tell whether the renewals on file are enough to rely on it."""
        return max(self.high - self.factor, self.factor - self.low) <= SETTLED


@frozen
class MarketYear:
    """By how much an insurer's premiums changed in a year for everybody, with its interval.

    `clean` is the number of clients without accidents that it was read from.
    """

    year: int
    change: Decimal
    low: Decimal
    high: Decimal
    clean: int


@frozen
class LearntTable:
    """The accident-count factors of one insurer, as its renewals from `first` to `last` show them.

    `published` and `grade_table` are the codes of what it was shrunk towards and of what took the
    grades out. `spread` is how far single premiums lie from the table, as a share of them.
    """

    insurer: str
    published: str
    grade_table: str
    factors: tuple[LearntFactor, ...]
    market: tuple[MarketYear, ...]
    renewals: int
    first: date
    last: date
    spread: Decimal

    @property
    def is_telling(self) -> bool:
        """Tell whether a factor after an accident was found; else all are as published."""
        return any(one.is_settled for one in self.factors if one.counts.three_years)

    def factor(self, counts: AccidentCounts) -> LearntFactor:
        """Return the factor of a pair of counts; larger ones have that of the largest cell."""
        cell = counts.told_apart
        return next(factor for factor in self.factors if factor.counts == cell)
