"""Compare the speed of claiming tables with a general solver of decision processes, in one run.

The problem: 29 classes times the claim counts of three years (783 states), at most one loss a
year out of 200 equally likely ones, v = 1/1.04, values to one won. Every solver gets the same
problem. The general solver is QuantEcon's DiscreteDP, in two formulations. In the compact one an
action is the rank of the smallest loss to claim. In the naive one, which people write first, the
realised loss is part of the state; it is run on fewer losses, and its time is scaled by its
number of state transitions, to which it is proportional.

Run it from the top of the checkout: PYTHONPATH=tests python tests/bench/claiming.py
"""

from __future__ import annotations

import itertools
import time
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp
from claiming.oracles import quantile
from later.scrapes import RULEBOOK, SCRAPE, later_years
from quantecon.markov import DiscreteDP

from advisor.claiming.own_share import fixed_deductible
from advisor.claiming.payouts import PayoutLaw
from advisor.claiming.severity import Empirical, Lognormal
from advisor.claiming.solve import claim_prices, solve, solve_year_end
from advisor.claiming.systems import System, count_tally, system_of_steps
from advisor.claiming.year import ClaimingProblem
from advisor.engine.advise import advise
from advisor.engine.reading import read
from advisor.later.korea import (
    STEPS,
    KoreanSystem,
    Solved,
    SystemInputs,
    korean_system,
    solved,
    worked_out,
)
from advisor.later.later_advice import later_advice, later_in_full

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.claiming.numerics import Floats

CLASSES, PATTERNS, RATE, V = 29, tuple(itertools.product(range(3), repeat=3)), 0.15, 1 / 1.04
LOSSES = Lognormal.of_mean(1.45e6, 0.9)
METHODS = "policy_iteration", "modified_policy_iteration"
Place = tuple[int, tuple[int, ...]]


def step(place: Place, claims: int, _: int) -> Place:
    """Move one class up after a claim-free year or two down a claim, and forget the oldest year."""
    level, counts = place
    to = min(level + 1, CLASSES - 1) if claims == 0 else max(level - 2 * claims, 0)
    return to, (*counts[1:], min(claims, 2))


def ladder(most: int) -> System:
    """Return a made-up system: relativities 2.0 to 0.35, and 10 % for each claim in the window."""
    relativity = np.geomspace(2.0, 0.35, CLASSES)
    return system_of_steps(
        "bench",
        tuple(itertools.product(range(CLASSES), PATTERNS)),
        lambda p: 800_000.0 * float(relativity[p[0]]) * (1.0 + 0.1 * sum(p[1])),
        step,
        count_tally(most),
    )


def losses(count: int) -> Empirical:
    """Return equally likely losses, the middles of `count` quantile classes."""
    return Empirical(quantile(LOSSES, (np.arange(count) + 0.5) / count))


def compact(system: System, law: Empirical) -> DiscreteDP:
    """Return the process in which action n pays the n smallest losses and claims the others."""
    x, size, most = law.losses, system.size, law.losses.size
    paid = np.concatenate([[0.0], np.cumsum(x)]) / most
    claimed = RATE * (1.0 - np.arange(most + 1) / most)
    s, a = np.repeat(np.arange(size), most + 1), np.tile(np.arange(most + 1), size)
    rows = np.concatenate([np.arange(s.size)] * 2)
    columns = np.concatenate([system.after[0][s], system.after[1][s]])
    chance = np.concatenate([1.0 - claimed[a], claimed[a]])
    q = sp.csr_matrix((chance, (rows, columns)), shape=(s.size, size))
    return DiscreteDP(-system.premium[s] - V * RATE * paid[a], q, V, s, a)


def naive(system: System, law: Empirical) -> DiscreteDP:
    """Return the process whose state holds the year's loss, if any; its actions: pay or claim."""
    size, points = system.size, law.losses.size + 1
    x = np.concatenate([[0.0], law.losses])
    chance = np.concatenate([[1.0 - RATE], np.full(points - 1, RATE / (points - 1))])
    s = np.repeat(np.arange(size * points), 2)
    a = np.tile([0, 1], size * points)
    place, loss = s // points, s % points
    to = np.where(a == 1, system.after[1][place], system.after[0][place])
    columns = (to[:, None] * points + np.arange(points)).ravel()
    rows = np.repeat(np.arange(s.size), points)
    q = sp.csr_matrix((np.tile(chance, s.size), (rows, columns)), shape=(s.size, size * points))
    # The premium of the next state is due with the loss, at the end of the year.
    return DiscreteDP(-np.where(a == 1, 0.0, x[loss]) - system.premium[to], q, V, s, a)


