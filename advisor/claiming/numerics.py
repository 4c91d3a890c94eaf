"""Numerical tools: read-only arrays, a Runge-Kutta step, and tables of cubics."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from advisor.domain.values import frozen

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]


def floats(values: npt.ArrayLike) -> Floats:
    """Return a read-only copy of `values` as floats.

    >>> floats([1, 2]).flags.writeable
    False
    """
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array


def ints(values: npt.ArrayLike) -> Ints:
    """Return a read-only copy of `values` as array indices."""
    array = np.array(values, dtype=np.intp)
    array.setflags(write=False)
    return array


def runge_kutta(slope: Callable[[float, Floats], Floats], t: float, w: Floats, h: float) -> Floats:
    """Return w at t + h, given w at t and dw/dt = slope(t, w); a step errs by order h^5."""
    k1 = slope(t, w)
    k2 = slope(t + h / 2.0, w + h / 2.0 * k1)
    k3 = slope(t + h / 2.0, w + h / 2.0 * k2)
    k4 = slope(t + h, w + h * k3)
    return w + h / 6.0 * (k1 + 2.0 * (k2 + k3) + k4)


@frozen(eq=False)
class Cubic:
    """A cubic Hermite interpolant on an equally spaced grid, constant beyond the ends of the grid.

    Its error is at most h^4 / 384 times the largest fourth derivative, where h is the grid step.
    """

    low: float
    per_unit: float  # grid steps a unit, 1 / h
    pieces: Floats  # coefficients of each step, lowest first, shape (n, 4)

    def __call__(self, x: Floats) -> Floats:
        """Return the function at x, of any shape; infinities are allowed."""
        place = np.asarray((x - self.low) * self.per_unit)
        np.maximum(place, 0.0, out=place)
        np.minimum(place, float(len(self.pieces)), out=place)
        piece = np.asarray(place.astype(np.intp))
        np.minimum(piece, len(self.pieces) - 1, out=piece)
        place -= piece
        c = self.pieces.take(piece, axis=0)  # a row for each x keeps its four together
        value: Floats = c[..., 3] * place
        for power in (2, 1):
            value += c[..., power]
            value *= place
        value += c[..., 0]
        return value


def cubic_of(x: Floats, value: Floats, slope: Floats) -> Cubic:
    """Return the interpolant of values and slopes at equally spaced x, each of shape (n + 1,)."""
    h = (x[-1] - x[0]) / (x.size - 1)
    rise, left, right = np.diff(value), h * slope[:-1], h * slope[1:]
    pieces = [value[:-1], left, 3.0 * rise - 2.0 * left - right, left + right - 2.0 * rise]
    return Cubic(float(x[0]), float(1.0 / h), np.stack(pieces, axis=1))
