"""The options: whether each is possible, and what it costs, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen
from engine.by_hand_case import once
from engine.by_hand_damage import (
    Mark,
    cash_price,
    deductible,
    insured_loss,
    mark,
    new_for_old,
    other_part,
    other_payout,
    other_rest,
    own_hindrances,
    own_part,
    own_payout,
)
from engine.by_hand_days import last_day, present, renewal
from engine.by_hand_facts import NOT_COVERED_DRIVERS
from engine.by_hand_premiums import down_to_ten, other_path, shown_premiums

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from engine.by_hand_case import Reading

OPTIONS = (
    "self-pay",
    "settle",
    "claim",
    "claim-own",
    "claim-other",
    "claim-refund",
    "claim-capped",
)
"""The options in the order in which equal costs are ranked."""

REASONS = (
    "single-vehicle-excluded",
    "kind-not-covered",
    "driver-not-covered",
    "no-own-damage-cover",
    "below-deductible",
    "nothing-to-claim",
    "one-part-only",
    "threshold-not-crossed",
    "other-part-crosses",
    "cap-not-allowed",
    "refund-not-allowed",
    "designated-driver-pays",
)
"""The reasons in the order in which they are listed."""


Line = tuple[str, "date", int, int]
"""Code, day, amount and present value of an amount that is due later."""


@frozen
class Priced:
    """An available option over some renewals; `lines` leaves out amounts of 0."""

    code: str
    tested: int
    score: Fraction
    cash_now: Fraction
    lines: tuple[Line, ...]
    total: Fraction
    outlay: Fraction

    @property
    def extra_premium(self) -> int:
        """Return how much more the premiums of all cars cost, without discounting."""
        return sum(amount for code, _, amount, _ in self.lines if code != "refund")


def listed(r: Reading) -> tuple[str, ...]:
    """Return the options of a case; settling an injury is one only if a sum is asked for."""
    asked = "injury_settlement" in r.accident
    return tuple(code for code in OPTIONS if asked or code != "settle")


def nobody_hurt(r: Reading) -> Reading:
    """Return the case without the other person's injury, which is settled in cash."""
    accident = {key: value for key, value in r.accident.items() if key != "injury_grade"}
    return r.with_(doc={**r.doc, "accident": accident}, memo={})


def hindrances(r: Reading, code: str) -> list[str]:
    """Return why an option is not possible, or nothing if it is."""
    found = set[str]()
    if code == "settle":
        return ["designated-driver-pays"] if r.driver == "designated" else []
    if code != "self-pay":
        found |= _claim_hindrances(r)
    if code in {"claim-own", "claim-other"} and not (own_payout(r) and other_payout(r)):
        found.add("one-part-only")
    if code == "claim-refund" and (r.hurt or not r.refund_allowed):
        found.add("refund-not-allowed")
    if code == "claim-capped":
        found |= _capped_hindrances(r)
    return sorted(found, key=REASONS.index)


def _claim_hindrances(r: Reading) -> set[str]:
    if own_payout(r) or other_payout(r):
        return set()
    if not own_part(r) and not other_part(r):
        return {"nothing-to-claim"}
    found = own_hindrances(r) if own_part(r) else set()
    if r.kind == "intentional":
        found.add("kind-not-covered")
    if r.driver in NOT_COVERED_DRIVERS:
        found.add("driver-not-covered")
    if r.driver == "designated":
        found.add("designated-driver-pays")
    if r.cover is not None and own_part(r) and insured_loss(r) <= deductible(r):
        found.add("below-deductible")
    return found


def _capped_hindrances(r: Reading) -> set[str]:
    found = set[str]()
    if own_payout(r) + other_payout(r) <= r.threshold:
        found.add("threshold-not-crossed")
    if other_payout(r) > r.threshold:
        found.add("other-part-crosses")
    if not r.assumptions.get("cap_allowed", False):
        found.add("cap-not-allowed")
    return found


@once
def is_open(r: Reading, code: str) -> bool:
    """Return whether an option is possible.

    What is already claimed can be kept, or paid back if nobody is hurt.
    """
    if r.paid is None:
        return code in listed(r) and not hindrances(r, code)
    if code == "claim-refund":
        return not r.hurt and r.refund_allowed
    return code == "claim"


