"""What is recommended and how far it holds: ranking, horizon, range, verdict and plan, by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import frozen
from engine.by_hand_case import OPEN_FAULT, amounts, headline, known_table
from engine.by_hand_damage import (
    other_part,
    own_hindrances,
    own_part,
    policy_answers,
)
from engine.by_hand_days import cut_off, last_day
from engine.by_hand_facts import COUNTS, MATERIAL, TABLES
from engine.by_hand_options import OPTIONS, Priced, cash_now, is_open, priced
from engine.by_hand_premiums import level_and_lift

if TYPE_CHECKING:
    from datetime import date

    from engine.by_hand_case import Document, Reading

CLAIMS = frozenset({"claim", "claim-own", "claim-other", "claim-capped"})


@frozen
class Best:
    """The recommended option, its total and its margin, which is 0 if there is no other side."""

    code: str
    total: Fraction
    other_side: bool
    margin: Fraction

    @property
    def side(self) -> bool:
        """Return whether the recommended option is a claim."""
        return self.code in CLAIMS


@frozen
class Entry:
    """What is recommended if one thing that the case leaves open has another value."""

    path: str
    value: object
    best: Best


@frozen
class Plan:
    """An option for the new accident, together with the earlier claims to pay back."""

    new: str
    refund: tuple[int, ...]
    total: Fraction


def ranked(r: Reading, renewals: int) -> list[Priced]:
    """Return the options to recommend from; once claimed, they are to pay back and to keep."""
    codes = OPTIONS if r.paid is None else ("claim-refund", "claim")
    usable = [c for c in codes if r.paid is not None or c != "claim-refund"]
    return [priced(r, c, renewals) for c in usable if is_open(r, c)]


def best(r: Reading, renewals: int) -> Best:
    """Return the cheapest option, the first one if costs are equal, with its margin."""
    found = ranked(r, renewals)
    cheapest = min(found, key=lambda p: p.total)
    against = [p.total for p in found if (p.code in CLAIMS) != (cheapest.code in CLAIMS)]
    margin = min(against) - cheapest.total if against else Fraction(0)
    return Best(cheapest.code, cheapest.total, bool(against), margin)


def horizon(r: Reading) -> list[tuple[int, int, str]]:
    """Return the best option for each number of renewals, up to 20 or all that are counted."""
    found: list[tuple[int, int, str]] = []
    for n in range(1, r.longest + 1):
        code = best(r, n).code
        if found and found[-1][2] == code:
            found[-1] = (found[-1][0], n, code)
        else:
            found.append((n, n, code))
    return found


def other_readings(r: Reading) -> list[tuple[str, object, Reading]]:
    """Return a reading for each other value of each thing left open, one thing at a time."""
    doc = r.doc
    found: list[tuple[str, object, Reading]] = []
    base = r.with_(exact=True, rates=None)
    if known_table(doc) is None:
        tables = [t for t in TABLES if t != r.table]
        found += [("assumptions.grade_table", t, base.with_(table=t)) for t in tables]
    if "grade" not in doc["policy"]:
        grades = [g for g in range(11, 30) if g != r.grade]
        found += [("policy.grade", g, base.with_(grade=g)) for g in grades]
    if "count_profile" not in r.assumptions:
        profiles = [p for p in COUNTS if p != r.profile]
        found += [("assumptions.count_profile", p, base.with_(profile=p)) for p in profiles]
    if r.kind in OPEN_FAULT and "fault" not in r.accident:
        found.append(("accident.fault", 0, base.with_(fault=Fraction(0))))
    if r.twelve_stands and "injury_12_points" not in r.assumptions:
        found.append(("assumptions.injury_12_points", 1, base.with_(twelve=1)))
    if r.paid is None:
        found += _other_amounts(r)
    return found


def _other_amounts(r: Reading) -> list[tuple[str, object, Reading]]:
    """Return readings at the ends of estimates; quotes keep the rates of the case as stated."""
    found: list[tuple[str, object, Reading]] = []
    base = r.with_(exact=True, rates=level_and_lift(r))
    for key, part in (("own_damage", "own"), ("other_property", "other")):
        low, likely, high = amounts(r.accident.get(key, 0))
        ends = sorted({low, high} - {likely})
        found += [(f"accident.{key}", end, base.with_(**{part: end})) for end in ends]
    return found


def entries(r: Reading) -> list[Entry]:
    """Return what each other reading recommends, and by how much."""
    return [Entry(p, value, best(other, r.renewals)) for p, value, other in other_readings(r)]


def disagree(mine: Best, others: list[Entry]) -> bool:
    """Return whether a reading recommends the other side by a margin that matters."""
    return any(e.best.side != mine.side and e.best.margin >= MATERIAL for e in others)


def is_late(r: Reading) -> bool:
    """Return whether the accident first counts at renewal 2."""
    return r.day >= cut_off(r.start, 1)


def not_covered(r: Reading) -> bool:
    """Return whether the driver has something to pay and no cover answers for any of it."""
    own = own_part(r) and policy_answers(r) and not own_hindrances(r)
    other = other_part(r) and policy_answers(r)
    return bool(own_part(r) or other_part(r)) and not own and not other


def verdict(r: Reading, mine: Best, others: list[Entry]) -> str:
    """Return the answer in one word."""
    if r.paid is not None:
        if disagree(mine, others):
            return "depends"
        return "keep" if mine.side else "refund"
    if not_covered(r):
        return "not-covered"
    if disagree(mine, others):
        return "keep-open" if _worth_keeping_open(r, mine, others) else "depends"
    return "claim" if mine.side else "self-pay"


def _worth_keeping_open(r: Reading, mine: Best, others: list[Entry]) -> bool:
    """Return whether claiming may win enough to matter and no less than paying back costs more."""
    if is_late(r) or not is_open(r, "claim-refund"):
        return False
    more = priced(r, "claim-refund", r.renewals).total - priced(r, "self-pay", r.renewals).total
    wins = [b.margin for b in (mine, *(e.best for e in others)) if b.side]
    return bool(wins) and max(wins) >= MATERIAL and more <= max(wins)


def refund_plan(r: Reading) -> list[Plan]:
    """Return a plan for every open option with every set of refundable claims to pay back.

    Totals are relative to the path without this accident and with the earlier claims kept.
    """
    refundable = [i for i, c in enumerate(r.claims) if c.get("status") == "refundable"]
    if not refundable:
        return []
    sizes = range(len(refundable) + 1) if r.refund_allowed else [0]
    sets = [s for size in sizes for s in combinations(refundable, size)]
    found: list[Plan] = []
    for code in OPTIONS:
        if not is_open(r, code):
            continue
        for chosen in sets:
            total = priced(r.with_(refunded=chosen), code, r.renewals, kept=r).total
            found.append(Plan(code, chosen, total))
    return sorted(found, key=lambda p: (p.total, len(p.refund), p.refund, OPTIONS.index(p.new)))


def plan(r: Reading) -> Plan | None:
    """Return the cheapest plan that may be recommended, if it pays claims back and is worth it."""
    may = [p for p in refund_plan(r) if p.new != "claim-refund" or r.paid is not None]
    if not may or not may[0].refund:
        return None
    saved = best(r, r.renewals).total - may[0].total
    return may[0] if saved >= MATERIAL else None


def answered(doc: Document) -> Reading:
    """Return the reading that the whole answer is for: with the refunds of its plan made."""
    r = headline(doc)
    chosen = plan(r)
    return r.with_(refunded=chosen.refund) if chosen else r


def certainty(mine: Best, others: list[Entry], *, sure_rules: bool) -> str:
    """Return the certainty; `sure_rules` if all rules behind it are of confidence A, B or S."""
    if mine.other_side and mine.margin < MATERIAL:
        return "close"
    return "firm" if sure_rules and not disagree(mine, others) else "likely"


def budget(r: Reading) -> Fraction | int | None:
    """Return the most that premiums may rise before claiming loses.

    That is self-pay's cash less the claim's, plus what premiums rise by anyway if somebody is hurt;
    or the same for settling an injury in cash, if that is less.
    """
    if r.paid is not None:
        return r.paid
    if not is_open(r, "claim"):
        return None
    paying = []
    for code in ("self-pay", "settle"):
        if is_open(r, code):
            anyway = priced(r, code, r.renewals).extra_premium if r.hurt else 0
            paying.append(cash_now(r, code) + anyway)
    return min(paying) - cash_now(r, "claim")


def settle_up_to(r: Reading) -> int | None:
    """Return the highest sum at which settling costs no more than any other way.

    A higher sum is never better, so the highest good one is found by halving.
    """
    if not is_open(r, "settle"):
        return None
    others = [p.total for p in ranked(r, r.renewals) if p.code != "settle"]

    def pays(amount: int) -> bool:
        accident = {**r.accident, "injury_settlement": amount}
        asked = r.with_(doc={**r.doc, "accident": accident})
        return priced(asked, "settle", r.renewals).total <= min(others)

    low, high = 0, 10**10
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if pays(middle) else (low, middle)
    return low or None


def refund_by(r: Reading) -> date | None:
    """Return the last day for paying back, or None if that is not possible."""
    return last_day(r.start) if is_open(r, "claim-refund") else None
