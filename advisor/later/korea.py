"""The Korean system as the solver of optimal claiming sees it: states, premiums, losses.

A model year runs from one cut-off to the next, because one renewal counts the claims between
them. The premium of a renewal is due some months after its cut-off, and is discounted to the
cut-off. Money is float from here on.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

import numpy as np
from attrs import Factory, evolve, field

from advisor.claiming.numerics import Floats
from advisor.claiming.payouts import PayoutLaw, Payouts
from advisor.claiming.solve import solve
from advisor.claiming.systems import System, system_of_steps, two_tier_tally
from advisor.claiming.tabulated import tabulated
from advisor.claiming.year import ClaimingProblem, Tiers, backward, within
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.engine.reading import Reading
from advisor.later.later_years import LaterYears
from advisor.later.losses import own_share, payout_limit, severity
from advisor.later.moves import DriverState, Moves

MOST_CLAIMS = 3
"""The number of later claims in a year after which a further one changes nothing in the model."""

STEPS = 2
"""Runge-Kutta steps a year: prices err by 0.2 won at 0.15 accidents a year, by 2 at 0.30."""

_ANY = Decimal(0)
"""A placeholder for the accident rate, for what does not depend on it."""

_REST = 4e-4
"""The error allowed in a solution, in won a year; a price errs by this times the years it lasts."""


@frozen
class SystemInputs:
    """The rules and the policy that a system and its claims are worked out from.

    `system` holds what states, premiums and moves follow from; `claims` holds what the payout and
    the size of a claim follow from. Inputs are equal if both are.
    """

    system: tuple[object, ...]
    claims: tuple[object, ...]
    moves: Moves = field(eq=False, repr=False)

    @classmethod
    def of(cls, reading: Reading) -> SystemInputs:
        """Gather all that states, premiums and own shares follow from."""
        moves = Moves.of(reading)
        start, assumptions = reading.case.policy.start, reading.case.assumptions
        rules: Rulebook = reading.rulebook
        table = reading.table.terms
        system = (
            start,
            (table.relativities, table.first_grade),
            moves.profile.rows,
            moves.grade_moves,
            rules.evaluation_window.on(start).terms,
            rules.low_fault.versions,
            rules.premium.on(start).terms.unit,
            (moves.base, moves.drivers),
            (moves.small, moves.big, moves.cars, assumptions.half_point_years),
        )
        claims = (
            (reading.threshold, reading.deductible, reading.sum_insured, reading.cap_allowed),
            (assumptions.threshold_included, assumptions.threshold_on_gross_loss),
        )
        return cls(system, claims, moves)


@frozen(eq=False)
class KoreanSystem:
    """The system of some inputs, with premiums as on the days due, and the number of each state."""

    inputs: SystemInputs
    system: System
    number: dict[DriverState, int]


@frozen
class SystemKey:
    """The part of the inputs that a system follows from; inputs with equal keys share a system."""

    key: tuple[object, ...]
    moves: Moves = field(eq=False, repr=False)


@lru_cache(maxsize=32)
def korean_system(inputs: SystemInputs, most: int = MOST_CLAIMS) -> KoreanSystem:
    """Work out, by the engine, every state with its premium and the states that follow it."""
    return KoreanSystem(inputs, *worked_out(SystemKey(inputs.system, inputs.moves), most))


@lru_cache(maxsize=32)
def worked_out(inputs: SystemKey, most: int) -> tuple[System, dict[DriverState, int]]:
    """Return the system of some inputs, and the number of each state in it."""
    moves = inputs.moves
    states = tuple(moves.states())
    system = system_of_steps(
        "kr",
        states,
        lambda state: float(moves.premium(state)),
        moves.after,
        two_tier_tally(most),
    )
    return system, {state: s for s, state in enumerate(states)}


@frozen
class QuoteLift:
    """How much, and for how long, the insurer's own quotes raise the premiums of a record.

    The renewals up to `last` cost `factor` times what the model says.
    """

    factor: float = 1.0
    last: int = 0


NO_LIFT = QuoteLift()


@frozen(eq=False)
class Solved:
    """The values of all states at the cut-off of a renewal, before the premium it sets is paid.

    `first` holds them for the first renewals, `rest` for every later one. `rest` is the value for
    a driver who never stops, or, if no premium is paid any more, the same for all states.
    """

    korea: KoreanSystem
    later_years: LaterYears
    problem: ClaimingProblem
    first: tuple[Floats, ...]
    rest: Floats
    lifted: dict[QuoteLift, tuple[Floats, ...]] = Factory(dict)

    def values(self, renewal: int, lift: QuoteLift = NO_LIFT) -> Floats:
        """Return V at the cut-off of a renewal for every state, shape (S,)."""
        if renewal <= lift.last:
            return self._lifted(lift)[renewal - 1]
        return self.first[renewal - 1] if renewal <= len(self.first) else self.rest

    def value(self, state: DriverState, renewal: int, lift: QuoteLift = NO_LIFT) -> float:
        """Return V of one state; a state outside the system is followed until it is inside."""
        moves, number, renewals = (
            self.korea.inputs.moves,
            self.korea.number,
            self.later_years.renewals,
        )
        plain = moves.plain(state)
        if plain in number:
            return float(self.values(renewal, lift)[number[plain]])
        if renewals is not None and renewal > renewals:
            return float(self.rest[0])
        due = float(moves.premium(state, renewal)) * lag_factor(moves, self.later_years)
        counts = self.problem.system.tally.counts
        after = [[self.value(moves.after(state, *c), renewal + 1, lift)] for c in counts]
        return due * self.level(renewal, lift) + self.back(np.array(after), 1.0)

    @staticmethod
    def level(renewal: int, lift: QuoteLift) -> float:
        """Return the factor that `lift` puts on the model's premium of a renewal."""
        return lift.factor if renewal <= lift.last else 1.0

    def back(self, end: Floats, length: float) -> float:
        """Return the cost of the rest of a year without claims so far; `end` is W then, (J, 1)."""
        return float(self.earlier(end, length)[0, 0])

    def earlier(self, end: Floats, length: float) -> Floats:
        """Return W by tally and any second axis, `length` years before it is `end`."""
        w: Floats = backward(self.problem, end, length, STEPS)[-1]
        return w

    def _lifted(self, lift: QuoteLift) -> tuple[Floats, ...]:
        if lift not in self.lifted:
            values = self.values(lift.last + 1)
            self.lifted[lift] = _years_before(self, values, lift)
        return self.lifted[lift]


