"""Income of many months as a sum of today, and a sum cut into shares."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from advisor.domain.money import Won

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLACES = 10_000


def leibniz(months: int, interest: Decimal, months_a_year: int) -> Fraction:
    """Return the Leibniz coefficient: what 1 won a month for so many months is worth today.

    (1 − (1 + i)^(−n)) / i, exactly, with compound interest of i = interest / months_a_year.

    >>> to_four_places(leibniz(12, Decimal("0.05"), 12))
    Decimal('11.6812')
    """
    rate = Fraction(interest) / months_a_year
    return (1 - (1 + rate) ** -months) / rate


def to_four_places(coefficient: Fraction) -> Decimal:
    """Return a coefficient as tables print it, to four places."""
    return Decimal(round(coefficient * _PLACES)) / _PLACES


def cut_alike(shares: Sequence[Won], whole: Won) -> tuple[Won, ...]:
    """Return shares that fit into a whole: as they are, or all cut in the same proportion.

    The fractions of a won that cutting leaves go, won by won, to the shares that lost the largest
    ones, the earlier of equal ones first; so the cut shares add up to the whole.

    >>> cut_alike([5, 3, 3], 10)
    (4, 3, 3)
    >>> cut_alike([5, 3], 10)
    (5, 3)
    """
    asked = sum(shares)
    if asked <= whole:
        return tuple(shares)
    exact = [Fraction(share * whole, asked) for share in shares]
    cut = [int(share) for share in exact]
    largest = sorted(range(len(cut)), key=lambda i: (cut[i] - exact[i], i))
    for i in largest[: whole - sum(cut)]:
        cut[i] += 1
    return tuple(map(Won, cut))
