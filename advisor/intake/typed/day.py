"""Days as people write them, short of the year or the century too, and spans of days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from advisor.intake.plain_text import plain
from advisor.intake.problems import Unreadable

_DAYS_AGO = {"오늘": 0, "today": 0, "어제": 1, "yesterday": 1, "그제": 2, "그저께": 2}

_YEAR, _MONTH, _DAY = (
    r"(?P<year>[0-9]{4}|[0-9]{2})",
    r"(?P<month>[0-9]{1,2})",
    r"(?P<day>[0-9]{1,2})",
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}\s*(?P<sep>[-./])\s*{_MONTH}\s*(?P=sep)\s*{_DAY}\s*\.?",
        rf"{_YEAR}\s*년\s*{_MONTH}\s*월\s*{_DAY}\s*일",
        r"(?P<year>[0-9]{4}|[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:\.0)?",
        rf"{_MONTH}\s*[-./]\s*{_DAY}\s*\.?",
        rf"{_MONTH}\s*월\s*{_DAY}\s*일",
    )
)

_BESIDE = re.compile(
    r"\s*\(?(?:[월화수목금토일]요일|(?<=\()[월화수목금토일](?=\)))\)?"
    r"|(?<=[0-9일.)])\s+(?:(?:오전|오후|am|pm)\s*)?[0-9]{1,2}\s*(?::[0-9]{2}|시).*$"
)
"""What stands beside a day: what day of the week it is, and the time."""

_MONTH_ALONE = re.compile(r"[0-9]{4}\s*[-./]\s*[0-9]{1,2}\.?|[0-9]{2,4}\s*년\s*[0-9]{1,2}\s*월")

_CENTURY = 100
_YEARS_AHEAD = 20
"""A year of two digits lies at most so far in the future, else in the century before."""

_LONGEST_WITHOUT_LEAP_DAY = 8

_PERIOD = re.compile(r"(?P<count>[0-9]{1,4})\s*(?P<unit>d|days?|w|weeks?|일|주)?")
_A_WEEK = ("w", "주")


def parse_day(text: str, today: date) -> date | Unreadable:
    """Read a day: 2026-11-22, 20261122, 2026. 11. 22., 26.11.22, 261122, 11/22, 오늘, yesterday.

    Without a year it is the latest such day that is not after today.
    """
    whole = _BESIDE.sub("", plain(text)).strip()
    if whole in _DAYS_AGO:
        return today - timedelta(days=_DAYS_AGO[whole])
    match = next((found for form in _FORMS if (found := form.fullmatch(whole))), None)
    if match is None:
        return Unreadable("month-alone" if _MONTH_ALONE.fullmatch(whole) else "unreadable-day")
    month, day = int(match["month"]), int(match["day"])
    year = match.groupdict().get("year")
    years = (_full_year(year, today),) if year else _years_back(today)
    days = (_day(y, month, day) for y in years)
    allowed = (d for d in days if d is not None and (year or d <= today))
    return next(allowed, None) or Unreadable("no-such-day")


def _years_back(today: date) -> tuple[int, ...]:
    return tuple(range(today.year, today.year - _LONGEST_WITHOUT_LEAP_DAY - 1, -1))


def _full_year(year: str, today: date) -> int:
    if len(year) > 2:  # noqa: PLR2004 - two digits leave the century open
        return int(year)
    century = today.year - today.year % _CENTURY
    found = century + int(year)
    return found if found <= today.year + _YEARS_AHEAD else found - _CENTURY


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_period(text: str) -> timedelta | None:
    """Return a span of days; None where it is none.

    >>> parse_period("30일").days, parse_period("4w").days, parse_period("soon")
    (30, 28, None)
    """
    found = _PERIOD.fullmatch(plain(text).strip().lower())
    if found is None:
        return None
    count, unit = int(found["count"]), found["unit"] or ""
    return timedelta(weeks=count) if unit.startswith(_A_WEEK) else timedelta(days=count)
