"""The reading by which half a point waits some years for another one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.engine.renewals.record import Count

_HALF = Decimal("0.5")


def with_waiting_halves(counts: Iterable[Count], years: int) -> Iterator[Count]:
    """Add a waiting half point to a later one; each half is used once.

    By default half a point counts in the one renewal whose window holds it. Whether one from an
    earlier year still adds is not settled in print; here it waits `years` renewals in all.
    """
    waiting: list[int] = []
    for renewal, count in enumerate(counts):
        waiting = [since for since in waiting if renewal - since < years]
        if count.points % 1 != _HALF:
            yield count
        elif waiting:
            waiting.pop(0)
            yield evolve(count, points=count.points + _HALF)
        else:
            waiting.append(renewal)
            yield count
