"""Amounts known only as a range, and the unit in which bare amounts are meant."""

import re
from decimal import Decimal

from advisor.domain.accident import Estimate
from advisor.domain.money import TEN_THOUSAND, Won
from advisor.intake.plain_text import bare_amount, is_number, plain, without_zero_fraction
from advisor.intake.problems import Unreadable
from advisor.intake.typed.won import ENGLISH_UNITS, LETTER_FOR_A_UNIT, parse_won, unhedged

_UNITS = {
    1: "원 won krw ₩",
    1_000: "천 천원 thousandwon",
    10_000: "만 만원",
    1_000_000: "백만 백만원 millionwon",
    100_000_000: "억 억원",
}
"""The value of each unit in won, and how the unit is written, without blanks."""

_BY_WORD = {word: factor for factor, words in _UNITS.items() for word in words.split()}

_BETWEEN = r"\s*[~〜∼–—−-]\s*|\s+to\s+"
_LEAST = r"(?:최소|적게는|적으면|at least)\s*"
_MOST = r"(?:최대|많게는|많으면|at most|up to)\s*"
_IN_WORDS = (
    rf"(?:{_LEAST})?(?P<fewest>.*[0-9십백천만억조원k].*?)"
    rf"\s*(?:에서|부터|{_BETWEEN}|,|\s)\s*{_MOST}(?P<highest>.+)"
    r"|(?P<low>.*(?:[0-9십백천만억원]|정도|쯤|가량))\s*(?:에서|부터)\s*(?P<high>.+?)\s*(?:까지|사이)?"
    r"|between\s+(?P<least>.+?)\s+and\s+(?P<most>.+)"
    r"|from\s+(?P<first>.+?)\s+to\s+(?P<last>.+)"
)
"""A range in words, of two amounts."""
_MOST_PARTS = 3
_ENGLISH = "|".join(ENGLISH_UNITS)
_UNIT = (
    rf"(?:(?P<digit>[십백천]?)(?P<scale>[만억조])|(?<=[0-9 ])(?P<english>{_ENGLISH}))"
    r"\s*(?:원|won|krw)?$"
)
_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"


def parse_estimate(text: str) -> Won | Estimate | Unreadable:
    """Read an amount, or a range with or without the likely amount in the middle.

    150만~180만~260만, 150만-260만, 150만에서 260만 사이, 최소 120 최대 260만, from 600k to 900k;
    a single unit, as in 120~260만 or 1.1-1.5 million, applies to every amount below ten
    thousand.
    """
    parts = [text] if bare_amount(text) is not None else parts_of(text)
    if len(parts) == 1 or not all(parts):
        return parse_won(text)
    if len(parts) > _MOST_PARTS:
        return Unreadable("unreadable-estimate")
    amounts = [parse_won(part) for part in _with_units(parts)]
    if wrong := [one for one in amounts if isinstance(one, Unreadable)]:
        # an m behind the last amount was meant for the others too: it is what to mend
        return wrong[-1] if wrong[-1].code == LETTER_FOR_A_UNIT else wrong[0]
    return _estimate([one for one in amounts if not isinstance(one, Unreadable)])


def parts_of(text: str) -> list[str]:
    """Return the amounts of a range as typed, or the one amount, each without words of doubt.

    >>> parts_of("약 60~90만 정도"), parts_of("60만에서 90만 사이"), parts_of("60만쯤")
    (['60', '90만'], ['60만', '90만'], ['60만'])
    """
    whole = unhedged(plain(text))
    if found := re.fullmatch(_IN_WORDS, whole):
        return [unhedged(part) for part in found.groups() if part]
    parts = re.split(_BETWEEN, whole)
    if len(parts) > 1:
        parts[-1] = parts[-1].removesuffix("사이").rstrip()
    return [unhedged(part) for part in parts]


def small_amount(text: str) -> Won | None:
    """Return an amount of bare digits below 10,000; None for any other text.

    >>> small_amount("90"), small_amount("90만"), small_amount("900,000")
    (90, None, None)
    """
    digits = without_zero_fraction(unhedged(plain(text))).replace(",", "")
    amount = int(digits) if is_number(digits) else 0
    return Won(amount) if 0 < amount < TEN_THOUSAND else None


def small_estimate(text: str) -> Estimate | None:
    """Return an amount or a range of bare digits all below 10,000; None for any other text.

    >>> small_estimate("60~90").high, small_estimate("60~90만"), small_estimate("60~90,000")
    (90, None, None)
    """
    found = [small_amount(part) for part in parts_of(text)]
    amounts = [amount for amount in found if amount is not None]
    if len(amounts) != len(found) or len(amounts) > _MOST_PARTS:
        return None
    estimate = _estimate(amounts) if len(amounts) > 1 else Estimate.exactly(amounts[0])
    return estimate if isinstance(estimate, Estimate) else None


def _with_units(parts: list[str]) -> list[str]:
    """Return the amounts, with the last stated unit put behind those that have none."""
    units = [match for part in parts if (match := re.search(_UNIT, part))]
    return [_with_unit(part, units[-1]) for part in parts] if units else parts


def _with_unit(part: str, unit: re.Match[str]) -> str:
    if unit["english"]:
        return f"{part}{unit['english']}" if _is_small(part) else part
    amount = parse_won(part)
    if isinstance(amount, Unreadable) or amount >= TEN_THOUSAND or not amount:
        return part
    digit = unit["digit"] if part[-1:].isdecimal() else ""
    return f"{part}{digit}{unit['scale']}"


def _is_small(part: str) -> bool:
    """Return whether a text is a number without a unit, too small to be an amount in won."""
    return bool(re.fullmatch(_NUMBER, part)) and Decimal(part.replace(",", "")) < TEN_THOUSAND


def _estimate(amounts: list[Won]) -> Estimate | Unreadable:
    low, *middle, high = amounts
    likely = middle[0] if middle else Won((low + high) // 2)
    if not low <= likely <= high:
        return Unreadable("typed-estimate-not-rising")
    return Estimate(low, likely, high)


def parse_unit(text: str) -> int | None:
    """Return the value of a unit in won, None if the text is not a unit of money.

    >>> parse_unit("만원"), parse_unit(" 천 원 "), parse_unit("yen")
    (10000, 1000, None)
    """
    return _BY_WORD.get("".join(plain(text).split()))


def in_won(text: str, unit: int) -> str | Unreadable:
    """Return the text of an amount or a range, with its bare numbers multiplied by `unit`.

    A text that names its own unit stays as it is.

    >>> in_won("82.5", 10000), in_won("60~120", 10000), in_won("82만", 10000)
    ('825000', '600000~1200000', '82만')
    """
    parts = parts_of(text)
    if unit == 1 or not all(re.fullmatch(_NUMBER, part) for part in parts):
        return text
    amounts = [Decimal(part.replace(",", "")) * unit for part in parts]
    if any(amount != int(amount) for amount in amounts):
        return Unreadable("fraction-of-a-won")
    return "~".join(str(Won(int(amount))) for amount in amounts)
