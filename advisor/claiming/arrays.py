"""Read-only arrays for frozen values."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

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
