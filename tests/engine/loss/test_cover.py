from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from engine.sample import collision, decide, rate, with_accident, with_cover, with_policy, won

from advisor.domain.accident import Driver, Kind
from advisor.domain.decision import Verdict
from advisor.domain.outcome import Option

if TYPE_CHECKING:
    from advisor.domain.case import Case

WITH_ANOTHER_CAR = {Kind.COLLISION, Kind.THEFT}
NEVER = {Kind.BREAKDOWN, Kind.WEAR, Kind.INTENTIONAL}
SINGLE = set(Kind) - WITH_ANOTHER_CAR - NEVER
LIABLE_DRIVERS = {Driver.INSURED, Driver.IN_SCOPE, Driver.DESIGNATED_UNINSURED}


def of_kind(kind: Kind) -> Case:
    return with_accident(kind=kind, fault=rate("1"))


def claim_reasons(case: Case) -> tuple[str, ...]:
    claim = decide(case).outcome(Option.CLAIM)
    return () if claim.available else claim.reasons


@pytest.mark.parametrize("kind", sorted(SINGLE))
def test_damage_without_another_known_car_needs_the_single_vehicle_cover(kind: Kind) -> None:
    """The kinds are wall, animal, stone, flood, storm, fire, rollover and an unknown other car."""
    assert claim_reasons(of_kind(kind)) == ()
    excluded = with_cover(of_kind(kind), single_vehicle=False)
    assert claim_reasons(excluded) == ("single-vehicle-excluded",)
    assert decide(excluded).verdict is Verdict.NOT_COVERED


@pytest.mark.parametrize("kind", sorted(WITH_ANOTHER_CAR))
def test_collision_and_theft_do_not_need_it(kind: Kind) -> None:
    assert claim_reasons(with_cover(of_kind(kind), single_vehicle=False)) == ()


@pytest.mark.parametrize("kind", sorted(NEVER))
def test_breakdown_wear_and_intent_are_never_covered(kind: Kind) -> None:
    assert claim_reasons(of_kind(kind)) == ("kind-not-covered",)
    assert decide(of_kind(kind)).verdict is Verdict.NOT_COVERED


def test_another_s_damage_by_a_breakdown_is_answered_but_not_intent() -> None:
    """The words "never covered" are read of the own-damage cover only, so liability still pays.

    Of two readings the one that serves the driver is taken, except for intent, which no cover pays.
    """
    broken = with_accident(of_kind(Kind.BREAKDOWN), other_property=won(500_000))
    assert decide(broken).payout.other_property == 500_000
    meant = with_accident(broken, kind=Kind.INTENTIONAL)
    assert claim_reasons(meant) == ("kind-not-covered",)


@pytest.mark.parametrize("kind", sorted(set(Kind) - NEVER))
def test_without_own_damage_cover_the_own_car_is_never_paid(kind: Kind) -> None:
    bare = with_policy(of_kind(kind), own_damage=None)
    assert claim_reasons(bare) == ("no-own-damage-cover",)
    theirs = with_accident(bare, other_property=won(500_000))
    payout = decide(theirs).payout
    assert (payout.own_damage, payout.other_property) == (0, 500_000)


@pytest.mark.parametrize("driver", sorted(LIABLE_DRIVERS))
def test_these_drivers_can_claim(driver: Driver) -> None:
    decision = decide(collision("1", driver=driver, other_property=won(500_000)))
    assert decision.payout.own_damage
    assert decision.payout.other_property


@pytest.mark.parametrize("driver", [Driver.OUT_OF_SCOPE, Driver.UNLICENSED, Driver.DRUNK])
def test_for_these_drivers_nothing_is_covered(driver: Driver) -> None:
    """The insurer pays the other party but takes it back, so that part counts as uncovered."""
    decision = decide(collision("1", driver=driver, other_property=won(500_000)))
    assert decision.outcome(Option.CLAIM).reasons == ("driver-not-covered",)
    assert decision.verdict is Verdict.NOT_COVERED


def test_an_insured_designated_driver_pays_and_leaves_no_record() -> None:
    case = collision("1", driver=Driver.DESIGNATED, other_property=won(500_000), injury_grade=12)
    decision = decide(case)
    assert decision.outcome(Option.CLAIM).reasons == ("designated-driver-pays",)
    assert decision.verdict is Verdict.NOT_COVERED
    self_pay = decision.outcome(Option.SELF_PAY)
    assert self_pay.score == 0
    assert [year.accidents_3y for year in self_pay.path[:4]] == [0, 0, 0, 0]


def test_an_uninsured_designated_driver_owes_recourse() -> None:
    claim = decide(collision("1", driver=Driver.DESIGNATED_UNINSURED)).outcome(Option.CLAIM)
    assert claim.available
    assert "recourse-due" in claim.reasons


def test_all_hindrances_are_named_in_their_fixed_order() -> None:
    drunk = with_accident(of_kind(Kind.WEAR), driver=Driver.DRUNK)
    assert claim_reasons(with_policy(drunk, own_damage=None)) == (
        "kind-not-covered",
        "driver-not-covered",
        "no-own-damage-cover",
    )
