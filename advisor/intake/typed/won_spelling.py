"""An amount as text, before it is cut into numbers and units: numerals, letters, signs."""

from __future__ import annotations

import re

_NUMERALS = str.maketrans("일이삼사오육칠팔구", "123456789")
_SPELLED = re.compile(r"(?:[일이삼사오육칠팔구]?\s*[십백천만억조]\s*)+")

_UNJOINED = {"ㅁㅏㄴ": "만", "ㅇㅓㄱ": "억"}
"""Units as a terminal without an input method of its own hands them over."""

_LETTER = re.compile(r"[0-9][0-9.,]*\s*(?:[mkㅡ]|mil|mio|million|thousand)(?:\s*won)?")
"""An m or a k behind a number: in Korea the one key means ten thousand, elsewhere a million."""

_SIGN = re.compile(r"\s*[₩\\]?\s*[-+−–]")


def refused_at_sight(whole: str) -> str:
    """Return the code of what is wrong with an amount before it is cut into terms."""
    if _SIGN.match(whole):
        return "signed-amount"
    return "letter-for-a-unit" if _LETTER.fullmatch(whole) else ""


def joined(text: str) -> str:
    """Put the letters of a unit together: 230ㅁㅏㄴ is 230만."""
    for letters, unit in _UNJOINED.items():
        text = text.replace(letters, unit)
    return text


def in_digits(body: str) -> str:
    """Write numbers that are spelled out in digits: 2백3십만 for 이백삼십만.

    Each numeral needs its unit, for 이삼 may be 23 or 2 to 3.
    """
    return body.translate(_NUMERALS) if _SPELLED.fullmatch(body) else body
