"""What a policy costs a year, checked by hand over two renewals and by simulated lives."""

from __future__ import annotations

import math
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest
from attrs import evolve, frozen
from later.scrapes import RULEBOOK, later_years, scrape

from advisor.claiming.numerics import Floats, Ints
from advisor.claiming.year import prices, within
from advisor.domain.money import Rate, Won
from advisor.domain.policy import Deductible, OwnDamageCover
from advisor.engine.loss.loss import deductible_of
from advisor.engine.reading import read
from advisor.later.korea import QuoteLift
from advisor.later.policy_cost import PolicyCost
from advisor.later.record_costs import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.claiming.year import Prices
    from advisor.later.later_years import LaterYears

LOSSES = (Won(300_000), Won(900_000), Won(2_900_000))
Bools = npt.NDArray[np.bool_]
SHARE, RATE, V = Decimal("0.3"), 0.4, 1 / 1.04
LONG = 6


def own_damage(rate: str = "0.2", *, single_vehicle: bool = True) -> OwnDamageCover:
    deductible = Deductible(rate=Rate(Decimal(rate)))
    return OwnDamageCover(single_vehicle=single_vehicle, deductible=deductible)


def few_losses() -> LaterYears:
    return evolve(later_years(str(RATE)), losses=LOSSES, mean_loss=Won(1), renewals=2)


Tally = tuple[int, int]


def least_cost(worth: dict[Tally, float], at: Tally, loss: Won, own: Won) -> float:
    """Return the lower cost of paying and of claiming, given what the claims so far lead to."""
    small, big = at
    after = (small, big + 1) if loss - own > 500_000 else (small + 1, big)
    if sum(after) > 3:  # one more claim takes the place of a small one, or changes nothing
        after = (small - 1, big + 1) if after[1] > big and small else at
    return min(loss, own + worth[after] - worth[at])


def by_hand(found: PolicyCost, own: list[Won], moments: int) -> float:
    """Return the yearly cost, going back in many moments over the nine months before the cut-off.

    After the cut-off claims are free, because no premium follows.
    """
    moves = found.solved.korea.inputs.moves
    start = moves.reading.renewal_day(1)
    lag = (start - moves.cut(1)).days / 365
    worth: dict[Tally, float] = {}
    for at in [(a, b) for a in range(4) for b in range(4 - a)]:
        record = (*found.record, *moves.claims_on(start + timedelta(days=9), *at))
        due = moves.premium(state_of(record, moves, 2), 2)
        worth[at] = float(due) / float(found.model_price) * 800_000 * V**lag
    h = (1.0 - lag) / moments
    for _ in range(moments):
        mean = {
            at: sum(least_cost(worth, at, *x) for x in zip(LOSSES, own, strict=True)) / 3
            for at in worth
        }
        worth = {at: V**h * (w + RATE * h * mean[at]) for at, w in worth.items()}
    free = RATE * sum(own) / 3 * (V ** (1.0 - lag) - V**2) / -math.log(V)
    return float((800_000 + worth[0, 0] + free) / (1.0 + V))


@pytest.mark.parametrize("rate", ["0.2", "0.3"])
def test_two_renewals_by_hand(rate: str) -> None:
    """The cost is the extrapolated limit of many moments, each with one accident or none."""
    policy = {"surcharge_threshold": Won(500_000), "own_damage": own_damage(rate), "grade": 12}
    reading = read(scrape(policy), RULEBOOK)
    assert reading.deductible is not None
    own = [deductible_of(reading.deductible, loss) for loss in LOSSES]
    found = PolicyCost.of(reading, few_losses(), SHARE)
    coarse, fine = (by_hand(found, own, n) for n in (300, 600))
    assert found.a_year(800_000) == pytest.approx(2 * fine - coarse, abs=1.0)


def test_in_a_last_year_an_accident_costs_its_own_share() -> None:
    """No premium follows the last year, so every loss that the cover pays is claimed."""
    reading = read(scrape({"own_damage": own_damage()}), RULEBOOK)
    found = PolicyCost.of(reading, evolve(few_losses(), renewals=1), SHARE)
    assert reading.deductible is not None
    own = sum(deductible_of(reading.deductible, loss) for loss in LOSSES) / 3
    assert found.a_year(700_000) == pytest.approx(
        700_000 + RATE * own * (1.0 - V) / -math.log(V), abs=1e-3
    )


def costs_of(policy: dict[str, object]) -> PolicyCost:
    reading = read(scrape(policy), RULEBOOK)
    return PolicyCost.of(reading, evolve(later_years("0.3"), renewals=LONG), SHARE)


SETTINGS: dict[str, dict[str, object]] = {
    "today": {"own_damage": own_damage()},
    "a higher deductible": {"own_damage": own_damage("0.3")},
    "no single-vehicle cover": {"own_damage": own_damage(single_vehicle=False)},
    "a low threshold": {
        "own_damage": own_damage(), "surcharge_threshold": Won(500_000), "grade": 12
    },
}  # fmt: skip


