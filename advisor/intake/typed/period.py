"""A span of days as people write it: 30d, 30일, 4w, 4주, or a bare number of days."""

from __future__ import annotations

import re
from datetime import timedelta

from advisor.intake.plain_text import plain

_PERIOD = re.compile(r"(?P<count>[0-9]{1,4})\s*(?P<unit>d|days?|w|weeks?|일|주)?")
_A_WEEK = ("w", "주")


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
