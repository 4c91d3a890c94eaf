"""What an accident costs, who pays for it, and the points it leaves, by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from attrs import frozen
from engine.by_hand_case import once, won
from engine.by_hand_facts import (
    BASE_COVER,
    HALF,
    HIGH_VALUE_FROM,
    HIGH_VALUE_PAYOUT,
    HIGH_VALUE_RATIO,
    LARGE_PROPERTY,
    NEVER_COVERED,
    NOT_COVERED_DRIVERS,
    REPAIR_LIMIT,
    REPAIR_LIMIT_FROM,
    injury_points,
)

if TYPE_CHECKING:
    from engine.by_hand_case import Document, Reading


@frozen
class Mark:
    """One accident on the record."""

    day: date
    fault: Fraction
    points: Fraction


def own_share(r: Reading) -> Fraction:
    """Return the driver's share: in a collision their fault, of any other loss all of it."""
    return r.fault if r.kind == "collision" else Fraction(1)


def sum_insured(r: Reading) -> int | None:
    """Return the most that the own cover pays, or None if the case does not say."""
    stated = r.cover is not None and "sum_insured" in r.cover
    return won(r.cover or {}, "sum_insured") if stated else None


@once
def is_total_loss(r: Reading) -> bool:
    """Return whether the repair reaches the sum insured."""
    most = sum_insured(r)
    return most is not None and r.own >= most


def bill_that_counts(r: Reading) -> int:
    """Return the bill, or the sum insured in a total loss."""
    return min(r.own, sum_insured(r) or r.own)


@once
def own_part(r: Reading) -> int:
    """Return the driver's share of the repair, without its fraction of a won."""
    return floor(own_share(r) * bill_that_counts(r))


@once
def new_for_old(r: Reading) -> int:
    """Return the own share of new for old: never insured, and 0 in a total loss."""
    if is_total_loss(r):
        return 0
    return min(own_part(r), floor(own_share(r) * won(r.accident, "depreciation")))


def insured_loss(r: Reading) -> int:
    """Return the loss that the own cover looks at, from which the deductible is worked out."""
    return own_part(r) - new_for_old(r)


def above_repair_limit(r: Reading) -> bool:
    """Return whether the bill is above 120 % of the car's value, the other side's limit."""
    known = "car_value" in r.accident and r.day >= REPAIR_LIMIT_FROM
    return known and r.own > REPAIR_LIMIT * won(r.accident, "car_value")


def from_other_side(r: Reading) -> int:
    """Return the other side's share of the bill, or of the car's value above the limit.

    The driver's own sum insured plays no part here.
    """
    owed = won(r.accident, "car_value") if above_repair_limit(r) else r.own
    return floor((1 - own_share(r)) * owed)


@once
def other_part(r: Reading) -> int:
    """Return the driver's share of the other party's damage and rental."""
    return floor(r.fault * (r.other + won(r.accident, "other_rental")))


