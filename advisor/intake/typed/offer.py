"""An offer for a policy as people type it: `threshold=100만,deductible=30%:81만`."""

from __future__ import annotations

import re
from typing import Any

from advisor.domain.money import Won
from advisor.domain.policy import Deductible
from advisor.domain.values import frozen
from advisor.intake.plain_text import plain_signs
from advisor.intake.problems import Unreadable
from advisor.intake.typed.deductible import parse_deductible
from advisor.intake.typed.won import parse_threshold, parse_won
from advisor.intake.typed.words import parse_flag

_THRESHOLD, _DEDUCTIBLE, _SINGLE = "threshold", "deductible", "single-vehicle"
OFFER_KEYS = (_THRESHOLD, _DEDUCTIBLE, _SINGLE)
"""What an offer may state of a policy; the rest is as it is today."""

_BETWEEN = re.compile(r",(?=\s*[a-z-]+\s*=)")
"""A comma before the next key; others stand within an amount."""


@frozen
class Offer:
    """What a policy is offered for, and in what it differs from today's; None: in nothing.

    Of a deductible that is a share, bounds that are not stated are those of a plan on sale.
    """

    premium: Won
    threshold: Won | None = None
    deductible: Deductible | None = None
    single_vehicle: bool | None = None


def parse_offer(text: str) -> Offer | Unreadable:
    """Read `key=value,…:premium`; without a key it is the premium of today's policy."""
    settings, colon, price = plain_signs(text).rpartition(":")
    premium = parse_won(price)
    if isinstance(premium, Unreadable):
        return premium
    if not premium:
        return Unreadable("unreadable-offer")
    stated: dict[str, str] = {}
    for part in _BETWEEN.split(settings) if colon else ():
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or key not in OFFER_KEYS or key in stated:
            return Unreadable("unreadable-offer")
        stated[key] = value
    threshold = parse_threshold(stated[_THRESHOLD]) if _THRESHOLD in stated else None
    if isinstance(threshold, Unreadable):
        return threshold
    deductible = _deductible(stated[_DEDUCTIBLE]) if _DEDUCTIBLE in stated else None
    if isinstance(deductible, Unreadable):
        return deductible
    single = parse_flag(stated[_SINGLE]) if _SINGLE in stated else None
    return (
        single if isinstance(single, Unreadable) else Offer(premium, threshold, deductible, single)
    )


def _deductible(text: str) -> Deductible | Unreadable:
    """Read `30%`, `30%(30만~100만)`, `30% 최대 100만`, or a fixed sum."""
    found: Any = parse_deductible(text)
    if isinstance(found, Unreadable):
        return found
    if found.get("rate") is None and found.get("fixed") is None:
        return Unreadable("unreadable-offer")
    return Deductible(**found)
