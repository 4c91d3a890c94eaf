"""The classical Runge-Kutta step."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.claiming.arrays import Floats


def runge_kutta(slope: Callable[[float, Floats], Floats], t: float, w: Floats, h: float) -> Floats:
    """Return w at t + h, from dw/dt = slope(t, w); the error of a step is of order h^5."""
    k1 = slope(t, w)
    k2 = slope(t + h / 2.0, w + h / 2.0 * k1)
    k3 = slope(t + h / 2.0, w + h / 2.0 * k2)
    k4 = slope(t + h, w + h * k3)
    return w + h / 6.0 * (k1 + 2.0 * (k2 + k3) + k4)
