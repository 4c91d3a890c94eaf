"""Amounts that are hardly meant: a unit was left out, or put in twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from advisor.domain.case import Case
from advisor.domain.findings import Facts, Reason
from advisor.domain.money import Won
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen

if TYPE_CHECKING:
    from advisor.domain.terms.notices import Plausible

UNUSUAL = "implausible-amount"
"""The warning that an amount is far from the usual, and no other one near it is usual."""

MEANT_OTHERWISE = "implausible-amount-meant"
"""The warning that an amount is far from the usual, and another one near it is not."""

DOUBTED = frozenset({UNUSUAL, MEANT_OTHERWISE})
"""The warnings that ask whether an amount is meant."""

_FACTORS = (10_000, 100, 1_000, 10, 1_000_000)
"""What is probably missing or too much, the likeliest first: 만 is typed by far the most."""

_OF_AN_ACCIDENT = (
    "depreciation", "cash_repair", "other_rental", "injury_settlement", "extras", "own_rental",
    "car_value",
)  # fmt: skip


@frozen
class Doubt:
    """An unusual amount, what is usual, and the usual amount that may be meant, if any is near."""

    amount: Won
    least: Won
    most: Won
    meant: Won | None


def implausible(case: Case, rulebook: Rulebook) -> Iterator[Reason]:
    """Return a question for each amount outside of what is usual, with what may be meant.

    Nothing is refused: the answer is reckoned with the amount as it stands.
    """
    usual = _usual(rulebook, case.policy.start)
    for path, pattern, amount in _amounts(case):
        doubt = _doubt(amount, usual.get(pattern))
        if doubt is None:
            continue
        facts: Facts = {
            "path": path,
            "field": pattern,
            "value": doubt.amount,
            "least": doubt.least,
            "most": doubt.most,
        }
        code = UNUSUAL if doubt.meant is None else MEANT_OTHERWISE
        told = facts if doubt.meant is None else {**facts, "meant": doubt.meant}
        yield Reason(code, told)


def doubt(pattern: str, amount: Won, rulebook: Rulebook, start: date) -> Doubt | None:
    """Return what is unusual about an amount of a policy of that start; None where nothing is.

    `pattern` is the path of the case file, that of a past claim without its number.
    """
    return _doubt(amount, _usual(rulebook, start).get(pattern))


def _usual(rulebook: Rulebook, start: date) -> Mapping[str, Plausible]:
    version = rulebook.plausible_amounts.find(start)
    return version.terms.by_path if version else {}


def _doubt(amount: Won | None, bounds: Plausible | None) -> Doubt | None:
    if bounds is None or not amount or bounds.least <= amount <= bounds.most:
        return None
    return Doubt(amount, bounds.least, bounds.most, _meant(amount, bounds))


def _meant(amount: Won, bounds: Plausible) -> Won | None:
    """Return the usual amount that a unit more or less makes of an unusual one, if any does."""
    for factor in _FACTORS:
        if amount < bounds.least:
            found = amount * factor
        elif amount % factor == 0:
            found = amount // factor
        else:
            continue
        if bounds.least <= found <= bounds.most:
            return Won(found)
    return None


def _amounts(case: Case) -> Iterator[tuple[str, str, Won | None]]:
    """Return path, pattern and amount of all that a case states, in the order of its file."""
    policy, accident, assumptions = case.policy, case.accident, case.assumptions
    cover = policy.own_damage
    yield _once("policy.premium", policy.premium)
    yield _once("policy.property_limit", policy.property_limit)
    if cover:
        yield _once("policy.own_damage.sum_insured", cover.sum_insured)
        for part in ("minimum", "maximum", "fixed"):
            path = f"policy.own_damage.deductible.{part}"
            yield _once(path, getattr(cover.deductible, part))
    for index, claim in enumerate(case.claims):
        yield f"claim[{index}].property_paid", "claim[].property_paid", claim.property_paid
    for index, car in enumerate(case.other_cars):
        yield f"other_car[{index}].premium", "other_car[].premium", car.premium
    yield _once("accident.paid", accident.paid)
    for path, estimate in (
        ("accident.own_damage", accident.own_damage),
        ("accident.other_property", accident.other_property),
    ):
        for amount in dict.fromkeys((estimate.low, estimate.high)):
            yield path, path, amount
    for key in _OF_AN_ACCIDENT:
        yield _once(f"accident.{key}", getattr(accident, key))
    yield _once("assumptions.quote_clean", assumptions.quote_clean)
    yield _once("assumptions.quote_claim", assumptions.quote_claim)


def _once(path: str, amount: Won | None) -> tuple[str, str, Won | None]:
    """Return what is stated once in a case: its path is its pattern."""
    return path, path, amount
