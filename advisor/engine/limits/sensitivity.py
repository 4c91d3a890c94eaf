"""Which input would flip the answer, and at what value."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from attrs import evolve

from advisor.domain.accident import Estimate, Kind
from advisor.domain.case import Case
from advisor.domain.findings import Fact, Sensitivity
from advisor.domain.money import Rate, Won, share
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.engine.options.choices import choices
from advisor.engine.options.paths import Paths
from advisor.engine.options.ranking import rank
from advisor.engine.options.settlement import Settlement
from advisor.engine.reading import read

_FIFTH = Decimal("0.2")
_WIDEST = 10
_GRADES = 3
_RATE_STEP = Decimal("0.001")


@frozen
class _Input:
    """One number of a case: how to set it, its value and how far it is moved.

    Values are whole steps; `case_at` sets a step in the case, and `shown` converts it to the case's
    own unit.
    """

    path: str
    value: int
    low: int
    high: int
    least: int
    most: int
    case_at: Callable[[int], Case]
    shown: Callable[[int], Fact]


def sensitivities(case: Case, rulebook: Rulebook) -> tuple[Sensitivity, ...]:
    """Return how each input, moved alone, changes the lead; the largest change comes first.

    The lead is how much cheaper claiming is than self-pay over the headline's renewals.
    """
    found = [_sensitivity(moved, rulebook) for moved in _inputs(case, rulebook)]
    return tuple(sorted(found, key=lambda entry: -entry.swing))


def lead(case: Case, rulebook: Rulebook) -> Won:
    """Return how much cheaper claiming is than self-pay, in won; negative if it is dearer."""
    reading = read(case, rulebook)
    ranking = rank(Paths.of(reading, reading.renewals), choices(Settlement.of(reading)))
    return ranking.margin if ranking.recommended.is_claim else Won(-ranking.margin)


def _sensitivity(moved: _Input, rulebook: Rulebook) -> Sensitivity:
    flips = _flip(moved, lambda step: lead(moved.case_at(step), rulebook) > 0)
    return Sensitivity(
        path=moved.path,
        value=moved.shown(moved.value),
        low=moved.shown(moved.low),
        high=moved.shown(moved.high),
        lead_at_low=lead(moved.case_at(moved.low), rulebook),
        lead_at_high=lead(moved.case_at(moved.high), rulebook),
        flips_at=None if flips is None else moved.shown(flips),
    )


def _flip(moved: _Input, claims: Callable[[int], bool]) -> int | None:
    """Return the nearest step where the answer flips, None if it flips at neither bound."""
    here = claims(moved.value)
    found = [
        _first_other(claims, moved.value, bound)
        for bound in (moved.least, moved.most)
        if claims(bound) is not here
    ]
    return min(found, key=lambda step: abs(step - moved.value), default=None)


def _first_other(claims: Callable[[int], bool], here: int, bound: int) -> int:
    side = claims(here)
    while abs(bound - here) > 1:
        middle = (here + bound) // 2
        if claims(middle) is side:
            here = middle
        else:
            bound = middle
    return bound


def _inputs(case: Case, rulebook: Rulebook) -> Iterator[_Input]:
    yield from _amounts(case)
    yield from _places(case, rulebook)
    yield from _rates(case)


def _amounts(case: Case) -> Iterator[_Input]:
    """Yield what was paid, or the bills if nothing is paid yet, and the premium."""
    accident = case.accident
    if accident.paid:
        yield _amount(
            "accident.paid",
            accident.paid,
            lambda won: evolve(case, accident=evolve(accident, paid=won)),
        )
    else:
        yield from _bills(case)
    yield _amount(
        "policy.premium",
        case.policy.premium,
        lambda won: evolve(case, policy=evolve(case.policy, premium=won)),
    )


def _bills(case: Case) -> Iterator[_Input]:
    accident = case.accident
    bill = accident.own_damage.likely
    if bill:
        yield _amount("accident.own_damage", bill, lambda won: _with_bill(case, won))
    if accident.cash_repair:
        yield _amount(
            "accident.cash_repair",
            accident.cash_repair,
            lambda won: evolve(case, accident=evolve(accident, cash_repair=won)),
        )
    other = accident.other_property.likely
    if other:
        yield _amount(
            "accident.other_property",
            other,
            lambda won: evolve(
                case, accident=evolve(accident, other_property=Estimate.exactly(won))
            ),
        )


def _with_bill(case: Case, bill: Won) -> Case:
    """Return the case with another repair bill; a cash price scales with it, rounded down."""
    accident = case.accident
    cash, likely = accident.cash_repair, accident.own_damage.likely
    if cash is not None:
        cash = Won(cash * bill // likely)
    return evolve(
        case, accident=evolve(accident, own_damage=Estimate.exactly(bill), cash_repair=cash)
    )


def _amount(path: str, here: Won, put: Callable[[Won], Case]) -> _Input:
    fifth = share(here, _FIFTH)
    return _Input(
        path=path,
        value=here,
        low=here - fifth,
        high=here + fifth,
        least=1,
        most=here * _WIDEST,
        case_at=lambda step: put(Won(step)),
        shown=lambda step: step,
    )


def _places(case: Case, rulebook: Rulebook) -> Iterator[_Input]:
    """Yield the grade, if it is stated, and the number of renewals counted."""
    moves = rulebook.grade_moves.find(case.policy.start)
    grade = case.policy.grade
    if grade is not None and moves is not None:
        lowest, highest = moves.terms.lowest, moves.terms.highest
        yield _Input(
            path="policy.grade",
            value=grade,
            low=max(grade - _GRADES, lowest),
            high=min(grade + _GRADES, highest),
            least=lowest,
            most=highest,
            case_at=lambda step: evolve(case, policy=evolve(case.policy, grade=step)),
            shown=lambda step: step,
        )
    reading = read(case, rulebook)
    yield _Input(
        path="assumptions.renewals",
        value=reading.renewals,
        low=1,
        high=reading.horizon,
        least=1,
        most=reading.horizon,
        case_at=lambda step: evolve(case, assumptions=evolve(case.assumptions, renewals=step)),
        shown=lambda step: step,
    )


def _rates(case: Case) -> Iterator[_Input]:
    accident, assumptions = case.accident, case.assumptions
    if accident.kind is Kind.COLLISION:
        yield _rate(
            "accident.fault",
            accident.fault,
            (0, 1000),
            lambda rate: evolve(case, accident=evolve(accident, fault=rate)),
        )
    yield _rate(
        "assumptions.premium_drift",
        assumptions.premium_drift,
        (-100, 200),
        lambda rate: evolve(case, assumptions=evolve(assumptions, premium_drift=rate)),
    )


def _rate(path: str, here: Rate, bounds: tuple[int, int], put: Callable[[Rate], Case]) -> _Input:
    least, most = bounds
    step_here = int(here / _RATE_STEP)
    reach = (most - least) // 6
    return _Input(
        path=path,
        value=step_here,
        low=max(step_here - reach, least),
        high=min(step_here + reach, most),
        least=min(least, step_here),
        most=max(most, step_here),
        case_at=lambda step: put(Rate(step * _RATE_STEP)),
        shown=lambda step: step * _RATE_STEP,
    )
