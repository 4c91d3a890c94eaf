"""Units in which the bare numbers of a column of money are meant."""

from __future__ import annotations

import re
from decimal import Decimal

from advisor.domain.money import Won
from advisor.intake.plain_text import plain
from advisor.intake.problems import Unreadable
from advisor.intake.typed.estimate import parts_of

_UNITS = {
    1: "원 won krw ₩",
    1_000: "천 천원 thousandwon",
    10_000: "만 만원",
    1_000_000: "백만 백만원 millionwon",
    100_000_000: "억 억원",
}
"""What one of each unit is in won, and how the unit is written, without blanks."""

_BY_WORD = {word: factor for factor, words in _UNITS.items() for word in words.split()}

_BARE = r"\d+(?:,\d{3})*(?:\.\d+)?"


def parse_unit(text: str) -> int | None:
    """Return what one of a unit is in won, None where it is no unit of money.

    >>> parse_unit("만원"), parse_unit(" 천 원 "), parse_unit("yen")
    (10000, 1000, None)
    """
    return _BY_WORD.get("".join(plain(text).split()))


def in_won(text: str, unit: int) -> str | Unreadable:
    """Return the text of an amount, or of a range, with its bare numbers counted in a unit.

    A text that names its own unit stays as it is.

    >>> in_won("82.5", 10000), in_won("60~120", 10000), in_won("82만", 10000)
    ('825000', '600000~1200000', '82만')
    """
    parts = parts_of(text)
    if unit == 1 or not all(re.fullmatch(_BARE, part) for part in parts):
        return text
    amounts = [Decimal(part.replace(",", "")) * unit for part in parts]
    if any(amount != int(amount) for amount in amounts):
        return Unreadable("fraction-of-a-won")
    return "~".join(str(Won(int(amount))) for amount in amounts)
