"""Without later accidents the later view equals the engine's comparison, to the last effect."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from later.scrapes import RULEBOOK, SCRAPE, bill, claimed, priced, scrape

from advisor.domain.days import renewal_day
from advisor.domain.money import Rate, Won
from advisor.domain.outcome import Option
from advisor.domain.policy import OtherCar, Violation
from advisor.engine.advise import advise

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.later.advice_parts import Cost

LONG = 40  # renewals; by then both paths have the same grade
LATE = date(2026, 12, 22)

CASES = {
    "the scrape": SCRAPE,
    "above the threshold": scrape({}, {"own_damage": bill(4_000_000)}),
    "a dear driver": scrape({"grade": 8}),
    "the protected grade": scrape({"grade": 29}),
    "with a record": scrape(
        {}, {}, {}, claimed(date(2024, 5, 10)), claimed(date(2026, 4, 1), 2_300_000)
    ),
    "two counts": scrape({}, {}, {"count_profile": "two-count-2017"}, claimed(date(2025, 5, 10))),
    "little fault before": scrape(
        {}, {}, {"count_profile": "two-count-2017"}, claimed(date(2026, 5, 10), 900_000, "0.3")
    ),
    "halves that wait": scrape(
        {"grade": 12},
        {},
        {"half_point_years": 3},
        claimed(date(2025, 6, 1)),
        claimed(date(2024, 6, 1)),
    ),
    "somebody hurt": scrape({}, {"injury_grade": 12}),
    "behind the cut-off": scrape({}, {"day": date(2026, 12, 20)}, as_of=LATE),
    "decided behind the cut-off": scrape({}, {}, {}, claimed(date(2024, 5, 10)), as_of=LATE),
    "before the policy": scrape({}, {"day": date(2026, 1, 20)}, as_of=date(2026, 3, 2)),
    "drove drunk": scrape(
        violations=(Violation(date(2026, 1, 5), "drunk"), Violation(date(2026, 8, 5), "drunk"))
    ),
    "insured for a year": scrape({"insured_since": date(2025, 9, 2), "grade": 11}),
    "rising premiums": scrape({}, {}, {"premium_drift": Rate(Decimal("0.003"))}),
}


def to_the_end(case: Case) -> Case:
    return evolve(case, assumptions=evolve(case.assumptions, renewals=LONG))


def costs_of(case: Case, rate: str) -> tuple[Cost, ...]:
    """Return what the options cost a driver who drives until all effects have ended."""
    looked = priced(to_the_end(case), rate)
    return looked.costs(looked.offered())


def engine_difference(case: Case, rate: float) -> float:
    """Return what a claim costs in premiums by the engine, each renewal a year after the last."""
    decision = advise(to_the_end(case), RULEBOOK)
    claim, clean = decision.outcome(Option.CLAIM).path, decision.without_accident
    assert claim[-1].grade == clean[-1].grade
    force = math.log1p(rate)
    first = (renewal_day(case.policy.start, 1) - case.as_of).days / 365
    return sum(
        (with_it.premium - without.premium) * math.exp(-force * (first + with_it.renewal - 1))
        for with_it, without in zip(claim[1:], clean[1:], strict=True)
    )


@pytest.mark.parametrize("rate", ["0.04", "0.005"])
@pytest.mark.parametrize("name", CASES)
def test_a_claim_costs_what_the_engine_says(name: str, rate: str) -> None:
    """The later cost is the engine's, to the won of a rounded price; both round premiums alike.

    If premiums rise, the engine rounds each year's anew, by up to 10 won.
    """
    case = CASES[name]
    case = evolve(case, assumptions=evolve(case.assumptions, discount_rate=Rate(Decimal(rate))))
    claim = next(one for one in costs_of(case, "0") if one.option is Option.CLAIM)
    rounding = 10.0 * LONG if case.assumptions.premium_drift else 1.0
    assert claim.later == pytest.approx(engine_difference(case, float(rate)), abs=rounding)


@pytest.mark.parametrize("name", ["the scrape", "a dear driver", "with a record"])
def test_without_interest_a_claim_costs_the_plain_sum(name: str) -> None:
    """The tiny interest that keeps totals finite changes a price by a ten-thousandth at most."""
    case = CASES[name]
    none = evolve(case, assumptions=evolve(case.assumptions, discount_rate=Rate(Decimal(0))))
    claim = next(one for one in costs_of(none, "0") if one.option is Option.CLAIM)
    assert claim.later == pytest.approx(engine_difference(none, 0.0), rel=1e-4)


def test_hardly_any_accidents_change_hardly_anything() -> None:
    none, few = (costs_of(SCRAPE, rate)[1].later for rate in ("0", "0.0001"))
    assert few == pytest.approx(none, rel=1e-3)
    assert few != none


QUOTED = {
    "the scrape": SCRAPE,
    "with a record": CASES["with a record"],
    "somebody hurt": CASES["somebody hurt"],
    "insured for a year": CASES["insured for a year"],
    "rising premiums": CASES["rising premiums"],
}


def with_quotes(case: Case, clean: int, claim: int) -> Case:
    assumptions = evolve(case.assumptions, quote_clean=Won(clean), quote_claim=Won(claim))
    return evolve(case, assumptions=assumptions)


def coming(case: Case) -> tuple[int, int]:
    """Return the premiums of the coming renewal by the rules, without the claim and with it."""
    decision = advise(case, RULEBOOK)
    clean, claim = (decision.outcome(o).path[1] for o in (Option.SELF_PAY, Option.CLAIM))
    return clean.premium, claim.premium


@pytest.mark.parametrize("name", QUOTED)
def test_a_dearer_insurer_is_dearer_in_every_year(name: str) -> None:
    """With quotes twice the rules' premiums, the later view equals the engine's paths from them."""
    case = QUOTED[name]
    case = evolve(case, assumptions=evolve(case.assumptions, discount_rate=Rate(Decimal("0.04"))))
    clean, claim = coming(case)
    quoted = with_quotes(case, 2 * clean, 2 * claim)
    later = costs_of(quoted, "0")[1].later
    assert later == pytest.approx(engine_difference(quoted, 0.04), abs=5.0 * LONG)


@pytest.mark.parametrize("more", [0, 100_000])
@pytest.mark.parametrize("name", QUOTED)
def test_what_quotes_differ_by_lasts_while_the_accident_is_counted(name: str, more: int) -> None:
    """The later view equals the engine's paths, lifted by the quotes, to the last effect."""
    case = QUOTED[name]
    case = evolve(case, assumptions=evolve(case.assumptions, discount_rate=Rate(Decimal("0.04"))))
    clean, claim = coming(case)
    quoted = with_quotes(case, clean, claim + more)
    later = costs_of(quoted, "0")[1].later
    assert later == pytest.approx(engine_difference(quoted, 0.04), abs=5.0 * LONG)


OTHER_CARS = (
    OtherCar(start=date(2026, 8, 1), premium=Won(640_000), grade=14),
    OtherCar(start=date(2026, 5, 7), premium=Won(900_000), grade=None, same_policy=True),
)


def test_other_cars_are_added_as_the_engine_has_them() -> None:
    """Other cars' costs are added to the own car's; two cars of one policy divide the points."""
    case = to_the_end(scrape({}, {}, {"discount_rate": Rate(Decimal("0.04"))}))
    case = evolve(case, other_cars=OTHER_CARS)
    decision = advise(case, RULEBOOK)
    claim = decision.outcome(Option.CLAIM)
    others = sum(line.present for line in claim.lines if line.code == "other-car")
    assert others > 0
    own = engine_difference(case, 0.04)
    assert costs_of(case, "0")[1].later == pytest.approx(own + others, abs=LONG)
