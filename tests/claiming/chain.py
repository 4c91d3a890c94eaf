"""A bonus-malus system as a Markov chain: where drivers end up, what they pay, how tough it is.

The published tables of `test_published` are worked out with it, and the long run that the package
measures agrees with it in `tests/later/test_measures.py`.

The chain may be that of the accidents (every one claimed) or that of a claiming rule; both are
given by the law of the year's tally, an array of shape (J,) or (J, S).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from advisor.claiming.rule import transition_matrix

if TYPE_CHECKING:
    from advisor.claiming.numerics import Floats
    from advisor.claiming.systems import System


def poisson_counts(rate: float, most: int) -> Floats:
    """Return P(N = k) for k < most and P(N >= most) last, N being Poisson; shape (most + 1,).

    >>> [round(float(p), 4) for p in poisson_counts(0.1, 2)]
    [0.9048, 0.0905, 0.0047]
    """
    p = np.array([math.exp(-rate) * rate**k / math.factorial(k) for k in range(most)])
    return np.append(p, 1.0 - p.sum())


def poisson_slope(rate: float, most: int) -> Floats:
    """Return the derivative of `poisson_counts` with respect to the rate, shape (most + 1,)."""
    p = poisson_counts(rate, most)[:-1]
    slope = np.append(0.0, p[:-1]) - p
    return np.append(slope, -slope.sum())


def stationary(matrix: Floats) -> Floats:
    """Return the law that a chain with this transition matrix leaves as it is, shape (S,)."""
    size = len(matrix)
    equations = np.vstack([matrix.T - np.eye(size), np.ones(size)])
    law = np.linalg.lstsq(equations, np.append(np.zeros(size), 1.0))[0]
    return np.asarray(law, dtype=np.float64)


def mean_premium(system: System, law: Floats) -> float:
    """Return the mean premium in the long run, given the law of the tally, (J,) or (J, S)."""
    return float(system.premium @ stationary(transition_matrix(system, law)))


def premium_by_year(system: System, law: Floats, start: Floats, years: int) -> Floats:
    """Return the mean premiums of years 0, 1, ..., `years` from a law of the first state, (S,)."""
    matrix = transition_matrix(system, law)
    path = [start]
    for _ in range(years):
        path.append(path[-1] @ matrix)
    means: Floats = np.array(path) @ system.premium
    return means


def efficiency(system: System, rate: float) -> float:
    """Return Loimaranta's efficiency: the elasticity of the mean premium in the claim rate.

    A system is fully efficient, 1, when twice the claims double the premium. Loimaranta,
    ASTIN Bulletin 6 (1972); Poisson claims of one kind, all claimed.
    """
    most = len(system.tally.counts) - 1
    matrix = transition_matrix(system, poisson_counts(rate, most))
    change = transition_matrix(system, poisson_slope(rate, most))
    law = stationary(matrix)
    # The derivative of the law solves law' (I - P) = law P', and sums to 0.
    equations = np.vstack([(np.eye(system.size) - matrix).T, np.ones(system.size)])
    slope = np.linalg.lstsq(equations, np.append(law @ change, 0.0))[0]
    return float(rate * (slope @ system.premium) / (law @ system.premium))


def discounted_efficiency(system: System, rate: float, discount: float) -> Floats:
    """Return De Pril's efficiency by first state: the elasticity of all discounted premiums.

    With V = r + v P V it is rate / V dV/drate, where dV/drate = (I - v P)^-1 v P' V.
    De Pril, ASTIN Bulletin 10 (1978); Poisson claims of one kind, all claimed.
    """
    most = len(system.tally.counts) - 1
    matrix = transition_matrix(system, poisson_counts(rate, most))
    change = transition_matrix(system, poisson_slope(rate, most))
    rest = np.eye(system.size) - discount * matrix
    value = np.linalg.solve(rest, system.premium)
    slope = np.linalg.solve(rest, discount * change @ value)
    return np.asarray(rate * slope / value, dtype=np.float64)


def bayes_relativities(system: System, rates: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return P(state) and E[rate | state] / E[rate], each (S,), in the long run of unlike drivers.

    Norberg's relativities, Scandinavian Actuarial Journal (1976).

    Args:
        system: the system.
        rates: claim rates of the kinds of drivers, shape (n,).
        weights: shares of the kinds, or a quadrature of their law, shape (n,), summing to 1.
    """
    most = len(system.tally.counts) - 1
    laws = np.array(
        [stationary(transition_matrix(system, poisson_counts(float(x), most))) for x in rates]
    )
    share = weights @ laws
    mean_rates = np.asarray((weights * rates) @ laws / share, dtype=np.float64)
    return share, mean_rates / float(weights @ rates)
