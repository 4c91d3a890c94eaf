"""What the tests ask of a solved problem, and no command does: any moment, any loss, an end."""

import numpy as np
from attrs import field, frozen

from advisor.claiming.numerics import Floats
from advisor.claiming.retention import Action, LossInterval, retention_at
from advisor.claiming.severity import Severity
from advisor.claiming.solve import claim_prices, solve
from advisor.claiming.year import ClaimingProblem, within


@frozen
class Occasion:
    """When a loss happens: in which state of the system, and how far into the year."""

    state: int
    time: float = field(default=0.0)  # years since the last renewal, in [0, 1]
    small: int = 0  # small claims of this year so far; all claims if there is only one kind
    big: int = 0

    @time.validator
    def _in_the_year(self, _: object, value: float) -> None:
        if not 0.0 <= value <= 1.0:
            raise ValueError("a time of the year must be in [0, 1]")


@frozen(eq=False)
class Answer:
    """The best action for every loss at one moment, and what the other actions cost."""

    problem: ClaimingProblem
    moment: Occasion
    price_small: float  # what a small claim costs in later premiums, D
    price_big: float

    @property
    def intervals(self) -> tuple[LossInterval, ...]:
        prices = self.price_small, self.price_big
        return retention_at(self.problem, self.moment.state, *prices)

    def costs(self, loss: float) -> dict[Action, float]:
        """Return the cost of each possible action for a loss, now and in later premiums."""
        share = float(_own_share(self.problem, self.moment.state, loss))
        tiers = self.problem.tiers
        if tiers is None or loss - share <= tiers.limit:
            return {Action.SELF_PAY: loss, Action.CLAIM: share + self.price_small}
        costs = {Action.SELF_PAY: loss, Action.CLAIM: share + self.price_big}
        if tiers.cap:
            costs[Action.CAP] = loss - tiers.limit + self.price_small
        return costs

    def regret(self, loss: float) -> dict[Action, float]:
        """Return how much more each action costs than the best one; 0 for the best."""
        costs = self.costs(loss)
        least = min(costs.values())
        return {action: cost - least for action, cost in costs.items()}

    def action(self, loss: float) -> Action:
        """Return the action of the interval that the loss is in."""
        return next(i.action for i in self.intervals if loss <= i.high)


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
    return Advice(problem, solve_horizon(problem, renewals, steps=steps), steps)


def solve_horizon(
    problem: ClaimingProblem, renewals: int, terminal: Floats | None = None, steps: int = 4
) -> Floats:
    """Return the optimal V when `renewals` premiums remain to be paid, shape (S,).

    Args:
        problem: the driver's problem.
        renewals: premiums still due, the one now included; at least 0.
        terminal: value after the last year, shape (S,): 0 when the car is sold, or the value
            of the record at another insurer.
        steps: Runge-Kutta steps a year.
    """
    values = np.zeros(problem.system.size) if terminal is None else terminal
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


def _own_share(problem: ClaimingProblem, state: int, loss: float) -> float:
    return float(problem.payouts.own_share(np.full(problem.system.size, loss))[state])
