"""What to buy, for programs: `advisor choose --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.report.answer.plain import plain

if TYPE_CHECKING:
    from advisor.domain.policy_choice import PolicyChoice, SettingCost
    from advisor.report.answer.plain import Json


def choice_document(found: PolicyChoice) -> dict[str, Json]:
    """Return the settings in their order; money in won, rates as strings."""
    return {
        "renewals": found.renewals,
        "accident_rate": plain(found.accident_rate),
        "single_vehicle_share": plain(found.single_vehicle_share),
        "discount_rate": plain(found.discount_rate),
        "settings": [_setting(one) for one in found.settings],
        "basis": [found.rule],
    }


def _setting(one: SettingCost) -> Json:
    setting = one.setting
    return {
        "threshold": setting.threshold,
        "deductible_rate": plain(setting.deductible_rate),
        "single_vehicle": setting.single_vehicle,
        "today": one.is_today,
        "offered": one.offered,
        "premium": one.premium,
        "a_year": one.a_year,
        "saves": one.saves,
        "worth": one.worth,
    }
