"""An amount of which only a range is known, as people write it."""

from __future__ import annotations

import re

from advisor.domain.accident import Estimate
from advisor.domain.money import Won
from advisor.intake.plain_text import plain
from advisor.intake.problems import Unreadable
from advisor.intake.typed.won import names_unit, parse_won

_BETWEEN = re.compile(r"\s*[~〜∼–—-]\s*")
_BARE = re.compile(r"[1-9][0-9]{0,3}")
_MOST_PARTS = 3


def parse_estimate(text: str) -> Won | Estimate | Unreadable:
    """Read an amount, or a range: 150만~180만~260만, or 150만-260만 with the likely in the middle.

    Each amount needs its own unit: 150~260만 is refused, for 150 may stand for 150 won.
    """
    parts = _BETWEEN.split(plain(text))
    if len(parts) == 1 or not all(parts):
        return parse_won(text)
    if len(parts) > _MOST_PARTS:
        return Unreadable("unreadable-estimate")
    amounts: list[Won] = []
    for part in parts:
        amount = parse_won(part)
        if isinstance(amount, Unreadable):
            return amount
        amounts.append(amount)
    if any(map(names_unit, parts)) and any(map(_BARE.fullmatch, parts)):
        return Unreadable("estimate-without-units")
    return _estimate(amounts)


def _estimate(amounts: list[Won]) -> Estimate | Unreadable:
    low, *middle, high = amounts
    likely = middle[0] if middle else Won((low + high) // 2)
    if not low <= likely <= high:
        return Unreadable("typed-estimate-not-rising")
    return Estimate(low, likely, high)
