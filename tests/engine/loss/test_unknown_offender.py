from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve
from engine.sample import (
    SAMPLE,
    decide,
    rulebook,
    with_accident,
    with_bill,
    with_cover,
    with_policy,
    won,
)

from advisor.domain.accident import Kind
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Deductible
from advisor.engine.loss.points import unknown_offender_hold_years, unknown_offender_points
from advisor.engine.reading import read

PARKED = with_accident(evolve(SAMPLE, claims=()), kind=Kind.PARKED_UNKNOWN)


@pytest.mark.parametrize(
    ("start", "paid", "points", "held"),
    [
        ("2005-12-31", 5_000_000, "0", 3),
        ("2006-01-01", 300_000, "0", 1),
        ("2006-01-01", 300_001, "0", 3),
        ("2011-03-31", 500_000, "0", 3),
        ("2011-03-31", 500_001, "1", 3),
        ("2011-04-01", 300_000, "0.5", 3),
        ("2011-04-01", 2_000_000, "0.5", 3),
        ("2011-04-01", 2_000_001, "1", 3),
    ],
)
def test_the_three_regimes_by_the_first_day_of_the_policy(
    start: str, paid: int, points: str, held: int
) -> None:
    """The rules for a car hit by an unknown driver changed in 2006 and in April 2011.

    Until 2005 such a claim only freezes the discount. From 2006 there are three bands, and from
    April 2011 it counts like the driver's own accident.
    """
    day = SAMPLE.policy.start.fromisoformat(start)
    now = read(PARKED, rulebook())
    then = evolve(now, case=evolve(PARKED, policy=evolve(PARKED.policy, start=day)))
    assert unknown_offender_points(then, Won(paid)) == Decimal(points)
    assert unknown_offender_hold_years(then, Won(paid)) == held


def test_other_kinds_follow_the_common_rule() -> None:
    assert unknown_offender_points(read(SAMPLE, rulebook()), Won(900_000)) is None


def test_today_it_costs_what_a_scrape_on_a_wall_costs() -> None:
    wall = evolve(SAMPLE, claims=())
    parked, scraped = decide(PARKED).outcome(Option.CLAIM), decide(wall).outcome(Option.CLAIM)
    assert (parked.total, parked.path) == (scraped.total, scraped.path)
    assert decide(with_bill(200_000, PARKED)).recommended is Option.SELF_PAY


def test_a_small_claim_beside_an_injury_is_held_as_long_as_the_injury() -> None:
    """From 2006 up to 300,000 won held the discount for a year, but not if somebody was hurt."""
    start = SAMPLE.policy.start.fromisoformat("2010-03-02")
    hurt = with_accident(PARKED, day=start, own_injury=True, own_damage=won(250_000))
    small = with_policy(
        with_cover(hurt, deductible=Deductible(fixed=Won(0))),
        start=start,
        surcharge_threshold=None,
    )
    decision = decide(evolve(small, as_of=start))
    claim, paid = (decision.outcome(one) for one in (Option.CLAIM, Option.SELF_PAY))
    assert claim.tested == 250_000
    assert [year.grade for year in claim.path] == [year.grade for year in paid.path]
