"""Each change of a rule since 2001, one after the other, on both sides of its day.

A test shows the change in a decision if it can; a rule outside every decision is looked up.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from attrs import evolve
from rules.asked import RULEBOOK, bill, case, claimed, decided, rate, renewals

from advisor.domain.accident import HighValue, Kind
from advisor.domain.case import Case
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import ClaimStatus, OwnDamageCover
from advisor.engine.advise import advise
from advisor.intake.case.case_file import read_case
from advisor.intake.case.records import case_document
from advisor.later.later_advice import later_advice

TODAY = date(2026, 3, 2)
UNSTATED_PLAN = OwnDamageCover(single_vehicle=True)


def claim_points(asked: Case) -> Decimal | None:
    return decided(asked).outcome(Option.CLAIM).score


@pytest.mark.parametrize(
    ("start", "amount", "is_allowed"),
    [
        (date(2009, 12, 31), 500_000, True),
        (date(2009, 12, 31), 2_000_000, False),
        (date(2010, 1, 1), 500_000, True),
        (date(2010, 1, 1), 2_000_000, True),
        (date(2010, 1, 1), 300_000, False),
    ],
)
def test_threshold_set(start: date, amount: int, *, is_allowed: bool) -> None:
    asked = case(start, policy={"surcharge_threshold": Won(amount), "grade": 16})
    found = read_case(case_document(asked), RULEBOOK, asked.as_of)
    assert isinstance(found, Case) is is_allowed


@pytest.mark.parametrize(
    ("start", "threshold"), [(date(2009, 12, 31), 500_000), (date(2010, 1, 1), 2_000_000)]
)
def test_threshold_where_none_is_stated(start: date, threshold: int) -> None:
    assert decided(case(start)).threshold.amount == threshold


@pytest.mark.parametrize(
    ("start", "repair", "deductible"),
    [
        (date(2001, 1, 1), 1_500_000, 50_000),
        (date(2011, 2, 14), 1_500_000, 50_000),
        (date(2011, 2, 15), 1_500_000, 300_000),
        (date(2011, 2, 15), 500_000, 200_000),
        (date(2011, 2, 15), 9_000_000, 500_000),
    ],
)
def test_deductible_mode(start: date, repair: int, deductible: int) -> None:
    asked = case(start, {"own_damage": bill(repair)}, {"own_damage": UNSTATED_PLAN})
    assert decided(asked).payout.deductible == deductible


@pytest.mark.parametrize(
    ("payout", "is_included", "is_crossed"),
    [(1_999_999, True, False), (2_000_000, False, False), (2_000_000, True, True),
     (2_000_001, False, True)],
)  # fmt: skip
def test_boundary(payout: int, *, is_included: bool, is_crossed: bool) -> None:
    asked = case(
        TODAY,
        {"own_damage": bill(payout + 200_000)},
        assumptions={"threshold_included": is_included},
    )
    assert decided(asked).threshold.crossed is is_crossed
    assert claim_points(asked) == (Decimal(1) if is_crossed else Decimal("0.5"))


@pytest.mark.parametrize(("is_gross", "tested"), [(False, 1_900_000), (True, 2_100_000)])
def test_threshold_base(tested: int, *, is_gross: bool) -> None:
    asked = case(
        TODAY,
        {"own_damage": bill(2_100_000)},
        assumptions={"threshold_on_gross_loss": is_gross},
    )
    test = decided(asked).threshold
    assert (test.tested, test.crossed) == (tested, is_gross)


@pytest.mark.parametrize(
    ("start", "day", "is_left_out"),
    [
        (date(2016, 12, 10), date(2017, 8, 31), False),
        (date(2016, 12, 10), date(2017, 9, 1), True),
        (date(2016, 12, 1), date(2017, 8, 31), False),
    ],
)
def test_fault_under_a_half(start: date, day: date, *, is_left_out: bool) -> None:
    """An accident at 40 % fault is left out of all but the three-year count.

    The rule holds for accidents from 2017-09-01 in renewals from 2017-12-01.
    """
    asked = case(
        start,
        {"kind": Kind.COLLISION, "fault": rate("0.4"), "own_damage": bill(9_000_000), "day": day},
        {"grade": 16},
    )
    year = renewals(asked)[1]
    assert (year.points == 0) is is_left_out
    assert year.accidents_1y == (0 if is_left_out else 1)
    assert year.accidents_3y == 1
    assert year.grade == (16 if is_left_out else 15)


def test_fault_under_a_half_in_a_renewal_before_december_2017() -> None:
    """A September accident cannot count in a November renewal, because its window is closed."""
    terms = RULEBOOK.low_fault.on(date(2017, 9, 1)).terms
    assert terms.renewals_from == date(2017, 12, 1)
    asked = case(
        date(2016, 11, 30),
        {"kind": Kind.COLLISION, "fault": rate("0.4"), "day": date(2017, 9, 1)},
        {"grade": 16},
    )
    path = renewals(asked)
    assert (path[1].accidents_3y, path[2].accidents_3y) == (0, 1)
    assert path[2].points == 0


def test_fault_of_exactly_a_half_counts() -> None:
    half = case(TODAY, {"kind": Kind.COLLISION, "fault": rate("0.5")}, {"grade": 16})
    assert renewals(half)[1].accidents_1y == 1


@pytest.mark.parametrize(("start", "score"), [(date(2023, 5, 31), "1"), (date(2023, 6, 1), "0.5")])
def test_expensive_and_cheap_car(start: date, score: str) -> None:
    """From 2023-07-01 the cheap car gets 0.5 points; accidents are 30 days after the start."""
    asked = case(
        start,
        {
            "kind": Kind.COLLISION,
            "fault": rate("0.3"),
            "own_damage": bill(1_000_000),
            "other_property": bill(20_000_000),
            "high_value": HighValue.THEIRS,
        },
    )
    assert asked.accident.day == start + timedelta(days=30)
    assert claim_points(asked) == Decimal(score)


def test_the_expensive_car_gets_a_separate_point() -> None:
    hit = {
        "kind": Kind.COLLISION,
        "fault": rate("0.7"),
        "own_damage": bill(40_000_000),
        "other_property": bill(1_000_000),
        "high_value": HighValue.MINE,
    }
    assert claim_points(case(date(2023, 5, 31), hit)) == 1
    assert claim_points(case(date(2023, 6, 1), hit)) == 2


@pytest.mark.parametrize(
    ("start", "highest"),
    [(date(2006, 1, 1), 21), (date(2009, 12, 31), 21)]
    + [(date(2000 + n, 1, 1), 12 + n) for n in range(10, 18)]
    + [(date(2000 + n, 12, 31), 12 + n) for n in range(10, 18)]
    + [(TODAY, 29)],
)
def test_grade_ladder(start: date, highest: int) -> None:
    """There are 21 grades until 2009, then one more each year up to 29 in 2017."""
    terms = RULEBOOK.grade_moves.on(start).terms
    assert (terms.lowest, terms.highest, terms.protected) == (1, highest, highest)
    top = case(start, policy={"grade": highest})
    assert isinstance(read_case(case_document(top), RULEBOOK, top.as_of), Case)
    above = case(start, policy={"grade": highest + 1})
    found = read_case(case_document(above), RULEBOOK, above.as_of)
    assert not isinstance(found, Case)
    code = "grade-above-highest" if highest < 29 else "grade-out-of-range"
    assert [(one.path, one.code, one.value) for one in found] == [
        ("policy.grade", code, highest + 1)
    ]


@pytest.mark.parametrize(
    ("start", "before", "after"),
    [
        (date(2006, 1, 1), 20, 11),
        (date(2024, 7, 31), 22, 11),
        (date(2024, 7, 31), 3, 11),
        (date(2024, 8, 1), 29, 26),
        (date(2024, 8, 1), 22, 19),
        (date(2024, 8, 1), 15, 12),
        (date(2024, 8, 1), 14, 11),
        (date(2024, 8, 1), 12, 11),
        (date(2024, 8, 1), 10, 10),
        (date(2024, 8, 1), 9, 9),
        (date(2024, 8, 1), 8, 8),
        (date(2024, 8, 1), 1, 8),
    ],
)
def test_re_entry(start: date, before: int, after: int) -> None:
    """Who comes back after three years starts at grade 11, since August 2024 near the old grade."""
    assert RULEBOOK.re_entry.on(start).terms.gap_years == 3
    assert renewals(case(start, policy={"grade_before_gap": before}))[0].grade == after


@pytest.mark.parametrize(
    ("day", "age", "lost"),
    [
        (date(2001, 7, 31), 200, None),
        (date(2001, 8, 1), 200, 200_000),
        (date(2006, 3, 31), 200, 200_000),
        (date(2006, 3, 31), 400, None),
        (date(2006, 4, 1), 200, 300_000),
        (date(2006, 4, 1), 400, 200_000),
        (date(2006, 4, 1), 1200, None),
        (date(2024, 2, 22), 200, 400_000),
        (date(2024, 2, 22), 400, 300_000),
        (date(2024, 2, 22), 1200, 200_000),
        (date(2024, 2, 22), 2000, None),
    ],
)
def test_market_value_loss(day: date, age: int, lost: int | None) -> None:
    """The repair costs 4,000,000 won, the car is worth 10,000,000, fault is a half; age in days."""
    asked = case(
        day - timedelta(days=30),
        {
            "kind": Kind.COLLISION,
            "fault": rate("0.5"),
            "own_damage": bill(4_000_000),
            "car_value": Won(10_000_000),
            "car_registered": day - timedelta(days=age),
        },
    )
    owed = {one.code: one.amount for one in decided(asked).owed}
    assert owed.get("market-value-loss") == lost


@pytest.mark.parametrize(
    ("day", "covers", "young"),
    [
        (date(2018, 2, 1), (True, False), None),
        (date(2025, 8, 15), (True, False), None),
        (date(2025, 8, 16), (True, True), 5),
    ],
)
def test_certified_parts(day: date, covers: tuple[bool, bool], young: int | None) -> None:
    """A quarter of the price is paid back; since 2025 a young car still gets the maker's parts."""
    terms = RULEBOOK.certified_parts.on(day).terms
    assert (terms.own_damage, terms.other_property) == covers
    assert (terms.paid_back, terms.makers_parts_under_years) == (Decimal("0.25"), young)
    assert RULEBOOK.certified_parts.find(date(2018, 1, 31)) is None


