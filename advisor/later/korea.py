"""The Korean system as the solver of optimal claiming sees it: states, premiums, losses.

A model year runs from one cut-off to the next, because the claims between them are what one
renewal counts. The premium of a renewal is due some months after its cut-off and is discounted
over them. Money is float from here on.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, field, frozen

from advisor.claiming.arrays import Floats
from advisor.claiming.payouts import PayoutLaw
from advisor.claiming.solve import solve
from advisor.claiming.systems import System, system_of_steps, two_tier_tally
from advisor.claiming.year import ClaimingProblem, Tiers, backward, within
from advisor.later.driver_state import DriverState
from advisor.later.later_years import LaterYears
from advisor.later.losses import own_share, payout_limit, severity
from advisor.later.moves import Moves

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook
    from advisor.engine.reading import Reading

MOST_CLAIMS = 3
"""Later claims of one year from which on a further one changes nothing in the model."""

STEPS = 2
"""Runge-Kutta steps a year: prices are within a won."""

_REST = 4e-4
"""Won a year that a solution may be off; a price is off by that times the years that it lasts."""


@frozen
class Ground:
    """The rules and the policy that one system is made of; equal grounds make equal systems."""

    key: tuple[object, ...]
    moves: Moves = field(eq=False, repr=False)

    @classmethod
    def of(cls, reading: Reading) -> Ground:
        """Gather all that states, premiums and own shares follow from."""
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
    """The system of one ground, premiums as they are due, and where each state is in it."""

    ground: Ground
    system: System
    number: dict[DriverState, int]


@lru_cache(maxsize=32)
def korea(ground: Ground, most: int = MOST_CLAIMS) -> Korea:
    """Work out every state with its premium and its next ones, by the engine."""
    moves = ground.moves
    states = tuple(moves.states())
    system = system_of_steps(
        "kr",
        states,
        lambda state: float(moves.premium(state)),
        moves.after,
        two_tier_tally(most),
    )
    return Korea(ground, system, {state: s for s, state in enumerate(states)})


@frozen(eq=False)
class Solved:
    """The values of all states at a cut-off, before the premium that they set is paid.

    `early` holds them for the first renewals, while the driver's own factors still change.
    """

    korea: Korea
    taken: LaterYears
    problem: ClaimingProblem
    values: Floats
    early: tuple[Floats, ...]

    def value(self, state: DriverState, renewal: int) -> float:
        """V at the cut-off of a renewal; a state with a claim of its own kind is led on."""
        moves, number = self.korea.ground.moves, self.korea.number
        plain = moves.plain(state)
        if plain in number:
            values = self.early[renewal - 1] if renewal <= len(self.early) else self.values
            return float(values[number[plain]])
        due = float(moves.premium(state, renewal)) * lag_factor(moves, self.taken)
        counts = self.problem.system.tally.counts
        end = [[self.value(moves.after(state, *claims), renewal + 1)] for claims in counts]
        return due + self.back(np.array(end), 1.0)

    def back(self, end: Floats, length: float) -> float:
        """What the rest of a year costs when no claim has been made in it; end is (J, 1)."""
        return float(self.earlier(end, length)[0, 0])

    def earlier(self, end: Floats, length: float) -> Floats:
        """W some part of a year before it is `end`, by tally and any second axis."""
        w: Floats = backward(self.problem, end, length, STEPS)[-1]
        return w


@lru_cache(maxsize=128)
def solved(ground: Ground, taken: LaterYears) -> Solved:
    """Solve the exact within-year model for all states, without end."""
    found = korea(ground)
    problem = problem_of(found, taken)
    values = solve(problem, STEPS, _REST / (1.0 - problem.discount)).values
    return Solved(found, taken, problem, values, _early(found, taken, problem, values))


def _early(
    found: Korea, taken: LaterYears, problem: ClaimingProblem, values: Floats
) -> tuple[Floats, ...]:
    """Go back from the settled values, year by year, to the first renewal."""
    moves = found.ground.moves
    factor = lag_factor(moves, taken)
    early: list[Floats] = []
    for renewal in range(len(moves.drivers) - 1, 0, -1):
        due = np.array([float(moves.premium(state, renewal)) for state in found.number])
        values = due * factor + within(problem, values, 0.0, STEPS)[-1, 0]
        early.append(values)
    return tuple(reversed(early))


def problem_of(found: Korea, taken: LaterYears) -> ClaimingProblem:
    """Give the problem of a taken: premiums as worth at the cut-off, losses, rate, tiers."""
    moves = found.ground.moves
    reading = moves.reading
    factor = lag_factor(moves, taken)
    return ClaimingProblem(
        system=evolve(found.system, premium=found.system.premium * factor),
        payouts=PayoutLaw(severity(taken, reading.sum_insured), own_share(reading)),
        rate=float(taken.accident_rate),
        discount=taken.discount,
        tiers=Tiers(payout_limit(reading), cap=reading.cap_allowed),
    )


def lag_factor(moves: Moves, taken: LaterYears) -> float:
    """What a premium is worth at its cut-off, some months before it is due."""
    lag = (moves.reading.renewal_day(1) - moves.cut(1)).days / 365
    return float(taken.per_year**lag)
