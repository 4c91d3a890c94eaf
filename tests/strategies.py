"""Random cases that are possible under today's rules, for the property tests of every layer.

Each strategy is made once, because making one costs more than drawing from it.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, TypeVar

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
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

T = TypeVar("T")

FIRST_START, LAST_START = date(2018, 1, 1), date(2026, 11, 22)
"""Policy years for which all rules exist, back to the oldest claim that can count."""

THRESHOLDS = tuple(Won(amount) for amount in (500_000, 1_000_000, 1_500_000, 2_000_000))
INSURERS = ("mg", "samsung", "db", "hyundai")
GRADE_TABLES = ("mg-2024", "bohum24")
COUNT_PROFILES = ("steps", "two-count-2017")

_MONTHS_BEFORE_START = 3
_MONTHS_OF_CLAIMS = 45
_MOST_CLAIMS = 4
_SLIGHT = 12
_WHOLE = Rate(Decimal(1))
_PLACES = st.integers(0, 2**16)
_FLAGS = st.booleans()
_NAMES = st.text(max_size=30)


@cache
def amounts(minimum: int = 0, maximum: int = 30_000_000) -> SearchStrategy[Won]:
    """Return amounts in whole won, with extra round ones and extra ones beside a threshold."""
    any_amount = st.integers(minimum, maximum)
    round_ones = st.integers(-(-minimum // 10_000), maximum // 10_000).map(lambda n: n * 10_000)
    near = [beside for t in THRESHOLDS for beside in range(t - 1, t + 2)]
    within = [amount for amount in near if minimum <= amount <= maximum]
    return st.one_of(any_amount, round_ones, *([st.sampled_from(within)] if within else [])).map(
        Won
    )


@cache
def rates(minimum: str = "0", maximum: str = "1", places: int = 2) -> SearchStrategy[Rate]:
    """Return exact decimal fractions."""
    least, most = (int(Decimal(end).scaleb(places)) for end in (minimum, maximum))
    return st.integers(least, most).map(lambda digits: Rate(Decimal(digits).scaleb(-places)))


def _one_of(draw: DrawFn, choices: Sequence[T]) -> T:
    """Draw one of some values; the first ones are the simplest."""
    return choices[draw(_PLACES) % len(choices)]


def _perhaps(draw: DrawFn, strategy: SearchStrategy[T]) -> T | None:
    return draw(strategy) if draw(_FLAGS) else None


def _day(draw: DrawFn, first: date, last: date) -> date:
    """Draw a day; month ends, leap days among them, are more frequent than by chance."""
    day = first + timedelta(days=draw(_PLACES) % ((last - first).days + 1))
    snapped = _one_of(draw, ("plain", "end of month", "after it"))
    if snapped == "plain":
        return day
    end = add_months(day.replace(day=1), 1) - timedelta(days=snapped == "end of month")
    return end if first <= end <= last else day


def _estimate(draw: DrawFn, maximum: int = 30_000_000) -> Estimate:
    """Draw an exact amount, or a low, a likely and a high one."""
    bill = amounts(maximum=maximum)
    if not draw(_FLAGS):
        return Estimate.exactly(draw(bill))
    low, likely, high = sorted((draw(bill), draw(bill), draw(bill)))
    return Estimate(low, likely, high)


def _injury(draw: DrawFn) -> InjuryGrade | None:
    """Draw an injury grade; about half of the time, nobody is hurt."""
    hurt = _one_of(draw, ("nobody", "nobody", "grade", "death"))
    if hurt == "grade":
        return _one_of(draw, range(1, 15))
    return "death" if hurt == "death" else None


@cache
@st.composite
def deductibles(draw: DrawFn) -> Deductible:
    """Draw a fixed sum, or a rate with bounds, any part of which may be left out."""
    return _deductible(draw)


def _deductible(draw: DrawFn) -> Deductible:
    if draw(_FLAGS):
        return Deductible(fixed=_perhaps(draw, amounts(maximum=1_000_000)))
    minimum = _perhaps(draw, amounts(maximum=300_000))
    maximum = _perhaps(draw, amounts(minimum=300_000, maximum=1_000_000))
    return Deductible(rate=_perhaps(draw, rates()), minimum=minimum, maximum=maximum)


def _cover(draw: DrawFn) -> OwnDamageCover:
    return OwnDamageCover(
        sum_insured=_perhaps(draw, amounts(minimum=1_000_000, maximum=80_000_000)),
        single_vehicle=_one_of(draw, (None, False, True)),
        deductible=_deductible(draw),
    )


def _policy(draw: DrawFn) -> Policy:
    """Draw a policy of one year, with or without what a case may leave open."""
    cover = _cover(draw) if draw(_FLAGS) else None
    return Policy(
        start=_day(draw, FIRST_START, LAST_START),
        premium=draw(amounts(minimum=100_000, maximum=3_000_000)),
        insurer=_one_of(draw, (*[None] * len(INSURERS), *INSURERS)),
        grade=_one_of(draw, range(1, 30)) if draw(_FLAGS) else None,
        surcharge_threshold=_one_of(draw, (*[None] * len(THRESHOLDS), *THRESHOLDS)),
        own_damage=cover,
        no_own_damage=cover is None and draw(_FLAGS),
    )


def _claim(draw: DrawFn, policy: Policy, as_of: date) -> Claim:
    """Draw a past claim under this policy; one of this year may still be open to a refund."""
    day = _day(draw, add_months(policy.start, -_MONTHS_OF_CLAIMS), as_of)
    injury, own = _injury(draw), draw(_FLAGS)
    paid = draw(amounts(minimum=0 if injury is not None or own else 1, maximum=9_000_000))
    nobody_hurt = injury is None and not own
    return Claim(
        day=day,
        property_paid=paid,
        fault=draw(rates()) if draw(_FLAGS) else _WHOLE,
        surcharge_threshold=_one_of(draw, (*[None] * len(THRESHOLDS), *THRESHOLDS)),
        injury_grade=injury,
        own_injury=own,
        status=ClaimStatus.REFUNDABLE
        if day >= policy.start and nobody_hurt and draw(_FLAGS)
        else ClaimStatus.SETTLED,
    )


def _accident(draw: DrawFn, start: date, as_of: date) -> Accident:
    """Draw an accident to be decided on `as_of`, in the policy year that begins on `start`."""
    kind = _one_of(draw, tuple(Kind))
    cars = (None, None, *HighValue) if kind is Kind.COLLISION else (None,)
    return Accident(
        day=_day(draw, add_months(start, -_MONTHS_BEFORE_START), as_of),
        kind=kind,
        own_damage=_estimate(draw),
        fault=draw(rates()) if kind in DEFAULT_FAULT else _WHOLE,
        driver=_one_of(draw, (*[Driver.INSURED] * len(Driver), *Driver)),
        high_value=_one_of(draw, cars),
        cash_repair=_perhaps(draw, amounts()),
        other_property=_estimate(draw, 9_000_000),
        other_rental=draw(amounts(maximum=2_000_000)),
        injury_grade=_injury(draw),
        own_injury=draw(_FLAGS),
    )


def _assumptions(draw: DrawFn) -> Assumptions:
    """Draw assumptions, each of them stated or left open."""
    quote = amounts(minimum=100_000, maximum=4_000_000)
    clean, claim = sorted((draw(quote), draw(quote))) if draw(_FLAGS) else (None, None)
    return Assumptions(
        renewals=_one_of(draw, (*[None] * 10, *range(1, 11))),
        discount_rate=_perhaps(draw, rates("0", "0.1", places=3)),
        premium_drift=draw(rates("-0.1", "0.1", places=3)),
        refund_allowed=_one_of(draw, (None, None, False, True)),
        cap_allowed=_one_of(draw, (None, None, False, True)),
        count_profile=_one_of(draw, (None, None, *COUNT_PROFILES)),
        grade_table=_one_of(draw, (None, None, *GRADE_TABLES)),
        quote_clean=clean,
        quote_claim=claim,
    )


@cache
@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw any case that a file could state without a problem."""
    return _case(draw)


