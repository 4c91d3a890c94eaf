"""Typed text before it is read: one width, one form of Hangul, no blank ends."""

from __future__ import annotations

import re
from unicodedata import category, normalize

_LONGEST = 64
"""Nothing that a field can hold is longer, however it is spaced."""

_OTHER_NUMBER = "No"
"""The category of ², ½ and ①, which would turn into plain digits."""

_NO_JAMO = re.compile("[^ㄱ-ㆎﾡ-ￜ]+")
"""All but the letters of Hangul that stand alone, which NFKC turns into ones that join others."""


def plain_signs(text: str) -> str:
    """Return text in full-width or decomposed signs as plain ones; a letter of Hangul stays one.

    >>> plain_signs("２３０ㅡ")
    '230ㅡ'
    """
    return _NO_JAMO.sub(lambda found: normalize("NFKC", found[0]), text)


def is_number(text: str) -> bool:
    """Tell whether a text is a whole number in digits, no longer than a field can hold.

    >>> is_number("82"), is_number("8.2"), is_number("9" * 5000)
    (True, False, False)
    """
    return text.isdecimal() and len(text) <= _LONGEST


def plain(text: str) -> str:
    """Return text in full-width or decomposed signs as plain ones; nothing, if it can mean nothing.

    >>> plain(" ２３０만 "), plain("10²")
    ('230만', '')
    """
    if len(text) > _LONGEST * 4 or any(category(sign) == _OTHER_NUMBER for sign in text):
        return ""
    composed = plain_signs(text).strip().casefold()
    return composed if len(composed) <= _LONGEST else ""
