"""A renewal on file: the premium before, the premium charged, and the record behind both."""

from __future__ import annotations

from datetime import date

from advisor.domain.money import Won
from advisor.domain.values import frozen

MOST_COUNTED = 3
"""The most accidents in three years that are told apart; more count as this many."""

MOST_IN_A_YEAR = 2
"""The same for accidents in the last year."""


@frozen(order=True)
class AccidentCounts:
    """The accidents that count for a premium: in three years, and in the last of them."""

    three_years: int
    one_year: int

    @property
    def cell(self) -> AccidentCounts:
        """The cell of the table of factors that these counts fall into."""
        three = min(self.three_years, MOST_COUNTED)
        return AccidentCounts(three, min(self.one_year, three, MOST_IN_A_YEAR))


NONE_COUNTED = AccidentCounts(0, 0)

CELLS: tuple[AccidentCounts, ...] = tuple(
    AccidentCounts(three, one)
    for three in range(MOST_COUNTED + 1)
    for one in range(min(three, MOST_IN_A_YEAR) + 1)
)
"""Every pair of counts that has a factor, the clean one first."""


@frozen
class PaidRenewal:
    """One renewal: what the policy cost before `day`, and what the insurer charged from then on.

    Grades and counts are those of the two policy years. `predicted` is the premium predicted for
    this renewal, if a case was on file; `client` is any name for the client.
    """

    insurer: str
    day: date
    before: Won
    charged: Won
    grade_before: int
    grade_after: int
    counts_before: AccidentCounts
    counts_after: AccidentCounts
    predicted: Won | None = None
    client: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether no accident counts in either year: then only grade and market change it."""
        return self.counts_before == self.counts_after == NONE_COUNTED
