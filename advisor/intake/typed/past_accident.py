"""A past accident in one cell, as people note it: its day, and what the insurer paid for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.intake.plain_text import plain, without_unseen
from advisor.intake.problems import Unreadable
from advisor.intake.typed.day import parse_day, parse_month
from advisor.intake.typed.unit import in_won
from advisor.intake.typed.won import parse_won

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_DAY = r"[0-9]{1,2}(?!\s*[십백천만억원,]|[0-9])"
"""The day of a month; a number with a unit of money behind it is a sum."""

_DAY_FIRST = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}|[0-9]{6}"
    rf"|(?:[0-9]{{4}}|[0-9]{{2}})\s*[-./년]\s*[0-9]{{1,2}}\s*(?:[-./월]\s*(?:{_DAY}\s*[.일]?)?)?"
    rf"|[0-9]{{1,2}}\s*[-./월]\s*{_DAY}\s*[.일]?)"
    r"(?![0-9])[\s:,·(/]*(?P<rest>.*)"
)
_AMOUNT = re.compile(r"[₩\\]?[0-9][0-9,.]*\s*(?:[십백천만억]\s*[0-9]*\s*)*원?")
_UNIT = re.compile("[십백천만억원]")
_LEAST_BARE = 1_000
"""A smaller number without a unit is a share, a count or a grade, and no sum."""


_BETWEEN = re.compile(
    r"\s*(?:[;\n]|(?:\s[/&]\s|,)\s*(?=(?:[0-9]{4}|[0-9]{2})\s*[-./년]\s*[0-9]{1,2}\s*[-./월]))\s*"
)
"""Between two accidents in one cell; a slash in a day has no blanks around it."""


def read_past_accidents(
    text: str, unit: int, today: date
) -> tuple[Mapping[str, object], ...] | Unreadable:
    """Return day and payout of each past accident of a cell; see `read_past_accident`."""
    found = []
    for said in filter(None, _BETWEEN.split(without_unseen(text).strip())):
        one = read_past_accident(said, unit, today)
        if isinstance(one, Unreadable):
            return one
        found.append(one)
    return tuple(found)


def read_past_accident(text: str, unit: int, today: date) -> Mapping[str, object] | Unreadable:
    """Return day and payout of a past accident; bare numbers of money count in `unit`.

    >>> from datetime import date
    >>> read_past_accident("2024.5.2 물적 150만원", 1, date(2026, 11, 21))
    {'day': datetime.date(2024, 5, 2), 'property_paid': 1500000}
    """
    whole = plain(text)
    found = _DAY_FIRST.fullmatch(whole)
    if found is None:
        return Unreadable("unreadable-past-accident")
    said = found["day"].strip()
    day = parse_day(said, today)
    if isinstance(day, Unreadable):
        month = parse_month(said, today)
        if month is None:
            return day
        day = month
    sums = [one for said in _AMOUNT.findall(found["rest"]) if (one := _won(said, unit))]
    if len(sums) > 1 or (not sums and any(sign.isdigit() for sign in found["rest"])):
        return Unreadable("unreadable-past-accident")
    return {"day": day, "property_paid": sums[0]} if sums else {"day": day}


def _won(said: str, unit: int) -> int | None:
    counted = in_won(said.strip(), unit)
    amount = counted if isinstance(counted, Unreadable) else parse_won(counted)
    if isinstance(amount, Unreadable) or not (_UNIT.search(said) or amount >= _LEAST_BARE):
        return None
    return int(amount)
