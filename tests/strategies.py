"""Random cases that are possible under today's rules, for the property tests of every layer."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from attrs import evolve, fields
from hypothesis import strategies as st

from advisor.domain.accident import DEFAULT_FAULT, Accident, Driver, Estimate, HighValue, Kind
from advisor.domain.case import Assumptions, Case, Client
from advisor.domain.days import add_months, cut_off, last_day
from advisor.domain.money import Rate, Won
from advisor.domain.policy import (
    Claim,
    ClaimStatus,
    Deductible,
    InjuryGrade,
    OtherCar,
    OwnDamageCover,
    Policy,
)
from advisor.intake.case.records import case_document

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

FIRST_START, LAST_START = date(2018, 1, 1), date(2026, 11, 22)
"""Policy years for which all rules exist, back to the oldest claim that can count."""

THRESHOLDS = tuple(Won(amount) for amount in (500_000, 1_000_000, 1_500_000, 2_000_000))
INSURERS = ("mg", "samsung", "db", "hyundai")
GRADE_TABLES = ("mg-2024", "bohum24")
COUNT_PROFILES = ("steps", "two-count-2017")

_MONTHS_BEFORE_START = 3
_MONTHS_OF_CLAIMS = 45
_SLIGHT = 12
_WHOLE = Rate(Decimal(1))


@cache
def amounts(minimum: int = 0, maximum: int = 30_000_000) -> SearchStrategy[Won]:
    """Return amounts in whole won, with extra round ones and extra ones beside a threshold."""
    any_amount = st.integers(minimum, maximum)
    round_ones = st.integers(-(-minimum // 10_000), maximum // 10_000).map(lambda n: n * 10_000)
    near = st.sampled_from(THRESHOLDS).flatmap(lambda t: st.integers(t - 1, t + 1))
    within = near.filter(lambda amount: minimum <= amount <= maximum)
    choices = [any_amount, round_ones] + ([within] if maximum > min(THRESHOLDS) else [])
    return st.one_of(choices).map(Won)


@cache
def rates(minimum: str = "0", maximum: str = "1", places: int = 2) -> SearchStrategy[Rate]:
    """Return exact decimal fractions."""
    return st.decimals(
        Decimal(minimum), Decimal(maximum), places=places, allow_nan=False, allow_infinity=False
    ).map(lambda rate: Rate(rate + 0))


@st.composite
def days(draw: DrawFn, first: date = FIRST_START, last: date = LAST_START) -> date:
    """Draw a day; month ends, leap days among them, are more frequent than by chance."""
    day = first + timedelta(days=draw(st.integers(0, (last - first).days)))
    snapped = draw(st.sampled_from(("plain", "end of month", "after it")))
    if snapped == "plain":
        return day
    end = add_months(day.replace(day=1), 1) - timedelta(days=snapped == "end of month")
    return end if first <= end <= last else day


@cache
@st.composite
def estimates(draw: DrawFn, maximum: int = 30_000_000) -> Estimate:
    """Draw an exact amount, or a low, a likely and a high one."""
    if draw(st.booleans()):
        return Estimate.exactly(draw(amounts(maximum=maximum)))
    low, likely, high = sorted(draw(st.tuples(*[amounts(maximum=maximum)] * 3)))
    return Estimate(low, likely, high)


@cache
def injuries() -> SearchStrategy[InjuryGrade | None]:
    """Return injury grades; about half of the time, nobody is hurt."""
    nobody: SearchStrategy[InjuryGrade | None] = st.none()
    return st.one_of(nobody, nobody, st.integers(1, 14), st.just("death"))


@cache
@st.composite
def deductibles(draw: DrawFn) -> Deductible:
    """Draw a fixed sum, or a rate with bounds, any part of which may be left out."""
    if draw(st.booleans()):
        return Deductible(fixed=draw(st.none() | amounts(maximum=1_000_000)))
    minimum = draw(st.none() | amounts(maximum=300_000))
    maximum = draw(st.none() | amounts(minimum=300_000, maximum=1_000_000))
    return Deductible(rate=draw(st.none() | rates()), minimum=minimum, maximum=maximum)


@cache
def covers() -> SearchStrategy[OwnDamageCover]:
    """Return own-damage covers."""
    return st.builds(
        OwnDamageCover,
        sum_insured=st.none() | amounts(minimum=1_000_000, maximum=80_000_000),
        single_vehicle=st.none() | st.booleans(),
        deductible=deductibles(),
    )


@cache
def policies() -> SearchStrategy[Policy]:
    """Return policies of one year, with and without what a case may leave open."""
    return st.builds(
        Policy,
        start=days(),
        premium=amounts(minimum=100_000, maximum=3_000_000),
        insurer=st.none() | st.sampled_from(INSURERS),
        grade=st.none() | st.integers(1, 29),
        surcharge_threshold=st.none() | st.sampled_from(THRESHOLDS),
        own_damage=st.none() | covers(),
    ).flatmap(_perhaps_stated)


def _perhaps_stated(policy: Policy) -> SearchStrategy[Policy]:
    """Let a policy without a cover leave it out, or state that there is none."""
    if policy.own_damage is not None:
        return st.just(policy)
    return st.booleans().map(lambda stated: evolve(policy, no_own_damage=stated))


@st.composite
def claims(draw: DrawFn, policy: Policy, as_of: date) -> Claim:
    """Draw a past claim under this policy; one of this year may still be open to a refund."""
    day = draw(days(add_months(policy.start, -_MONTHS_OF_CLAIMS), as_of))
    injury, own = draw(injuries()), draw(st.booleans())
    paid = draw(amounts(minimum=0 if injury is not None or own else 1, maximum=9_000_000))
    nobody_hurt = injury is None and not own
    return Claim(
        day=day,
        property_paid=paid,
        fault=draw(st.one_of(st.just(_WHOLE), rates())),
        surcharge_threshold=draw(st.none() | st.sampled_from(THRESHOLDS)),
        injury_grade=injury,
        own_injury=own,
        status=ClaimStatus.REFUNDABLE
        if day >= policy.start and nobody_hurt and draw(st.booleans())
        else ClaimStatus.SETTLED,
    )


@st.composite
def accidents(draw: DrawFn, start: date, as_of: date) -> Accident:
    """Draw an accident to be decided on `as_of`, in the policy year that begins on `start`."""
    kind = draw(st.sampled_from(Kind))
    fault = draw(rates()) if kind in DEFAULT_FAULT else _WHOLE
    dear = st.none() | st.sampled_from(HighValue) if kind is Kind.COLLISION else st.none()
    return Accident(
        day=draw(days(add_months(start, -_MONTHS_BEFORE_START), as_of)),
        kind=kind,
        own_damage=draw(estimates()),
        fault=fault,
        driver=draw(st.one_of(st.just(Driver.INSURED), st.sampled_from(Driver))),
        high_value=draw(dear),
        cash_repair=draw(st.none() | amounts()),
        other_property=draw(estimates(maximum=9_000_000)),
        other_rental=draw(amounts(maximum=2_000_000)),
        injury_grade=draw(injuries()),
        own_injury=draw(st.booleans()),
    )


@cache
@st.composite
def assumptions(draw: DrawFn) -> Assumptions:
    """Draw assumptions, each of them stated or left open."""
    renewals = draw(st.none() | st.integers(1, 10))
    two = st.tuples(*[amounts(minimum=100_000, maximum=4_000_000)] * 2)
    quotes = draw(st.none() | two.map(sorted))
    return Assumptions(
        renewals=renewals,
        discount_rate=draw(st.none() | rates("0", "0.1", places=3)),
        premium_drift=draw(rates("-0.1", "0.1", places=3)),
        refund_allowed=draw(st.none() | st.booleans()),
        cap_allowed=draw(st.none() | st.booleans()),
        count_profile=draw(st.none() | st.sampled_from(COUNT_PROFILES)),
        grade_table=draw(st.none() | st.sampled_from(GRADE_TABLES)),
        quote_clean=quotes[0] if quotes else None,
        quote_claim=quotes[1] if quotes else None,
    )


@st.composite
def cases(draw: DrawFn, most_claims: int = 4) -> Case:
    """Draw any case that a file could state without a problem."""
    policy = draw(policies())
    as_of = draw(days(policy.start, last_day(policy.start)))
    accident, assumed = draw(accidents(policy.start, as_of)), draw(assumptions())
    if accident.day >= cut_off(policy.start, 1, _MONTHS_BEFORE_START):
        assumed = evolve(assumed, quote_claim=assumed.quote_clean)
    return Case(
        as_of=as_of,
        policy=policy,
        accident=accident,
        claims=tuple(draw(st.lists(claims(policy, as_of), max_size=most_claims))),
        assumptions=assumed,
    )


@st.composite
def full_cases(draw: DrawFn) -> Case:
    """Draw such a case together with the keys that few drivers state."""
    case = draw(cases())
    others = st.builds(
        OtherCar,
        start=days(case.as_of - timedelta(days=300), case.as_of),
        premium=amounts(minimum=100_000, maximum=3_000_000),
        grade=st.none() | st.integers(1, 29),
        same_policy=st.booleans(),
    )
    accident, grade = case.accident, case.accident.injury_grade
    slight = isinstance(grade, int) and grade >= _SLIGHT
    unsaid = accident.kind in DEFAULT_FAULT and draw(st.booleans())
    return evolve(
        case,
        policy=evolve(
            case.policy, property_limit=draw(st.none() | amounts(minimum=1, maximum=10**9))
        ),
        accident=evolve(
            accident,
            paid=draw(st.none() | amounts(minimum=1))
            if accident.day >= case.policy.start
            else None,
            depreciation=draw(amounts(maximum=accident.own_damage.low)),
            extras=draw(amounts(maximum=1_000_000)),
            injury_settlement=draw(st.none() | amounts(minimum=1)) if slight else None,
            injury_open=grade is None and draw(st.booleans()),
            fault=Rate(Decimal(DEFAULT_FAULT[accident.kind])) if unsaid else accident.fault,
            fault_stated=not unsaid,
        ),
        claims=tuple(
            evolve(claim, property_paid=None)
            if claim.injury_grade is None
            and not claim.own_injury
            and not claim.refundable
            and draw(st.booleans())
            else claim
            for claim in case.claims
        ),
        assumptions=evolve(case.assumptions, injury_12_points=draw(st.none() | st.integers(1, 2))),
        other_cars=tuple(draw(st.lists(others, max_size=2))),
        client=draw(st.builds(Client, *[st.text(max_size=30)] * len(fields(Client)))),
    )


def documents() -> SearchStrategy[dict[str, object]]:
    """Return the documents of such cases, as they would be read from files."""
    return cases().map(case_document)
