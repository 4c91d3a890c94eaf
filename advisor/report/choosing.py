"""What to buy, for people and programs: the cheapest offer, and what other settings are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.explain.formats import grouped
from advisor.explain.tables import table_within
from advisor.explain.width import wrap
from advisor.report.answer.plain import values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from advisor.domain.policy_choice import PolicyChoice, PolicySetting, SettingCost
    from advisor.explain.texts import Texts
    from advisor.report.answer.plain import Json


def choice_text(
    found: PolicyChoice,
    texts: Texts,
    *,
    cells: int = 80,
    accent: Callable[[str], str] = str,
    faint: Callable[[str], str] = str,
    without_offers: str = "choose.best.no-offer",
) -> str:
    """Return the page of `advisor choose`; without offers it begins with the text of a code."""
    first, *others = _said(found, texts, without_offers)
    lines = [accent(line) for line in wrap(first, cells)]
    lines += [line for said in others for line in wrap(said, cells)]
    priced = [one for one in found.settings if one.offered or one.is_today]
    if len(priced) > 1:
        lines += ["", faint(texts("choose.offers.title")), *_offers(priced, texts, cells)]
    unpriced = [one for one in found.settings if one not in priced]
    if unpriced:
        lines += ["", faint(texts("choose.worth.title")), *_worths(unpriced, texts, cells)]
    lines += ["", *(line for said in _taken(found, texts) for line in wrap(said, cells))]
    lines += ["", *wrap(texts("basis.disclaimer"), cells)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def setting_words(setting: PolicySetting, texts: Texts) -> str:
    """Name a setting: its threshold, its deductible, and what it leaves out."""
    parts = [texts("choose.setting.threshold", amount=setting.threshold)]
    if setting.deductible_rate is not None:
        parts.append(texts("choose.setting.deductible", rate=setting.deductible_rate))
    if setting.single_vehicle is False:
        parts.append(texts("choose.setting.no-single"))
    return texts("choose.setting.join").join(parts)


def _said(found: PolicyChoice, texts: Texts, without_offers: str) -> Iterator[str]:
    """Say which of the priced settings is the cheapest; without offers, what the best is worth."""
    today = found.today
    best = found.settings[0]
    if best.saves > 0:
        said = setting_words(best.setting, texts)
        yield texts("choose.best.offer", setting=said, saves=best.saves)
    elif any(one.offered and not one.is_today for one in found.settings):
        yield texts("choose.best.today")
    else:
        yield texts(without_offers, setting=setting_words(today.setting, texts))
    yield texts("choose.today", premium=today.premium, a_year=today.a_year)


def _offers(priced: list[SettingCost], texts: Texts, cells: int) -> list[str]:
    rows = [("", *(texts(f"choose.offers.{head}") for head in ("premium", "a-year", "saves")))]
    for one in priced:
        name = setting_words(one.setting, texts)
        if one.is_today:
            name = texts("choose.offers.today", setting=name)
        saves = f"{one.saves:+,}" if one.saves else ""
        rows.append((name, grouped(one.premium), grouped(one.a_year), saves))
    return table_within(rows, cells)


def _worths(unpriced: list[SettingCost], texts: Texts, cells: int) -> list[str]:
    """Say for each setting without a price the difference in premium at which it pays."""
    in_order = sorted(unpriced, key=lambda one: -one.worth)
    rows = [
        (setting_words(one.setting, texts), texts(f"choose.worth.{_sign(one)}", worth=one.worth))
        for one in in_order
    ]
    return table_within(rows, cells)


def _sign(one: SettingCost) -> str:
    return "dearer" if one.worth > 0 else "cheaper" if one.worth < 0 else "same"


def _taken(found: PolicyChoice, texts: Texts) -> Iterator[str]:
    yield texts(
        "choose.taken",
        renewals=found.renewals,
        rate=found.accident_rate,
        share=found.single_vehicle_share,
    )
    today = found.today
    if not today.offered:
        yield texts("choose.worked-out", premium=today.premium)
    if today.a_year < today.premium:
        yield texts("choose.falling")
    yield texts("choose.record")


def choice_document(found: PolicyChoice) -> dict[str, Json]:
    """Return the settings in their order; money in won, rates as strings."""
    return {
        **values(found, "renewals", "accident_rate", "single_vehicle_share", "discount_rate"),
        "settings": [_setting(one) for one in found.settings],
        "basis": [found.rule],
    }


def _setting(one: SettingCost) -> Json:
    setting = one.setting
    return {
        **values(setting, "threshold", "deductible_rate", "single_vehicle"),
        "today": one.is_today,
        **values(one, "offered", "premium", "a_year", "saves", "worth"),
    }
