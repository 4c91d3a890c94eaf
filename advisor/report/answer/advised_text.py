"""An answer as it was given, read again from its JSON: for the day when it cannot be given anew."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from advisor.domain.decision import Verdict
from advisor.domain.outcome import Option
from advisor.explain.choice import (
    INJURED,
    NO_BILL,
    NOT_COVERED,
    STOLEN,
    headline_without_sums,
    refused_any_bill,
    without_sums,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from advisor.domain.decision import Advised
    from advisor.explain.texts import Texts

_OF_PAID: Mapping[str, str] = {
    Option.CLAIM: Verdict.KEEP,
    Option.CLAIM_REFUND: Verdict.REFUND,
}
"""What the ways are called where the insurer has paid: the claim is left, or paid back."""

_HASH = 12
"""So many signs of the fingerprint of rules tell one from another."""


def advised_line(given: Advised, texts: Texts) -> str:
    """Return in one line on which day what was advised, and by which rules."""
    said = next(_said(_read(given.answer), texts), "")
    return texts("advised.line", day=given.advised_on, said=said, rules=given.rules_hash[:_HASH])


def advised_lines(given: Advised, texts: Texts) -> tuple[str, ...]:
    """Return what was advised: verdict, what each way cost, the refund's last day, what made it.

    What a JSON of another version lacks is left out.
    """
    made = texts("advised.made", version=given.version, rules=given.rules_hash[:_HASH])
    return (texts("advised.head", day=given.advised_on), *_said(_read(given.answer), texts), made)


def _read(answer: str) -> dict[str, Any]:
    """Read the JSON of an answer; what is none says nothing."""
    try:
        found = json.loads(answer)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _headline(code: str, found: dict[str, Any], texts: Texts) -> str:
    """Return the headline of an answer without sums; what the others do not pay belongs to it."""
    if code == STOLEN:
        return texts("advised.stolen")
    reasons = {one.get("code", ""): one.get("facts", {}) for one in found.get("reasons", ())}
    if code == NOT_COVERED and INJURED in reasons:
        code = f"{code}-but-injury"
    elif code == NOT_COVERED:
        kind = next(facts["kind"] for facts in reasons.values() if "kind" in facts)
        code = refused_any_bill(reasons, kind)
    elif code == NO_BILL and INJURED in reasons:
        code = f"{code}-hurt"
    paid = found.get("payout", {}).get("from_other_side")
    warnings = ((one.get("code"), one.get("facts", {})) for one in found.get("warnings", ()))
    return headline_without_sums(code, paid, warnings, texts)


def _said(found: dict[str, Any], texts: Texts) -> Iterator[str]:
    verdict = f"verdict.{found.get('verdict')}"
    of_paid = _OF_PAID if found.get("verdict") in _OF_PAID.values() else {}
    if code := _without_sums(found):
        yield _headline(code, found, texts)
        return
    if texts.has(verdict):
        margin = found.get("margin")
        code = "verdict-margin" if isinstance(margin, int) and margin else "verdict"
        yield texts(f"advised.{code}", verdict=texts(verdict), margin=margin or 0)
    for outcome in found.get("options", ()):
        total, now = outcome.get("total"), outcome.get("cash_now")
        if outcome.get("available") and isinstance(total, int) and isinstance(now, int):
            name = str(Option(outcome["option"]))
            option = of_paid.get(name, name)
            yield texts("advised.option", option=option, total=total, now=now)
    if refund_by := found.get("refund_by"):
        yield texts("advised.refund-by", day=date.fromisoformat(refund_by))


def _without_sums(found: dict[str, Any]) -> str:
    reasons = (reason.get("code", "") for reason in found.get("reasons", ()))
    steps = {step.get("code", "") for step in found.get("steps", ())}
    cash = {one.get("option"): one.get("cash_now") for one in found.get("options", ())}
    codes = found.get("verdict", ""), found.get("recommended", "")
    return without_sums(*codes, reasons, cash.get(Option.SELF_PAY), steps)