def _case(draw: DrawFn) -> Case:
    policy = _policy(draw)
    as_of = _day(draw, policy.start, last_day(policy.start))
    accident, assumed = _accident(draw, policy.start, as_of), _assumptions(draw)
    if accident.day >= cut_off(policy.start, 1, _MONTHS_BEFORE_START):
        assumed = evolve(assumed, quote_claim=assumed.quote_clean)
    number = _one_of(draw, range(_MOST_CLAIMS + 1))
    return Case(
        as_of=as_of,
        policy=policy,
        accident=accident,
        claims=tuple(_claim(draw, policy, as_of) for _ in range(number)),
        assumptions=assumed,
    )


@cache
@st.composite
def full_cases(draw: DrawFn) -> Case:
    """Draw such a case together with the keys that few drivers state."""
    case = _case(draw)
    accident, grade = case.accident, case.accident.injury_grade
    slight = isinstance(grade, int) and grade >= _SLIGHT
    unsaid = accident.kind in DEFAULT_FAULT and draw(_FLAGS)
    paid = amounts(minimum=1)
    return evolve(
        case,
        policy=evolve(
            case.policy, property_limit=_perhaps(draw, amounts(minimum=1, maximum=10**9))
        ),
        accident=evolve(
            accident,
            paid=_perhaps(draw, paid) if accident.day >= case.policy.start else None,
            depreciation=Won(draw(amounts()) % (accident.own_damage.low + 1)),
            extras=draw(amounts(maximum=1_000_000)),
            injury_settlement=_perhaps(draw, paid) if slight else None,
            injury_open=grade is None and draw(_FLAGS),
            fault=Rate(Decimal(DEFAULT_FAULT[accident.kind])) if unsaid else accident.fault,
            fault_stated=not unsaid,
        ),
        claims=tuple(
            evolve(claim, property_paid=None)
            if claim.injury_grade is None
            and not claim.own_injury
            and not claim.refundable
            and draw(_FLAGS)
            else claim
            for claim in case.claims
        ),
        assumptions=evolve(case.assumptions, injury_12_points=_one_of(draw, (None, None, 1, 2))),
        other_cars=tuple(_other_car(draw, case.as_of) for _ in range(_one_of(draw, range(3)))),
        client=Client(*[draw(_NAMES) for _ in fields(Client)]),
    )


def _other_car(draw: DrawFn, as_of: date) -> OtherCar:
    return OtherCar(
        start=_day(draw, as_of - timedelta(days=300), as_of),
        premium=draw(amounts(minimum=100_000, maximum=3_000_000)),
        grade=_one_of(draw, range(1, 30)) if draw(_FLAGS) else None,
        same_policy=draw(_FLAGS),
    )


@cache
def documents() -> SearchStrategy[dict[str, object]]:
    """Return the documents of such cases, as they would be read from files."""
    return cases().map(case_document)
