"""The settings that a policy can be bought with, and what each costs a year."""

from __future__ import annotations

from decimal import Decimal

from attrs import field

from advisor.domain.findings import Facts
from advisor.domain.money import Won
from advisor.domain.policy import Deductible
from advisor.domain.values import frozen


@frozen
class OfferFlaw:
    """What is wrong with an offer that can be read; its text is `choose.flaw.<code>`.

    `allowed` lists the values that are possible in place of the wrong one. The facts of an odd
    premium are its value, and either the least and the most that is usual, with what was probably
    `meant` (None if unclear), or the premium of this year.
    """

    code: str
    allowed: tuple[Won | Deductible, ...] = ()
    facts: Facts = field(factory=dict)


@frozen
class PolicySetting:
    """One way to buy a policy.

    Every part of the deductible is known. Without own-damage cover, `deductible` and
    `single_vehicle` are None.
    """

    threshold: Won
    deductible: Deductible | None
    single_vehicle: bool | None


@frozen
class SettingCost:
    """What a setting costs a year: its premiums, given the record, and what accidents cost.

    `changed` names what differs from today's setting. `premium` is that of the first year: offered,
    or else that of today's setting. `saves` is how much less a year costs than with today's setting
    (negative: more). `worth` is how much higher than today's the first premium may be for a year to
    cost the same (negative: how much lower it must be).
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

    `grade` is the grade of today's policy. `mean_loss` is the mean repair bill of the accidents to
    come. `assumed` lists the paths of what the case does not state. `left_out` is the number of
    settings that are not priced. `today_up_to` is the premium up to which today's setting costs no
    more than any offer; None if its own premium is stated, or nothing else is offered. `dearer` are
    the premiums of offers that are left out because there is a lower one for the same setting.
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

    @property
    def today(self) -> SettingCost:
        """The setting that the driver has."""
        return next(one for one in self.settings if one.is_today)
