"""What was learnt: a factor for each pair of counts, and the market's change of each year."""

from datetime import date
from decimal import Decimal

from advisor.book.learning.renewal import AccidentCounts
from advisor.domain.values import frozen

SETTLED = Decimal("0.03")
"""A factor whose interval reaches no further than this to either side counts as settled."""


ENOUGH = 200
"""The number of renewals that settle every factor of an insurer."""


@frozen
class LearntFactor:
    """The factor of a pair of counts: as published, as learnt, and its 90 % interval.

    `renewals` is the number of renewals with that pair of counts, before or after.
    """

    counts: AccidentCounts
    published: Decimal
    factor: Decimal
    low: Decimal
    high: Decimal
    renewals: int

    @property
    def is_settled(self) -> bool:
        """Whether the renewals on file are enough to rely on the factor."""
        return max(self.high - self.factor, self.factor - self.low) <= SETTLED


@frozen
class MarketYear:
    """The change of an insurer's premiums in a year for everybody, with its 90 % interval.

    `clean` is the number of renewals without accidents that it was read from.
    """

    year: int
    change: Decimal
    low: Decimal
    high: Decimal
    clean: int


@frozen
class LearntTable:
    """The accident-count factors of one insurer, as its renewals from `first` to `last` show them.

    `published` is the code of the profile that it was shrunk towards, `grade_table` that of the
    table by which grades were taken out. `spread` is how far single premiums lie from the table, as
    a share of them.
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
    def is_informative(self) -> bool:
        """Whether any factor after an accident is settled; else all are near the published ones."""
        return any(one.is_settled for one in self.factors if one.counts.three_years)

    def factor(self, counts: AccidentCounts) -> LearntFactor:
        """Return the factor of a pair of counts; larger counts have that of the largest pair."""
        cell = counts.cell
        return next(factor for factor in self.factors if factor.counts == cell)
