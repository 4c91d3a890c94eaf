"""Rates as people write them."""

from __future__ import annotations

import re
from decimal import Decimal

from advisor.intake.plain_text import plain
from advisor.intake.problems import Unreadable

_RATE = re.compile(r"([-+−–]?)\s*([0-9]{1,12}(?:\.[0-9]{0,14})?|\.[0-9]{1,14})\s*(%?)")


def parse_rate(text: str) -> Decimal | Unreadable:
    """Read a rate: 0.2 and 20% are the same."""
    return _rate(text, percent=False)


def parse_percent(text: str) -> Decimal | Unreadable:
    """Read a rate from a field that holds percent: 20 and 20% are 0.2.

    >>> parse_percent("20") == Decimal("0.2")
    True
    """
    return _rate(text, percent=True)


def _rate(text: str, *, percent: bool) -> Decimal | Unreadable:
    match = _RATE.fullmatch(plain(text))
    if match is None:
        return Unreadable("unreadable-percent" if percent else "unreadable-rate")
    sign, number, mark = match.groups()
    value = Decimal(number) * (1 if sign in {"", "+"} else -1)
    return value.scaleb(-2) if percent or mark else value
