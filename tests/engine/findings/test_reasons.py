from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.sample import (
    SAMPLE,
    assuming,
    collision,
    decide,
    rate,
    with_accident,
    with_bill,
    with_cover,
    with_policy,
    won,
)
from engine.strategies import cases
from hypothesis import given, settings

from advisor.domain.accident import Accident, Driver, HighValue, Kind
from advisor.domain.case import Case
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim, Deductible, OwnDamageCover, Policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.domain.findings import Fact

CLEAN = evolve(SAMPLE, claims=())


def reasons(case: Case) -> dict[str, Mapping[str, Fact]]:
    return {reason.code: reason.facts for reason in decide(case).reasons}


@given(cases())
@settings(max_examples=25)
def test_each_reason_names_what_it_rests_on(case: Case) -> None:
    """Every reason names a rule version or a key of the case as its basis."""
    assert all(reason.basis for reason in decide(case).reasons)


def test_the_threshold_is_explained_either_way() -> None:
    below = {"tested": 1_440_000, "threshold": 2_000_000}
    assert reasons(SAMPLE)["threshold-not-crossed"] == below
    assert reasons(with_bill(3_000_000))["threshold-crossed"]["tested"] == 2_500_000


def test_what_hinders_a_claim_is_a_reason() -> None:
    assert "kind-not-covered" in reasons(with_accident(kind=Kind.WEAR))
    assert "single-vehicle-excluded" in reasons(with_cover(single_vehicle=False))
    assert "driver-not-covered" in reasons(with_accident(driver=Driver.DRUNK))
    assert "no-own-damage-cover" in reasons(with_policy(own_damage=None))


@pytest.mark.parametrize(("percentage", "held"), [(40, False), (60, True)])
def test_nothing_is_held_that_would_not_have_moved(percentage: int, *, held: bool) -> None:
    """40 % was the lowest percentage of 2003, so it cannot fall and is not said to be held."""
    policy = Policy(
        start=date(2003, 3, 2),
        premium=Won(700_000),
        percentage=percentage,
        own_damage=OwnDamageCover(deductible=Deductible(fixed=Won(50_000))),
    )
    parked = Accident(date(2003, 5, 20), Kind.PARKED_UNKNOWN, won(900_000))
    found = reasons(Case(date(2003, 6, 1), policy, parked))
    assert ("percentage-held" in found) is held


def test_the_freeze_and_its_length_are_said() -> None:
    assert reasons(CLEAN)["grade-held"] == {"grade": 16, "years": 3}


def test_a_fall_is_said_with_its_points() -> None:
    facts = reasons(with_bill(3_000_000, CLEAN))["grade-falls"]
    assert (facts["from"], facts["to"], facts["points"]) == (16, 15, 1)


def test_a_fall_that_comes_anyway_is_no_reason() -> None:
    """Two earlier claims cost a grade by themselves; half a point more costs no further grade."""
    earlier = tuple(Claim(date(2026, month, 5), Won(500_000)) for month in (4, 6))
    assert decide(evolve(SAMPLE, claims=earlier)).without_accident[1].grade == 15
    assert "grade-falls" not in reasons(evolve(SAMPLE, claims=earlier))
    assert reasons(evolve(with_bill(3_000_000), claims=earlier))["grade-falls"]["to"] == 14


def test_the_protected_grade_is_said() -> None:
    assert reasons(with_policy(CLEAN, grade=29))["grade-protected"] == {"grade": 29}


def test_the_count_factor_is_said_where_it_first_differs() -> None:
    facts = reasons(CLEAN)["count-factor"]
    assert (facts["before"], facts["after"], facts["renewal"]) == (0, 1, 1)
    assert (str(facts["factor_before"]), str(facts["factor_after"])) == ("1.00", "1.12")


def test_little_fault_is_said_where_it_spares_the_points() -> None:
    assert "low-fault-left-out" in reasons(collision("0.3", other_property=won(3_000_000)))
    assert "low-fault-left-out" not in reasons(collision("0.5", other_property=won(3_000_000)))


