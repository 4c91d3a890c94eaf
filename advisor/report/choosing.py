"""What to buy, as text and JSON: the cheapest offer, and what other policy settings are worth."""

from collections.abc import Iterator

from advisor.domain.policy import Deductible
from advisor.domain.policy_choice import OfferFlaw, PolicyChoice, SettingCost
from advisor.explain.formats import grouped
from advisor.explain.names import deductible_name
from advisor.explain.paper import Paper
from advisor.explain.tables import table_within
from advisor.explain.texts import Texts
from advisor.explain.width import align_left, joined_lines, width
from advisor.intake.case.fields import COVER, DEDUCTIBLE, SINGLE_VEHICLE
from advisor.report.answer.json_values import Json, json_values


def choice_text(
    found: PolicyChoice, paper: Paper, without_offers: str = "choose.best.no-offer"
) -> str:
    """Return the page of `advisor choose`; without offers, its first text is `without_offers`."""
    texts = paper.texts
    first, *others = _said(found, texts, without_offers)
    lines = [*map(paper.accent, paper.wrapped(first)), *paper.wrapped(*others)]
    priced = [one for one in found.settings if one.offered or one.is_today]
    if len(priced) > 1:
        lines += [*paper.title("choose.offers.title"), *_offers(found, priced, paper)]
    unpriced = [one for one in found.settings if one not in priced]
    alone = [one for one in unpriced if len(one.changed) == 1]
    several = [one for one in unpriced if len(one.changed) > 1]
    for title, listed in (("title", alone), ("several", several)):
        if listed:
            lines += [*paper.title(f"choose.worth.{title}"), *_worths(found, listed, paper)]
    if found.left_out:
        lines += paper.wrapped(texts("choose.worth.more", count=found.left_out))
    lines += ["", *paper.wrapped(*_taken(found, texts))]
    lines += ["", *paper.wrapped(texts("basis.disclaimer"))]
    return joined_lines(lines)


def flaw_words(flaw: OfferFlaw, texts: Texts) -> str:
    """Return what is wrong with an offer, and what may be written instead."""
    if flaw.facts:
        return texts(f"choose.flaw.{flaw.code}", **flaw.facts)
    allowed = (
        texts("choose.flaw.amount", amount=one)
        if isinstance(one, int)
        else deductible_name(one, texts, "choose.plan")
        for one in flaw.allowed
    )
    return texts(f"choose.flaw.{flaw.code}", allowed=texts("choose.flaw.join").join(allowed))


def _change(one: SettingCost, found: PolicyChoice, texts: Texts) -> str:
    """Return how a setting differs from today's; unchanged parts are left out."""
    setting, today = one.setting, found.today.setting
    parts = []
    if "threshold" in one.changed:
        least = None if setting.deductible is None else setting.deductible.minimum
        moved = today.deductible is not None and least != today.deductible.minimum
        code = "threshold-minimum" if moved and "deductible" not in one.changed else "threshold"
        parts.append(texts(f"choose.setting.{code}", amount=setting.threshold, minimum=least))
    if "deductible" in one.changed and setting.deductible is not None:
        parts.append(deductible_name(setting.deductible, texts, "choose.setting"))
    if "single_vehicle" in one.changed:
        parts.append(texts(f"choose.setting.{'single' if setting.single_vehicle else 'no-single'}"))
    return texts("choose.setting.join").join(parts)


def _today(found: PolicyChoice, texts: Texts) -> str:
    """Return today's setting in full; parts that the case does not state are marked as assumed."""
    setting = found.today.setting
    parts = [
        (texts("choose.setting.threshold", amount=setting.threshold), "policy.surcharge_threshold")
    ]
    if setting.deductible is None:
        parts.append((texts("choose.setting.no-cover"), COVER))
    else:
        path = next((path for path in found.assumed if path.startswith(DEDUCTIBLE)), "")
        parts.append((deductible_name(setting.deductible, texts, "choose.setting"), path))
        single = "single" if setting.single_vehicle else "no-single"
        parts.append((texts(f"choose.setting.{single}"), SINGLE_VEHICLE))
    parts.append((texts("choose.setting.grade", grade=found.grade), "policy.grade"))
    said = texts("choose.setting.join").join(
        texts("choose.setting.assumed", part=words) if path in found.assumed else words
        for words, path in parts
    )
    return texts("choose.setting.today", setting=said)


