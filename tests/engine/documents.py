"""Random case files, crowded around the places where rules change.

Each is a dictionary as `tomli` reads it, and intake must accept it.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from engine.by_hand_days import cut_off, renewal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

T = TypeVar("T")
Table = dict[str, Any]

FAULTS = tuple(Decimal(text) for text in ("1", "0.7", "0.3", "0.5", "0.49", "0.51", "0", "0.333"))
SLIGHT = (12, 13, 14)
INJURIES = (12, 12, 14, 1, 7, 8, 11, 13, "death")
STARTS = (
    date(2026, 3, 2),
    date(2020, 2, 29),
    date(2024, 2, 29),
    date(2023, 2, 28),
    date(2025, 5, 31),
    date(2024, 8, 31),
    date(2025, 11, 30),
    date(2025, 12, 31),
    date(2024, 3, 1),
)
EDGES = (
    *(1_800_000, 0, 1, 29_999, 30_000, 100_000, 199_999, 200_000, 200_001, 250_000, 300_000),
    *(500_000, 625_000, 625_001, 1_000_000, 1_250_000, 1_250_001, 1_428_571, 1_875_000),
    *(2_000_000, 2_000_001, 2_300_000, 2_500_000, 2_500_001, 3_000_000, 4_000_000, 7_000_000),
    *(10_000_000, 21_000_000, 100_500_001),
)
KINDS = ("object", "animal", "falling-object", "fire", "flood", "natural", "rollover")
RARE_KINDS = ("theft", "parked-unknown", "breakdown", "wear", "intentional")
DRIVERS = ("in-scope", "designated-uninsured", "designated", "drunk", "unlicensed", "out-of-scope")
OPEN: dict[str, tuple[Any, ...]] = {
    "renewals": (1, 2, 3, 4, 5, 12, 20, 21, 60),
    "discount_rate": (Decimal(0), Decimal("0.03"), Decimal("0.1")),
    "premium_drift": (Decimal("0.015"), Decimal("-0.02")),
    "refund_allowed": (True, True, False),
    "cap_allowed": (True, True, False),
    "large_property_points": (True, False),
    "count_profile": ("steps", "two-count-2017"),
    "grade_table": ("mg-2024", "bohum24"),
    "injury_12_points": (1, 2),
}
"""Assumptions with the values that they may have."""

SHARING = ("collision", "animal", "falling-object", "fire", "flood", "natural")


class Maker:
    """Draw the parts of a case from a source of chance."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def one_of(self, choices: Sequence[T]) -> T:
        return choices[self.chance.randrange(len(choices))]

    def one_in(self, times: int) -> bool:
        return self.chance.randrange(times) == times - 1

    def won(self, highest: int = 6_000_000, lowest: int = 0) -> int:
        """Return an amount: often one at an edge, otherwise any."""
        if self.one_in(2):
            return self.chance.randrange(lowest, highest + 1)
        return self.one_of([edge for edge in EDGES if lowest <= edge <= highest])

    def day(self, first: date, last: date, *edges: date) -> date:
        """Return a day of a span; its ends, edges within it and the days beside them come often."""
        if self.one_in(2):
            return first + timedelta(days=self.chance.randrange((last - first).days + 1))
        near = {day + timedelta(days=n) for day in (first, last, *edges) for n in (-1, 0, 1)}
        return self.one_of(sorted(day for day in near if first <= day <= last))

    def estimate(self, highest: int) -> int | Table:
        likely = self.won(highest)
        if not self.one_in(4):
            return likely
        low, likely, high = sorted((likely, self.won(highest), self.won(highest)))
        return {"low": low, "likely": likely, "high": high}

    def policy(self) -> Table:
        start = self.one_of(STARTS)
        if self.one_in(2):
            start = date(2018, 1, 1) + timedelta(days=self.chance.randrange(3400))
        found: Table = {"start": start, "premium": 200_000 + self.chance.randrange(2_300_000)}
        if self.one_in(2):
            found["insurer"] = self.one_of(("mg", "samsung", "db"))
        if not self.one_in(5):
            grade = self.one_of((16, 29, 28, 1, 2, 11, *range(1, 30)))
            found["grade"] = f"{grade}Z" if self.one_in(9) else grade
        if self.one_in(2):
            found["surcharge_threshold"] = self.one_of((500_000, 1_000_000, 1_500_000, 2_000_000))
        if self.one_in(4):
            found["property_limit"] = self.one_of((20_000_000, 300_000, 2_000_000, 1_000_001))
        if not self.one_in(7):
            found["own_damage"] = self.cover()
        return found

    def cover(self) -> Table:
        found: Table = {}
        if self.one_in(3):
            found["sum_insured"] = self.one_of((1_500_000, 2_000_000, 3_000_000, 21_000_000))
        if not self.one_in(3):
            found["single_vehicle"] = not self.one_in(5)
        plan = self.one_of(("standard", "fixed", "rate", "minimum", "full"))
        if plan == "fixed":
            found["deductible"] = {"fixed": self.won(500_000)}
        if plan in {"rate", "full"}:
            found["deductible"] = {"rate": self.one_of((Decimal("0.2"), Decimal("0.3"), FAULTS[7]))}
        if plan in {"minimum", "full"}:
            least, most = self.one_of(((50_000, 300_000), (200_000, 500_000), (300_000, 1_000_000)))
            found.setdefault("deductible", {})["minimum"] = least
            if plan == "full" or least > 200_000:
                found["deductible"]["maximum"] = most
        return found

    def claim(self, start: date, as_of: date) -> Table:
        windows = [cut_off(start, k) for k in range(-3, 2)]
        first = start if self.one_in(2) else windows[0]
        found: Table = {"day": self.day(first, as_of, *windows)}
        if self.one_in(5):
            found["injury_grade"] = self.one_of(INJURIES)
        if self.one_in(6):
            found["own_injury"] = self.one_in(2)
        hurt = "injury_grade" in found or bool(found.get("own_injury"))
        if not hurt or self.one_in(2):
            found["property_paid"] = self.won(lowest=0 if hurt else 1)
        if self.one_in(2):
            found["fault"] = self.one_of(FAULTS)
        if self.one_in(3):
            found["surcharge_threshold"] = self.one_of((500_000, 2_000_000))
        if not hurt and found["day"] >= start and not self.one_in(3):
            found["status"] = "refundable"
        return found

    def other_car(self, as_of: date) -> Table:
        start = as_of - timedelta(days=self.chance.randrange(365))
        found: Table = {"start": start, "premium": 200_000 + self.chance.randrange(1_500_000)}
        if self.one_in(2):
            found["grade"] = self.one_of((16, 29, *range(1, 30)))
        if self.one_in(2):
            found["same_policy"] = self.one_in(2)
        return found

    def accident(self, start: date, as_of: date) -> Table:
        kind = self.one_of(("collision", "collision", "collision", self.one_of(KINDS)))
        if self.one_in(12):
            kind = self.one_of(RARE_KINDS)
        day = self.day(cut_off(start, 0), as_of, start, cut_off(start, 1))
        found: Table = {"day": day, "kind": kind, "own_damage": self.estimate(6_000_000)}
        if self.one_in(8):
            found["driver"] = self.one_of(DRIVERS)
        if kind in SHARING and not self.one_in(4):
            found["fault"] = self.one_of(FAULTS)
        return found | self.own_keys(found["own_damage"], kind) | self.other_keys()

    def own_keys(self, damage: int | Table, kind: str) -> Table:
        found: Table = {}
        likely = damage if isinstance(damage, int) else damage["likely"]
        if likely and self.one_in(3):
            found["cash_repair"] = self.won()
        if likely and self.one_in(6):
            found["depreciation"] = self.chance.randrange(likely + 1)
        if kind == "collision" and self.one_in(5):
            found["high_value"] = self.one_of(("theirs", "mine"))
        if kind == "collision" and self.one_in(5):
            found["car_value"] = self.won(lowest=1)
        return found

    def other_keys(self) -> Table:
        found: Table = {}
        if self.one_in(2):
            found["other_property"] = self.estimate(100_600_000 if self.one_in(9) else 12_000_000)
        if self.one_in(4):
            found["other_rental"] = self.won(1_000_000)
        if self.one_in(6):
            found["injury_grade"] = self.one_of(INJURIES)
        if found.get("injury_grade") in SLIGHT and self.one_in(2):
            found["injury_settlement"] = self.won(3_000_000, lowest=1)
        if self.one_in(9):
            found["own_injury"] = True
        return found

    def already_paid(self, accident: Table) -> None:
        """Have the insurer paid for an accident; some of its amounts may still be stated."""
        kept = self.one_in(3)
        for key in ("own_damage", "cash_repair", "other_property", "other_rental", "depreciation"):
            if not kept:
                accident.pop(key, None)
        for key in ("high_value", "car_value", "driver"):
            accident.pop(key, None)
        accident["paid"] = self.won(lowest=1)

    def assumptions(self, *, late: bool) -> Table:
        found = {key: self.one_of(some) for key, some in OPEN.items() if self.one_in(2)}
        if self.one_in(4):
            clean = 100_000 + self.chance.randrange(2_000_000)
            found["quote_clean"] = clean
            found["quote_claim"] = clean if late else clean + self.chance.randrange(clean)
        return found


def document(chance: Random) -> Table:
    """Return any case that intake accepts."""
    make = Maker(chance)
    policy = make.policy()
    start: date = policy["start"]
    close, expiry = cut_off(start, 1), renewal(start, 1) - timedelta(days=1)
    as_of = make.day(start, expiry, close)
    accident = make.accident(start, as_of)
    if make.one_in(8):
        make.already_paid(accident)
        accident["day"] = max(accident["day"], start)
    found: Table = {"format": 1, "as_of": as_of, "policy": policy, "accident": accident}
    claims = [make.claim(start, as_of) for _ in range(make.one_of((0, 0, 1, 1, 2, 3)))]
    cars = [make.other_car(as_of) for _ in range(make.one_of((0, 0, 0, 1, 2)))]
    assumptions = make.assumptions(late=accident["day"] >= close)
    for key, value in (("claim", claims), ("other_car", cars), ("assumptions", assumptions)):
        if value:
            found[key] = value
    return found