def best(run: Callable[[], object], times: int) -> float:
    """Return the seconds of the fastest run; the first run may compile and is not counted."""
    run()
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        spent.append(time.perf_counter() - begin)
    return min(spent)


def year_end() -> None:
    """Compare the year-end model with the two formulations of the general solver."""
    system, law = ladder(1), losses(200)
    problem = ClaimingProblem(system, PayoutLaw(law), RATE, V)
    ours = best(lambda: solve_year_end(problem, 1.0), 50)
    built = best(lambda: solve_year_end(ClaimingProblem(system, PayoutLaw(law), RATE, V), 1.0), 50)
    print(f"year-end, this package: {ours * 1e3:.2f} ms, with its payout law {built * 1e3:.2f} ms")
    values = -solve_year_end(problem, 1e-3).values
    process = compact(system, law)
    times = [run_compact(process, method, values) for method in METHODS]
    whole = best(lambda: compact(system, law).solve(method=METHODS[0], epsilon=1.0), 3)
    print(f"  solve ratio {min(times) / ours:.1f} (goal 2)")
    print(f"  with build {whole * 1e3:.1f} ms, ratio {whole / built:.1f} (goal 10)")
    naive_ratio(system, ours)


def run_compact(process: DiscreteDP, method: str, values: Floats) -> float:
    """Return the seconds that a method needs; print them, and how far off its values are."""
    off = np.abs(process.solve(method=method, epsilon=1.0).v - values).max()
    spent = best(lambda: process.solve(method=method, epsilon=1.0), 10)
    print(f"  compact {method}: {spent * 1e3:.2f} ms, off by {off:.2g} won")
    return spent


def naive_ratio(system: System, ours: float, points: int = 40) -> None:
    """Time the naive formulation on fewer losses, and scale the time to 200 losses."""
    process = naive(system, losses(points))
    spent = best(lambda: process.solve(method="modified_policy_iteration", epsilon=1.0), 1)
    scaled = spent * (201 / (points + 1)) ** 2
    print(f"  naive form, {points} losses: {spent * 1e3:.0f} ms; scaled to 200: {scaled:.1f} s")
    print(f"  ratio {scaled / ours:.0f} (goal 1000; scaled by the number of transitions)")


def exact() -> None:
    """Time the exact within-year model on 783 states."""
    problem = ClaimingProblem(ladder(3), PayoutLaw(LOSSES, fixed_deductible(2e5)), RATE, V)
    true = solve(problem, 32, 1e-3).values
    for steps in (1, 2, 4):
        solved = partial(solve, problem, steps, 1.0)
        spent, off = best(solved, 5), np.abs(solved().values - true).max()
        print(f"exact, {steps} steps: {spent * 1e3:.0f} ms, off by {off:.2g} won (goal 200 ms)")


def korean() -> None:
    """Time the Korean driver's system: worked out by the engine, solved, and asked again."""
    reading = read(SCRAPE, RULEBOOK)

    def cold() -> Solved:
        korean_system.cache_clear()
        worked_out.cache_clear()
        solved.cache_clear()
        return solved(SystemInputs.of(reading), later_years())

    def system() -> KoreanSystem:
        korean_system.cache_clear()
        worked_out.cache_clear()
        return korean_system(SystemInputs.of(reading))

    found = cold()
    work_out, spent = best(system, 5), best(cold, 5)
    again = best(lambda: solved(SystemInputs.of(reading), later_years()), 20)
    true = solve(found.problem, 32, 1e-3)
    d, exact_d = (
        claim_prices(found.problem, values, 0.0, steps).small[0]
        for values, steps in ((found.rest, STEPS), (true.values, 32))
    )
    print(
        f"Korean system: {found.problem.system.size} states, in all {spent * 1e3:.0f} ms (goal 200)"
    )
    print(f"  of which by the engine {work_out * 1e3:.0f} ms; remembered {again * 1e3:.2f} ms")
    print(f"  price of a claim off by {np.abs(d - exact_d).max():.2g} won")
    decision = advise(SCRAPE, RULEBOOK)
    for name, look in (("second opinion", later_advice), ("its pages too", later_in_full)):
        asked = best(lambda look=look: look(decision, RULEBOOK), 5)  # type: ignore[misc]
        print(f"  {name}, solutions remembered: {asked * 1e3:.0f} ms")


if __name__ == "__main__":
    year_end()
    exact()
    korean()
