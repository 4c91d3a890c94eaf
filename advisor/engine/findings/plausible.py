"""Amounts that are probably mistyped: a unit was left out, or put in twice."""

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
"""The warning about an unusual amount, if no usual amount is likely to have been meant."""

MEANT_OTHERWISE = "implausible-amount-meant"
"""The warning about an unusual amount, if a usual amount was probably meant instead."""

DOUBTED = frozenset({UNUSUAL, MEANT_OTHERWISE})
"""The warnings that question an amount."""

_FACTORS = (10_000, 100, 1_000, 10, 1_000_000)
"""The factors by which an amount may be off, the likeliest first: 만 (10,000) is typed most."""

_OF_AN_ACCIDENT = (
    "depreciation", "cash_repair", "other_rental", "injury_settlement", "extras", "own_rental",
    "car_value",
)  # fmt: skip

_APART = 5
"""The factor by which hardly any renewal premium differs from this year's, up or down."""


@frozen
class Doubt:
    """An unusual amount, the bounds of what is usual, and the amount probably meant, or None."""

    amount: Won
    least: Won
    most: Won
    meant: Won | None


def implausible_amounts(case: Case, rulebook: Rulebook) -> Iterator[Reason]:
    """Yield a warning for each unusual amount, with the amount that was probably meant.

    Nothing is refused: the answer uses the amount as it stands.
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
    """Return the doubt about an amount, None if it is usual for a policy that starts on `start`.

    `pattern` is the amount's path in the case file, without an index: "claim[].property_paid".
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
    """Return the usual amount that results if a unit was left out or put in twice, or None."""
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
    """Yield path, pattern and amount of every amount of a case, in the order of its file."""
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
    """Return the entry of a key that a case has only once, so that its path is its pattern."""
    return path, path, amount


def far_apart(premium: int, this_year: int) -> bool:
    """Return whether a renewal premium is so far from this year's that it may be a slip.

    >>> far_apart(8_200_000, 820_000), far_apart(980_000, 820_000)
    (True, False)
    """
    return not this_year < premium * _APART < this_year * _APART**2
