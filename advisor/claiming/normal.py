"""The standard normal law for arrays, which numpy alone does not have."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from advisor.claiming.arrays import Floats

_REACH: Final = 9.0  # beyond it the tail is below 1e-18, under the rounding of 1
_PER_UNIT: Final = 128  # knots a unit: the cubic is within 6e-12 of the function


@cache
def _cubics() -> Floats:
    """Coefficients of the cubic Hermite pieces of Phi on a uniform grid, shape (4, pieces)."""
    z = np.linspace(-_REACH, _REACH, round(2 * _REACH * _PER_UNIT) + 1)
    value = np.array([0.5 * math.erfc(-x / math.sqrt(2.0)) for x in z])
    slope = np.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi) / _PER_UNIT
    rise, left, right = np.diff(value), slope[:-1], slope[1:]
    return np.stack([value[:-1], left, 3 * rise - 2 * left - right, left + right - 2 * rise])


def normal_cdf(z: Floats) -> Floats:
    """Phi(z), the standard normal distribution function, within 1e-11 of the true value.

    Args:
        z: any shape; infinities are allowed.

    >>> [round(float(p), 9) for p in normal_cdf(np.array([-np.inf, 0.0, 1.96]))]
    [0.0, 0.5, 0.975002105]
    """
    pieces = _cubics()
    place = (np.clip(z, -_REACH, _REACH) + _REACH) * _PER_UNIT
    piece = np.minimum(place.astype(np.intp), pieces.shape[1] - 1)
    u = place - piece
    c = pieces.take(piece, axis=1)
    phi: Floats = ((c[3] * u + c[2]) * u + c[1]) * u + c[0]
    return phi
