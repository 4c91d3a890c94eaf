"""The days that a renewal looks at: cut-offs, and in which years an accident lies between them."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from advisor.domain.days import cut_off
from advisor.domain.values import frozen

if TYPE_CHECKING:
    from datetime import date

    from advisor.domain.terms.core import EvaluationWindowTerms


@frozen(eq=False)
class Windows:
    """The windows of a policy's renewals from the current year (0) on.

    `cuts` holds the cut-off of every renewal, those of some years before the current one included.
    The years between two cut-offs tile; year 0 is the oldest that renewal 0 counts, and renewal k
    counts the years from k up to, and without, k + `long`. The last `short` of them are those of
    the points and of the one-year count.
    """

    cuts: tuple[date, ...]
    long: int
    short: int

    def year(self, day: date) -> int:
        """Return the year between two cut-offs that a day lies in; negative before the oldest."""
        return bisect_right(self.cuts, day) - 1

    def hold(self, year: int, renewal: int) -> bool:
        """Tell whether the long window of a renewal holds a year."""
        return renewal <= year < renewal + self.long


@lru_cache(maxsize=256)
def windows(start: date, renewals: int, terms: EvaluationWindowTerms) -> Windows:
    """Return the windows of a policy that started on a day, up to some renewal."""
    long = terms.count_years
    cuts = tuple(cut_off(start, k, terms.cut_off_months) for k in range(-long, renewals + 1))
    return Windows(cuts, long, terms.points_years)
