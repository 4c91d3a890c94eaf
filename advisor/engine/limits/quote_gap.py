"""How far the insurer's two quotes may differ before claiming becomes the dearer option."""

from __future__ import annotations

from datetime import date

from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.values import frozen
from advisor.engine.limits.break_even import first_passing
from advisor.engine.options.paths import Paths
from advisor.engine.options.settlement import OfferedOption, Trail

_NEARBY = 128
"""How far, in won, the limit may lie from the guess: rounding hardly ever moves it by more."""


@frozen(eq=False)
class LiftedRenewal:
    """One renewal that the quote with the claim raises, and the premiums to compare it with.

    Its premium is that quote × `times` / `parts`, but at least `floor`, the premium with self-pay.
    `base` is the premium without the accident.
    """

    times: int
    parts: int
    floor: int
    base: int
    day: date


@frozen(eq=False)
class QuoteGap:
    """What a claim costs in premiums, depending on the difference between the two quotes.

    The quote without the claim is taken to be the model's own premium, `clean`. The quote with it
    raises the claim's path while its windows hold the accident, as stated quotes do. `settled` is
    how much more the claim's other renewals cost than without the accident, other cars included,
    and `self_pay` how much more self-pay costs.
    """

    paths: Paths
    claim: OfferedOption
    clean: int
    lifted: tuple[LiftedRenewal, ...]
    settled: int
    self_pay: int

    @classmethod
    def of(cls, paths: Paths, claim: OfferedOption) -> QuoteGap:
        """Work out the gap for a claim, taking the model's premium with self-pay as a quote."""
        pricing, renewals = paths.pricings[0], paths.reading.renewals
        unclaimed, trail = Trail(paths.entries.unclaimed, paths.refunded), paths.trail(claim)
        clean = paths.track(unclaimed).premiums[1]
        known, claimed = (pricing.ratios(paths.counts(one)) for one in (unclaimed, trail))
        level, levels = clean * known[1][1], known[1][0]
        unit = pricing.years.unit
        floor = [top * level // (bottom * levels * unit) * unit for top, bottom in known]
        floor[1] = clean
        base = floor
        if paths.entries.unclaimed is not None:
            unharmed = pricing.ratios(paths.counts(paths.baseline))
            base = [top * level // (bottom * levels * unit) * unit for top, bottom in unharmed]
        settled = paths.extra_of_others(trail, renewals)
        self_pay = paths.extra_of_others(unclaimed, renewals)
        lifted, first, held = [], claimed[1], paths.renewals_holding
        for k in range(1, renewals + 1):
            day = pricing.years.days[k]
            self_pay += paths.present(Won(floor[k] - base[k]), day)
            top, bottom = claimed[k]
            if k in held:
                times, parts = top * first[1], bottom * first[0]
                lifted.append(LiftedRenewal(times, parts, floor[k], base[k], day))
            else:
                premium = max(top * level // (bottom * levels * unit) * unit, floor[k])
                settled += paths.present(Won(premium - base[k]), day)
        return cls(paths, claim, clean, tuple(lifted), settled, self_pay)

    def largest_worth_claiming(self, *instead: OfferedOption) -> Won | None:
        """Return the largest difference between the quotes at which claiming costs no more.

        `instead` are the alternatives: self-pay and settling an injury in cash, or the claim that
        is paid back. None if claiming costs more even when the quotes are equal.
        """
        other = min(self._without_claim(choice) for choice in instead)
        room = other - int(self.claim.cash_now) - self.settled
        spent = self._cost(0)
        if spent > room:
            return None
        guess = (room - spent) * self.clean // max(self._cost(self.clean) - spent, 1)
        low, high = max(guess - _NEARBY, 0), guess + _NEARBY
        while self._cost(low) > room:
            low //= 2
        while self._cost(high) <= room:
            high *= 2
        return Won(first_passing(lambda difference: self._cost(difference) > room, low, high) - 1)

    def _without_claim(self, choice: OfferedOption) -> int:
        """Return the total cost of an alternative; a settled injury does not raise the premiums."""
        borne = self.self_pay
        if choice.option is Option.SETTLE:
            borne = self.paths.extra_premium(self.paths.trail(choice), self.paths.reading.renewals)
        return int(choice.cash_now) + self.paths.repaid(choice.repaid) + borne

    def _cost(self, difference: int) -> int:
        """Return how much more the raised renewals cost than without the accident."""
        quote, unit = self.clean + difference, self.paths.pricings[0].years.unit
        cost = 0
        for place, one in enumerate(self.lifted):
            premium = quote * one.times // (one.parts * unit) * unit if place else quote
            cost += self.paths.present(Won(max(premium, one.floor) - one.base), one.day)
        return cost