def _said(found: PolicyChoice, texts: Texts, without_offers: str) -> Iterator[str]:
    """Yield which of the priced settings is the cheapest, then today's setting and its cost."""
    today = found.today
    other = next((one for one in found.settings if one.offered and not one.is_today), None)
    if other is None:
        yield texts(without_offers)
    else:
        best = "offer" if other.saves > 0 else "today"
        code = best if found.today_up_to is None else f"{best}-unquoted"
        facts = {"saves": other.saves, "up_to": found.today_up_to}
        yield texts(f"choose.best.{code}", setting=_change(other, found, texts), **facts)
    if found.dearer:
        amounts = (texts("choose.dearer.amount", amount=one) for one in found.dearer)
        yield texts("choose.dearer.left-out", amounts=texts("choose.flaw.join").join(amounts))
    yield _today(found, texts)
    yield texts("choose.today", premium=today.premium, a_year=today.a_year)


def _offers(found: PolicyChoice, priced: list[SettingCost], paper: Paper) -> list[str]:
    texts = paper.texts
    rows = [("", *(texts(f"choose.offers.{head}") for head in ("premium", "a-year", "saves")))]
    for one in priced:
        today = texts(f"choose.offers.{'today' if one.offered else 'today-estimated'}")
        name = today if one.is_today else _change(one, found, texts)
        saves = f"{one.saves:+,}" if one.saves else ""
        rows.append((name, grouped(one.premium), grouped(one.a_year), saves))
    return table_within(rows, paper.cells)


def _worths(found: PolicyChoice, unpriced: list[SettingCost], paper: Paper) -> list[str]:
    """Return, for each setting without a price, the difference in premium at which it pays off.

    The amounts are aligned below each other, and so are the words around them.
    """
    in_order = sorted(unpriced, key=lambda one: -one.worth)
    amounts = [grouped(abs(one.worth)) for one in in_order]
    digits = max(map(len, amounts))
    said = [
        paper.texts(f"choose.worth.{_sign(one)}", worth=amount.rjust(digits))
        for one, amount in zip(in_order, amounts, strict=True)
    ]
    room = max(map(width, said))
    named = (_change(one, found, paper.texts) for one in in_order)
    rows = [(name, align_left(words, room)) for name, words in zip(named, said, strict=True)]
    return table_within(rows, paper.cells)


def _sign(one: SettingCost) -> str:
    return "dearer" if one.worth > 0 else "cheaper" if one.worth < 0 else "same"


def _taken(found: PolicyChoice, texts: Texts) -> Iterator[str]:
    yield texts(
        "choose.taken",
        renewals=found.renewals,
        rate=found.accident_rate,
        mean=found.mean_loss,
    )
    if found.today.setting.deductible is not None:
        yield texts("choose.share", share=found.single_vehicle_share)
    if found.discount_rate:
        yield texts("later.taken.interest", discount=found.discount_rate)
    today = found.today
    if not today.offered:
        yield texts("choose.worked-out", premium=today.premium)
    if today.a_year < today.premium:
        yield texts("choose.falling")
    yield texts("choose.record")


def choice_document(found: PolicyChoice) -> dict[str, Json]:
    """Return the settings in their given order, as JSON: money in won, rates as strings."""
    taken = ("grade", "renewals", "accident_rate", "mean_loss", "single_vehicle_share")
    return {
        **json_values(found, *taken, "discount_rate"),
        **json_values(found, "assumed", "today_up_to", "dearer"),
        "settings": [_setting(one) for one in found.settings],
        "basis": [found.rule],
    }


def _setting(one: SettingCost) -> Json:
    setting = one.setting
    return {
        **json_values(setting, "threshold"),
        **{f"deductible_{key}": value for key, value in _parts(setting.deductible).items()},
        **json_values(setting, "single_vehicle"),
        "today": one.is_today,
        "changed": list(one.changed),
        **json_values(one, "offered", "premium", "a_year", "saves", "worth"),
    }


def _parts(deductible: Deductible | None) -> dict[str, Json]:
    """Return the parts of a deductible; the parts that it lacks are null."""
    found = deductible or Deductible()
    bounds = ("minimum", "maximum") if found.fixed is None else ()
    parts = dict.fromkeys(("rate", "minimum", "maximum", "fixed"))
    return {**parts, **json_values(found, "rate", *bounds, "fixed")}
