"""Compare an answer with the second computation of it, field by field."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING, Any

from attrs import field, frozen
from engine import by_hand_answer as by_hand
from engine import by_hand_bills as bills
from engine.by_hand_case import headline, is_stated, taken
from engine.by_hand_damage import deductible, from_other_side, other_payout, own_payout
from engine.by_hand_options import (
    hindrances,
    is_open,
    listed,
    paid_by_insurer,
    priced,
    record_of,
)
from engine.by_hand_premiums import main_path, shown_premiums

if TYPE_CHECKING:
    from engine.by_hand_answer import Best
    from engine.by_hand_case import Document, Reading
    from engine.by_hand_damage import Mark
    from engine.by_hand_premiums import Year

ROUNDING = 3
"""By how many won a choice on the map may be off if a cash price is stated."""


@frozen
class Comparison:
    """How often each field was compared, and where it differed."""

    compared: Counter[str] = field(factory=Counter)
    differences: list[str] = field(factory=list)

    def same(self, name: str, found: object, by_hand: object) -> None:
        """Compare one value."""
        self.compared[name.partition(":")[0]] += 1
        if found != by_hand:
            self.differences.append(f"{name}: {found!r}, by hand {by_hand!r}")

    def near(self, name: str, found: int, by_hand: Fraction, *, exact: bool) -> None:
        """Compare a margin whose fraction of a won is dropped."""
        self.compared[name.partition(":")[0]] += 1
        if abs(found - floor(by_hand)) > (not exact):
            self.differences.append(f"{name}: {found!r}, by hand {by_hand!r}")


def compare(doc: Document, answer: dict[str, Any], steps: int = 40) -> Comparison:
    """Compare all that the answer to a case says in numbers and words.

    The map is tried at `steps` bills, at the ends of its intervals and where rules change. Which
    rules are behind an answer is not worked out by hand, so whether they are sure is taken from the
    answer.
    """
    found = Comparison()
    asked, r = headline(doc), by_hand.answered(doc)
    mine, others = by_hand.best(r, r.renewals), by_hand.entries(r)
    _settled(found, r, mine, answer)
    found.same("verdict", answer["verdict"], by_hand.verdict(r, mine, others))
    sure = answer["certainty"] == "firm"
    word = by_hand.certainty(mine, others, sure_rules=sure)
    found.same("certainty", answer["certainty"], word)
    _payout(found, r, answer)
    for code, option in zip(listed(r), answer["options"], strict=True):
        _option(found, r, code, option)
    last = r.longest
    _path(found, "without_accident", answer["without_accident"], r, None, "baseline", last)
    _range(found, r, others, answer)
    _plans(found, asked, answer)
    _assumed(found, r, answer)
    _map(found, r, answer, steps)
    return found


def _settled(found: Comparison, r: Reading, mine: Best, answer: dict[str, Any]) -> None:
    found.same("recommended", answer["recommended"], mine.code)
    found.same("margin", answer["margin"], mine.margin)
    found.same("renewals", answer["renewals"], r.renewals)
    spans = [(one["from"], one["to"], one["best"]) for one in answer["horizon"]]
    found.same("horizon", spans, by_hand.horizon(r))
    day = by_hand.refund_by(r)
    found.same("refund_by", answer["refund_by"], day and day.isoformat())
    budget = by_hand.budget(r)
    shown = answer["budget"] and answer["budget"]["extra_premium"]
    found.same("budget", shown, budget)
    found.same("cash_up_to", answer["limit"]["cash_up_to"], bills.cash_up_to(r))
    asked = "injury_settlement" in r.accident
    found.same("settle_up_to is said", "settle_up_to" in answer["limit"], asked)
    if asked:
        found.same("settle_up_to", answer["limit"]["settle_up_to"], by_hand.settle_up_to(r))


def _payout(found: Comparison, r: Reading, answer: dict[str, Any]) -> None:
    payout, test, claimable = answer["payout"], answer["threshold"], is_open(r, "claim")
    tested = paid_by_insurer(r, "claim")[1] if claimable else 0
    found.same("payout.total", payout["total"], tested)
    if r.paid is None:
        own, other = (own_payout(r), other_payout(r)) if claimable else (0, 0)
        found.same("payout.own_damage", payout["own_damage"], own)
        found.same("payout.other_property", payout["other_property"], other)
        found.same("payout.deductible", payout["deductible"], deductible(r) if own else 0)
        found.same("payout.from_other_side", payout["from_other_side"], from_other_side(r))
    found.same("threshold.amount", test["amount"], r.threshold)
    found.same("threshold.tested", test["tested"], tested)
    found.same("threshold.crossed", test["crossed"], tested > r.threshold)
    near = 20 * abs(tested - r.threshold) <= r.threshold
    found.same("threshold.near", test["near"], near)
    new = record_of(r, "claim") if claimable else None
    points = (new.points if new else Fraction(0)) if claimable else None
    found.same("score", _fraction(answer["score"]), points)


def _option(found: Comparison, r: Reading, code: str, option: dict[str, Any]) -> None:
    found.same(f"available:{code}", option["available"], is_open(r, code))
    if r.paid is None and hindrances(r, code) and code not in {"claim-own", "claim-other"}:
        reasons = [one for one in option["reasons"] if one != "already-claimed"]
        found.same(f"reasons:{code}", reasons, hindrances(r, code))
    if not option["available"] or not is_open(r, code):
        return
    costs = priced(r, code, r.renewals)
    found.same(f"tested:{code}", option["tested"], costs.tested)
    found.same(f"crossed:{code}", option["crossed"], costs.tested > r.threshold)
    found.same(f"score:{code}", _fraction(option["score"]), costs.score)
    found.same(f"cash_now:{code}", option["cash_now"], costs.cash_now)
    found.same(f"extra_premium:{code}", option["extra_premium"], costs.extra_premium)
    found.same(f"total:{code}", option["total"], costs.total)
    found.same(f"outlay:{code}", option["outlay"], costs.outlay)
    later = {"extra-premium", "refund", "other-car"}
    lines = [line for line in option["lines"] if line["code"] in later and line["amount"]]
    shown = sorted((one["code"], one["day"], one["amount"], one["present"]) for one in lines)
    by_day = sorted((c, day.isoformat(), a, value) for c, day, a, value in costs.lines)
    found.same(f"lines:{code}", shown, by_day)
    now = sum(one["present"] for one in option["lines"] if one["code"] not in later)
    found.same(f"lines now:{code}", now, costs.cash_now)
    found.same(f"sum:{code}", option["total"], sum(one["present"] for one in option["lines"]))
    _path(found, f"path:{code}", option["path"], r, record_of(r, code), code, r.longest)


def _path(  # noqa: PLR0913 - one path, what it is of, and how long
    found: Comparison,
    name: str,
    path: list[Any],
    r: Reading,
    new: Mark | None,
    code: str,
    last: int,
) -> None:
    years: list[Year] = main_path(r, new, last)
    premiums = shown_premiums(r, code, new, last)
    found.same(f"premiums {name}", [one["premium"] for one in path], premiums)
    for key in ("grade", "accidents_3y", "accidents_1y"):
        by_year = [getattr(year, key) for year in years]
        found.same(f"{key} {name}", [one[key] for one in path], by_year)
    for key in ("grade_factor", "count_factor"):
        by_year = [getattr(year, key) for year in years]
        found.same(f"{key} {name}", [Fraction(one[key]) for one in path], by_year)
    found.same(f"days {name}", [y["day"] for y in path], [y.day.isoformat() for y in years])


def _range(
    found: Comparison, r: Reading, others: list[by_hand.Entry], answer: dict[str, Any]
) -> None:
    """Compare the range; a cash price in proportion has fractions, so a margin may be one off."""
    by_name = {(e.path, str(e.value)): e.best for e in others}
    entries = {(e["assumption"], str(e["value"])): e for e in answer["range"]}
    found.same("range entries", sorted(entries), sorted(by_name))
    whole = "cash_repair" not in r.accident
    for name in set(entries) & set(by_name):
        entry, best = entries[name], by_name[name]
        if whole or best.margin > 1:
            found.same(f"range recommended:{name}", entry["recommended"], best.code)
        found.near(f"range margin:{name}", entry["margin"], best.margin, exact=whole)


def _plans(found: Comparison, asked: Reading, answer: dict[str, Any]) -> None:
    by_cost = by_hand.refund_plan(asked)
    listed = [(p["new"], tuple(p["refund"]), p["total"]) for p in answer.get("refund_plan", ())]
    found.same("refund_plan", sorted(listed), sorted((p.new, p.refund, p.total) for p in by_cost))
    totals = [total for _, _, total in listed]
    found.same("refund_plan order", totals, sorted(totals))
    chosen, plan = by_hand.plan(asked), answer["plan"]
    shown = plan and (plan["new"], tuple(plan["refund"]), plan["total"])
    found.same("plan", shown, chosen and (chosen.new, chosen.refund, chosen.total))


def _assumed(found: Comparison, r: Reading, answer: dict[str, Any]) -> None:
    """Check that all that is assumed is listed, and nothing that the case states."""
    listed = {one["path"]: one["value"] for one in answer["assumed"]}
    for path, value in taken(r).items():
        found.same(f"assumed:{path}", str(listed.get(path)).lower(), str(value).lower())
    stated = [path for path in listed if is_stated(r.doc, path)]
    found.same("assumed, not stated", stated, [])


def _map(found: Comparison, r: Reading, answer: dict[str, Any], steps: int) -> None:
    """Check that the map covers all bills without a gap and that each choice on it is right."""
    found.same("break_even.over", answer["break_even"]["over"], bills.open_bill(r))
    spans = [(one["from"], one["to"], one["best"]) for one in answer["break_even"]["map"]]
    top = bills.highest_bill(r)
    found.same("map ends", (spans[0][0], spans[-1][1]), (0, top))
    seams = [(a[1] + 1, a[2] != b[2]) for a, b in pairwise(spans)]
    found.same("map seams", seams, [(b[0], True) for b in spans[1:]])
    tolerance = ROUNDING if "cash_repair" in r.accident else 0
    tried = {top * n // steps for n in range(steps + 1)}
    tried |= {bill + step for bill in bills.edges(r, top) for step in (-1, 0, 1)}
    for first, last, code in spans:
        inside = (bill for bill in tried if first <= bill <= last)
        for bill in sorted({first, last, (first + last) // 2, *inside}):
            lost = _lost(r, bill, code)
            found.same(
                f"map at:{bill}", f"{code} loses {max(lost - tolerance, 0)}", f"{code} loses 0"
            )
    stated = {"own_damage": r.own, "other_property": r.other, "paid": r.paid or 0}
    start = bills.claim_from(spans, stated[bills.open_bill(r)])
    found.same("claim_from", answer["limit"]["claim_from"], start)


def _lost(r: Reading, bill: int, code: str) -> Fraction:
    """Return how much more than the best a choice costs at a bill; the order decides a tie."""
    at = bills.at_bill(r, bill)
    costs = {p.code: p.total for p in by_hand.ranked(at, r.renewals)}
    if code not in costs:
        return Fraction(10**9)
    best = min(costs, key=costs.__getitem__)
    lost = costs[code] - costs[best]
    stated = "cash_repair" in r.accident
    return lost if stated or code == best else max(lost, Fraction(1))


def _fraction(stated: object) -> Fraction | None:
    return None if stated is None else Fraction(str(stated))