@pytest.mark.parametrize(
    ("as_of", "codes"),
    [
        (date(2026, 1, 28), ["cross-processing", "own-cover-first"]),
        (date(2026, 1, 29), ["cross-processing", "own-cover-first", "own-cover-first-ruling"]),
    ],
)
def test_deductible_from_the_other_side(as_of: date, codes: list[str]) -> None:
    """The contested ruling is shown in addition to the waiver in the wording, not instead of it."""
    crash = {"kind": Kind.COLLISION, "fault": rate("0.7"), "own_damage": bill(3_000_000)}
    plan = {"own_damage": UNSTATED_PLAN}
    asked = evolve(case(date(2025, 12, 1), crash, plan), as_of=as_of)
    ways = decided(asked).ways
    assert [way.code for way in ways] == codes
    borne = {way.code: way.borne for way in ways}
    assert (borne["cross-processing"], borne["own-cover-first"]) == (420_000, 420_000)
    assert borne.get("own-cover-first-ruling", 350_000) == 350_000
    assert [way.contested for way in ways] == [False, False, True][: len(ways)]


@pytest.mark.parametrize(
    ("profile", "factors"),
    [
        ("steps", ["1.00", "1.12", "1.12", "1.12"]),
        ("two-count-2017", ["0.89", "1.07", "0.98", "0.98"]),
    ],
)
def test_relativities_of_the_count_factor(profile: str, factors: list[str]) -> None:
    asked = case(TODAY, policy={"grade": 16}, assumptions={"count_profile": profile})
    assert [str(year.count_factor) for year in renewals(asked)[:4]] == factors


