"""The insurer's payout for a random loss: all that the models need to know about losses.

With X a loss, c(X) the own share and y = X - c(X) the payout, a claim whose price in future
premiums is D leaves the driver with min(X, c(X) + D), and

    E[min(X, c(X) + D)] = E[X] - excess(D),    excess(q) = E[(y - q)^+].

So one convex function of one number carries the loss law and the own share together.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from attrs import field

from advisor.claiming.numerics import Floats, Ints, floats, ints
from advisor.claiming.own_share import OwnShare, fixed_deductible
from advisor.claiming.severity import Severity
from advisor.domain.values import frozen


class Payouts(Protocol):
    """The law of the payout; the last axis of arrays is that of states, unless states are alike."""

    @property
    def mean_loss(self) -> Floats:
        """E[X], shape () or (S,)."""

    def excess(self, q: Floats) -> Floats:
        """Return E[(y - q)^+], same shape as q."""

    def tail(self, q: Floats) -> Floats:
        """Return P(y > q), same shape as q; 1 for q < 0."""

    def loss_at(self, q: Floats) -> Floats:
        """Return the largest loss whose payout is at most q, same shape as q; 0 for q < 0."""

    def own_share(self, x: Floats) -> Floats:
        """Return c(x), same shape as x."""


@frozen(eq=False)
class PayoutLaw:
    """The law of the payout for one loss law and one own share.

    On each stretch of q (between payouts where the own share bends, or across one of its jumps)
    excess(q) = level - weight LEV(at + by q) - slope q, and loss_at(q) = at + by q.
    """

    severity: Severity
    share: OwnShare = field(factory=lambda: fixed_deductible(0.0))
    _knots: Floats = field(init=False)  # q where stretches 1.. begin; stretch 0 is q < 0
    _stretches: Floats = field(init=False)  # at, by, weight, level, slope of each, (n, 5)

    def __attrs_post_init__(self) -> None:
        """Lay out the stretches."""
        knots, rows = _stretches(self.severity, self.share)
        object.__setattr__(self, "_knots", floats(knots))
        object.__setattr__(self, "_stretches", floats(rows))

    @property
    def mean_loss(self) -> Floats:
        """E[X]."""
        return np.asarray(self.severity.mean)

    def _row(self, q: Floats) -> Floats:
        """Return the stretch of each q, shape (5, *q.shape), or (5,) if all lie on the same one."""
        if self._knots.size == 1 and q.min(initial=0.0) >= 0.0:
            return np.asarray(self._stretches[1])
        stretch = np.zeros(q.shape, dtype=np.intp)
        for knot in self._knots:
            stretch += q >= knot
        rows: Floats = np.moveaxis(self._stretches.take(stretch, axis=0), -1, 0)
        return rows

    def excess(self, q: Floats) -> Floats:
        """Return E[(y - q)^+]."""
        at, by, weight, level, slope = self._row(q)
        value: Floats = level - weight * self.severity.lev(at + by * q) - slope * q
        return value

    def tail(self, q: Floats) -> Floats:
        """Return P(y > q)."""
        return np.where(q < 0.0, 1.0, self.severity.survival(self.loss_at(q)))

    def loss_at(self, q: Floats) -> Floats:
        """Return the largest loss whose payout is at most q."""
        at, by, *_ = self._row(q)
        loss: Floats = at + by * q
        return loss

    def own_share(self, x: Floats) -> Floats:
        """Return c(x)."""
        return self.share.of(x)


def _stretches(law: Severity, share: OwnShare) -> tuple[list[float], Floats]:
    """Return the knots of q and the coefficients of every stretch, in rising order of q."""
    left, right = share.payout_ends()
    ends = [*right, np.inf]
    knots: list[float] = []
    rows: list[tuple[float, float, float, float]] = []  # at, by, weight, slope
    reached = 0.0
    for x, fixed, rate, low, high in zip(
        share.start, share.fixed, share.rate, left, ends, strict=True
    ):
        if low > reached:  # the own share drops here: no loss has a payout in between
            knots.append(reached)
            rows.append((x, 0.0, 0.0, float(law.survival(np.asarray(x)))))
        if rate < 1.0 and high > max(low, reached):
            knots.append(max(low, reached))
            rows.append((fixed / (1.0 - rate), 1.0 / (1.0 - rate), 1.0 - rate, 0.0))
        reached = max(high, reached)
    return knots, _levels(law, knots, [(0.0, 0.0, 0.0, 1.0), *rows])


def _levels(
    law: Severity, knots: list[float], rows: list[tuple[float, float, float, float]]
) -> Floats:
    """Add to each stretch the level that makes the excess continuous and 0 at infinity."""
    done: list[tuple[float, float, float, float, float]] = []
    value = 0.0  # the excess at the right end of the stretch
    for i in range(len(rows) - 1, -1, -1):
        at, by, weight, slope = rows[i]
        if i == len(rows) - 1:
            level = weight * law.mean
        else:
            level = value + weight * _lev(law, at + by * knots[i]) + slope * knots[i]
        if i > 0:
            q = knots[i - 1]
            value = level - weight * _lev(law, at + by * q) - slope * q
        done.append((at, by, weight, level, slope))
    return np.array(done[::-1])


def _lev(law: Severity, u: float) -> float:
    return float(law.lev(np.asarray(u)))


@frozen(eq=False)
class PayoutsByState:
    """Payouts that differ between states, such as an own risk by class.

    Every argument's last axis runs over the states.
    """

    laws: Sequence[Payouts]
    law_of: Ints = field(converter=ints)  # which law holds in a state, shape (S,)

    @property
    def mean_loss(self) -> Floats:
        """E[X], shape (S,)."""
        return np.array([float(law.mean_loss) for law in self.laws])[self.law_of]

    def _each(self, name: str, q: Floats) -> Floats:
        out = np.empty_like(q)
        for i, law in enumerate(self.laws):
            mine = self.law_of == i
            out[..., mine] = getattr(law, name)(q[..., mine])
        return out

    def excess(self, q: Floats) -> Floats:
        """Return E[(y - q)^+]."""
        return self._each("excess", q)

    def tail(self, q: Floats) -> Floats:
        """Return P(y > q)."""
        return self._each("tail", q)

    def loss_at(self, q: Floats) -> Floats:
        """Return the largest loss whose payout is at most q."""
        return self._each("loss_at", q)

    def own_share(self, x: Floats) -> Floats:
        """Return c(x)."""
        return self._each("own_share", x)
