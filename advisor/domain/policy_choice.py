"""What a policy can be bought with, and what each way costs a year."""

from __future__ import annotations

from decimal import Decimal

from advisor.domain.money import Rate, Won
from advisor.domain.values import frozen


@frozen
class PolicySetting:
    """One way to buy a policy.

    The rate is None for a fixed deductible; without an own-damage cover it and the last are None.
    """

    threshold: Won
    deductible_rate: Rate | None
    single_vehicle: bool | None


@frozen
class SettingCost:
    """What a setting costs a year: its premiums by the record, and what accidents cost.

    `premium` is that of its first year: offered, or else that of today's setting. `saves` is how
    much less a year costs than with today's setting, below 0: how much more. `worth` is how much
    more than today's its first premium may be for a year to cost the same, below 0: how much less
    it must be.
    """

    setting: PolicySetting
    is_today: bool
    offered: bool
    premium: Won
    a_year: Won
    saves: Won
    worth: Won


@frozen
class PolicyChoice:
    """All settings, the offered ones with the cheapest first, then those without a price."""

    settings: tuple[SettingCost, ...]
    renewals: int
    accident_rate: Decimal
    single_vehicle_share: Decimal
    discount_rate: Decimal
    rule: str

    @property
    def today(self) -> SettingCost:
        """The setting that the driver has."""
        return next(one for one in self.settings if one.is_today)