def test_without_own_fault_nothing_is_counted_though_the_discount_is_held() -> None:
    held = assuming(collision("0", other_property=won(3_000_000)), no_fault_hold=True)
    flood = assuming(with_accident(kind=Kind.FLOOD, fault=rate("0")), no_fault_hold=True)
    for case in held, flood:
        codes = reasons(case).keys()
        assert "no-record" in codes
        assert not codes & {"low-fault-left-out", "threshold-not-crossed", "threshold-crossed"}
    assert "grade-held" in reasons(evolve(flood, claims=()))


def test_equal_bounds_of_the_deductible_are_a_fixed_sum() -> None:
    bounds = Deductible(rate("0.2"), Won(300_000), Won(300_000))
    assert reasons(with_cover(with_bill(3_000_000), deductible=bounds))["deductible-fixed"] == {
        "deductible": 300_000
    }


def test_shared_fault_says_who_pays_which_part_of_the_own_car() -> None:
    facts = reasons(collision("0.7", own_damage=won(3_000_000)))["shared-fault"]
    assert (facts["own_share"], facts["from_other_side"]) == (2_100_000, 900_000)


def test_a_late_accident_says_which_renewal_feels_it_first() -> None:
    late = with_accident(evolve(CLEAN, as_of=date(2026, 12, 5)), day=date(2026, 12, 2))
    assert reasons(late)["late-accident"] == {"renewal": 2, "day": date(2028, 3, 2)}


def test_a_total_loss_is_said_with_the_sum_insured() -> None:
    case = with_cover(with_bill(5_000_000), sum_insured=Won(4_000_000))
    assert reasons(case)["total-loss"] == {"sum_insured": 4_000_000}


def test_a_part_paid_in_cash_within_a_claim_is_said() -> None:
    case = with_policy(collision("1", other_property=won(500_000)), own_damage=None)
    assert reasons(case)["part-in-cash"] == {"part": "own"}


def test_a_cover_that_pays_nothing_for_the_deductible_is_not_said_to_lack() -> None:
    case = collision("0.5", own_damage=won(190_000), other_property=won(300_000))
    assert "part-in-cash" not in reasons(case)
    assert reasons(case)["deductible-all"] == {"loss": 95_000}
    decision = decide(case)
    (own_car,) = [one for one in decision.payers if one.part == "own-car"]
    assert (own_car.payer, own_car.record) == ("myself", "none")
    assert [one.code for one in decision.ways] == ["cross-processing"], "nothing is to be recovered"


def test_what_a_high_value_car_does_to_the_points_is_a_reason() -> None:
    """The driver's own dear car adds points; the other party's dear car replaces the points."""
    mine = collision(
        "0.6", own_damage=won(10_000_000), other_property=won(600_000), high_value=HighValue.MINE
    )
    theirs = collision(
        "0.4", own_damage=won(300_000), other_property=won(6_000_000), high_value=HighValue.THEIRS
    )
    assert reasons(mine)["high-value-extra"] == {"points": 1}
    assert reasons(theirs)["high-value-instead"] == {"points": Decimal("0.5")}
    assert "high-value-extra" not in reasons(theirs)
    assert "high-value-instead" not in reasons(mine)


def test_a_grade_is_not_held_that_an_earlier_claim_holds_already() -> None:
    """At 40 % fault this accident adds no points, but still counts with one of the same weeks."""
    left_out = collision("0.4", own_damage=won(9_000_000), cash_repair=None)
    earlier = evolve(left_out, claims=(Claim(date(2026, 11, 1), Won(900_000)),))
    assert "grade-held" in reasons(left_out)
    assert "grade-held" not in reasons(earlier)
    decision = decide(earlier)
    claimed, clean = decision.outcome(Option.CLAIM).path[1], decision.without_accident[1]
    assert claimed.points == clean.points == Decimal("0.5")
    assert (claimed.accidents_3y, clean.accidents_3y) == (2, 1)


def test_a_high_value_car_that_changes_nothing_is_not_passed_over() -> None:
    """A driver who states a dear car is told why the points are nevertheless the usual ones."""
    dear = collision("0.4", other_property=won(1_500_000), high_value=HighValue.THEIRS)
    assert reasons(dear)["high-value-neither"] == {"times": 3, "above": 2_000_000}
    assert "high-value-neither" not in reasons(with_accident(dear, high_value=None))
    assert "high-value-neither" not in reasons(with_accident(dear, paid=Won(900_000)))
