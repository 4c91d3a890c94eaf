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
    """What is recommended, its total, and its margin; no margin where there is no other side."""

    code: str
    total: Fraction
    other_side: bool
    margin: Fraction

    @property
    def side(self) -> bool:
        """Whether it is one of the claims."""
        return self.code in CLAIMS


@frozen
class Entry:
    """One other reading of what the case leaves open."""

    path: str
    value: object
    best: Best


@frozen
class Plan:
    """A way for the new accident and the earlier ones to pay back."""

    new: str
    refund: tuple[int, ...]
    total: Fraction


def ranked(r: Reading, renewals: int) -> list[Priced]:
    """The options that may be recommended; already claimed: to pay back, then to leave it."""
    codes = OPTIONS if r.paid is None else ("claim-refund", "claim")
    usable = [c for c in codes if r.paid is not None or c != "claim-refund"]
    return [priced(r, c, renewals) for c in usable if is_open(r, c)]


def best(r: Reading, renewals: int) -> Best:
    """The cheapest; equal: in the order of the options. Its margin is against the other side."""
    found = ranked(r, renewals)
    cheapest = min(found, key=lambda p: p.total)
    against = [p.total for p in found if (p.code in CLAIMS) != (cheapest.code in CLAIMS)]
    margin = min(against) - cheapest.total if against else Fraction(0)
    return Best(cheapest.code, cheapest.total, bool(against), margin)


def horizon(r: Reading) -> list[tuple[int, int, str]]:
    """The recommendation for every number of renewals up to 20, or more if more are counted."""
    found: list[tuple[int, int, str]] = []
    for n in range(1, r.longest + 1):
        code = best(r, n).code
        if found and found[-1][2] == code:
            found[-1] = (found[-1][0], n, code)
        else:
            found.append((n, n, code))
    return found


def other_readings(r: Reading) -> list[tuple[str, object, Reading]]:
    """One reading for each thing that the case leaves open, one at a time."""
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
    """The ends of an estimate; quotes keep what they told of the case as stated."""
    found: list[tuple[str, object, Reading]] = []
    base = r.with_(exact=True, rates=level_and_lift(r))
    for key, part in (("own_damage", "own"), ("other_property", "other")):
        low, likely, high = amounts(r.accident.get(key, 0))
        ends = sorted({low, high} - {likely})
        found += [(f"accident.{key}", end, base.with_(**{part: end})) for end in ends]
    return found


def entries(r: Reading) -> list[Entry]:
    """What each other reading recommends, and by how much."""
    return [Entry(p, value, best(other, r.renewals)) for p, value, other in other_readings(r)]


def disagree(mine: Best, others: list[Entry]) -> bool:
    """Whether a reading recommends another side by more than is no reason for anything."""
    return any(e.best.side != mine.side and e.best.margin >= MATERIAL for e in others)


def is_late(r: Reading) -> bool:
    """Whether the accident first counts at renewal 2."""
    return r.day >= cut_off(r.start, 1)


def not_covered(r: Reading) -> bool:
    """Whether there is a loss of one's own and no cover answers it."""
    own = own_part(r) and policy_answers(r) and not own_hindrances(r)
    other = other_part(r) and policy_answers(r)
    return bool(own_part(r) or other_part(r)) and not own and not other


def verdict(r: Reading, mine: Best, others: list[Entry]) -> str:
    """The answer in one word."""
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
    """Paying back costs no more above self-pay than claiming may win, and that is material."""
    if is_late(r) or not is_open(r, "claim-refund"):
        return False
    more = priced(r, "claim-refund", r.renewals).total - priced(r, "self-pay", r.renewals).total
    wins = [b.margin for b in (mine, *(e.best for e in others)) if b.side]
    return bool(wins) and max(wins) >= MATERIAL and more <= max(wins)


def refund_plan(r: Reading) -> list[Plan]:
    """Every open option with every set of refundable claims to pay back.

    Totals stand against the path without this accident with the earlier claims kept.
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
    """The cheapest way that may be recommended, if it pays earlier claims back and is worth it."""
    may = [p for p in refund_plan(r) if p.new != "claim-refund" or r.paid is not None]
    if not may or not may[0].refund:
        return None
    saved = best(r, r.renewals).total - may[0].total
    return may[0] if saved >= MATERIAL else None


def answered(doc: Document) -> Reading:
    """The reading that the whole answer is given for: with the refunds of its plan made."""
    r = headline(doc)
    chosen = plan(r)
    return r.with_(refunded=chosen.refund) if chosen else r


def certainty(mine: Best, others: list[Entry], *, sure_rules: bool) -> str:
    """How sure: `sure_rules` where every rule behind the answer is of confidence A, B or S."""
    if mine.other_side and mine.margin < MATERIAL:
        return "close"
    return "firm" if sure_rules and not disagree(mine, others) else "likely"


def budget(r: Reading) -> Fraction | int | None:
    """The most that premiums may rise before claiming loses.

    Self-pay's cash less the claim's, and what premiums rise by anyway where somebody is hurt;
    the same of settling an injury in cash where that is less.
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
    """The highest sum at which settling costs no more than any other way, tried sum by sum.

    A higher sum is never better, so the last good one is closed in on.
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
    """The last day for paying back, where that is possible."""
    return last_day(r.start) if is_open(r, "claim-refund") else None
