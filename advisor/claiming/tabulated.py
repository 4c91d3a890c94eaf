"""Payouts whose excess is read from a table, twice as fast as by the formulas of their law."""

import numpy as np
from attrs import field

from advisor.claiming.numerics import Cubic, Floats, cubic_of
from advisor.claiming.payouts import PayoutLaw, Payouts
from advisor.domain.values import frozen

_PER_MEAN, _MEANS = 400, 24
"""The steps of the table to one mean loss, and the mean losses that the table covers."""

_ERROR = 0.25
"""The error allowed, in the money unit."""


def tabulated(law: PayoutLaw, atom: float = 0.0) -> Payouts:
    """Return the law with a table if the table is exact enough, else the law itself.

    Args:
        law: law of losses that have a density, except for one loss.
        atom: the probability of that one loss.
    """
    step = float(law.mean_loss) / _PER_MEAN
    return TabulatedPayouts(law) if step * atom / 8.0 <= _ERROR else law


@frozen(eq=False)
class TabulatedPayouts:
    """A payout law with its excess as a table of cubics.

    The excess is smooth where losses have a density: there a table with steps of h is off by at
    most h^2 f / 27, where f is the largest density of the payout. At a loss that has a
    probability p of its own the excess bends, and the table is off by at most h p / 8.
    """

    law: PayoutLaw
    _table: Cubic = field(init=False)
    _top: float = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Work the table out."""
        mean = float(self.law.mean_loss)
        q = np.linspace(0.0, _MEANS * mean, _MEANS * _PER_MEAN + 1)
        object.__setattr__(self, "_top", float(q[-1]))
        object.__setattr__(self, "_table", cubic_of(q, self.law.excess(q), -self.law.tail(q)))

    @property
    def mean_loss(self) -> Floats:
        """E[X]."""
        return self.law.mean_loss

    def excess(self, q: Floats) -> Floats:
        """Return E[(y - q)^+], from the law itself if any q is outside the table."""
        if q.size and (q.max() > self._top or q.min() < 0.0):
            return self.law.excess(q)
        return self._table(q)

    def tail(self, q: Floats) -> Floats:
        """Return P(y > q)."""
        return self.law.tail(q)

    def loss_at(self, q: Floats) -> Floats:
        """Return the largest loss whose payout is at most q."""
        return self.law.loss_at(q)

    def own_share(self, x: Floats) -> Floats:
        """Return c(x)."""
        return self.law.own_share(x)
