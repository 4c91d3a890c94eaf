"""The settings that can be bought at the coming renewal, and the one that an offer means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from advisor.domain.days import renewal_day
from advisor.domain.money import NOTHING, Won
from advisor.domain.policy import Deductible
from advisor.domain.policy_choice import OfferFlaw, PolicySetting
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.core import DeductiblePlan
from advisor.domain.values import frozen
from advisor.engine.findings.plausible import doubt, far_apart
from advisor.engine.reading import Reading
from advisor.intake.typed.offer import Offer

_BOTH = (True, False)


def premium_flaw(
    premium: Won, rulebook: Rulebook, day: date, this_year: object
) -> OfferFlaw | None:
    """Return what is wrong with an offer's premium, such as a wrong unit or zero; None if nothing.

    `this_year` is the premium that the case states; it is ignored unless it is a whole number.
    """
    found = doubt("policy.premium", premium, rulebook, day)
    if found is None:
        if isinstance(this_year, int) and far_apart(premium, this_year):
            return OfferFlaw("apart", facts={"value": premium, "this_year": Won(this_year)})
        return None
    facts = {"value": found.amount, "least": found.least, "most": found.most, "meant": found.meant}
    return OfferFlaw("far" if found.meant is None else "meant", facts=facts)


@frozen
class OnSale:
    """The thresholds and deductible plans of the coming renewal, and this year's setting."""

    today: PolicySetting
    thresholds: tuple[Won, ...]
    plans: tuple[DeductiblePlan, ...]

    @classmethod
    def at_renewal(cls, reading: Reading) -> OnSale:
        """Return what is on sale for the policy of a case.

        Raises:
            NoRuleInForceError: no version of a rule governs the day of the renewal.
        """
        rulebook, plan = reading.rulebook, reading.deductible
        day = renewal_day(reading.case.policy.start, 1)
        today = PolicySetting(reading.threshold, None, None)
        if plan is not None:
            own = Deductible(plan.rate, plan.minimum, plan.maximum, plan.fixed)
            today = PolicySetting(reading.threshold, own, reading.single_vehicle)
        return cls(
            today,
            tuple(rulebook.surcharge_threshold.on(day).terms.allowed),
            () if plan is None else tuple(rulebook.deductible.on(day).terms.plans),
        )

    def deductible(self, plan: DeductiblePlan, threshold: Won | None = None) -> Deductible:
        """Return a plan at a threshold, on which its minimum may depend; None is today's."""
        minimum = plan.minimum_at(threshold or self.today.threshold) or NOTHING
        return Deductible(plan.rate, minimum, plan.maximum, plan.fixed)

    def deductibles(self, threshold: Won) -> tuple[Deductible, ...]:
        """Return all plans on sale, with their minimums at a threshold."""
        return tuple(self.deductible(plan, threshold) for plan in self.plans)

    def settings(self) -> Iterator[PolicySetting]:
        """Yield every setting on sale; without own-damage cover a setting is only a threshold."""
        for threshold in self.thresholds:
            if self.today.deductible is None:
                yield PolicySetting(threshold, None, None)
            for deductible in self.deductibles(threshold):
                for single in _BOTH:
                    yield PolicySetting(threshold, deductible, single)

    def kept(self, threshold: Won) -> Deductible | None:
        """Return this year's deductible at a threshold, on which its minimum may depend."""
        own, theirs = self.today.deductible, self.deductibles(self.today.threshold)
        if own in theirs:
            return self.deductibles(threshold)[theirs.index(own)]
        return own

    def changed(self, setting: PolicySetting) -> tuple[str, ...]:
        """Return the names of the parts in which a setting differs from this year's."""
        kept = {
            "threshold": setting.threshold == self.today.threshold,
            "deductible": setting.deductible == self.kept(setting.threshold),
            "single_vehicle": setting.single_vehicle == self.today.single_vehicle,
        }
        return tuple(name for name, is_kept in kept.items() if not is_kept)

    def flaw_of(self, offer: Offer) -> OfferFlaw | None:
        """Return why an offer cannot be one for this renewal; None if it can."""
        if self.today.deductible is None and (offer.deductible, offer.single_vehicle) != (
            None,
            None,
        ):
            return OfferFlaw("no-own-damage")
        thresholds = tuple(sorted({*self.thresholds, self.today.threshold}))
        if offer.threshold is not None and offer.threshold not in thresholds:
            return OfferFlaw("threshold", thresholds)
        if offer.deductible is not None:
            plans = self._plans_of(self._threshold_of(offer))
            share = (offer.deductible.rate, offer.deductible.fixed)
            if share not in {(plan.rate, plan.fixed) for plan in plans}:
                return OfferFlaw("deductible", plans)
        return None

    def setting_of(self, offer: Offer) -> PolicySetting:
        """Return the setting of an offer without a flaw; what it does not state is as today."""
        threshold, single = self._threshold_of(offer), offer.single_vehicle
        return PolicySetting(
            threshold,
            self._deductible_of(offer, threshold),
            self.today.single_vehicle if single is None else single,
        )

    def _threshold_of(self, offer: Offer) -> Won:
        return self.today.threshold if offer.threshold is None else offer.threshold

    def _plans_of(self, threshold: Won) -> tuple[Deductible, ...]:
        """Return this year's plan, if there is one, and then the plans on sale, each once."""
        kept = self.kept(threshold)
        own = () if kept is None else (kept,)
        return tuple(dict.fromkeys((*own, *self.deductibles(threshold))))

    def _deductible_of(self, offer: Offer, threshold: Won) -> Deductible | None:
        """Return the plan that an offer means; bounds that no plan has are taken as stated."""
        stated = offer.deductible
        if stated is None:
            return self.kept(threshold)
        alike = [
            plan
            for plan in self._plans_of(threshold)
            if (plan.rate, plan.fixed) == (stated.rate, stated.fixed)
        ]
        for plan in alike:
            if stated.minimum in {None, plan.minimum} and stated.maximum in {None, plan.maximum}:
                return plan
        minimum, maximum = stated.bounds(alike[0].minimum or NOTHING, alike[0].maximum)
        return evolve(alike[0], minimum=minimum, maximum=maximum)
