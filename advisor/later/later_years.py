"""What is taken for the years to come."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from advisor.domain.money import Won
from advisor.domain.values import frozen
from advisor.engine.reading import Reading

if TYPE_CHECKING:
    from advisor.domain.terms.later import LaterTerms

MOST_ACCIDENTS = 3
"""So many accidents a year are beyond anybody's driving."""

_LARGEST_DISCOUNT = 0.99999


@frozen
class LaterYears:
    """What is taken for the years to come.

    `losses` are a driver's own repairs; without them losses are lognormal. `discount_rate` is a
    year's interest and `drift` the rise of all premiums, which losses follow. `renewals` is how
    many premiums are still paid; None for no end.
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
        """Take from the rules what neither is given nor stated by the case."""
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
        """What a won of premium has become after a year."""
        return 1.0 + float(self.drift)

    @property
    def per_year(self) -> float:
        """The present value of a won due in a year.

        Without an end, and without interest or where premiums rise as fast, no total would be
        finite: then interest is taken to be 0.001 % above the rise, which moves no price by more
        than 0.01 %.
        """
        stated = 1.0 / (1.0 + float(self.discount_rate))
        return stated if self.renewals else min(stated, _LARGEST_DISCOUNT / self.rise)

    @property
    def discount(self) -> float:
        """Next year's premium in this year's."""
        return self.per_year * self.rise
