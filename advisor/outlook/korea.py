"""The Korean system as the solver of optimal claiming sees it: states, premiums, losses.

A model year runs from one cut-off to the next, because the claims between them are what one
renewal counts. The premium of a renewal is due some months after its cut-off and is discounted
over them. Money is float from here on.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, field, frozen

from advisor.claiming.arrays import Floats
from advisor.claiming.own_share import OwnShare, fixed_deductible, proportional
from advisor.claiming.payouts import PayoutLaw
from advisor.claiming.severity import Empirical, GeneralLaw, Lognormal
from advisor.claiming.solve import solve
from advisor.claiming.systems import System, system_of_steps, two_tier_tally
from advisor.claiming.year import Problem, Tiers, backward, within
from advisor.domain.money import Won
from advisor.engine.damage.loss import deductible_of
from advisor.outlook.standing import Moves, Standing

if TYPE_CHECKING:
    from advisor.claiming.severity import Severity
    from advisor.domain.rulebook import Rulebook
    from advisor.engine.reading import Plan, Reading

MOST_CLAIMS = 3
"""Later claims of one year from which on a further one changes nothing in the model."""

STEPS = 2
"""Runge-Kutta steps a year: prices are within a won."""

_REST = 4e-4
"""Won a year that a solution may be off; a price is off by that times the years that it lasts."""

_ENDLESS = 1e12
_LARGEST_DISCOUNT = 0.99999


@frozen
class Future:
    """What is taken for the years to come.

    `losses` are a driver's own repairs; without them losses are lognormal. `discount_rate` is a
    year's interest and `drift` the rise of all premiums, which losses follow.
    """

    accident_rate: Decimal
    mean_loss: Won
    log_deviation: Decimal
    discount_rate: Decimal
    drift: Decimal = Decimal(0)
    losses: tuple[Won, ...] = ()

    @property
    def rise(self) -> float:
        """What a won of premium has become after a year."""
        return 1.0 + float(self.drift)

    @property
    def per_year(self) -> float:
        """The present value of a won due in a year.

        Without interest, or where premiums rise as fast, no total would be finite: then interest
        is taken to be 0.001 % above the rise, which moves no price by more than 0.01 %.
        """
        return min(1.0 / (1.0 + float(self.discount_rate)), _LARGEST_DISCOUNT / self.rise)

    @property
    def discount(self) -> float:
        """Next year's premium in this year's."""
        return self.per_year * self.rise


@frozen
class Ground:
    """The rules and the policy that one system is made of; equal grounds make equal systems."""

    key: tuple[object, ...]
    moves: Moves = field(eq=False, repr=False)

    @classmethod
    def of(cls, reading: Reading) -> Ground:
        """Gather all that standings, premiums and own shares follow from."""
        moves = Moves.of(reading)
        start, assumptions = reading.case.policy.start, reading.case.assumptions
        rules: Rulebook = reading.rulebook
        table = reading.table.terms
        key = (
            start,
            (table.relativities, table.first_grade),
            moves.profile.rows,
            moves.grade_moves,
            rules.evaluation_window.on(start).terms,
            rules.low_fault.versions,
            rules.premium.on(start).terms.unit,
            (moves.base, moves.drivers),
            (moves.small, moves.big, reading.threshold),
            (reading.plan, reading.sum_insured, reading.cap_allowed),
            (assumptions.half_point_years, assumptions.threshold_included),
            assumptions.threshold_on_gross_loss,
        )
        return cls(key, moves)


@frozen(eq=False)
class Korea:
    """The system of one ground, premiums as they are due, and where each standing is in it."""

    ground: Ground
    system: System
    number: dict[Standing, int]


@lru_cache(maxsize=32)
def korea(ground: Ground, most: int = MOST_CLAIMS) -> Korea:
    """Work out every standing with its premium and its next ones, by the engine."""
    moves = ground.moves
    standings = tuple(moves.standings())
    system = system_of_steps(
        "kr",
        standings,
        lambda standing: float(moves.premium(standing)),
        moves.after,
        two_tier_tally(most),
    )
    return Korea(ground, system, {standing: s for s, standing in enumerate(standings)})


@frozen(eq=False)
class Solved:
    """The values of all standings at a cut-off, before the premium that they set is paid.

    `early` holds them for the first renewals, while the driver's own factors still change.
    """

    korea: Korea
    future: Future
    problem: Problem
    values: Floats
    early: tuple[Floats, ...]

    def value(self, standing: Standing, renewal: int) -> float:
        """V at the cut-off of a renewal; a standing with a claim of its own kind is led on."""
        moves, number = self.korea.ground.moves, self.korea.number
        plain = moves.plain(standing)
        if plain in number:
            values = self.early[renewal - 1] if renewal <= len(self.early) else self.values
            return float(values[number[plain]])
        due = float(moves.premium(standing, renewal)) * lag_factor(moves, self.future)
        counts = self.problem.system.tally.counts
        end = [[self.value(moves.after(standing, *claims), renewal + 1)] for claims in counts]
        return due + self.back(np.array(end), 1.0)

    def back(self, end: Floats, length: float) -> float:
        """What the rest of a year costs when no claim has been made in it; end is (J, 1)."""
        return float(self.earlier(end, length)[0, 0])

    def earlier(self, end: Floats, length: float) -> Floats:
        """W some part of a year before it is `end`, by tally and any second axis."""
        w: Floats = backward(self.problem, end, length, STEPS)[-1]
        return w


@lru_cache(maxsize=128)
def solved(ground: Ground, future: Future) -> Solved:
    """Solve the exact within-year model for all standings, without end."""
    found = korea(ground)
    problem = problem_of(found, future)
    values = solve(problem, STEPS, _REST / (1.0 - problem.discount)).values
    return Solved(found, future, problem, values, _early(found, future, problem, values))


def _early(found: Korea, future: Future, problem: Problem, values: Floats) -> tuple[Floats, ...]:
    """Go back from the settled values, year by year, to the first renewal."""
    moves = found.ground.moves
    factor = lag_factor(moves, future)
    early: list[Floats] = []
    for renewal in range(len(moves.drivers) - 1, 0, -1):
        due = np.array([float(moves.premium(standing, renewal)) for standing in found.number])
        values = due * factor + within(problem, values, 0.0, STEPS)[-1, 0]
        early.append(values)
    return tuple(reversed(early))


def problem_of(found: Korea, future: Future) -> Problem:
    """Give the problem of a future: premiums as worth at the cut-off, losses, rate, tiers."""
    moves = found.ground.moves
    reading = moves.reading
    factor = lag_factor(moves, future)
    return Problem(
        system=evolve(found.system, premium=found.system.premium * factor),
        payouts=PayoutLaw(severity(future, reading.sum_insured), own_share(reading)),
        rate=float(future.accident_rate),
        discount=future.discount,
        tiers=Tiers(payout_limit(reading), cap=reading.cap_allowed),
    )


def lag_factor(moves: Moves, future: Future) -> float:
    """What a premium is worth at its cut-off, some months before it is due."""
    lag = (moves.reading.renewal_day(1) - moves.cut(1)).days / 365
    return float(future.per_year**lag)


def severity(future: Future, most: int | None) -> Severity:
    """The law of losses; none is larger than the sum insured."""
    law: Severity = (
        Empirical(future.losses)
        if future.losses
        else Lognormal.of_mean(float(future.mean_loss), float(future.log_deviation))
    )
    if most is None:
        return law
    top = float(most)
    return GeneralLaw(
        mean=float(law.lev(np.asarray(top))),
        lev_of=lambda u: law.lev(np.minimum(u, top)),
        survival_of=lambda u: np.where(u < top, law.survival(u), 0.0),
    )


def own_share(reading: Reading) -> OwnShare:
    """What the driver bears of a claimed loss: the case's deductible, none on a total loss.

    Where the own car is not covered, later claims are taken to be for other people's things.
    """
    plan, most = reading.plan, reading.sum_insured
    # A total loss is one of the sum insured itself: the last float below it is none.
    total_loss = _ENDLESS if most is None else float(np.nextafter(most, 0.0))
    if plan is None:
        return fixed_deductible(0.0)
    rate, least, largest = _bounds(plan)
    if largest == 0.0:
        return fixed_deductible(0.0)
    return proportional(rate, least, largest, total_loss)


def _bounds(plan: Plan) -> tuple[float, float, float]:
    """Give rate, least and largest own share; a fixed sum is its own bound on both sides."""
    largest = _ENDLESS if plan.maximum is None else float(plan.maximum)
    if plan.fixed is not None:
        return 1.0, float(plan.fixed), float(plan.fixed)
    least = min(float(plan.minimum), largest)
    if not plan.rate:
        return 1.0, least, least
    return float(plan.rate), least, largest


def payout_limit(reading: Reading) -> float:
    """The payout above which a claim is big; the loss is tested instead where that is read."""
    assumptions = reading.case.assumptions
    limit = reading.threshold - int(assumptions.threshold_included)
    if assumptions.threshold_on_gross_loss and reading.plan is not None:
        return float(limit - deductible_of(reading.plan, Won(limit)))
    return float(limit)