@lru_cache(maxsize=128)
def solved(inputs: SystemInputs, later_years: LaterYears) -> Solved:
    """Solve the exact within-year model for all states, to the last renewal or without end."""
    found = korean_system(inputs)
    problem = problem_of(found, later_years)
    if later_years.renewals is None:
        rest = solve(problem, STEPS, _REST / (1.0 - problem.discount)).values
        last = len(inputs.moves.drivers) - 1
    else:
        rest, last = np.zeros(found.system.size), later_years.renewals
    bare = Solved(found, later_years, problem, (), rest)
    return evolve(bare, first=_years_before(bare, rest, QuoteLift(1.0, last)))


def _years_before(found: Solved, values: Floats, lift: QuoteLift) -> tuple[Floats, ...]:
    """Return V at the renewals 1 to `lift.last`, going back from `values` at the one after them."""
    first: list[Floats] = []
    for renewal in range(lift.last, 0, -1):
        due = _due(found, renewal) * lift.factor
        values = due + within(found.problem, values, 0.0, STEPS)[-1, 0]
        first.append(values)
    return tuple(reversed(first))


def _due(found: Solved, renewal: int) -> Floats:
    """Return the premiums of a renewal, discounted to its cut-off, shape (S,)."""
    moves = found.korea.inputs.moves
    if renewal >= len(moves.drivers):
        return found.problem.system.premium
    due = np.array([float(moves.premium(state, renewal)) for state in found.korea.number])
    return due * lag_factor(moves, found.later_years)


def problem_of(found: KoreanSystem, later_years: LaterYears) -> ClaimingProblem:
    """Return the problem: premiums discounted to the cut-off, payouts, accident rate, and tiers."""
    moves = found.inputs.moves
    reading = moves.reading
    factor = lag_factor(moves, later_years)
    return ClaimingProblem(
        system=evolve(found.system, premium=found.system.premium * factor),
        payouts=_payouts(found.inputs, evolve(later_years, accident_rate=_ANY)),
        rate=float(later_years.accident_rate),
        discount=later_years.discount,
        tiers=Tiers(payout_limit(reading), cap=reading.cap_allowed),
    )


@lru_cache(maxsize=32)
def _payouts(inputs: SystemInputs, later_years: LaterYears) -> Payouts:
    """Return the law of payouts, which is the same at every rate of accidents."""
    reading = inputs.moves.reading
    law = severity(later_years, reading.sum_insured)
    exact = PayoutLaw(law, own_share(reading))
    if later_years.losses:
        return exact
    top = reading.sum_insured
    return tabulated(exact, 0.0 if top is None else float(law.survival(np.asarray(top - 1.0))))


def lag_factor(moves: Moves, later_years: LaterYears) -> float:
    """Return the present value, at the cut-off, of a won of premium that is due months later."""
    lag = (moves.reading.renewal_day(1) - moves.cut(1)).days / 365
    return float(later_years.per_year**lag)