def paid_by_insurer(r: Reading, code: str) -> tuple[int, int]:
    """Return what the own insurer pays at first: of own damage, and of all property."""
    if r.paid is not None:
        return 0, r.paid
    own, other = own_payout(r), other_payout(r)
    return {
        "self-pay": (0, 0),
        "settle": (0, 0),
        "claim": (own, own + other),
        "claim-own": (own, own),
        "claim-other": (0, other),
        "claim-refund": (own, own + other),
        "claim-capped": (r.threshold - other, r.threshold),
    }[code]


@once
def record_of(r: Reading, code: str) -> Mark | None:
    """Return what an option leaves on the record by the renewal; no property if paid back."""
    if code == "settle":
        return mark(nobody_hurt(r), 0, 0)
    if code in {"self-pay", "claim-refund"}:
        return mark(r, 0, 0)
    return mark(r, *paid_by_insurer(r, code))


@once
def cash_now(r: Reading, code: str) -> Fraction:
    """Return what is paid on the day of the advice."""
    if r.paid is not None:
        return Fraction(0)
    own_claimed = Fraction(deductible(r) + new_for_old(r)) if own_payout(r) else cash_price(r)
    other_claimed = other_rest(r)
    both = own_claimed + other_claimed
    return {
        "self-pay": cash_price(r) + other_part(r),
        "settle": cash_price(r) + other_part(r) + int(r.accident.get("injury_settlement", 0)),
        "claim": both,
        "claim-own": own_claimed + other_part(r),
        "claim-other": cash_price(r) + other_claimed,
        "claim-refund": both,
        "claim-capped": both + own_payout(r) + other_payout(r) - r.threshold,
    }[code]


def value_today(r: Reading, amount: int, day: date) -> int:
    """Return the present value of an amount that is due on a later day."""
    return present(amount, r.assumptions.get("discount_rate", 0), (day - r.as_of).days)


def priced(r: Reading, code: str, renewals: int, kept: Reading | None = None) -> Priced:
    """Return all that an option costs over some renewals, compared with no accident.

    Earlier claims that are paid back count in the outlay. Only if `kept` is given, the reading with
    those claims on the record, do they count in the total too; premiums are then compared with its
    own.
    """
    new, refund = record_of(r, code), last_day(r.start)
    lines: list[Line] = []
    outlay = cash = cash_now(r, code)
    earlier = [r.claims[i]["property_paid"] for i in r.refunded]
    back = [paid_by_insurer(r, code)[1]] if code == "claim-refund" else []
    outlay += sum(value_today(r, amount, refund) for amount in earlier + back)
    repaid = back if kept is None else earlier + back
    lines += [("refund", refund, amount, value_today(r, amount, refund)) for amount in repaid]
    base = kept or r
    premiums = shown_premiums(r, code, new, renewals)
    without = shown_premiums(base, "baseline", None, renewals)
    for k in range(1, renewals + 1):
        day, more = renewal(r.start, k), premiums[k] - without[k]
        lines.append(("extra-premium", day, more, value_today(r, more, day)))
        outlay += value_today(r, premiums[k], day)
    for day, premium, other in other_premiums(r, new, base, renewals):
        lines.append(("other-car", day, premium - other, value_today(r, premium - other, day)))
        outlay += value_today(r, premium, day)
    total = cash + sum(line[3] for line in lines)
    points = new.points if new else Fraction(0)
    shown = tuple(line for line in lines if line[2])
    return Priced(code, paid_by_insurer(r, code)[1], points, cash, shown, total, outlay)


def other_premiums(
    r: Reading, new: Mark | None, base: Reading, renewals: int
) -> Iterator[tuple[date, int, int]]:
    """Yield the other cars' renewals: day, premium, and premium without the accident.

    They are those after the day of the advice, up to and including the last renewal day counted.
    """
    until = renewal(r.start, renewals)
    for index in range(len(r.other_cars)):
        with_it = other_path(r, index, new, until)[1:]
        without = other_path(base, index, None, until)[1:]
        for year, other in zip(with_it, without, strict=True):
            yield year.day, down_to_ten(year.exact), down_to_ten(other.exact)
