"""One policy year: its value at the start, given the value of every state at the end.

`within` is the exact model, with accidents at any time of the year and a decision at each; see
README, model C. `year_end_value` is model A, with at most one loss a year, decided on at the end
of the year. Both are contractions in the values at the end, with modulus v.
"""

import math

import numpy as np
from attrs import field, validators

from advisor.claiming.numerics import Floats, floats, runge_kutta
from advisor.claiming.payouts import Payouts
from advisor.claiming.systems import System
from advisor.domain.values import frozen


@frozen
class Tiers:
    """The limit above which a payout makes a claim big.

    With `cap` the insurer accepts a payout cut at the limit, and then the claim is small.
    """

    limit: float = field(validator=[validators.ge(0.0), validators.lt(math.inf)])
    cap: bool = False


@frozen(eq=False)
class ClaimingProblem:
    """A driver's problem: the system, the losses, the accident rate, and the discount of money."""

    system: System
    payouts: Payouts
    rate: Floats = field(converter=floats)  # accidents a year, lambda, shape () or (S,)
    discount: float = field(validator=[validators.gt(0.0), validators.lt(math.inf)])  # v, a year
    tiers: Tiers | None = None
    # E[(y - A)^+] and P(y > A) at the limit A of the tiers, each of shape () or (S,)
    above: Floats = field(init=False)
    big_share: Floats = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Check that the parts fit, and compute what does not depend on prices.

        Raises:
            ValueError: the rate is negative, infinite or of another shape, or a two-tier system
                has no limit.
        """
        if not (np.isfinite(self.rate).all() and (self.rate >= 0).all()):
            raise ValueError("the accident rate must be finite and not negative")
        if self.rate.shape not in {(), (self.system.size,)}:
            raise ValueError("the accident rate must be one number, or one a state")
        if self.system.tally.two_tier and self.tiers is None:
            raise ValueError("a two-tier system needs the limit between small and big claims")
        shape = np.shape(self.payouts.mean_loss)
        limit = np.full(shape, self.tiers.limit if self.tiers else 0.0)
        object.__setattr__(self, "above", floats(self.payouts.excess(limit)))
        object.__setattr__(self, "big_share", floats(self.payouts.tail(limit)))


@frozen(eq=False)
class Prices:
    """The price D of one more small or big claim in later premiums; both have the same shape."""

    small: Floats
    big: Floats


def prices(problem: ClaimingProblem, w: Floats) -> Prices:
    """Return D = W[tally after the claim] - W[tally], for W of shape (J, S)."""
    tally = problem.system.tally
    small: Floats = w[tally.small] - w
    if not tally.two_tier:
        return Prices(small, small)
    return Prices(small, w[tally.big] - w)


def gain(problem: ClaimingProblem, d: Prices) -> Floats:
    """Return E[X] - E[the least cost of an accident] at the prices `d` of a claim, in their shape.

    Without tiers it is E[(y - D)^+]. With tiers, a payout above the limit A has the price D_big,
    and a cap saves g = (A - D_small)^+ against paying oneself (0 if no cap is allowed). Then it is
    E[(y - D_small)^+; y <= A] + E[max(y - D_big, g); y > A].
    """
    excess = problem.payouts.excess
    if problem.tiers is None:
        return excess(d.small)
    limit, tail = problem.tiers.limit, problem.big_share
    q = np.minimum(d.small, limit)
    small = excess(q) - problem.above - (limit - q) * tail
    r, big = d.big, np.zeros(())
    if problem.tiers.cap:
        g = np.maximum(limit - d.small, 0.0)
        r, big = d.big + g, g * tail
    big = big + _excess_above(problem, r, limit) + np.maximum(limit - r, 0.0) * tail
    total: Floats = small + big
    return total


def _excess_above(problem: ClaimingProblem, r: Floats, limit: float) -> Floats:
    """Return E[(y - max(r, A))^+]; it is known at the limit A, and few prices r are above A."""
    if problem.above.shape:
        return problem.payouts.excess(np.maximum(r, limit))
    found, over = np.full(r.shape, problem.above), r > limit
    if over.any():
        found[over] = problem.payouts.excess(r[over])
    return found


def within(problem: ClaimingProblem, values: Floats, time: float = 0.0, steps: int = 4) -> Floats:
    """Return W from the renewal back to `time`: the cost of the rest of the year and all after it.

    Integrates -dW/dt = -delta W + lambda E[min over the actions], W(1) = V after the year,
    with the classical Runge-Kutta method in equal steps.

    Args:
        problem: the driver's problem.
        values: V, the cost from the next renewal on, shape (S,).
        time: years since the last renewal, in [0, 1].
        steps: Runge-Kutta steps from the renewal back to `time`.

    Returns:
        W at 1, 1 - h, ..., `time` by tally and state, shape (steps + 1, J, S).
    """
    if problem.rate.shape or problem.above.shape:  # each state has accidents of its own
        return backward(problem, values[problem.system.after], 1.0 - time, steps)
    columns, place = problem.system.alike
    return backward(problem, values[columns], 1.0 - time, steps)[..., place]


def backward(problem: ClaimingProblem, end: Floats, length: float, steps: int = 4) -> Floats:
    """Return W over a part of the year at whose end it is `end`, by tally and any second axis.

    Args:
        problem: the driver's problem; its tally, but not its states, fixes the shape of `end`.
        end: W at the end of the part, shape (J, n).
        length: length of the part, in years.
        steps: Runge-Kutta steps.

    Returns:
        W at the end, and at each step before it, shape (steps + 1, J, n).
    """
    delta = -math.log(problem.discount)
    mean = problem.payouts.mean_loss

    def earlier(_: float, w: Floats) -> Floats:
        rise: Floats = problem.rate * (mean - gain(problem, prices(problem, w))) - delta * w
        return rise

    path = [end]
    h = length / steps
    for _ in range(steps):
        path.append(runge_kutta(earlier, 0.0, path[-1], h))
    return np.stack(path)


def year_end_prices(problem: ClaimingProblem, values: Floats) -> Prices:
    """Return the price of the year's claim at the end of the year under model A, shape (S,)."""
    after, tally = problem.system.after, problem.system.tally
    free = values[after[0]]
    small = values[after[tally.small[0]]] - free
    return Prices(small, values[after[tally.big[0]]] - free if tally.two_tier else small)


def year_end_value(problem: ClaimingProblem, values: Floats) -> Floats:
    """Return V one year earlier under model A, where `rate` is the probability of a loss.

    V(s) = P(s) + v {V(T_0 s) + q E[min over the actions]}, shape (S,). The loss is paid at the
    end of the year, as the renewal is.
    """
    d = year_end_prices(problem, values)
    loss = problem.rate * (problem.payouts.mean_loss - gain(problem, d))
    free = values[problem.system.after[0]]
    value: Floats = problem.system.premium + problem.discount * (free + loss)
    return value
