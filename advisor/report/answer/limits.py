"""How far an answer holds: for which repair bills, and for which values of what is not known."""

from collections.abc import Iterator
from itertools import groupby

from advisor.domain.decision import BillMap, Decision
from advisor.domain.findings import Fact, RangeEntry
from advisor.explain.formats import number_spans
from advisor.explain.headlines import (
    awaits_bill,
    moves_no_premium,
    paid_by_others,
    tells_bills_apart,
)
from advisor.explain.limit_line import BILL_SUFFIX
from advisor.explain.names import open_key_name, option_code, table_name
from advisor.explain.texts import Texts
from advisor.intake.case.field import FieldKind
from advisor.intake.case.fields import field_at

_JOIN = "; "

_SHOWN = {
    FieldKind.WON: "limits.amount",
    FieldKind.ESTIMATE: "limits.amount",
    FieldKind.RATE: "limits.rate",
    FieldKind.INJURY: "limits.injury",
}
"""The text codes for values of an open key, by its kind; others are shown as numbers or names."""


def limits(decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield from which repair bill, and for which readings of what is open, the answer changes."""
    if paid_by_others(decision) or moves_no_premium(decision):
        return
    if tells_bills_apart(decision):
        yield _with_cash_along(decision, _over_bills(decision, decision.break_even, texts), texts)
    if decision.deciding_map is not decision.break_even:
        yield _over_bills(decision, decision.deciding_map, texts)
    if awaits_bill(decision):
        return  # without a bill there is no advice yet that a reading could change
    for what, entries in groupby(decision.range, key=lambda entry: entry.assumption):
        yield _over_readings(what, list(entries), decision, texts)


def _with_cash_along(decision: Decision, sentence: str, texts: Texts) -> str:
    """Return the sentence, adding that a stated cash price is taken to move with the bill."""
    accident = decision.case.accident
    stated = accident.cash_repair is not None and accident.own_damage.likely
    return texts("limits.cash-along", sentence=sentence) if stated else sentence


def _over_bills(decision: Decision, bills: BillMap, texts: Texts) -> str:
    intervals, renewals = bills.shown, decision.renewals
    over = BILL_SUFFIX[bills.over]
    last = intervals[-1]
    ends = not last.best.is_claim  # beyond the map, a larger bill may still be worth claiming
    if len(intervals) == 1:
        facts: dict[str, Fact] = {"best": option_code(decision, last.best), "last": last.last}
        return texts(f"limits.{'never' if ends else 'always'}{over}", renewals=renewals, **facts)
    places = ["first", *("middle" for _ in intervals[2:]), "middle" if ends else "last"]
    parts = (
        texts(
            f"limits.{place}",
            first=interval.first,
            last=interval.last,
            best=option_code(decision, interval.best),
        )
        for place, interval in zip(places, intervals, strict=True)
    )
    return texts(f"limits.break-even{over}", parts=_JOIN.join(parts), renewals=renewals)


def _over_readings(what: str, entries: list[RangeEntry], decision: Decision, texts: Texts) -> str:
    """Return which readings of `what` recommend which option; consecutive numbers form a span."""
    by_option: dict[str, list[Fact]] = {}
    for entry in entries:
        best = option_code(decision, entry.recommended)
        by_option.setdefault(best, []).append(entry.value)
    name = open_key_name(what, texts)
    headline = option_code(decision, decision.recommended)
    if list(by_option) == [headline]:
        shown = _values(what, by_option[headline], decision, texts)
        return texts("limits.range-same", what=name, recommended=headline, values=shown)
    parts = (
        texts(
            "limits.range-part", recommended=option, values=_values(what, values, decision, texts)
        )
        for option, values in by_option.items()
    )
    return texts("limits.range-differs", what=name, parts=_JOIN.join(parts))


def _values(what: str, values: list[Fact], decision: Decision, texts: Texts) -> str:
    field = field_at(what)
    if field and field.kind in _SHOWN:
        return ", ".join(texts(_SHOWN[field.kind], value=value) for value in values)
    names = (str(table_name(what, value, decision, texts)) for value in values)
    return ", ".join(number_spans(values) or names)
