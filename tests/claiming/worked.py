"""What the tests of claiming share: the classical systems, retentions, and a simulator."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import numpy as np
import scipy

from advisor.claiming.own_share import fixed_deductible
from advisor.claiming.payouts import PayoutLaw
from advisor.claiming.severity import Exponential, GeneralLaw
from advisor.claiming.solve import claim_prices, solve
from advisor.claiming.system_file import systems_in
from advisor.claiming.year import ClaimingProblem

if TYPE_CHECKING:
    from advisor.claiming.numerics import Floats
    from advisor.claiming.severity import Severity
    from advisor.claiming.systems import System

FOLDER = Path(__file__).parents[2] / "policies" / "classic"
CLASSIC = systems_in(FOLDER)
MOST = {"brazil": 7, "netherlands": 3}  # claims a year in the reference tables; 4 elsewhere


def least_costs(*process: object) -> Floats:
    """Return the least costs of a decision process by a general solver; its rewards are -costs."""
    from quantecon.markov import DiscreteDP  # noqa: PLC0415 - half a second, in each worker

    values: Floats = -DiscreteDP(*process).solve(method="policy_iteration").v
    return values


def gamma_law(shape: float, scale: float) -> GeneralLaw:
    """Return a gamma law, whose limited expected values scipy knows."""
    one, more = (scipy.stats.gamma(one, scale=scale) for one in (shape, shape + 1.0))
    mean = shape * scale
    return GeneralLaw(mean, lambda u: mean * more.cdf(u) + u * one.sf(u), one.sf)


def system(name: str, scale: float = 1.0, *, most: int | None = None) -> System:
    """Return a classical system without its special rule, with its premiums times a scale."""
    built = CLASSIC[name].system(most or MOST.get(name, 4), special=False)
    return attrs.evolve(built, premium=built.premium * scale)


def reference(name: str, law: Severity | None = None) -> ClaimingProblem:
    """Return the tables' problem: premium 1000 at level 100, 0.1 losses a year of mean 1500."""
    payouts = PayoutLaw(law or Exponential(1500.0), fixed_deductible(0.0))
    return ClaimingProblem(system(name, 10.0), payouts, 0.1, 1.0 / 1.06)


def first_retentions(problem: ClaimingProblem, steps: int = 8) -> Floats:
    """Return by state the smallest loss worth claiming just after renewal, nothing filed yet."""
    values = solve(problem, steps).values
    d = claim_prices(problem, values, 0.0, steps).small[0]
    return problem.payouts.loss_at(d)


def simulated_costs(problem: ClaimingProblem, law: Exponential, lives: int, years: int) -> Floats:
    """Return the discounted cost of each life under the exact rule, from the start; (lives,).

    The simulation draws accidents in continuous time. It uses no excesses and no differential
    equations except for the prices of a claim, which it takes on a grid of the year.
    """
    rng = np.random.default_rng(20261122)
    values = solve(problem, 16).values
    grid = 33
    price = np.array(
        [claim_prices(problem, values, t, 16).small for t in np.linspace(0.0, 1.0, grid)]
    )
    state = np.full(lives, problem.system.start)
    cost = np.zeros(lives)
    for year in range(years):
        now = problem.discount**year
        cost += now * problem.system.premium[state]
        claims = np.zeros(lives, dtype=np.intp)
        count = rng.poisson(float(problem.rate), lives)
        times = np.sort(
            np.where(np.arange(count.max()) < count[:, None], rng.random((lives, count.max())), 2.0)
        )
        for t in times.T:
            hit = np.flatnonzero(t < 1.0)
            at, left = np.divmod(t[hit] * (grid - 1), 1.0)
            at = at.astype(np.intp)
            low, high = (price[at + i, claims[hit], state[hit]] for i in (0, 1))
            limit = low + left * (high - low)
            loss = rng.exponential(law.mean, hit.size)
            share = problem.payouts.own_share(loss)
            claimed = loss - share > limit
            cost[hit] += now * problem.discount ** t[hit] * np.where(claimed, share, loss)
            claims[hit] += claimed
        top = len(problem.system.tally.counts) - 1
        state = problem.system.after[np.minimum(claims, top), state]
    return cost