@once
def deductible(r: Reading) -> int:
    """Return the rate times the loss within its bounds, or a fixed sum; never above the loss.

    A total loss has none. Parts that are not stated are those of the 20 % plan: the minimum is a
    tenth of the threshold, the maximum 500,000.
    """
    if r.cover is None or is_total_loss(r):
        return 0
    loss, plan = insured_loss(r), r.cover.get("deductible", {})
    if "fixed" in plan:
        return min(won(plan, "fixed"), loss)
    borne = floor(Fraction(plan.get("rate", Fraction(1, 5))) * loss)
    borne = max(borne, won(plan, "minimum", r.threshold // 10))
    borne = min(borne, won(plan, "maximum", 500_000))
    return min(borne, loss)


def policy_answers(r: Reading) -> bool:
    """Return whether the policy pays: not for uncovered or designated drivers, nor intent."""
    outside = r.driver in NOT_COVERED_DRIVERS or r.driver == "designated"
    return not outside and r.kind != "intentional"


def own_hindrances(r: Reading) -> set[str]:
    """Return why the own cover does not pay, apart from the driver."""
    found = set[str]()
    if r.kind in NEVER_COVERED:
        found.add("kind-not-covered")
    if r.cover is None:
        found.add("no-own-damage-cover")
    elif r.kind not in BASE_COVER | NEVER_COVERED and r.cover.get("single_vehicle") is False:
        found.add("single-vehicle-excluded")
    return found


@once
def own_payout(r: Reading) -> int:
    """Return the own loss less the deductible, or 0 if the own cover does not pay."""
    answered = policy_answers(r) and not own_hindrances(r)
    return insured_loss(r) - deductible(r) if answered else 0


@once
def other_payout(r: Reading) -> int:
    """Return the other party's part, up to the limit of the liability cover."""
    if not policy_answers(r):
        return 0
    return min(other_part(r), won(r.doc["policy"], "property_limit", other_part(r)))


def other_rest(r: Reading) -> int:
    """Return what the liability cover would leave of the other party's part, if claimed."""
    return other_part(r) - other_payout(r)


@once
def cash_price(r: Reading) -> Fraction:
    """Return the driver's share of what the repair costs in cash: the lower of price and bill.

    On the map and in the range a stated cash price keeps its ratio to the bill.
    """
    stated = r.accident.get("cash_repair") if r.cash is None else r.cash
    if stated is None:
        return Fraction(own_part(r))
    asked = Fraction(stated)
    if r.exact and r.cash is None:
        likely = r.accident["own_damage"]
        likely = likely if isinstance(likely, int) else likely["likely"]
        asked = asked * r.own / likely
    price = own_share(r) * min(asked, Fraction(bill_that_counts(r)))
    return price if r.exact else Fraction(floor(price))


def property_points(paid: int, threshold: int) -> Fraction:
    """Return one point above the threshold, half a point up to it, none if nothing is paid."""
    if not paid:
        return Fraction(0)
    return Fraction(1) if paid > threshold else HALF


def dear_car_counts(r: Reading) -> bool:
    """Return whether the rule of July 2023 applies: payouts far apart, dear car mostly at fault."""
    dear = r.accident.get("high_value")
    if dear is None or r.day < HIGH_VALUE_FROM:
        return False
    to_them, to_us = other_part(r), from_other_side(r)
    if dear == "theirs":
        return r.fault < HALF and to_them > max(HIGH_VALUE_RATIO * to_us, HIGH_VALUE_PAYOUT)
    return r.fault > HALF and to_us > max(HIGH_VALUE_RATIO * to_them, HIGH_VALUE_PAYOUT)


def score(r: Reading, own_paid: int, tested: int) -> Fraction:
    """Return the accident's points if `tested` is paid for property; 0 if it leaves no record."""
    if not leaves_record(r, tested):
        return Fraction(0)
    points = property_points(tested, r.threshold)
    twice = r.assumptions.get("large_property_points") is True and own_paid > LARGE_PROPERTY
    if twice and tested > r.threshold:
        points = Fraction(2)
    if tested and dear_car_counts(r):
        points = HALF if r.accident["high_value"] == "theirs" else points + 1
    accident = r.accident
    points += injury_points(
        accident.get("injury_grade"), own=bool(accident.get("own_injury")), twelve=r.twelve
    )
    return min(points, Fraction(6))


def leaves_record(r: Reading, tested: int) -> bool:
    """Return whether the driver is at fault and the own insurer pays, even an injury alone."""
    return r.fault > 0 and r.driver != "designated" and (tested > 0 or r.hurt)


def mark(r: Reading, own_paid: int, tested: int) -> Mark | None:
    """Return what the accident to decide leaves on the record."""
    if not leaves_record(r, tested):
        return None
    return Mark(r.day, r.fault, score(r, own_paid, tested))


def past_mark(claim: Document, r: Reading) -> Mark | None:
    """Return what an earlier claim leaves on the record; nothing without own fault."""
    fault = Fraction(claim.get("fault", 1))
    if not fault:
        return None
    threshold = claim.get("surcharge_threshold", r.threshold)
    points = property_points(claim.get("property_paid", 0), threshold)
    points += injury_points(
        claim.get("injury_grade"), own=bool(claim.get("own_injury")), twelve=r.twelve
    )
    return Mark(claim["day"], fault, min(points, Fraction(6)))
