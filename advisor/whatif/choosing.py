"""What to buy at the renewal: threshold, deductible and single-vehicle cover, by cost a year."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from advisor import on_demand
from advisor.domain.case import Case
from advisor.domain.money import Won
from advisor.domain.policy_choice import PolicyChoice, PolicySetting, SettingCost
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.engine.findings.assumed import assumed
from advisor.engine.reading import Reading, read
from advisor.intake.typed.offer import Offer
from advisor.later.later_advice import later_rule
from advisor.later.later_years import LaterYears
from advisor.whatif.on_sale import OnSale

if TYPE_CHECKING:
    from advisor.later.policy_cost import PolicyCost


@frozen
class Driving:
    """What a driver may state about the years to come; None takes the value of the rules."""

    accident_rate: Decimal | None = None
    single_vehicle_share: Decimal | None = None


def _go_on() -> None:
    """Do nothing between two settings."""


def choose(
    case: Case,
    rulebook: Rulebook,
    offers: Sequence[Offer] = (),
    driving: Driving | None = None,
    *,
    in_full: bool = True,
    between: Callable[[], None] = _go_on,
) -> PolicyChoice:
    """Price the settings of the policy that begins with the coming renewal.

    The record is that of the case without its accident, and the driver keeps the policy for the
    renewals that the case counts. Later accidents are claimed or paid as is cheapest.

    Args:
        case: the driver's case; its accident plays no part.
        rulebook: the rules.
        offers: premiums of the coming renewal, none of them flawed; if there are several for one
            setting, the lowest counts.
        driving: accidents a year, and the share of them that needs the single-vehicle cover.
        in_full: whether settings are priced that change several things and have no offer.
        between: called before each setting is priced; an exception from it ends the work.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days.
    """
    shop = _Shop.of(case, rulebook, driving or Driving())
    on_sale, today = shop.on_sale, shop.on_sale.today
    dearest_first = sorted(offers, key=lambda offer: -offer.premium)
    prices = {on_sale.setting_of(offer): offer.premium for offer in dearest_first}
    dearer = (one.premium for one in offers if one.premium > prices[on_sale.setting_of(one)])
    cost = shop.cost(today)
    if case.assumptions.quote_clean is not None:
        prices.setdefault(today, case.assumptions.quote_clean)
    premium = prices.get(today, cost.model_price)
    target = cost.a_year(premium)
    wanted = list(dict.fromkeys((today, *prices, *on_sale.settings())))
    priced = [one for one in wanted if in_full or one in prices or len(on_sale.changed(one)) <= 1]
    found = []
    for setting in priced:
        between()
        found.append(shop.priced(setting, prices.get(setting), (premium, target)))
    found.sort(key=lambda one: (not (one.offered or one.is_today), one.a_year))
    others = [one.a_year for one in found if one.offered and not one.is_today]
    is_open = today not in prices and bool(others)
    up_to = math.floor(cost.price_for(others[0])) if is_open else 0
    policy = case.policy
    unsaid = policy.own_damage is None and not policy.no_own_damage
    unstated = assumed(case, shop.reading, cover_missed=unsaid)
    return PolicyChoice(
        settings=tuple(found),
        grade=shop.reading.grade,
        renewals=shop.reading.renewals,
        accident_rate=shop.later_years.accident_rate,
        mean_loss=shop.later_years.mean_loss,
        single_vehicle_share=shop.share,
        discount_rate=shop.later_years.discount_rate,
        assumed=tuple(one.path for one in unstated if not one.path.startswith("accident.")),
        rule=later_rule(rulebook, case.policy.start).ref,
        today_up_to=Won(up_to) if up_to > 0 else None,
        dearer=tuple(dearer),
        left_out=len(wanted) - len(priced),
    )


@frozen
class _Shop:
    """The case without quotes, what is on sale for it, and assumptions about the years to come."""

    reading: Reading
    on_sale: OnSale
    later_years: LaterYears
    share: Decimal

    @classmethod
    def of(cls, case: Case, rulebook: Rulebook, driving: Driving) -> _Shop:
        """Return the shop of a case; the rules fill in what the driver does not state."""
        terms = later_rule(rulebook, case.policy.start).terms
        unquoted = evolve(case.assumptions, quote_clean=None, quote_claim=None)
        reading = read(evolve(case, assumptions=unquoted), rulebook)
        later_years = LaterYears.of(reading, terms, driving.accident_rate)
        stated = driving.single_vehicle_share
        share = Decimal(terms.single_vehicle_share) if stated is None else stated
        return cls(reading, OnSale.at_renewal(reading), later_years, share)

    def cost(self, setting: PolicySetting) -> PolicyCost:
        """Return the cost of the policy with a setting."""
        case = self.reading.case
        if setting == self.on_sale.today:
            return on_demand.PolicyCost.of(self.reading, self.later_years, self.share)
        own_damage = case.policy.own_damage
        if own_damage is not None and setting.deductible is not None:
            own_damage = evolve(
                own_damage, deductible=setting.deductible, single_vehicle=setting.single_vehicle
            )
        policy = evolve(case.policy, surcharge_threshold=setting.threshold, own_damage=own_damage)
        reading = read(evolve(case, policy=policy), self.reading.rulebook)
        return on_demand.PolicyCost.of(reading, self.later_years, self.share)

    def priced(
        self, setting: PolicySetting, price: Won | None, today: tuple[Won, float]
    ) -> SettingCost:
        """Price a setting at `price`, or at today's premium if that is None.

        `today` is the premium of today's setting, and what that setting costs a year.
        """
        premium, target = today
        cost = self.cost(setting)
        asked = premium if price is None else price
        a_year = cost.a_year(asked)
        changed = self.on_sale.changed(setting)
        worth = cost.price_for(target) - premium if changed else 0.0
        return SettingCost(
            setting=setting,
            changed=changed,
            offered=price is not None,
            premium=asked,
            a_year=Won(round(a_year)),
            saves=Won(round(target) - round(a_year)),
            worth=Won(math.floor(worth)),
        )
