"""Where a driver stands at a cut-off."""

from collections.abc import Iterator

from advisor.domain.values import frozen


@frozen(cache_hash=True)
class DriverState:
    """All that later premiums depend on, seen at a cut-off.

    `years` holds the accidents that count in each year of the long window, the oldest first. One
    of the latest year may be left out of the one-year count. A claim that does not count may hold
    the grade at `held` renewals to come; half a point may wait since `waiting` renewals.
    """

    grade: int
    years: tuple[int, ...]
    left_out: bool = False
    held: int = 0
    waiting: int = 0

    def __str__(self) -> str:
        """Return the grade, and after a stroke the accidents of each year: 16/0-1-0."""
        waiting = f"+{self.waiting}" if self.waiting else ""
        return f"{self.grade}/{'-'.join(map(str, self.years))}{waiting}"


def patterns(years: int, most: int) -> Iterator[tuple[int, ...]]:
    """Return the accidents of some years in every way that adds up to at most `most`.

    >>> list(patterns(2, 1))
    [(0, 0), (0, 1), (1, 0)]
    """
    if not years:
        yield ()
        return
    for first in range(most + 1):
        for rest in patterns(years - 1, most - first):
            yield (first, *rest)
