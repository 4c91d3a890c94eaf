"""What a policy can be bought with, and what each way costs a year."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve, field

from advisor.domain.findings import Facts
from advisor.domain.money import Won
from advisor.domain.policy import Deductible
from advisor.domain.values import frozen


@frozen
class OfferFlaw:
    """What is wrong with an offer that can be read; its text is `choose.flaw.<code>`.

    `allowed` is what may stand in the place of the wrong value; the facts of an odd premium are
    its value, the least and the most that is usual, and what is `meant`, if that is clear, or
    that of this year.
    """

    code: str
    allowed: tuple[Won | Deductible, ...] = ()
    facts: Facts = field(factory=dict)


@frozen
class PolicySetting:
    """One way to buy a policy.

    Every part of the deductible is known; without an own-damage cover it and the last are None.
    """

    threshold: Won
    deductible: Deductible | None
    single_vehicle: bool | None


@frozen
class SettingCost:
    """What a setting costs a year: its premiums by the record, and what accidents cost.

    `changed` names what is not as today. `premium` is that of its first year: offered, or else
    that of today's setting. `saves` is how much less a year costs than with today's setting, below
    0: how much more. `worth` is how much more than today's its first premium may be for a year to
    cost the same, below 0: how much less it must be.
    """

    setting: PolicySetting
    changed: tuple[str, ...]
    offered: bool
    premium: Won
    a_year: Won
    saves: Won
    worth: Won

    @property
    def is_today(self) -> bool:
        """Whether it is the setting that the driver has."""
        return not self.changed


@frozen
class PolicyChoice:
    """All settings, the offered ones with the cheapest first, then those without a price.

    `grade` is the place on the scale that today's policy has. `mean_loss` is the mean repair of
    the accidents to come. `assumed` names what the case does not say, by its paths. `left_out`
    is the number of settings that are not among them. `today_up_to` is the premium up to which
    today's setting costs no more than any offer; None where its own is stated, or nothing else is
    offered. `dearer` are the premiums of offers that are left out: there is a lower one for the
    same setting.
    """

    settings: tuple[SettingCost, ...]
    grade: int
    renewals: int
    accident_rate: Decimal
    mean_loss: Won
    single_vehicle_share: Decimal
    discount_rate: Decimal
    assumed: tuple[str, ...]
    rule: str
    today_up_to: Won | None = None
    dearer: tuple[Won, ...] = ()
    left_out: int = 0

    def in_short(self) -> PolicyChoice:
        """Return the choice without the settings that change several things and have no price."""
        kept = tuple(one for one in self.settings if one.offered or len(one.changed) <= 1)
        return evolve(self, settings=kept, left_out=len(self.settings) - len(kept))

    @property
    def today(self) -> SettingCost:
        """The setting that the driver has."""
        return next(one for one in self.settings if one.is_today)
