"""An offer for a policy as people type it: `threshold=100만,deductible=30%:81만`."""

from __future__ import annotations

import re
from decimal import Decimal

from advisor.domain.money import Won
from advisor.domain.values import frozen
from advisor.intake.problems import Unreadable
from advisor.intake.typed.rate import parse_share
from advisor.intake.typed.won import parse_won
from advisor.intake.typed.words import parse_flag

_THRESHOLD, _DEDUCTIBLE, _SINGLE = "threshold", "deductible", "single-vehicle"
OFFER_KEYS = (_THRESHOLD, _DEDUCTIBLE, _SINGLE)
"""What an offer may state of a policy; the rest is as it is today."""

_BETWEEN = re.compile(r",(?=\s*[a-z-]+\s*=)")
"""A comma before the next key; others stand within an amount."""


@frozen
class Offer:
    """What a policy is offered for, and in what it differs from today's; None: in nothing."""

    premium: Won
    threshold: Won | None = None
    deductible_rate: Decimal | None = None
    single_vehicle: bool | None = None


def parse_offer(text: str) -> Offer | Unreadable:
    """Read `key=value,…:premium`; without a key it is the premium of today's policy."""
    settings, colon, price = text.rpartition(":")
    premium = parse_won(price)
    if isinstance(premium, Unreadable):
        return premium
    stated: dict[str, str] = {}
    for part in _BETWEEN.split(settings) if colon else ():
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or key not in OFFER_KEYS or key in stated:
            return Unreadable("unreadable-offer")
        stated[key] = value
    threshold = parse_won(stated[_THRESHOLD]) if _THRESHOLD in stated else None
    if isinstance(threshold, Unreadable):
        return threshold
    rate = parse_share(stated[_DEDUCTIBLE]) if _DEDUCTIBLE in stated else None
    if isinstance(rate, Unreadable):
        return rate
    single = parse_flag(stated[_SINGLE]) if _SINGLE in stated else None
    return single if isinstance(single, Unreadable) else Offer(premium, threshold, rate, single)
