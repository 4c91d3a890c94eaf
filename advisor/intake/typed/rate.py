"""Rates as people write them."""

import re
from collections.abc import Callable
from decimal import Decimal

from advisor.intake.plain_text import plain
from advisor.intake.problems import Unreadable
from advisor.intake.typed.won import unhedged

_RATE = (
    r"([-+−–]?)\s*([0-9]{1,12}(?:\.[0-9]{0,14})?|\.[0-9]{1,14})\s*"
    r"(%|프로|퍼센트|퍼|percent)?"
)

_TWO_SHARES = r"([0-9]{1,3})\s*%?\s*(?::|대|to)\s*([0-9]{1,3})\s*%?"
"""A fault as courts and insurers put it, 7:3: nothing tells whose share comes first."""


def parse_rate(text: str) -> Decimal | Unreadable:
    """Read a rate; 0.2 and 20% are the same."""
    return _rate(text, percent=False)


def parse_share(text: str) -> Decimal | Unreadable:
    """Read a rate from a flag; 0.2, 20% and 20 are the same, because no rate is above one.

    >>> parse_share("30"), parse_share("1"), parse_share("0.3")
    (Decimal('0.30'), Decimal('1'), Decimal('0.3'))
    """
    rate = parse_rate(text)
    if isinstance(rate, Unreadable) or has_percent(text) or abs(rate) <= 1:
        return rate
    return rate.scaleb(-2)


def rate_up_to(
    most: int, text: str, read: Callable[[str], Decimal | Unreadable] = parse_rate
) -> Decimal | None:
    """Read a rate from 0 up to `most`; None if the text is not such a rate.

    >>> rate_up_to(1, "30", parse_share), rate_up_to(1, "3")
    (Decimal('0.30'), None)
    """
    rate = read(text)
    return None if isinstance(rate, Unreadable) or not 0 <= rate <= most else rate


def parse_percent(text: str) -> Decimal | Unreadable:
    """Read a rate from a field that holds percent: 20 and 20% are 0.2.

    >>> parse_percent("20") == Decimal("0.2")
    True
    """
    return _rate(text, percent=True)


def has_percent(text: str) -> bool:
    """Return whether a number is followed by a sign or a word for percent.

    >>> has_percent("80%"), has_percent("80프로"), has_percent("80")
    (True, True, False)
    """
    match = re.fullmatch(_RATE, unhedged(plain(text)))
    return bool(match and match[3])


def own_share(text: str, *, own_first: bool) -> str:
    """Return the driver's share out of two shares of a fault, given whose comes first.

    Shares that do not add up to a whole, and any other text, are returned as they are.

    >>> own_share("70:30", own_first=True), own_share("7:3", own_first=False)
    ('70%', '30%')
    """
    match = re.fullmatch(_TWO_SHARES, plain(text).replace("/", ":"))
    if match is None:
        return text
    shares = [int(match[1]), int(match[2])]
    if (whole := sum(shares)) not in {10, 100}:
        return text
    return f"{shares[0 if own_first else 1] * 100 // whole}%"


def _rate(text: str, *, percent: bool) -> Decimal | Unreadable:
    whole = unhedged(plain(text))
    match = re.fullmatch(_RATE, whole)
    if match is None and re.fullmatch(_TWO_SHARES, whole):
        return Unreadable("two-shares")
    if match is None:
        return Unreadable("unreadable-percent" if percent else "unreadable-rate")
    sign, number, mark = match.groups()
    value = Decimal(number) * (1 if sign in {"", "+"} else -1)
    return value.scaleb(-2) if percent or mark else value
