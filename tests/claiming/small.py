"""A made-up two-tier system, small enough to be worked out loss by loss and moment by moment."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from advisor.claiming.own_share import proportional
from advisor.claiming.payouts import PayoutLaw
from advisor.claiming.retention import Action
from advisor.claiming.severity import Empirical, Lognormal
from advisor.claiming.systems import System, count_tally, system_of_steps, two_tier_tally
from advisor.claiming.year import ClaimingProblem, Tiers

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.claiming.systems import Tally

Place = TypeVar("Place")

LOSSES = np.array([60.0, 150.0, 300.0, 450.0, 700.0, 1100.0, 1900.0, 3000.0])
SHARE = proportional(0.2, 100.0, 300.0)
LIMIT = 600.0
State = tuple[int, int]  # grade 0 (dearest) to 3, and half points of last year


def step(state: State, small: int, big: int) -> State:
    """Move one grade up after a claim-free year or one down a full point; half a point freezes."""
    grade, before = state
    points = small + 2 * big
    if points == 0:
        return (grade if before else min(grade + 1, 3)), 0
    return max(grade - points // 2, 0), min(points, 2)


def premium(state: State) -> float:
    """Return the premium: 25 % less for each grade, 10 % more for each half point of last year."""
    grade, points = state
    return 1000.0 * 0.75**grade * (1.0 + 0.1 * points)


def two_tier_system(most: int = 2) -> System:
    """Return the system of all states that a driver of grade 3 can come to."""
    tally = two_tier_tally(most)
    return system_of_steps("small", reachable((3, 0), step, tally), premium, step, tally)


def problem(*, cap: bool, rate: float = 0.3, v: float = 0.95) -> ClaimingProblem:
    """Return the problem of the small system, with the losses above equally likely."""
    law = PayoutLaw(Empirical(LOSSES), SHARE)
    return ClaimingProblem(two_tier_system(), law, rate, v, Tiers(LIMIT, cap))


def action_costs(loss: float, small: float, big: float, *, cap: bool) -> dict[Action, float]:
    """Return what each action costs, worked out action by action."""
    share = min(loss, max(100.0, min(0.2 * loss, 300.0)))
    costs = {Action.SELF_PAY: loss}
    costs[Action.CLAIM] = share + (small if loss - share <= LIMIT else big)
    if cap and loss - share > LIMIT:
        costs[Action.CAP] = share + (loss - share - LIMIT) + small
    return costs


def mean_least_cost(small: float, big: float, *, cap: bool) -> float:
    """Return the mean, over all losses, of the cheapest action's cost."""
    return float(
        np.mean([min(action_costs(x, small, big, cap=cap).values()) for x in LOSSES.tolist()])
    )


def lognormal(mean: float, sd: float) -> Lognormal:
    """Return the lognormal law with this mean and standard deviation of the loss itself."""
    return Lognormal.of_mean(mean, math.sqrt(math.log1p((sd / mean) ** 2)))


def reachable(
    start: Place, step: Callable[[Place, int, int], Place], tally: Tally
) -> tuple[Place, ...]:
    """Return every state that a driver can come to from `start`, which stands first.

    Args:
        start: a hashable state.
        step: as in `system_of_steps`.
        tally: the claims that a year can hold.
    """
    found = {start: None}
    queue = [start]
    for state in queue:  # grows while it is read: breadth first
        for a, b in tally.counts:
            new = step(state, a, b)
            if new not in found:
                found[new] = None
                queue.append(new)
    return tuple(found)


def two_class(low: float, high: float) -> System:
    """Return two classes: the year after a claim costs `high`, any other year `low`."""
    return System("two_class", ("low", "high"), [low, high], [[0, 0], [1, 1]], count_tally(1))
