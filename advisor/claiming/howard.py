"""The fixed point of a year by Howard's policy iteration, with evaluation by sweeps.

Plain iteration shrinks the error only by a factor v a year. Policy iteration fixes the actions
of one year map, which makes the map affine, and solves the affine equation exactly; a few rounds
settle every problem. A ladder of classes forgets its start in about as many years as it has
classes. So the affine equation is swept until the *differences* between states have settled, and
what is then the same for all states is added (MacQueen 1966; Puterman 1994, section 6.6).
"""

import itertools
from collections.abc import Callable
from typing import Final

import numpy as np

from advisor.claiming.numerics import Floats, Ints
from advisor.domain.values import frozen

_SWEEPS: Final = 20_000  # reached only when `tol` is below the rounding
_ROUNDING: Final = 64 * float(np.finfo(float).eps)
"""The rounding error of one application of a year map, as a share of the largest value."""


@frozen(eq=False)
class YearMap:
    """One application of a year map T to values V, and the law that makes T affine at V."""

    image: Floats  # T V, shape (S,)
    law: Floats  # probability of each tally at the end of the year, shape (J, S)


@frozen(eq=False)
class FixedPoint:
    """The values on which an iteration has settled."""

    values: Floats  # shape (S,)
    residual: float  # largest |T(values) - values|
    rounds: int  # how often T was applied


class NotSettledError(ArithmeticError):
    """The iteration did not settle in the rounds allowed; the argument is the last residual."""


def fixed_point(
    year: Callable[[Floats], YearMap], after: Ints, discount: float, start: Floats, tol: float
) -> FixedPoint:
    """Return the values V for which V = T V, each within `tol`.

    The law that `year` returns need not be exact: an error in it slows the iteration, but does
    not change the result.

    Args:
        year: T, a contraction with modulus `discount`.
        after: state after a year by tally and state, shape (J, S).
        discount: v < 1.
        start: values to begin with, shape (S,).
        tol: largest error of a value, in its unit, unless the rounding of the values is larger.

    Raises:
        NotSettledError: the values have not settled after 100 rounds: T is no contraction.
        ValueError: `discount` is 1 or more, so no total is finite.
    """
    if discount >= 1.0:
        raise ValueError("without discount only an average cost is finite")
    values, residual = start, np.inf
    for n in range(1, 101):
        mapped = year(values)
        rest = mapped.image - values
        residual = float(np.abs(rest).max())
        rounding = _ROUNDING * float(np.abs(values).max())
        if residual <= max(tol * (1.0 - discount), rounding):
            return FixedPoint(mapped.image, residual, n)
        inner = max(0.2 * tol * (1.0 - discount), 1e-3 * residual)
        values = values + discounted_sum(after, mapped.law, rest, discount, inner)
    raise NotSettledError(residual)


def discounted_sum(after: Ints, law: Floats, cost: Floats, discount: float, tol: float) -> Floats:
    """Return X with X(s) = cost(s) + v sum_j law[j, s] X(after[j, s]), shape (S,).

    Args:
        after: state after a year by tally and state, shape (J, S).
        law: probability of each tally, shape (J, S).
        cost: cost of each state, shape (S,).
        discount: v < 1.
        tol: largest difference between the two sides.
    """
    used = law.max(axis=1) > 0.0
    to, weight = after[used], discount * law[used]
    x, part = cost, np.empty(to.shape)
    low = high = 0.0
    for n in itertools.count(1):
        x.take(to, 0, part, "clip")  # no index is out of range: clipping saves a check
        part *= weight
        old, x = x, np.add.reduce(part, axis=0)
        x += cost
        if n % 4 == 0:  # a check costs as much as a sweep
            step = x - old
            low, high = float(step.min()), float(step.max())
            if high - low <= 2.0 * tol or n >= _SWEEPS:
                break
    return x + discount / (1.0 - discount) * (low + high) / 2.0