def test_market_drift_is_the_same_on_every_path() -> None:
    terms = RULEBOOK.market_drift.on(date(2026, 2, 1)).terms
    assert (terms.lowest, terms.highest) == (Decimal("0.013"), Decimal("0.014"))
    assert RULEBOOK.market_drift.find(date(2026, 1, 31)) is None
    known = {"grade": 29}
    still = renewals(case(TODAY, policy=known), "self-pay")
    rising = renewals(
        case(TODAY, policy=known, assumptions={"premium_drift": rate("0.01")}), "self-pay"
    )
    assert [year.premium for year in still] == [1_000_000] * 21
    assert [year.premium for year in rising[:3]] == [1_000_000, 1_010_000, 1_020_100]


@pytest.mark.parametrize(
    ("start", "hold", "place", "after"),
    [
        (date(2005, 11, 1), None, {"percentage": 100}, [100, 100, 90]),
        (date(2005, 11, 1), False, {"percentage": 100}, [100, 90, 80]),
        (TODAY, None, {"grade": 16}, [16, 17, 18]),
        (TODAY, True, {"grade": 16}, [16, 16, 17]),
    ],
)
def test_no_fault_hold(
    start: date, *, hold: bool | None, place: dict[str, int], after: list[int]
) -> None:
    """Without fault the rate is held for one renewal by the rule of 2001, today only if assumed."""
    asked = case(
        start,
        {"kind": Kind.FLOOD, "fault": rate("0")},
        place,
        assumptions={"no_fault_hold": hold},
    )
    path = renewals(asked)
    assert [year.grade for year in path[:3]] == after
    assert all(year.accidents_3y == 0 for year in path)


