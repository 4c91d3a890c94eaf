from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from engine.by_hand_days import cut_off, last_day
from engine.sample import SAMPLE, WHOLE, decide, rate, with_accident, with_policy
from engine.strategies import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.domain.accident import Kind
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Claim

if TYPE_CHECKING:
    from random import Random

    from advisor.domain.case import Case
    from advisor.domain.money import Rate
    from advisor.domain.outcome import PremiumPath

START = SAMPLE.policy.start
UNCLAIMED = with_accident(kind=Kind.WEAR)


def path(*claims: Claim, case: Case = UNCLAIMED) -> PremiumPath:
    """Return the premium path of a driver who has these past claims and claims nothing new."""
    return decide(evolve(case, claims=claims)).outcome(Option.SELF_PAY).path


def claim(day: date, fault: Rate = WHOLE, paid: int = 900_000) -> Claim:
    return Claim(day, Won(paid), fault)


@pytest.mark.parametrize(
    ("day", "three_years"),
    [
        (date(2022, 12, 1), [0, 0, 0, 0]),
        (date(2022, 12, 2), [1, 0, 0, 0]),
        (date(2023, 12, 1), [1, 0, 0, 0]),
        (date(2023, 12, 2), [1, 1, 0, 0]),
        (date(2024, 12, 2), [1, 1, 1, 0]),
        (date(2025, 12, 1), [1, 1, 1, 0]),
        (date(2025, 12, 2), [0, 1, 1, 1]),
    ],
)
def test_past_claims_leave_the_windows_renewal_by_renewal(
    day: date, three_years: list[int]
) -> None:
    """The windows close on 2 December; a claim three years and three months back is ignored."""
    assert [year.accidents_3y for year in path(claim(day))[:4]] == three_years


@given(cases(), st.data())
@settings(max_examples=30)
def test_every_day_lies_in_one_one_year_window(case: Case, data: st.DataObject) -> None:
    """A claim of any day counts in one renewal's one-year window and in three three-year ones."""
    start = case.policy.start
    cuts = [cut_off(start, k) for k in range(-1, 2)]
    any_day = st.dates(cuts[0], last_day(start))
    beside = [cut + timedelta(days) for cut in cuts for days in (-1, 0, 1)]
    day = data.draw(any_day | st.sampled_from(beside[1:]))
    happened = with_accident(evolve(UNCLAIMED, as_of=last_day(start)), day=start)
    years = path(claim(day), case=with_policy(happened, start=start))
    (renewal,) = [year.renewal for year in years if year.accidents_1y]
    assert cut_off(start, renewal - 1) <= day < cut_off(start, renewal)
    long = [year.renewal for year in years if year.accidents_3y]
    assert long == [renewal, renewal + 1, renewal + 2]


def test_a_leap_day_start_has_its_windows_on_28_and_29_november() -> None:
    leap = with_policy(UNCLAIMED, start=date(2024, 2, 29))
    leap = with_accident(evolve(leap, as_of=date(2024, 12, 1)), day=date(2024, 11, 1))
    in_time = path(claim(date(2024, 11, 27)), case=leap)
    too_late = path(claim(date(2024, 11, 28)), case=leap)
    assert [year.accidents_1y for year in in_time[:3]] == [0, 1, 0]
    assert [year.accidents_1y for year in too_late[:3]] == [0, 0, 1]
    assert in_time[1].day == date(2025, 2, 28)
    assert in_time[4].day == date(2028, 2, 29)


def test_a_month_end_start_closes_on_the_last_day_of_february() -> None:
    may = with_policy(UNCLAIMED, start=date(2026, 5, 31))
    may = evolve(may, as_of=date(2027, 5, 1))
    before = path(claim(date(2027, 2, 27)), case=may)
    on = path(claim(date(2027, 2, 28)), case=may)
    assert [year.accidents_1y for year in before[:3]] == [0, 1, 0]
    assert [year.accidents_1y for year in on[:3]] == [0, 0, 1]


def test_an_accident_without_own_fault_leaves_no_record() -> None:
    assert path(claim(date(2026, 4, 1), rate("0"))) == path()


def test_the_worst_accident_with_little_fault_is_left_out_for_one_year() -> None:
    """Points and one-year count leave it out, but the three-year count still holds the grade."""
    year = path(claim(date(2026, 4, 1), rate("0.49"), 5_000_000))[1]
    assert year.points == 0
    assert (year.accidents_1y, year.accidents_3y, year.grade) == (0, 1, 16)


def test_half_of_the_fault_is_not_little() -> None:
    year = path(claim(date(2026, 4, 1), rate("0.5"), 5_000_000))[1]
    assert year.points == 1
    assert (year.accidents_1y, year.grade) == (1, 15)


def test_a_second_accident_with_little_fault_counts() -> None:
    """Only the accident with the most points is left out."""
    first = claim(date(2026, 4, 1), rate("0.3"), 5_000_000)
    second = claim(date(2026, 5, 1), rate("0.3"), 900_000)
    year = path(first, second)[1]
    assert (str(year.points), year.accidents_1y, year.accidents_3y) == ("0.5", 1, 2)


@pytest.mark.parametrize(
    ("day", "start", "counted"),
    [
        (date(2017, 8, 31), date(2018, 1, 15), 1),
        (date(2017, 9, 1), date(2018, 1, 15), 0),
    ],
)
def test_little_fault_is_left_out_from_september_2017(day: date, start: date, counted: int) -> None:
    """The rule is for accidents from 2017-09-01, in renewals from 2017-12-01."""
    case = with_policy(UNCLAIMED, start=start)
    case = with_accident(evolve(case, as_of=start), day=start)
    assert path(claim(day, rate("0.3")), case=case)[0].accidents_1y == counted


@given(cases(), st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_the_order_of_claims_plays_no_part(case: Case, chance: Random) -> None:
    shuffled = list(case.claims)
    chance.shuffle(shuffled)
    first, second = decide(case), decide(evolve(case, claims=tuple(shuffled)))
    same = evolve(second, case=case, refund_plan=first.refund_plan, plan=first.plan)
    assert evolve(first, rules=same.rules, warnings=same.warnings) == same
    assert {v.ref for v in first.rules} == {v.ref for v in second.rules}
    # A warning about an amount names its claim by its place in the file, which differs here.
    codes = [sorted(one.code for one in found.warnings) for found in (first, second)]
    assert codes[0] == codes[1]
