"""The figures of an answer, against which whatever shows the answer can be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from advisor.domain.outcome import Option
from advisor.explain.formats import rounded, rounded_down, rounded_result
from advisor.report.answer.to_json import answer_document

if TYPE_CHECKING:
    from advisor.domain.decision import Decision

MILLIONS = re.compile(r"(\d[\d,.]*) million won")
BILLIONS = re.compile(r"(\d[\d,.]*) billion won")
WON = re.compile(r"(\d[\d,]*) won")
SPOKEN = re.compile(r"(?:([\d,]+)조 ?)?(?:([\d,]+)억 ?)?(?:([\d,]+)만)? 원")
EXACT = re.compile(r"(\d[\d,]*)원")


def amounts(said: str) -> Iterator[int]:
    """Yield the sums of money that a sentence in either language names."""
    for found in MILLIONS.findall(said):
        yield round(float(found.replace(",", "")) * 1_000_000)
    for found in BILLIONS.findall(said):
        yield round(float(found.replace(",", "")) * 1_000_000_000)
    for found in (*WON.findall(said), *EXACT.findall(said)):
        yield whole(found)
    for found in SPOKEN.findall(said):
        if any(found):
            most, many, some = (whole(part or "0") for part in found)
            yield most * 1_000_000_000_000 + many * 100_000_000 + some * 10_000


def whole(digits: str) -> int:
    return int(digits.replace(",", ""))


def figures(document: object) -> Iterator[int]:
    """Yield every whole number of an answer."""
    if isinstance(document, Mapping):
        for value in document.values():
            yield from figures(value)
    elif isinstance(document, list):
        for value in document:
            yield from figures(value)
    elif isinstance(document, int) and not isinstance(document, bool):
        yield document


def stated(decision: Decision) -> Iterator[int]:
    """Yield the figures of an answer, and the bills of its case.

    Texts also state two differences between totals of the table: how much more a refund costs than
    paying at once, and how much settling an injury saves against paying at once.
    """
    yield from figures(answer_document(decision))
    yield (decision.outcomes[Option.CLAIM_REFUND].total - decision.outcomes[Option.SELF_PAY].total)
    settled = (way.total for way in decision.outcomes if way.option is Option.SETTLE)
    yield from (total - decision.outcomes[Option.SELF_PAY].total for total in settled)
    accident = decision.case.accident
    for bill in (accident.own_damage, accident.other_property):
        yield from (bill.low, bill.likely, bill.high)
    yield accident.cash_repair or 0


SPOKEN_FORMS = (abs, rounded, rounded_result, rounded_down)
"""How prose may show a sum: exactly, as an amount that is stated, as a result, or as a limit."""


def spoken(known: set[int]) -> set[int]:
    """Return the forms in which prose may name known sums: exact, rounded, and ends of ranges."""
    signless = {abs(value) for value in known}
    forms = {form(value) for value in known | signless for form in SPOKEN_FORMS}
    return forms | {rounded_down(value - 1) for value in known} | {value - 1 for value in known}