@pytest.mark.parametrize(
    ("years", "earlier", "grades"),
    [
        (1, date(2025, 6, 1), [16, 16, 16]),
        (3, date(2025, 6, 1), [16, 15, 15]),
        (3, date(2023, 12, 2), [16, 15, 15]),
        (3, date(2023, 12, 1), [16, 16, 16]),
    ],
)
def test_half_point_carry(years: int, earlier: date, grades: list[int]) -> None:
    """A half point of an earlier year is added only by the other reading, for `years` years."""
    asked = case(
        TODAY,
        policy={"grade": 16},
        claims=(claimed(earlier),),
        assumptions={"half_point_years": years},
    )
    assert [year.grade for year in renewals(asked)[:3]] == grades


@pytest.mark.parametrize(
    ("stated", "counted", "longest"), [(None, 10, 20), (5, 5, 20), (25, 25, 25)]
)
def test_horizon(stated: int | None, counted: int, longest: int) -> None:
    """If the case states no number of renewals, ten count; the horizon shows at least twenty."""
    asked = case(TODAY, policy={"grade": 16}, assumptions={"renewals": stated})
    decision = decided(asked)
    assert decision.renewals == counted
    assert (decision.horizon[0].first, decision.horizon[-1].last) == (1, longest)
    assert len(decision.without_accident) == longest + 1


REFUND = RULEBOOK.refund.newest
TEN_DAYS = evolve(REFUND, terms=evolve(REFUND.terms, injury_allowed=True, days_before_renewal=10))
EARLIER = evolve(RULEBOOK, refund=evolve(RULEBOOK.refund, versions=(TEN_DAYS,)))
"""Rules that take a payout back even after an injury, and close ten days before the renewal."""


def test_a_refund_goes_by_its_rule() -> None:
    asked = case(TODAY, {"own_injury": True})
    assert not decided(asked).outcome(Option.CLAIM_REFUND).available
    found = advise(asked, EARLIER)
    assert found.outcome(Option.CLAIM_REFUND).available
    assert found.refund_by == date(2027, 2, 20)
    later = later_advice(found, EARLIER)
    assert later.kept_open is not None
    assert later.kept_open.by == date(2027, 2, 20)


@pytest.mark.parametrize(
    ("as_of", "is_open"), [(date(2027, 2, 20), True), (date(2027, 2, 21), False)]
)
def test_after_the_last_day_for_a_refund_there_is_none(as_of: date, *, is_open: bool) -> None:
    """After the last day neither this claim nor an earlier one can be paid back or asked about."""
    earlier = evolve(claimed(date(2026, 4, 1)), status=ClaimStatus.REFUNDABLE)
    found = advise(evolve(case(TODAY, claims=(earlier,)), as_of=as_of), EARLIER)
    assert found.outcome(Option.CLAIM_REFUND).available is is_open
    assert (found.refund_by is not None) is is_open
    assert any(one.refund for one in found.refund_plan) is is_open
    assert any(one.code == "refund-allowed" for one in found.ask) is is_open
    later = later_advice(found, EARLIER)
    assert (later.kept_open is not None) is is_open


@pytest.mark.parametrize(
    ("kind", "is_disputed"), [(Kind.ANIMAL, True), (Kind.FIRE, True), (Kind.OBJECT, False)]
)
def test_disputed_fault_goes_by_its_rule(kind: Kind, *, is_disputed: bool) -> None:
    asked = case(TODAY, {"kind": kind, "fault_stated": False})
    without = evolve(RULEBOOK, others={})
    disputed = {entry.assumption for entry in decided(asked).range}
    assert ("accident.fault" in disputed) is is_disputed
    assert "accident.fault" not in {entry.assumption for entry in advise(asked, without).range}
