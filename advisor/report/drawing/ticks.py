"""Round places on an axis: few enough to be read, in the unit in which amounts are spoken."""

from __future__ import annotations

_LEADING = (1, 2, 5)


def ticks(low: int, high: int, most: int, unit: int = 1) -> tuple[int, ...]:
    """Return at most about `most` round places, multiples of `unit`, that hold `low` and `high`.

    >>> ticks(0, 3_850_000, 5, 10_000)
    (0, 1000000, 2000000, 3000000, 4000000)
    >>> ticks(2026, 2036, 4)
    (2025, 2030, 2035, 2040)
    """
    step = unit * _round_step(-(-(high - low) // (unit * max(1, most - 1))) or 1)
    first, last = low // step, -(-high // step)
    return tuple(place * step for place in range(first, max(last, first + 1) + 1))


def _round_step(least: int) -> int:
    """Return the first of 1, 2, 5, 10, 20, 50, … that is not below `least`."""
    power = 1
    while True:
        for leading in _LEADING:
            if leading * power >= least:
                return leading * power
        power *= 10
