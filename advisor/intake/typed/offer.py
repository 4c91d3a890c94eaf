"""An offer for a policy as people type it: `threshold=100만,deductible=30%:81만`."""

import re
from typing import Any

from advisor.domain.money import Won
from advisor.domain.policy import Deductible
from advisor.domain.values import frozen
from advisor.intake.case.fields import DEDUCTIBLE, SINGLE_VEHICLE
from advisor.intake.plain_text import plain_characters
from advisor.intake.problems import Unreadable
from advisor.intake.typed.deductible import parse_deductible
from advisor.intake.typed.short_answers import parse_flag
from advisor.intake.typed.won import parse_threshold, parse_won

_THRESHOLD, _DEDUCTIBLE, _SINGLE = "threshold", "deductible", "single-vehicle"
_NAMED = {
    _THRESHOLD: r"threshold|(?:물적\s*(?:사고\s*)?)?(?:할증\s*)?기준\s*금액"
    r"|물적\s*할증|할증\s*기준",
    _DEDUCTIBLE: r"deductible|자기\s*부담금?|자부담금?",
    _SINGLE: r"single-vehicle|(?:차량\s*)?단독\s*사고(?:\s*보장)?|차량\s*단독",
}
"""What an offer may state about a policy, by its names; the rest stays as today."""

OFFERED = {
    "policy.surcharge_threshold": _THRESHOLD,
    DEDUCTIBLE: _DEDUCTIBLE,
    SINGLE_VEHICLE: _SINGLE,
}
"""The name in an offer of each key of a case that an offer may state."""

_TODAYS = {"지금", "지금 설정", "현재", "현재 설정", "today", "current", "present"}
"""Words before the premium of today's policy, which changes nothing."""

_KEYS = {key: rf"\s*(?:{names})\s*=?\s*(?P<value>\S.*)" for key, names in _NAMED.items()}
_BETWEEN = rf",(?=\s*(?:{'|'.join(_NAMED.values())}))"
"""A comma before the next key; any other comma is within an amount."""


@frozen
class Offer:
    """The premium of an offer, and what it changes in today's policy; None means no change.

    If a deductible is a share, bounds that are not stated are those of a plan on sale.
    """

    premium: Won
    threshold: Won | None = None
    deductible: Deductible | None = None
    single_vehicle: bool | None = None


def setting_named(word: str) -> str | None:
    """Return the key that a word means in an offer, such as `threshold`; None if it means none."""
    plain = plain_characters(word).casefold().strip()
    return next((key for key, names in _NAMED.items() if re.fullmatch(names, plain)), None)


def parse_offer(text: str) -> Offer | Unreadable:
    """Read `key=value,…:premium`; without a key, the premium is for today's policy.

    >>> parse_offer("기준금액=100만:81만") == parse_offer("threshold=100만:81만")
    True
    >>> parse_offer("지금 설정: 80만") == parse_offer("current:80만") == parse_offer("80만")
    True
    """
    settings, colon, price = plain_characters(text).casefold().rpartition(":")
    premium = parse_won(price)
    if isinstance(premium, Unreadable):
        return premium
    if not premium:
        return Unreadable("unreadable-offer")
    stated: dict[str, str] = {}
    changes = colon and settings.strip() not in _TODAYS
    for part in re.split(_BETWEEN, settings) if changes else ():
        named = ((key, match) for key, form in _KEYS.items() if (match := re.fullmatch(form, part)))
        key, match = next(named, ("", None))
        if match is None or key in stated:
            return Unreadable("unreadable-offer")
        stated[key] = match["value"].strip()
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
