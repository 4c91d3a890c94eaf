"""Loss laws, known to the models only through their limited expected values and tails.

For a loss X, LEV(u) = E[min(X, u)] and survival(u) = P(X > u). Every expectation of optimal
claiming is a finite sum of these two, so a law needs no density and no sampling.
The closed forms are in Klugman, Panjer and Willmot, *Loss Models*, appendix A.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt
from attrs import Factory, field, validators

from advisor.claiming.numerics import Cubic, Floats, cubic_of, floats
from advisor.domain.values import frozen

REACH: Final = 9.0  # beyond it the tail is below 1e-18, under the rounding of 1
PER_UNIT: Final = 128  # grid steps a unit


def exact_cdf(z: Floats) -> Floats:
    """Return Phi(z) to full precision, shape (n,); it loops over z and is meant for tables."""
    return np.array([0.5 * math.erfc(-x / math.sqrt(2.0)) for x in z])


@cache
def _table() -> Cubic:
    z = np.linspace(-REACH, REACH, round(2 * REACH * PER_UNIT) + 1)
    return cubic_of(z, exact_cdf(z), np.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi))


def normal_cdf(z: Floats) -> Floats:
    """Return Phi(z), the standard normal distribution function, within 1e-11 of the true value.

    Args:
        z: any shape; infinities are allowed.

    >>> [round(float(p), 9) for p in normal_cdf(np.array([-np.inf, 0.0, 1.96]))]
    [0.0, 0.5, 0.975002105]
    """
    return _table()(z)


_positive = validators.and_(validators.gt(0.0), validators.lt(math.inf))


class Severity(Protocol):
    """A law of losses on [0, infinity) with a finite mean, in one money unit."""

    @property
    def mean(self) -> float:
        """E[X]."""

    def lev(self, u: Floats) -> Floats:
        """Return E[min(X, u)] for finite u >= 0 of any shape."""

    def survival(self, u: Floats) -> Floats:
        """Return P(X > u) for finite u >= 0 of any shape."""


@frozen
class Exponential:
    """Exponential losses: LEV(u) = m (1 - e^(-u/m)).

    >>> float(Exponential(1500.0).lev(np.array(1500.0)))
    948.1808...
    """

    mean: float = field(validator=_positive)

    def lev(self, u: Floats) -> Floats:
        """Return E[min(X, u)]."""
        limited: Floats = -self.mean * np.expm1(-u / self.mean)
        return limited

    def survival(self, u: Floats) -> Floats:
        """Return P(X > u)."""
        tail: Floats = np.exp(-u / self.mean)
        return tail


@frozen
class Lognormal:
    """Lognormal losses: ln X is normal with mean mu and standard deviation sigma.

    LEV(u) = e^(mu + sigma^2/2) Phi(z - sigma) + u (1 - Phi(z)), with z = (ln u - mu) / sigma.
    It is read from a table over z, whose error is within 1e-9 of the mean.
    """

    mu: float = field(validator=[validators.gt(-math.inf), validators.lt(math.inf)])
    sigma: float = field(validator=_positive)
    _lev: Cubic = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Tabulate the limited expected value."""
        high = REACH + self.sigma
        z = np.linspace(-REACH, high, round((REACH + high) * PER_UNIT) + 1)
        u, above = np.exp(self.mu + self.sigma * z), exact_cdf(-z)
        value = self.mean * exact_cdf(z - self.sigma) + u * above
        object.__setattr__(self, "_lev", cubic_of(z, value, self.sigma * u * above))

    @classmethod
    def of_mean(cls, mean: float, sigma: float) -> Lognormal:
        """Return the law with this mean loss and log standard deviation sigma."""
        return cls(math.log(mean) - sigma * sigma / 2.0, sigma)

    @property
    def mean(self) -> float:
        """E[X]."""
        return math.exp(self.mu + self.sigma * self.sigma / 2.0)

    def _z(self, u: Floats) -> Floats:
        with np.errstate(divide="ignore"):  # ln 0 is minus infinity, as the formula wants
            z: Floats = (np.log(u) - self.mu) / self.sigma
        return z

    def lev(self, u: Floats) -> Floats:
        """Return E[min(X, u)]."""
        return np.minimum(self._lev(self._z(u)), u)  # below the table it is u itself

    def survival(self, u: Floats) -> Floats:
        """Return P(X > u)."""
        return normal_cdf(-self._z(u))


@frozen(eq=False)
class Empirical:
    """A finite list of losses, each with a weight: a user's own repairs, or a discretised law.

    >>> law = Empirical([300.0, 100.0])
    >>> law.mean, float(law.lev(np.array(200.0))), float(law.survival(np.array(100.0)))
    (200.0, 150.0, 0.5)
    """

    losses: Floats = field(converter=floats)
    weights: Floats = field(
        converter=floats, default=Factory(lambda self: np.ones(self.losses.size), takes_self=True)
    )
    _at: Floats = field(init=False)
    _tail: Floats = field(init=False)
    _below: Floats = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Sort once and keep P(X > x_i) and E[X; X <= x_i].

        Raises:
            ValueError: there is no loss, a loss is negative, or the weights do not fit.
        """
        _check_list(self.losses, self.weights)
        order = np.argsort(self.losses, kind="stable")
        at, p = self.losses[order], self.weights[order] / self.weights.sum()
        below = np.concatenate([[0.0], np.cumsum(at * p)])
        tail = np.concatenate([np.cumsum(p[::-1])[::-1], [0.0]])
        object.__setattr__(self, "_at", floats(at))
        object.__setattr__(self, "_tail", floats(tail))
        object.__setattr__(self, "_below", floats(below))

    @property
    def mean(self) -> float:
        """E[X]."""
        return float(self._below[-1])

    def lev(self, u: Floats) -> Floats:
        """Return E[min(X, u)]."""
        i = self._at.searchsorted(u, side="right")
        limited: Floats = self._below.take(i) + u * self._tail.take(i)
        return limited

    def survival(self, u: Floats) -> Floats:
        """Return P(X > u)."""
        tail: Floats = self._tail.take(self._at.searchsorted(u, side="right"))
        return tail


def _check_list(losses: Floats, weights: Floats) -> None:
    if losses.ndim != 1 or losses.size == 0 or weights.shape != losses.shape:
        raise ValueError("losses and weights must be two lists of the same length, not empty")
    if not (np.isfinite(losses).all() and (losses >= 0).all()):
        raise ValueError("a loss must be finite and not negative")
    if not (np.isfinite(weights).all() and (weights >= 0).all() and weights.sum() > 0):
        raise ValueError("weights must not be negative, and one must be positive")


@frozen
class GeneralLaw:
    """Any law, given as the functions LEV and survival for arrays of any shape."""

    mean: float = field(validator=_positive)
    lev_of: Callable[[Floats], npt.ArrayLike]
    survival_of: Callable[[Floats], npt.ArrayLike]

    def lev(self, u: Floats) -> Floats:
        """Return E[min(X, u)]."""
        return np.asarray(self.lev_of(u), dtype=np.float64)

    def survival(self, u: Floats) -> Floats:
        """Return P(X > u)."""
        return np.asarray(self.survival_of(u), dtype=np.float64)
