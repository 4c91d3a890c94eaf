"""Whole won and exact rates: the only place where an amount is rounded."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NewType

Won = NewType("Won", int)
"""An amount of money in whole Korean won."""

Rate = NewType("Rate", Decimal)
"""An exact decimal fraction: 0.2 is 20 %."""

Ratio = tuple[int, int]
"""An exact factor as numerator and denominator."""

NOTHING = Won(0)
WHOLE = Rate(Decimal(1))
TEN_THOUSAND = 10_000
"""만: a smaller number, in a field for repairs or premiums, usually means that many 만."""

_DISCOUNTING = Context(prec=40)
_DAYS_A_YEAR = 365


def share(amount: Won, rate: Rate | Decimal) -> Won:
    """Return `amount` times `rate`, an exact product whose fraction of a won is dropped.

    >>> share(Won(1_800_000), Decimal("0.2"))
    360000
    >>> share(Won(999), Decimal("0.7"))
    699
    """
    numerator, denominator = rate.as_integer_ratio()
    return Won(amount * numerator // denominator)


def total(amounts: Iterable[Won]) -> Won:
    """Add up whole amounts.

    >>> total([Won(360_000), Won(562_130)])
    922130
    """
    return Won(sum(amounts))


def present_value(amount: Won, rate: Rate | Decimal, days: int) -> Won:
    """Return the present value of an amount due in `days` days, at `rate` a year of 365 days.

    It is rounded to the won, halves away from zero.

    >>> present_value(Won(-105), Decimal("0.05"), 365)
    -100
    """
    if not rate or not days:
        return amount
    exact = _DISCOUNTING.divide(Decimal(amount), _growth(rate, days))
    return Won(int(exact.to_integral_value(rounding=ROUND_HALF_UP)))


@lru_cache(maxsize=1024)  # a root of this precision takes longer than the rest of the calculation
def _growth(rate: Decimal, days: int) -> Decimal:
    return _DISCOUNTING.power(1 + rate, Decimal(days) / _DAYS_A_YEAR)
