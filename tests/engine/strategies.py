"""Random cases, crowded around the places where rules change.

Every strategy below is made once, because making one costs more than drawing from it.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve
from engine.by_hand_days import cut_off, renewal
from hypothesis import strategies as st

from advisor.domain.accident import DEFAULT_FAULT, Accident, Driver, Estimate, HighValue, Kind
from advisor.domain.case import Assumptions, Case
from advisor.domain.money import Rate, Won
from advisor.domain.policy import (
    Claim,
    ClaimStatus,
    Deductible,
    InjuryGrade,
    OwnDamageCover,
    Policy,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

T = TypeVar("T")

FAULTS = tuple(Rate(Decimal(text)) for text in ("0", "0.3", "0.49", "0.5", "0.7", "1", "0.333"))
WHOLE = Rate(Decimal(1))
INJURIES: tuple[InjuryGrade | None, ...] = (None, None, None, None, 1, 7, 8, 12, 14, "death")
ODD_STARTS = (
    date(2020, 2, 29),
    date(2024, 2, 29),
    date(2023, 2, 28),
    date(2025, 5, 31),
    date(2023, 5, 31),
    date(2024, 8, 31),
    date(2025, 11, 30),
    date(2025, 12, 31),
    date(2024, 3, 1),
    date(2026, 3, 2),
)
EDGES = (
    *(0, 1, 100_000, 199_999, 200_000, 250_000, 300_000, 500_000, 625_000, 625_001, 1_000_000),
    *(1_250_000, 1_250_001, 1_428_571, 1_875_000, 2_000_000, 2_000_001, 2_300_000, 2_500_000),
    *(2_500_001, 3_000_000, 4_000_000, 5_000_000, 7_000_000, 10_000_000, 21_000_000),
)
_PLACES = st.integers(0, 2**16)
_FLAGS = st.booleans()
_STARTS = st.sampled_from(ODD_STARTS) | st.dates(date(2018, 1, 1), date(2027, 6, 30))
_STEPS = (timedelta(0), timedelta(1), timedelta(-1))


@cache
def won(highest: int = 6_000_000) -> SearchStrategy[Won]:
    """Return amounts: often one at an edge, otherwise any."""
    edges = [edge for edge in EDGES if edge <= highest]
    return (st.sampled_from(edges) | st.integers(0, highest)).map(Won)


def one_of(draw: DrawFn, choices: Sequence[T]) -> T:
    """Return one of some values; the first ones are the simplest."""
    return choices[draw(_PLACES) % len(choices)]


def rarely(draw: DrawFn) -> bool:
    return draw(_PLACES) % 5 == 4


def day_between(draw: DrawFn, first: date, last: date, *edges: date) -> date:
    """Return a day of a span; its ends, edges within it and the days beside them come often."""
    place = draw(_PLACES)
    if draw(_FLAGS):
        near = {edge + step for edge in (first, last, *edges) for step in _STEPS}
        within = sorted(day for day in near if first <= day <= last)
        return within[place % len(within)]
    return first + timedelta(days=place % ((last - first).days + 1))


def estimate(draw: DrawFn, highest: int = 6_000_000) -> Estimate:
    likely = draw(won(highest))
    if not rarely(draw):
        return Estimate.exactly(likely)
    low, likely, high = sorted((likely, draw(won(highest)), draw(won(highest))))
    return Estimate(low, likely, high)


def deductible(draw: DrawFn) -> Deductible:
    plan = one_of(draw, ("standard", "fixed", "partial", "full"))
    if plan == "fixed":
        return Deductible(fixed=draw(won(500_000)))
    rate = Rate(Decimal(one_of(draw, ("0.2", "0.3", "0.333"))))
    if plan == "partial":
        return Deductible(rate=rate)
    if plan == "full":
        least = one_of(draw, (50_000, 200_000, 300_000))
        most = one_of(draw, (300_000, 500_000, 1_000_000))
        return Deductible(rate, Won(least), Won(most))
    return Deductible()


def cover(draw: DrawFn) -> OwnDamageCover | None:
    if rarely(draw):
        return None
    limits = (None, None, None, 1_500_000, 2_000_000, 3_000_000, 21_000_000)
    limit = one_of(draw, limits)
    return OwnDamageCover(
        sum_insured=None if limit is None else Won(limit),
        single_vehicle=one_of(draw, (True, True, None, False)),
        deductible=deductible(draw),
    )


def policy(draw: DrawFn) -> Policy:
    thresholds = (None, Won(500_000), Won(1_000_000), Won(2_000_000))
    return Policy(
        start=draw(_STARTS),
        premium=Won(200_000 + 35 * draw(_PLACES)),
        insurer=one_of(draw, (None, None, "mg", "samsung")),
        grade=None if rarely(draw) else one_of(draw, (16, 1, 2, 28, 29, *range(1, 30))),
        surcharge_threshold=one_of(draw, thresholds),
        own_damage=cover(draw),
    )


def past_claim(draw: DrawFn, start: date, as_of: date) -> Claim:
    windows = [cut_off(start, k) for k in range(-3, 2)]
    day = day_between(draw, start if draw(_FLAGS) else windows[0], as_of, *windows)
    injury, own_injury = one_of(draw, INJURIES), rarely(draw)
    nobody_hurt = injury is None and not own_injury
    return Claim(
        day=day,
        property_paid=Won(max(int(nobody_hurt), draw(won()))),
        fault=one_of(draw, (WHOLE, *FAULTS)),
        surcharge_threshold=one_of(draw, (None, None, Won(500_000), Won(2_000_000))),
        injury_grade=injury,
        own_injury=own_injury,
        status=ClaimStatus.REFUNDABLE
        if nobody_hurt and day >= start and draw(_FLAGS)
        else ClaimStatus.SETTLED,
    )


def accident(draw: DrawFn, start: date, as_of: date) -> Accident:
    kind = one_of(draw, (Kind.COLLISION, Kind.OBJECT, *Kind, *[Kind.COLLISION] * 9))
    shared = kind in DEFAULT_FAULT
    damage, hurt, beside = estimate(draw), rarely(draw), rarely(draw)
    stated = damage.likely and one_of(draw, (False, False, True))
    return Accident(
        day=day_between(draw, cut_off(start, 0), as_of, cut_off(start, 1), as_of),
        kind=kind,
        own_damage=damage,
        fault=one_of(draw, FAULTS) if shared else WHOLE,
        driver=one_of(draw, (*[Driver.INSURED] * 10, *Driver)),
        high_value=one_of(draw, (None, *HighValue)) if kind == Kind.COLLISION else None,
        cash_repair=draw(won()) if stated else None,
        other_property=estimate(draw, 12_000_000) if draw(_FLAGS) else Estimate.exactly(Won(0)),
        other_rental=draw(won(1_000_000)) if draw(_FLAGS) else Won(0),
        injury_grade=one_of(draw, INJURIES) if hurt else None,
        own_injury=hurt and draw(_FLAGS),
        own_rental=draw(won(1_000_000)) if beside else Won(0),
        car_value=draw(won()) if beside else None,
        car_registered=one_of(draw, ODD_STARTS) if beside else None,
    )


def assumptions(draw: DrawFn) -> Assumptions:
    quoted = rarely(draw)
    return Assumptions(
        renewals=one_of(draw, (None, None, 1, 2, 3, 4, 6)),
        discount_rate=Rate(Decimal(one_of(draw, ("0", "0", "0.03", "0.1")))),
        premium_drift=Rate(Decimal(one_of(draw, ("0", "0", "0.015", "-0.02")))),
        refund_allowed=one_of(draw, (None, True, False)),
        cap_allowed=one_of(draw, (None, True, True, False)),
        count_profile=one_of(draw, (None, "steps", "two-count-2017")),
        grade_table=one_of(draw, (None, "mg-2024", "bohum24")),
        quote_clean=Won(100_000 + 41 * draw(_PLACES)) if quoted else None,
        quote_claim=Won(100_000 + 41 * draw(_PLACES)) if quoted else None,
    )


@cache
@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw any case that intake would accept."""
    bought = policy(draw)
    expiry = renewal(bought.start, 1) - timedelta(days=1)
    close = cut_off(bought.start, 1)
    as_of = day_between(draw, close if draw(_FLAGS) else bought.start, expiry, close)
    number = one_of(draw, (0, 1, 1, 2, 3, 4))
    return Case(
        as_of=as_of,
        policy=bought,
        accident=accident(draw, bought.start, as_of),
        claims=tuple(past_claim(draw, bought.start, as_of) for _ in range(number)),
        assumptions=assumptions(draw),
    )


def stated(case: Case) -> Case:
    """Return the case with nothing left open and no cash price: every amount in it is whole.

    It has no quotes and no claims to pay back either. The map keeps what they say of the case as
    stated, while a case with another bill, decided afresh, would work that out anew.
    """
    known = evolve(
        case.assumptions,
        grade_table=case.assumptions.grade_table or "bohum24",
        count_profile=case.assumptions.count_profile or "two-count-2017",
        quote_clean=None,
        quote_claim=None,
    )
    happened = evolve(
        case.accident,
        cash_repair=None,
        own_damage=Estimate.exactly(case.accident.own_damage.likely),
        other_property=Estimate.exactly(case.accident.other_property.likely),
    )
    bought = evolve(case.policy, grade=case.policy.grade or 12)
    settled = tuple(evolve(claim, status=ClaimStatus.SETTLED) for claim in case.claims)
    return evolve(case, claims=settled, policy=bought, accident=happened, assumptions=known)


@cache
def stated_cases() -> SearchStrategy[Case]:
    return cases().map(stated)
