"""Cases at random, crowded around the places where rules change."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve
from engine.by_hand_record import cut_off, renewal
from hypothesis import strategies as st

from advisor.domain.accident import Accident, Driver, Estimate, HighValue, Kind
from advisor.domain.case import Assumptions, Case
from advisor.domain.money import Rate, Won
from advisor.domain.policy import Claim, Deductible, InjuryGrade, OwnDamageCover, Policy

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

FAULTS = ("0", "0.3", "0.49", "0.5", "0.7", "1", "0.333")
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


def won(highest: int = 6_000_000) -> SearchStrategy[Won]:
    """Amounts: often at an edge, otherwise any."""
    edges = [edge for edge in EDGES if edge <= highest]
    return (st.sampled_from(edges) | st.integers(0, highest)).map(Won)


def rates(*texts: str) -> SearchStrategy[Rate]:
    return st.sampled_from(texts).map(lambda text: Rate(Decimal(text)))


@st.composite
def estimates(draw: DrawFn, highest: int = 6_000_000) -> Estimate:
    if draw(st.integers(0, 3)):
        return Estimate.exactly(draw(won(highest)))
    low, likely, high = sorted(draw(st.tuples(*[won(highest)] * 3)))
    return Estimate(low, likely, high)


def starts() -> SearchStrategy[date]:
    return st.sampled_from(ODD_STARTS) | st.dates(date(2018, 1, 1), date(2027, 6, 30))


@st.composite
def deductibles(draw: DrawFn) -> Deductible:
    plan = draw(st.sampled_from(["standard", "fixed", "partial", "full"]))
    if plan == "fixed":
        return Deductible(fixed=draw(won(500_000)))
    if plan == "partial":
        return Deductible(rate=draw(rates("0.2", "0.3")))
    if plan == "full":
        least = draw(st.sampled_from([50_000, 200_000, 300_000]))
        most = draw(st.sampled_from([300_000, 500_000, 1_000_000]))
        return Deductible(draw(rates("0.2", "0.3", "0.333")), Won(least), Won(most))
    return Deductible()


@st.composite
def covers(draw: DrawFn) -> OwnDamageCover:
    capped = draw(st.integers(0, 3)) == 0
    sums = st.sampled_from([1_500_000, 2_000_000, 3_000_000, 21_000_000]).map(Won)
    return OwnDamageCover(
        sum_insured=draw(sums) if capped else None,
        single_vehicle=draw(st.sampled_from([True, True, None, False])),
        deductible=draw(deductibles()),
    )


@st.composite
def policies(draw: DrawFn) -> Policy:
    return Policy(
        start=draw(starts()),
        premium=draw(st.integers(200_000, 2_500_000).map(Won)),
        insurer=draw(st.sampled_from([None, None, "mg", "samsung"])),
        grade=draw(st.none() | st.integers(1, 29) | st.sampled_from([1, 2, 28, 29])),
        surcharge_threshold=draw(
            st.sampled_from([None, Won(500_000), Won(1_000_000), Won(2_000_000)])
        ),
        own_damage=draw(st.none() | covers() | covers() | covers()),
    )


def days_between(first: date, last: date, *edges: date) -> SearchStrategy[date]:
    """Days of a span, its own ends and some edges within it drawn often."""
    steps = (timedelta(0), timedelta(1), timedelta(-1))
    near = {e + step for e in (first, last, *edges) for step in steps}
    return st.sampled_from(sorted(d for d in near if first <= d <= last)) | st.dates(first, last)


@st.composite
def claims(draw: DrawFn, policy: Policy, as_of: date) -> Claim:
    windows = [cut_off(policy.start, k) for k in range(-3, 2)]
    day = draw(days_between(cut_off(policy.start, -3), as_of, *windows))
    injury = draw(st.sampled_from(INJURIES))
    own_injury = draw(st.integers(0, 5)) == 0
    least = 0 if injury or own_injury else 1
    nobody_hurt = injury is None and not own_injury
    return Claim(
        day=day,
        property_paid=Won(max(least, draw(won()))),
        fault=draw(rates(*FAULTS, "1", "1", "1")),
        surcharge_threshold=draw(st.sampled_from([None, None, Won(500_000), Won(2_000_000)])),
        injury_grade=injury,
        own_injury=own_injury,
        refundable=nobody_hurt and day >= policy.start and draw(st.booleans()),
    )


@st.composite
def accidents(draw: DrawFn, policy: Policy, as_of: date) -> Accident:
    kind = draw(st.sampled_from([Kind.COLLISION, Kind.OBJECT, *Kind, *[Kind.COLLISION] * 9]))
    shared = kind in {Kind.COLLISION, Kind.FLOOD, Kind.NATURAL}
    driver = draw(st.sampled_from([*[Driver.INSURED] * 10, *Driver]))
    dear = draw(st.sampled_from([None, *HighValue])) if kind == Kind.COLLISION else None
    damage = draw(estimates())
    cash = st.none() if not damage.likely else st.none() | st.none() | won()
    edges = [cut_off(policy.start, 1), policy.start]
    hurt = draw(st.integers(0, 5)) == 0
    return Accident(
        day=draw(days_between(cut_off(policy.start, 0), as_of, *edges)),
        kind=kind,
        own_damage=damage,
        fault=draw(rates(*FAULTS)) if shared else Rate(Decimal(1)),
        driver=driver,
        high_value=dear,
        cash_repair=draw(cash),
        other_property=draw(st.just(Estimate.exactly(Won(0))) | estimates(12_000_000)),
        other_rental=draw(st.just(Won(0)) | won(1_000_000)),
        injury_grade=draw(st.sampled_from(INJURIES)) if hurt else None,
        own_injury=hurt and draw(st.booleans()),
        own_rental=draw(st.just(Won(0)) | won(1_000_000)),
        car_value=draw(st.none() | won()),
        car_registered=draw(st.none() | st.dates(date(2015, 1, 1), date(2027, 1, 1))),
    )


@st.composite
def assumptions(draw: DrawFn) -> Assumptions:
    quoted = draw(st.integers(0, 5)) == 0
    quotes = st.integers(100_000, 3_000_000).map(Won)
    return Assumptions(
        renewals=draw(st.none() | st.integers(1, 6)),
        long_renewals=draw(st.just(10) | st.integers(1, 12)),
        discount_rate=draw(rates("0", "0", "0.03", "0.1")),
        premium_drift=draw(rates("0", "0", "0.015", "-0.02")),
        refund_allowed=draw(st.sampled_from([None, True, False])),
        cap_allowed=draw(st.sampled_from([None, True, True, False])),
        count_profile=draw(st.sampled_from([None, "steps", "two-count-2017"])),
        grade_table=draw(st.sampled_from([None, "mg-2024", "bohum24"])),
        quote_clean=draw(quotes) if quoted else None,
        quote_claim=draw(quotes) if quoted else None,
    )


@st.composite
def cases(draw: DrawFn) -> Case:
    """Any case that intake would let through."""
    policy = draw(policies())
    expiry = renewal(policy.start, 1) - timedelta(days=1)
    as_of = draw(days_between(policy.start, expiry, cut_off(policy.start, 1)))
    return Case(
        as_of=as_of,
        policy=policy,
        accident=draw(accidents(policy, as_of)),
        claims=tuple(draw(st.lists(claims(policy, as_of), max_size=4))),
        assumptions=draw(assumptions()),
    )


@st.composite
def stated_cases(draw: DrawFn) -> Case:
    """Cases without a cash price and with nothing left open: every amount in them is whole."""
    case = draw(cases())
    known = evolve(
        case.assumptions,
        grade_table=case.assumptions.grade_table or "bohum24",
        count_profile=case.assumptions.count_profile or "two-count-2017",
    )
    accident = evolve(
        case.accident,
        cash_repair=None,
        own_damage=Estimate.exactly(case.accident.own_damage.likely),
        other_property=Estimate.exactly(case.accident.other_property.likely),
    )
    policy = evolve(case.policy, grade=case.policy.grade or 12)
    return evolve(case, policy=policy, accident=accident, assumptions=known)
