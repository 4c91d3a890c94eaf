"""Normalising typed text before it is read: width, Hangul, invisible signs, outer blanks."""

import re
from functools import lru_cache
from unicodedata import category, normalize

_LONGEST = 64
"""The longest text that a field can hold, however it is spaced."""

_OTHER_NUMBER = "No"
"""The category of ², ½ and ①, which normalising would turn into plain digits."""

_NO_JAMO = re.compile("[^ㄱ-ㆎﾡ-ￜ]+")
"""All but single letters of Hangul, which NFKC would turn into letters that join others."""


_ZERO_FRACTION = re.compile(r"([0-9][0-9,]*)\.0+")
_POINT_AS_SEPARATOR = re.compile(r"[0-9]{1,3}\.000")
"""A point before three zeros may separate the thousands, as in many countries."""

_INVISIBLE = "Cf"
"""The category of invisible signs, which separate, join or reorder the signs around them."""

_JOINER, _EMOJI = "\u200d", {"So", "Sk", "Mn"}
"""The sign that joins emoji into one, and the categories of the signs that it stands between."""


def without_invisible(text: str) -> str:
    r"""Return text without the invisible signs that messengers and web pages leave in it.

    The sign that joins the parts of one emoji stays.

    >>> without_invisible("\u200b45\ufeff만\u200e"), len(without_invisible("👨\u200d👩"))
    ('45만', 3)
    """
    if text.isprintable():
        return text
    return "".join(
        sign for at, sign in enumerate(text) if category(sign) != _INVISIBLE or _joins(text, at)
    )


def _joins(text: str, at: int) -> bool:
    around = (text[at - 1 : at], text[at + 1 : at + 2])
    return text[at] == _JOINER and all(sign and category(sign) in _EMOJI for sign in around)


def plain_characters(text: str) -> str:
    """Return full-width and decomposed signs as plain ones; a single letter of Hangul stays one.

    Invisible signs are left out.

    >>> plain_characters("２３０ㅡ")
    '230ㅡ'
    """
    if text.isascii():
        return text
    seen = without_invisible(text)
    return _NO_JAMO.sub(lambda found: normalize("NFKC", found[0]), seen)


def is_number(text: str) -> bool:
    """Return whether a text is a whole number in digits, no longer than a field can hold.

    >>> is_number("82"), is_number("8.2"), is_number("9" * 5000)
    (True, False, False)
    """
    return text.isdecimal() and len(text) <= _LONGEST


def bare_amount(text: str) -> int | None:
    """Return an amount as programs write it, in digits alone; None for any other text.

    >>> bare_amount("1,800,000"), bare_amount("1800000"), bare_amount("1,80"), bare_amount("180만")
    (1800000, 1800000, None, None)
    """
    digits = text.replace(",", "")
    amount = int(digits) if is_number(digits) else None
    return amount if amount is not None and text in {f"{amount:,}", str(amount)} else None


@lru_cache(maxsize=256)  # every reader of a text calls it
def plain(text: str) -> str:
    """Return text in plain signs, stripped and in lower case; empty if it cannot mean anything.

    >>> plain(" ２３０만 "), plain("10²")
    ('230만', '')
    """
    if len(text) > _LONGEST * 4 or not (
        text.isascii() or all(category(sign) != _OTHER_NUMBER for sign in text)
    ):
        return ""
    composed = plain_characters(text).strip().casefold()
    return composed if len(composed) <= _LONGEST else ""


def without_zero_fraction(number: str) -> str:
    """Return a bare number without the zeros that programs write behind the point.

    >>> [without_zero_fraction(number) for number in ("820000.0", "1,800,000.00", "16.5")]
    ['820000', '1,800,000', '16.5']
    >>> without_zero_fraction("820.000")
    '820.000'
    """
    whole = _ZERO_FRACTION.fullmatch(number)
    return whole[1] if whole and not _POINT_AS_SEPARATOR.fullmatch(number) else number
