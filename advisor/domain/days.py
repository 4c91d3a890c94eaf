"""Policy years and the days around them: leap days and short months included."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_MONTHS_A_YEAR = 12
_IN_EVERY_MONTH, _MIDDLE = 28, 15
_INTO_THE_NEXT = timedelta(days=4)
_A_DAY = timedelta(days=1)


class MonthDay(date):
    """A day of which only the month is known, represented by the middle of that month.

    It is written as its month; in all else it is a day like any other.

    >>> MonthDay.of(2025, 7), f"{MonthDay.of(2025, 7)}", MonthDay.of(2025, 7).last
    (MonthDay(2025, 7, 15), '2025-07', datetime.date(2025, 7, 31))
    """

    @classmethod
    def of(cls, year: int, month: int) -> MonthDay:
        """Return the middle of a month.

        Raises:
            ValueError: there is no such month.
        """
        return cls(year, month, _MIDDLE)

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day of the month."""
        return add_months(self.first, 1) - _A_DAY

    def isoformat(self) -> str:
        """Return the year and the month only."""
        return f"{self.year:04}-{self.month:02}"


def earliest(day: date) -> date:
    """Return the day, or the first day of its month if only the month is known."""
    return day.first if isinstance(day, MonthDay) else day


@lru_cache(maxsize=4096)
def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (or earlier), or the last day of a shorter month.

    >>> add_months(date(2026, 5, 31), -3)
    datetime.date(2026, 2, 28)
    """
    index = day.year * _MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(index, _MONTHS_A_YEAR)
    if day.day <= _IN_EVERY_MONTH:
        return date(year, month + 1, day.day)
    next_month = date(year, month + 1, _IN_EVERY_MONTH) + _INTO_THE_NEXT
    last = next_month.replace(day=1) - _A_DAY
    return last.replace(day=min(day.day, last.day))


def renewal_day(start: date, renewal: int) -> date:
    """Return the first day of a policy year, counted from the current one (0).

    >>> renewal_day(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    return add_months(start, renewal * _MONTHS_A_YEAR)


@lru_cache(maxsize=1024)
def renewal_days(start: date, renewals: int) -> tuple[date, ...]:
    """Return the first days of the policy years from the current one (0) to number `renewals`.

    >>> renewal_days(date(2024, 2, 29), 1)
    (datetime.date(2024, 2, 29), datetime.date(2025, 2, 28))
    """
    return tuple(renewal_day(start, renewal) for renewal in range(renewals + 1))


def policy_year_start(start: date, day: date) -> date:
    """Return the first day of the policy year that `day` lies in; `start` begins one such year.

    >>> policy_year_start(date(2026, 3, 2), date(2027, 3, 1))
    datetime.date(2026, 3, 2)
    """
    years = day.year - start.year
    begins = renewal_day(start, years)
    return begins if begins <= day else renewal_day(start, years - 1)


def last_day(start: date) -> date:
    """Return the last day of the policy year that begins on `start`.

    >>> last_day(date(2026, 3, 2))
    datetime.date(2027, 3, 1)
    """
    return renewal_day(start, 1) - _A_DAY


def cut_off(start: date, renewal: int, months: int) -> date:
    """Return the first day that no longer counts for a renewal: `months` before it.

    >>> cut_off(date(2026, 3, 2), 1, 3)
    datetime.date(2026, 12, 2)
    """
    return add_months(renewal_day(start, renewal), -months)
