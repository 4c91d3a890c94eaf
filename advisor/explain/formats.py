"""How plain values look in both languages; `korean` and `english` hold what differs."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from advisor.domain.money import TEN_THOUSAND

EXACT_BELOW = 100_000
"""Amounts below this would lose too much if they were rounded to ten thousand."""

_SMALL_UNITS = 1_000, 100
"""The units to which smaller results are rounded; those below a thousand stay as they are."""


def grouped(amount: int) -> str:
    """Return an amount with commas between its thousands.

    >>> grouped(2300000)
    '2,300,000'
    """
    return f"{amount:,}"


def rounded(amount: int) -> int:
    """Return an amount as it is spoken: rounded to ten thousand won, small ones exact.

    >>> rounded(577_870), rounded(15_400)
    (580000, 15400)
    """
    if abs(amount) < EXACT_BELOW:
        return amount
    units = Decimal(amount) / TEN_THOUSAND
    return int(units.to_integral_value(rounding=ROUND_HALF_UP)) * TEN_THOUSAND


def rounded_result(amount: int) -> int:
    """Return a result as it is spoken, because guessed rates justify no more than two figures.

    It is rounded to ten thousand won, a small one to thousands or hundreds.

    >>> rounded_result(577_870), rounded_result(94_712), rounded_result(6_330), rounded_result(712)
    (580000, 95000, 6300, 712)
    """
    unit = _unit(amount)
    return int((Decimal(amount) / unit).to_integral_value(rounding=ROUND_HALF_UP)) * unit


def rounded_down(amount: int) -> int:
    """Return a result rounded down to the unit to which `rounded_result` rounds it.

    >>> rounded_down(1_422_772), rounded_down(94_712)
    (1420000, 94000)
    """
    unit = _unit(amount)
    return amount // unit * unit


def _unit(amount: int) -> int:
    """Return the unit to which a result is rounded."""
    if abs(amount) >= EXACT_BELOW:
        return TEN_THOUSAND
    return next((unit for unit in _SMALL_UNITS if abs(amount) >= 10 * unit), 1)


def number(value: Decimal | int) -> str:
    """Return a number without needless zeros, and a zero without a sign.

    >>> number(Decimal("1.0")), number(Decimal("0.50")), number(Decimal("-0.000"))
    ('1', '0.5', '0')
    """
    return f"{Decimal(value).normalize() + 0:f}"


def factor(value: Decimal | int) -> str:
    """Return a factor with at least two decimal places.

    >>> factor(Decimal(1)), factor(Decimal("1.123"))
    ('1.00', '1.123')
    """
    shown = number(value)
    whole, _, places = shown.partition(".")
    return f"{whole}.{places:0<2}"


def percent(rate: Decimal | int) -> str:
    """Return a fraction in percent.

    >>> percent(Decimal("0.2"))
    '20%'
    """
    return f"{number(Decimal(rate) * 100)}%"


def number_spans(values: Iterable[object]) -> list[str]:
    """Return the whole numbers among values, with consecutive ones joined.

    >>> number_spans([11, 12, 13, 15, 17, 18]), number_spans(["two-count"])
    (['11-13', '15', '17-18'], [])
    """
    numbers = sorted(value for value in values if isinstance(value, int))
    found = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        row = [number for _, number in group]
        found.append(str(row[0]) if len(row) == 1 else f"{row[0]}-{row[-1]}")
    return found


def capitalised(said: str) -> str:
    """Return a sentence with a capital first letter.

    >>> capitalised("claim"), capitalised("")
    ('Claim', '')
    """
    return said[:1].upper() + said[1:]
