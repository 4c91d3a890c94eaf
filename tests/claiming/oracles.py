"""What the tests ask of a solved problem, and no command does: any moment, any loss, an end."""

import numpy as np
from attrs import frozen

from advisor.claiming.numerics import Floats
from advisor.claiming.retention import LossInterval, retention_at
from advisor.claiming.severity import Severity
from advisor.claiming.solve import claim_prices, solve
from advisor.claiming.year import ClaimingProblem, within


@frozen
class Occasion:
    """When a loss happens: in which state of the system, and how far into the year."""

    state: int
    time: float = 0.0  # years since the last renewal, in [0, 1]
    small: int = 0  # small claims of this year so far; all claims if there is only one kind
    big: int = 0


@frozen(eq=False)
class Answer:
    """The best action for every loss at one moment."""

    problem: ClaimingProblem
    moment: Occasion
    price_small: float  # what a small claim costs in later premiums, D
    price_big: float

    @property
    def intervals(self) -> tuple[LossInterval, ...]:
        prices = self.price_small, self.price_big
        return retention_at(self.problem, self.moment.state, *prices)


@frozen(eq=False)
class Advice:
    """A solved problem, from which the answer of every moment can be read."""

    problem: ClaimingProblem
    values: Floats  # V by state: the cost of the next renewal and all after it, shape (S,)
    steps: int = 4

    def at(self, moment: Occasion) -> Answer:
        """Return the answer at a moment; each accident is decided on at once (model C)."""
        d = claim_prices(self.problem, self.values, moment.time, self.steps)
        at = (self.problem.system.tally.number(moment.small, moment.big), moment.state)
        return Answer(self.problem, moment, float(d.small[at]), float(d.big[at]))


def advise(problem: ClaimingProblem, renewals: int | None = None, steps: int = 4) -> Advice:
    """Solve a problem over some renewals, or without a last one, for all moments of the year."""
    if renewals is None:
        return Advice(problem, solve(problem, steps).values, steps)
    return Advice(problem, solve_horizon(problem, renewals, steps), steps)


def solve_horizon(problem: ClaimingProblem, renewals: int, steps: int = 4) -> Floats:
    """Return the optimal V when `renewals` premiums remain, the one now included, shape (S,)."""
    values: Floats = np.zeros(problem.system.size)
    for _ in range(renewals):
        values = year_value(problem, values, steps)
    return values


def year_value(problem: ClaimingProblem, values: Floats, steps: int = 4) -> Floats:
    """Return V one year earlier under model C: the premium and W_0(0), shape (S,)."""
    value: Floats = problem.system.premium + within(problem, values, 0.0, steps)[-1, 0]
    return value


def quantile(law: Severity, p: Floats) -> Floats:
    """Return the smallest x with P(X <= x) >= p, by bisection on the survival function.

    Args:
        law: the loss law.
        p: probabilities in [0, 1), any shape.
    """
    high = np.full(np.shape(p), law.mean)
    while (short := law.survival(high) > 1.0 - p).any():
        high = np.where(short, 2.0 * high, high)
    low = np.zeros_like(high)
    for _ in range(60):  # a double has 53 bits
        middle = (low + high) / 2.0
        above = law.survival(middle) > 1.0 - p
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return high
