"""What to buy at the renewal: threshold, deductible and single-vehicle cover, by cost a year."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from advisor import on_demand
from advisor.domain.days import renewal_day
from advisor.domain.money import Rate, Won
from advisor.domain.policy import Deductible
from advisor.domain.policy_choice import PolicyChoice, PolicySetting, SettingCost
from advisor.domain.values import frozen
from advisor.engine.reading import Reading, read
from advisor.later.later_advice import later_rule
from advisor.later.later_years import LaterYears

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from advisor.domain.case import Case
    from advisor.domain.rulebook import Rulebook
    from advisor.intake.typed.offer import Offer
    from advisor.later.policy_cost import PolicyCost

_BOTH = (True, False)


@frozen
class Driving:
    """What a driver may say of the years to come; None leaves it to the rules."""

    accident_rate: Decimal | None = None
    single_vehicle_share: Decimal | None = None


class Priced:
    """What was worked out for a case and its driving: other offers for it take no time."""

    def __init__(self) -> None:
        self.costs: dict[PolicySetting, PolicyCost] = {}


def on_sale(case: Case, rulebook: Rulebook) -> tuple[tuple[Won, ...], tuple[Rate, ...]]:
    """Return the thresholds and the rates of deductibles that can be had at the coming renewal.

    Raises:
        NoRuleInForceError: no version of a rule governs its day.
    """
    day = renewal_day(case.policy.start, 1)
    plans = rulebook.deductible.on(day).terms.plans
    rates = {plan.rate for plan in plans if plan.rate is not None}
    return tuple(rulebook.surcharge_threshold.on(day).terms.allowed), tuple(sorted(rates))


def _go_on() -> None:
    """Do nothing between two settings."""


def choose(
    case: Case,
    rulebook: Rulebook,
    offers: Sequence[Offer] = (),
    driving: Driving | None = None,
    *,
    priced: Priced | None = None,
    between: Callable[[], None] = _go_on,
) -> PolicyChoice:
    """Price every setting of the policy that begins with the coming renewal.

    The record is that of the case without its accident, and the driver keeps the policy for the
    renewals that the case counts. Later accidents are claimed or paid as is cheapest.

    Args:
        case: the driver's case; of the accident nothing is asked.
        rulebook: the rules.
        offers: premiums of the coming renewal; a setting that no rule knows is priced as well.
        driving: accidents a year, and how many of them need the single-vehicle cover.
        priced: what a call for the same case and driving has worked out; it is added to.
        between: is called before each setting; what it raises ends the work.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days.
    """
    shop = _Shop.of(case, rulebook, driving or Driving(), priced or Priced())
    prices = {shop.setting_of(offer): offer.premium for offer in offers}
    today = shop.today
    cost = shop.cost(today)
    if case.assumptions.quote_clean is not None:
        prices.setdefault(today, case.assumptions.quote_clean)
    premium = prices.get(today, cost.model_price)
    target = cost.a_year(premium)
    found = []
    for setting in dict.fromkeys((today, *prices, *shop.on_sale())):
        between()
        found.append(shop.priced(setting, prices.get(setting), (premium, target)))
    found.sort(key=lambda one: (not (one.offered or one.is_today), one.a_year))
    return PolicyChoice(
        settings=tuple(found),
        renewals=shop.reading.renewals,
        accident_rate=shop.taken.accident_rate,
        single_vehicle_share=shop.share,
        discount_rate=shop.taken.discount_rate,
        rule=later_rule(rulebook, case.policy.start).ref,
    )


@frozen
class _Shop:
    """The case as it would be with another setting, and what is taken for the years to come."""

    reading: Reading
    taken: LaterYears
    share: Decimal
    known: Priced

    @classmethod
    def of(cls, case: Case, rulebook: Rulebook, driving: Driving, known: Priced) -> _Shop:
        """Take from the rules what the driver does not say."""
        terms = later_rule(rulebook, case.policy.start).terms
        unquoted = evolve(case.assumptions, quote_clean=None, quote_claim=None)
        reading = read(evolve(case, assumptions=unquoted), rulebook)
        stated = case.assumptions.discount_rate
        taken = LaterYears(
            accident_rate=_or(driving.accident_rate, terms.accident_rate),
            mean_loss=terms.mean_loss,
            log_deviation=terms.log_deviation,
            discount_rate=terms.discount_rate if stated is None else stated,
            drift=case.assumptions.premium_drift,
            renewals=reading.renewals,
        )
        return cls(
            reading,
            taken,
            _or(driving.single_vehicle_share, Decimal(terms.single_vehicle_share)),
            known,
        )

    @property
    def today(self) -> PolicySetting:
        """The setting that the driver has."""
        reading = self.reading
        if reading.plan is None:
            return PolicySetting(reading.threshold, None, None)
        return PolicySetting(reading.threshold, reading.plan.rate, reading.single_vehicle)

    def setting_of(self, offer: Offer) -> PolicySetting:
        """Return the setting of an offer; what it does not state is as today."""
        today, rate, single = self.today, offer.deductible_rate, offer.single_vehicle
        return PolicySetting(
            offer.threshold or today.threshold,
            today.deductible_rate if rate is None else Rate(rate),
            today.single_vehicle if single is None else single,
        )

    def on_sale(self) -> Iterator[PolicySetting]:
        """Return what the rules know to be on sale when the policy begins."""
        thresholds, rates = on_sale(self.reading.case, self.reading.rulebook)
        for threshold in thresholds:
            if self.reading.plan is None:
                yield PolicySetting(threshold, None, None)
                continue
            for rate in rates:
                for single in _BOTH:
                    yield PolicySetting(threshold, rate, single)

    def cost(self, setting: PolicySetting) -> PolicyCost:
        """Return the cost of a setting, whose deductible is the standard plan of its rate."""
        if setting not in self.known.costs:
            self.known.costs[setting] = self._worked_out(setting)
        return self.known.costs[setting]

    def _worked_out(self, setting: PolicySetting) -> PolicyCost:
        case = self.reading.case
        if setting == self.today:
            return on_demand.PolicyCost.of(self.reading, self.taken, self.share)
        own_damage = case.policy.own_damage
        if own_damage is not None:
            deductible = own_damage.deductible
            if setting.deductible_rate is not None:
                deductible = Deductible(rate=setting.deductible_rate)
            own_damage = evolve(
                own_damage, deductible=deductible, single_vehicle=setting.single_vehicle
            )
        policy = evolve(case.policy, surcharge_threshold=setting.threshold, own_damage=own_damage)
        reading = read(evolve(case, policy=policy), self.reading.rulebook)
        return on_demand.PolicyCost.of(reading, self.taken, self.share)

    def priced(
        self, setting: PolicySetting, price: Won | None, today: tuple[Won, float]
    ) -> SettingCost:
        """Price a setting beside today's, whose premium and cost a year are given."""
        premium, target = today
        cost = self.cost(setting)
        asked = premium if price is None else price
        a_year = cost.a_year(asked)
        is_today = setting == self.today
        worth = 0.0 if is_today else cost.price_for(target) - premium
        return SettingCost(
            setting=setting,
            is_today=is_today,
            offered=price is not None,
            premium=asked,
            a_year=Won(round(a_year)),
            saves=Won(round(target) - round(a_year)),
            worth=Won(math.floor(worth)),
        )


def _or(stated: Decimal | None, taken: Decimal) -> Decimal:
    return taken if stated is None else stated
