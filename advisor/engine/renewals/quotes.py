"""What the insurer's two quotes add to the model: level and lift of the premiums."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from advisor.domain.money import Won
from advisor.domain.values import frozen
from advisor.engine.renewals.premium_path import Pricing, Track
from advisor.engine.renewals.record import Count
from advisor.engine.renewals.timeline import Windows

_NO_LIFT = Fraction(1)


@frozen
class Quoted:
    """The quotes for the coming renewal, compared with the model.

    `level` scales every renewal of every path. `lift` is the ratio of the insurer's own count
    factor to the model's: it scales claims at the renewals whose long window holds the accident.
    """

    level: Fraction
    lift: Fraction
    clean: Won
    claim: Won

    @classmethod
    def of(
        cls,
        quotes: tuple[Won, Won],
        pricing: Pricing,
        unclaimed: tuple[Count, ...],
        claimed: tuple[Count, ...] | None,
    ) -> Quoted:
        """Compare the quotes with the exact model, without the claim and with it.

        `claimed` is None if nothing can be claimed or the coming renewal does not count the
        accident yet; then the second quote says nothing.
        """
        clean, claim = quotes
        model = pricing.exact(unclaimed, 1)
        lift = _NO_LIFT
        if claimed is not None:
            lift = Fraction(claim, clean) / (pricing.exact(claimed, 1) / model)
        return cls(clean / model, lift, clean, claim)

    def shifts(
        self, renewals: int, *, lifted: bool, windows: Windows, year: int
    ) -> tuple[Fraction, ...]:
        """Return the factor for each renewal; `year` is the accident's year in the windows."""
        raised = self.level * self.lift
        return tuple(
            raised if lifted and windows.hold(year, renewal) else self.level
            for renewal in range(renewals + 1)
        )

    def shown(self, track: Track, exact: Fraction | None, floor: Track | None) -> Track:
        """Return the track with the quotes themselves at the coming renewal, and at least `floor`.

        `exact` is the coming premium before rounding, None if it must not be shown as a quote.
        `floor` is the track of self-pay, given for claims.
        """
        premiums = list(track.premiums)
        if exact is not None and exact in {self.clean, self.claim}:
            premiums[1] = Won(int(exact))
        if floor is not None:
            premiums = [max(pair) for pair in zip(premiums, floor.premiums, strict=True)]
        return evolve(track, premiums=tuple(premiums))
