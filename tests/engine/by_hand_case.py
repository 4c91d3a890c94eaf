"""A case dictionary read by hand: what it says, and what is assumed for what it leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen
from engine.by_hand_facts import (
    OWN_TABLES,
    STANDARD_GRADE,
    STANDARD_PROFILE,
    STANDARD_RENEWALS,
    STANDARD_TABLE,
    STANDARD_THRESHOLD,
)

if TYPE_CHECKING:
    from datetime import date

Document = Mapping[str, Any]
"""The tables of a case file as `tomli` reads them, with `as_of` stated."""

Change = Any
"""A new value for a part that the caller names; attrs refuses a name that does not exist."""

FAULT_UNSTATED = {
    "collision": 1,
    "animal": 1,
    "falling-object": 1,
    "fire": 1,
    "flood": 0,
    "natural": 0,
}
"""The kinds that take a share of fault, with the share if none is stated; others have 1."""

OPEN_FAULT = ("animal", "falling-object", "fire")
"""Kinds whose unstated fault is also read as 0."""

once = lru_cache(maxsize=64)
"""Work something out once for a reading: each amount is asked for a dozen times at every bill."""


@frozen(eq=False)
class Reading:
    """One reading of a case.

    `own`, `other` and `paid` are amounts; `exact` keeps fractions of a won in the cash price, as
    the map and the range do; `cash` is a cash price in place of the stated one; `refunded` are
    earlier claims that are paid back; `rates` are level and lift of another reading.
    """

    doc: Document
    grade: int
    table: str
    profile: str
    fault: Fraction
    twelve: int
    own: int
    other: int
    paid: int | None
    exact: bool = False
    cash: int | None = None
    refunded: tuple[int, ...] = ()
    rates: tuple[Fraction, Fraction] | None = None
    memo: dict[object, Any] = field(factory=dict)

    def with_(self, **changes: Change) -> Reading:
        """Return the reading with some parts changed."""
        return evolve(self, **changes)

    @property
    def start(self) -> date:
        day: date = self.doc["policy"]["start"]
        return day

    @property
    def as_of(self) -> date:
        day: date = self.doc["as_of"]
        return day

    @property
    def accident(self) -> Document:
        accident: Document = self.doc["accident"]
        return accident

    @property
    def day(self) -> date:
        day: date = self.accident["day"]
        return day

    @property
    def kind(self) -> str:
        return str(self.accident["kind"])

    @property
    def driver(self) -> str:
        return str(self.accident.get("driver", "insured"))

    @property
    def hurt(self) -> bool:
        """Return whether somebody is hurt: another person or one of the own car."""
        return "injury_grade" in self.accident or bool(self.accident.get("own_injury"))

    @property
    def twelve_stands(self) -> bool:
        """Return whether the accident or a past claim has an injury of grade 12."""
        return 12 in (one.get("injury_grade") for one in (self.accident, *self.claims))

    @property
    def assumptions(self) -> Document:
        found: Document = self.doc.get("assumptions", {})
        return found

    @property
    def cover(self) -> Document | None:
        cover: Document | None = self.doc["policy"].get("own_damage")
        return cover

    @property
    def threshold(self) -> int:
        return int(self.doc["policy"].get("surcharge_threshold", STANDARD_THRESHOLD))

    @property
    def claims(self) -> list[Document]:
        return list(self.doc.get("claim", ()))

    @property
    def other_cars(self) -> list[Document]:
        return list(self.doc.get("other_car", ()))

    @property
    def cars_of_this_policy(self) -> int:
        """Return how many cars the policy has, this car included."""
        return 1 + sum(bool(car.get("same_policy")) for car in self.other_cars)

    @property
    def renewals(self) -> int:
        return int(self.assumptions.get("renewals", STANDARD_RENEWALS))

    @property
    def longest(self) -> int:
        """Return the highest number of renewals to look at."""
        return max(20, self.renewals)

    @property
    def refund_allowed(self) -> bool:
        return self.assumptions.get("refund_allowed", True) is True

    @property
    def quotes(self) -> tuple[int, int] | None:
        if "quote_clean" not in self.assumptions:
            return None
        return self.assumptions["quote_clean"], self.assumptions["quote_claim"]


def won(table: Document, key: str, otherwise: int = 0) -> int:
    """Return an amount of a table."""
    return int(table.get(key, otherwise))


def amounts(stated: object) -> tuple[int, int, int]:
    """Return low, likely and high of an amount, which are the same if it is exact."""
    if isinstance(stated, Mapping):
        return stated["low"], stated["likely"], stated["high"]
    assert isinstance(stated, int)
    return stated, stated, stated


def grade_of(stated: object) -> int:
    """Return a grade as a number, even if it is written `11Z` or `29P`."""
    return stated if isinstance(stated, int) else int(str(stated).rstrip("ZP"))


def known_table(doc: Document) -> str | None:
    """Return the grade table that the case names, or that of its insurer, or None."""
    stated = doc.get("assumptions", {}).get("grade_table")
    return stated or OWN_TABLES.get(doc["policy"].get("insurer", ""))


def headline(doc: Document) -> Reading:
    """Return the case with the standard assumptions for what it leaves open."""
    accident, assumptions = doc["accident"], doc.get("assumptions", {})
    fault = FAULT_UNSTATED.get(accident["kind"], 1)
    return Reading(
        doc=doc,
        grade=grade_of(doc["policy"].get("grade", STANDARD_GRADE)),
        table=known_table(doc) or STANDARD_TABLE,
        profile=assumptions.get("count_profile", STANDARD_PROFILE),
        fault=Fraction(accident.get("fault", fault)),
        twelve=int(assumptions.get("injury_12_points", 2)),
        own=amounts(accident.get("own_damage", 0))[1],
        other=amounts(accident.get("other_property", 0))[1],
        paid=accident.get("paid"),
    )


def is_stated(doc: Document, path: str) -> bool:
    """Return whether a path such as `other_car[0].grade` is in the case."""
    part: Any = doc
    for key in path.replace("[", ".").replace("]", "").split("."):
        part = part[int(key)] if isinstance(part, list) else part.get(key)
        if part is None:
            return False
    return True


def taken(r: Reading) -> dict[str, object]:
    """Return what the case leaves open and the answer assumes, by path.

    This is the least that must be said: an answer may name more.
    """
    found: dict[str, object] = {
        "assumptions.renewals": STANDARD_RENEWALS,
        "policy.grade": STANDARD_GRADE,
        "policy.surcharge_threshold": STANDARD_THRESHOLD,
    }
    if known_table(r.doc) is None:
        found["assumptions.grade_table"] = STANDARD_TABLE
    found["assumptions.count_profile"] = STANDARD_PROFILE
    if r.cover is not None:
        found["policy.own_damage.single_vehicle"] = True
    for i in range(len(r.other_cars)):
        found[f"other_car[{i}].grade"] = r.grade
    return {path: value for path, value in found.items() if not is_stated(r.doc, path)}
