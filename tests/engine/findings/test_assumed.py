"""What the answer assumes because the case does not say it is listed with its value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import evolve
from engine.sample import SAMPLE, WHOLE, collision, decide, with_accident, with_policy, won

from advisor.domain.accident import Driver, Kind
from advisor.domain.case import Assumptions, Case
from advisor.domain.money import Won
from advisor.domain.policy import Claim, Deductible, OtherCar, OwnDamageCover

COVER = "policy.own_damage.deductible"
OPEN = Case(
    as_of=SAMPLE.as_of,
    policy=evolve(
        SAMPLE.policy,
        insurer=None,
        grade=None,
        surcharge_threshold=None,
        own_damage=OwnDamageCover(),
    ),
    accident=evolve(SAMPLE.accident, kind=Kind.ANIMAL, fault_stated=False, injury_open=True),
    claims=(
        Claim(date(2024, 5, 10), None, WHOLE, None),
        Claim(date(2025, 5, 10), Won(1), WHOLE, None),
        Claim(date(2025, 8, 10), None, WHOLE, Won(500_000), injury_grade=12),
    ),
    other_cars=(
        OtherCar(date(2026, 8, 1), Won(640_000)),
        OtherCar(date(2026, 9, 1), Won(640_000), grade=20),
    ),
    assumptions=Assumptions(),
)


def assumed(case: Case) -> dict[str, object]:
    """Return each assumed path with its value, checking that no path is listed twice."""
    found = decide(case).assumed
    assert len({one.path for one in found}) == len(found)
    return {one.path: one.value for one in found}


def test_a_case_of_which_nothing_is_stated_names_all_that_was_taken_in_its_order() -> None:
    """An unknown past payout is assumed to equal its threshold, and so not to cross it."""
    assert list(assumed(OPEN).items()) == [
        ("policy.grade", 16),
        ("policy.surcharge_threshold", 2_000_000),
        ("policy.own_damage.single_vehicle", True),
        (f"{COVER}.rate", Decimal("0.20")),
        (f"{COVER}.minimum", 200_000),
        (f"{COVER}.maximum", 500_000),
        ("claim[0].property_paid", 2_000_000),
        ("claim[2].property_paid", 500_000),
        ("other_car[0].grade", 16),
        ("accident.fault", 1),
        ("accident.injury_grade", None),
        ("assumptions.renewals", 10),
        ("assumptions.count_profile", "steps"),
        ("assumptions.grade_table", "mg-2024"),
        ("assumptions.injury_12_points", 2),
    ]


def test_a_case_that_states_all_takes_nothing() -> None:
    assert assumed(SAMPLE) == {}


def test_of_a_deductible_only_what_is_missing_is_taken() -> None:
    stated = evolve(
        OPEN.policy, own_damage=OwnDamageCover(deductible=Deductible(fixed=Won(300_000)))
    )
    assert not [path for path in assumed(evolve(OPEN, policy=stated)) if path.startswith(COVER)]
    part = OwnDamageCover(deductible=Deductible(rate=None, minimum=Won(100_000), maximum=None))
    found = assumed(evolve(OPEN, policy=evolve(OPEN.policy, own_damage=part)))
    assert {path for path in found if path.startswith(COVER)} == {
        f"{COVER}.rate",
        f"{COVER}.maximum",
    }


def test_no_cover_is_taken_only_where_one_would_have_answered() -> None:
    """A missing own-damage cover is assumed absent only if it could have paid for this loss."""
    bare = with_policy(own_damage=None)
    assert assumed(bare) == assumed(collision("0.5", bare)) == {"policy.own_damage": False}
    others = with_accident(bare, own_damage=won(0), cash_repair=None, other_property=won(500_000))
    assert assumed(others) == {}
    assert assumed(collision("0", bare)) == {}
    assert assumed(with_accident(bare, kind=Kind.WEAR)) == {}
    assert assumed(with_accident(bare, driver=Driver.DRUNK)) == {}


def test_in_the_years_before_grades_a_percentage_is_taken() -> None:
    old = evolve(
        with_policy(with_accident(day=date(2004, 4, 1)), start=date(2004, 3, 2), grade=None),
        as_of=date(2004, 4, 2),
        claims=(),
    )
    found = assumed(old)
    assert found["policy.percentage"] == 100
    assert "policy.grade" not in found
    years = decide(old).without_accident
    assert {year.count_factor for year in years} == {1}
    assert all(year.grade_factor * 100 == year.grade for year in years)
    assert "policy.percentage" not in assumed(with_policy(old, percentage=80))


def test_a_cover_that_is_stated_as_none_is_neither_assumed_nor_asked_about() -> None:
    """A cover left out may just be unstated, so it is asked about; either way it pays nothing."""
    unsaid, stated = with_policy(own_damage=None), with_policy(own_damage=None, no_own_damage=True)
    assert assumed(unsaid) == {"policy.own_damage": False}
    assert assumed(stated) == {}
    asked, known = decide(unsaid), decide(stated)
    assert asked.ask[0].code == "own-damage-cover"
    assert "own-damage-cover" not in {one.code for one in known.ask}
    assert asked.outcomes == known.outcomes
    assert asked.verdict == known.verdict


def test_a_cover_that_nobody_has_looked_up_is_taken_to_be_there_and_asked_about() -> None:
    """Without the cover the answer would be to pay, so the question about it comes first."""
    cover = SAMPLE.policy.own_damage
    assert cover is not None
    case = with_policy(own_damage=evolve(cover, unconfirmed=True))
    assert assumed(case) == {"policy.own_damage": True}
    asked, known = decide(case), decide(SAMPLE)
    assert asked.ask[0].code == "own-damage-cover"
    assert asked.outcomes == known.outcomes
    assert asked.verdict == known.verdict
    others = with_accident(case, own_damage=won(0), cash_repair=None, other_property=won(500_000))
    assert "own-damage-cover" not in {one.code for one in decide(others).ask}
