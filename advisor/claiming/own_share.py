"""The driver's own share of a claimed loss, as a piecewise linear function of the loss."""

import math

import numpy as np
from attrs import field

from advisor.claiming.numerics import Floats, floats
from advisor.domain.values import frozen


@frozen(eq=False)
class OwnShare:
    """c(x) = fixed[i] + rate[i] x for start[i] < x <= start[i + 1], with start[0] = 0.

    The insurer's payout x - c(x) never falls as the loss grows, and grows without bound.
    Therefore, if a claim has one price, the losses worth claiming are an interval.
    """

    start: Floats = field(converter=floats)  # loss where the piece begins, shape (n,)
    fixed: Floats = field(converter=floats)  # money, shape (n,)
    rate: Floats = field(converter=floats)  # share of the loss in [0, 1], shape (n,)

    def __attrs_post_init__(self) -> None:
        """Check the pieces.

        Raises:
            ValueError: shapes differ, the starts do not rise from 0, a rate is outside [0, 1],
                the payout falls somewhere, or it is bounded.
        """
        n = self.start.size
        if n == 0 or not self.start.shape == self.fixed.shape == self.rate.shape == (n,):
            raise ValueError("start, fixed and rate must be lists of the same length")
        if self.start[0] != 0.0 or (np.diff(self.start) <= 0).any():
            raise ValueError("the pieces must start at 0 and rise")
        if ((self.rate < 0) | (self.rate > 1)).any() or self.rate[-1] == 1.0:
            raise ValueError("a rate must be in [0, 1], and below 1 at the end")
        left, right = self.payout_ends()
        # Own shares as people state them are sums of rounded products: allow for rounding.
        if left[0] < 0 or (left[1:] < right - 1e-9 * (1 + right)).any():
            raise ValueError("the payout must not fall as the loss grows")

    def payout_ends(self) -> tuple[Floats, Floats]:
        """Return the payout at the left and right end of each piece, shape (n,) and (n - 1,)."""
        weight = 1.0 - self.rate
        left = weight * self.start - self.fixed
        right = weight[:-1] * self.start[1:] - self.fixed[:-1]
        return left, right

    def of(self, x: Floats) -> Floats:
        """Return c(x) for losses x > 0 of any shape."""
        piece = np.maximum(self.start.searchsorted(x, side="left") - 1, 0)
        share: Floats = self.fixed[piece] + self.rate[piece] * x
        return share


def fixed_deductible(amount: float) -> OwnShare:
    """Return c(x) = min(x, amount).

    >>> [float(c) for c in fixed_deductible(200.0).of(np.array([150.0, 500.0]))]
    [150.0, 200.0]
    """
    if not 0.0 <= amount < math.inf:
        raise ValueError("a deductible must be finite and not negative")
    if amount == 0.0:
        return OwnShare([0.0], [0.0], [0.0])
    return OwnShare([0.0, amount], [0.0, amount], [1.0, 0.0])


def proportional(rate: float, floor: float, cap: float, free_above: float = math.inf) -> OwnShare:
    """Return c(x) = min(x, max(floor, min(rate x, cap))), and 0 for losses above `free_above`.

    Args:
        rate: share of the loss, in (0, 1].
        floor: smallest own share; a loss below it is borne in full.
        cap: largest own share; infinite for no cap, unless the rate is 1.
        free_above: losses above this have no own share, as total losses in Korea.

    >>> share = proportional(0.2, 0.2e6, 0.5e6)
    >>> [float(c) for c in share.of(np.array([1e5, 5e5, 2e6, 9e6]))]
    [100000.0, 200000.0, 400000.0, 500000.0]
    """
    if not (0.0 < rate <= 1.0 and 0.0 <= floor <= cap and cap > 0.0 and free_above > 0.0):
        raise ValueError("need 0 < rate <= 1, 0 <= floor <= cap, 0 < cap and 0 < free_above")
    pieces = [
        (0.0, 0.0, 1.0),
        (floor, floor, 0.0),
        (floor / rate, 0.0, rate),
        (cap / rate, cap, 0.0),
    ]
    pieces = [*(p for p in pieces if p[0] < free_above), (free_above, 0.0, 0.0)]
    ends = [p[0] for p in pieces[1:]] + [math.inf]
    kept = [p for p, end in zip(pieces, ends, strict=True) if p[0] < end]
    start, fixed, share = zip(*kept, strict=True)
    return OwnShare(start, fixed, share)
