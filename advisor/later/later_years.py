"""Assumptions about the years to come."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from advisor.domain.money import Won
from advisor.domain.values import frozen
from advisor.engine.reading import Reading

if TYPE_CHECKING:
    from advisor.domain.terms.later import LaterTerms

MOST_ACCIDENTS = 3
"""The highest accident rate that commands and pages accept, in accidents a year."""

_LARGEST_DISCOUNT = 0.99999


@frozen
class LaterYears:
    """Assumptions about the years to come.

    `losses` are repairs that the driver states; without them losses are lognormal. `discount_rate`
    is the interest and `drift` the rise of all premiums in a year; losses rise as premiums do.
    `renewals` is how many premiums are still to be paid; None means without end.
    """

    accident_rate: Decimal
    mean_loss: Won
    log_deviation: Decimal
    discount_rate: Decimal
    drift: Decimal = Decimal(0)
    losses: tuple[Won, ...] = ()
    renewals: int | None = None

    @classmethod
    def of(
        cls,
        reading: Reading,
        terms: LaterTerms,
        accident_rate: Decimal | None = None,
        losses: tuple[Won, ...] = (),
    ) -> LaterYears:
        """Return the assumptions; the rules fill in what is neither given nor in the case."""
        stated = reading.case.assumptions
        interest = stated.discount_rate
        return cls(
            accident_rate=terms.accident_rate if accident_rate is None else accident_rate,
            mean_loss=Won(sum(losses) // len(losses)) if losses else terms.mean_loss,
            log_deviation=terms.log_deviation,
            discount_rate=terms.discount_rate if interest is None else interest,
            drift=stated.premium_drift,
            losses=losses,
            renewals=reading.renewals,
        )

    @property
    def rise(self) -> float:
        """The factor by which premiums rise in a year."""
        return 1.0 + float(self.drift)

    @property
    def per_year(self) -> float:
        """The present value of a won due in a year.

        If there is no last renewal and interest is not above the rise of premiums, no total would
        be finite: then interest is taken to be 0.001 % above that rise, which moves no price by
        more than 0.01 %.
        """
        stated = 1.0 / (1.0 + float(self.discount_rate))
        return stated if self.renewals else min(stated, _LARGEST_DISCOUNT / self.rise)

    @property
    def discount(self) -> float:
        """The present value of next year's premium, as a share of this year's premium."""
        return self.per_year * self.rise