@pytest.mark.parametrize("name", SETTINGS)
def test_the_price_of_a_cost_is_the_cost_of_a_price(name: str) -> None:
    found = costs_of(SETTINGS[name])
    for price in (-50_000, 300_000, 820_000, 2_500_000):
        assert found.price_for(found.a_year(price)) == pytest.approx(price, abs=1.0)
    assert found.a_year(900_000) > found.a_year(820_000)


def test_the_single_vehicle_cover_is_worth_what_it_pays() -> None:
    """The cover is worth something, but less than its mean losses: the driver pays some anyway."""
    with_it, without = (costs_of(SETTINGS[x]) for x in ("today", "no single-vehicle cover"))
    spared = without.a_year(820_000) - with_it.a_year(820_000)
    assert 0 < spared < 0.3 * 0.3 * 1_450_000


@frozen(eq=False)
class Accidents:
    """The accidents of many lives in a stretch of time: whose, when, how large, and if alone."""

    life: Ints
    time: Floats
    loss: Floats
    alone: Bools

    @classmethod
    def drawn(cls, rng: np.random.Generator, lives: int, first: float, last: float) -> Accidents:
        """Draw random accidents, sorted by time."""
        count = rng.poisson(0.3 * (last - first), lives).sum()
        life, time = rng.integers(0, lives, count), np.sort(rng.uniform(first, last, count))
        loss = np.exp(rng.normal(math.log(1_450_000) - 0.9**2 / 2, 0.9, count))
        return cls(life, time, loss, rng.random(count) < float(SHARE))


def lived(found: PolicyCost, lives: int) -> Floats:
    """Return the yearly cost of each life that follows the prices of claims.

    The same accidents happen to the lives of every setting. A year of the model runs from one
    cut-off to the next; the policy begins some months into the first one, and ends as many
    months after the last one, when claims are free.
    """
    solved, rng = found.solved, np.random.default_rng(20261129)
    problem, moves = solved.problem, solved.korea.inputs.moves
    lift = QuoteLift(820_000 / float(found.model_price), LONG)
    lag = (moves.reading.renewal_day(1) - moves.cut(1)).days / 365
    state = np.full(lives, solved.korea.number[state_of(found.record, moves, 1)])
    cost = np.full(lives, 820_000.0)
    for year in range(LONG):
        path = within(problem, solved.values(year + 2, lift), 0.0, 32)[::-1]
        tables = [prices(problem, w) for w in path]
        claims = np.zeros(lives, dtype=np.intp)
        for life, time, loss, alone in rows(Accidents.drawn(rng, lives, 0.0 if year else lag, 1.0)):
            paid, tally = settled(
                found, tables[round(32 * time)], (claims[life], state[life]), loss
            )
            uncovered = alone and found.borne
            cost[life] += V ** (year - lag + time) * (loss if uncovered else paid)
            claims[life] = claims[life] if uncovered else tally
        state = problem.system.after[claims, state]
        if year < LONG - 1:
            cost += V ** (year + 1) * problem.system.premium[state] / V**lag * lift.factor
    for life, time, loss, alone in rows(Accidents.drawn(rng, lives, 0.0, lag)):
        own = float(problem.payouts.own_share(np.asarray(loss)))
        cost[life] += V ** (LONG - lag + time) * (loss if alone and found.borne else own)
    return cost / sum(V**year for year in range(LONG))


def rows(found: Accidents) -> Iterator[tuple[int, float, float, bool]]:
    columns = (found.life, found.time, found.loss, found.alone)
    return zip(*(column.tolist() for column in columns), strict=True)


def settled(
    found: PolicyCost, table: Prices, at: tuple[int, int], loss: float
) -> tuple[float, int]:
    """Return what a loss costs at once, and the tally after it."""
    problem = found.solved.problem
    assert problem.tiers is not None
    own = float(problem.payouts.own_share(np.asarray(loss)))
    is_big = loss - own > problem.tiers.limit
    price = (table.big if is_big else table.small)[at]
    if loss <= own + price:
        return loss, at[0]
    tally = problem.system.tally
    return own, int((tally.big if is_big else tally.small)[at[0]])


def test_lives_cost_what_was_said_and_in_that_order() -> None:
    """Each mean is within four standard errors of the stated cost, and the order is the same."""
    found_costs = {name: costs_of(policy) for name, policy in SETTINGS.items()}
    costs = {name: lived(found, 6_000) for name, found in found_costs.items()}
    for name, found in found_costs.items():
        error = costs[name].std() / math.sqrt(costs[name].size)
        assert abs(costs[name].mean() - found.a_year(820_000)) < 4 * error
    alike = [name for name in SETTINGS if name != "a low threshold"]  # that one has another grade
    by_lives = sorted(alike, key=lambda name: float(costs[name].mean()))
    assert by_lives == sorted(alike, key=lambda name: found_costs[name].a_year(820_000))
