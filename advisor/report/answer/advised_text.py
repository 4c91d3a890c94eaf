"""An answer as it was given, read from its saved JSON, for when it can no longer be computed."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from advisor.domain.decision import Advised, Verdict
from advisor.domain.outcome import Option
from advisor.explain.headlines import OTHERS_PAY, short_code
from advisor.explain.texts import Texts

_OPEN = {Verdict.KEEP_OPEN, Verdict.DEPENDS}
"""Verdicts under which the advised option may still change with what is to be asked first."""

_HASH = 12
"""How many characters of the rules' fingerprint are shown, enough to tell it from others."""


def advised_line(given: Advised, texts: Texts) -> str:
    """Return in one line what was advised, on which day, and by which rules."""
    said = next(_said(_read(given.answer), texts), "")
    return texts("advised.line", day=given.advised_on, said=said, rules=given.rules_hash[:_HASH])


def advised_lines(given: Advised, texts: Texts) -> tuple[str, ...]:
    """Return what was advised, what each option cost, the last day to pay back, and by which rules.

    Anything that the JSON of another version lacks is left out.
    """
    made = texts("advised.made", version=given.version, rules=given.rules_hash[:_HASH])
    return (texts("advised.head", day=given.advised_on), *_said(_read(given.answer), texts), made)


def _read(answer: str) -> dict[str, Any]:
    """Read the JSON of an answer; return an empty dict if it cannot be read."""
    try:
        found = json.loads(answer)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _said(found: dict[str, Any], texts: Texts) -> Iterator[str]:
    said, options = found.get("headline", {}), found.get("options", ())
    cash = {one.get("option"): one.get("cash_now") for one in options}
    others = any(one.get("code") in OTHERS_PAY for one in found.get("reasons", ()))
    older = found.get("recommended") if cash.get(Option.SELF_PAY) and not others else ""
    verdict, code = found.get("verdict"), str(said.get("code", older))
    if texts.has(headline := f"headline.{code}"):
        yield texts(headline, **said["facts"])
        if short_code(code) in OTHERS_PAY or not cash.get(Option.SELF_PAY):
            return
    elif texts.has(option := f"option.{code}"):
        act, margin = texts(option), found.get("margin")
        act = texts("advised.open", act=act) if verdict in _OPEN else act
        form = "act-margin" if isinstance(margin, int) and margin else "act"
        yield texts(f"advised.{form}", act=act, margin=margin or 0)
    for outcome in options:
        total, now = outcome.get("total"), outcome.get("cash_now")
        if outcome.get("available") and isinstance(total, int) and isinstance(now, int):
            option = texts(f"option.{outcome.get('called', outcome['option'])}")
            yield texts("advised.option", option=option, total=total, now=now)
    if last := found.get("refund_by") or (found.get("plan") or {}).get("by"):
        yield texts("advised.refund-by", day=date.fromisoformat(last))
