"""Learning accident-count factors from books whose true factors the estimator does not see."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from simulated_book import HIDDEN, MARKET, PUBLISHED, Noise, odd_one, simulated

from advisor.book.learning.estimate import learn
from advisor.book.learning.renewal import CELLS, NONE_COUNTED, AccidentCounts, PaidRenewal
from advisor.domain.money import Won

if TYPE_CHECKING:
    from random import Random

    from advisor.book.learning.learnt import LearntTable

FIRST = {"first": HIDDEN["first"]}
WELL_OBSERVED = 30
SEEDS = range(12)


@cache
def learnt(seed: int, clients: int, insurer: str = "first") -> LearntTable:
    book = simulated(seed, {insurer: HIDDEN[insurer]}, clients)
    (table,) = learn(book, {insurer: PUBLISHED})
    return table


def misses(table: LearntTable) -> dict[AccidentCounts, float]:
    """Return how far each learnt factor is from the hidden one."""
    hidden = HIDDEN[table.insurer]
    return {
        one.counts: float(one.factor) - hidden[one.counts.three_years, one.counts.one_year]
        for one in table.factors
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_two_hundred_renewals_find_each_well_observed_factor(seed: int) -> None:
    """From 200 renewals, some of them odd, every well observed factor is found to within 0.03."""
    table = learnt(seed, 40)
    assert table.renewals == 200
    found = {
        counts: miss
        for counts, miss in misses(table).items()
        if table.factor(counts).renewals >= WELL_OBSERVED
    }
    assert len(found) >= 3
    assert max(map(abs, found.values())) <= 0.03


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("insurer", sorted(HIDDEN))
def test_five_renewals_do_not_pretend_to(seed: int, insurer: str) -> None:
    """From five renewals intervals are wide, and factors within 12 % of the published ones."""
    table = learnt(seed, 1, insurer)
    assert table.renewals == 5
    for one in table.factors[1:]:
        assert not one.is_settled
        assert one.high / one.low > 1.15
        assert abs(one.factor / one.published - 1) <= 0.12


def test_factors_that_no_renewal_shows_stay_as_published() -> None:
    table = learnt(1, 1)
    unseen = [one for one in table.factors if not one.renewals]
    assert unseen
    assert [one.factor for one in unseen] == [pytest.approx(one.published) for one in unseen]


def test_intervals_hold_the_truth_about_nine_times_in_ten() -> None:
    """Over many books, large and small, about nine in ten intervals contain the hidden factor."""
    held = [
        one.low <= HIDDEN["first"][one.counts.three_years, one.counts.one_year] <= one.high
        for seed in range(40)
        for clients in (20, 60)
        for one in learnt(seed, clients).factors[1:]
        if one.renewals
    ]
    assert 0.86 <= sum(held) / len(held) <= 0.98


def test_five_hundred_clients_at_three_insurers() -> None:
    """In a large book, factors are found to within 0.03, and changes of the market to 0.01."""
    book = simulated(7, HIDDEN, 500)
    tables = learn(book, dict.fromkeys(HIDDEN, PUBLISHED))
    assert [table.insurer for table in tables] == ["first", "second", "third"]
    for table in tables:
        seen = [one for one in table.factors if one.renewals >= 2 * WELL_OBSERVED]
        missed = misses(table)
        assert max(abs(missed[one.counts]) for one in seen) <= 0.03
        for year in table.market:
            assert float(year.change) == pytest.approx(MARKET[year.year] - 1, abs=0.01)
            assert year.clean > WELL_OBSERVED


def test_what_is_learnt_orders_the_insurers_as_they_are() -> None:
    """The learnt factors show a broker which insurer is expensive after a first accident."""
    tables = learn(simulated(3, HIDDEN, 120), dict.fromkeys(HIDDEN, PUBLISHED))
    after_one = [table.factor(AccidentCounts(1, 1)).factor for table in tables]
    assert after_one[1] < after_one[0] < after_one[2]


@pytest.mark.parametrize("seed", range(4))
def test_a_premium_with_a_zero_too_many_changes_nothing(seed: int) -> None:
    """One premium of 50 that is ten times too high moves no factor by more than 0.02."""
    book = simulated(seed, FIRST, 10, Noise(odd=0.0))
    for at in range(0, len(book), 7):
        (table,) = learn([*book[:at], odd_one(book[at]), *book[at + 1 :]], {"first": PUBLISHED})
        without, *_ = learn([*book[:at], *book[at + 1 :]], {"first": PUBLISHED})
        for one in table.factors:
            far = abs(one.factor - without.factor(one.counts).factor)
            assert far <= 0.02


@pytest.mark.parametrize("seed", range(4))
def test_more_renewals_narrow_each_interval(seed: int) -> None:
    """The more renewals there are, the narrower is the interval of each factor."""
    reaches = [
        [one.high - one.low for one in learnt(seed, clients).factors[1:3]]
        for clients in (2, 20, 100)
    ]
    for few, some, many in zip(*reaches, strict=True):
        assert few > some > many


@pytest.mark.parametrize("counts", [(1, 0), (1, 1), (2, 1)])
def test_more_renewals_trust_the_published_table_less(counts: tuple[int, int]) -> None:
    """The more renewals show one rise in price, the nearer a factor comes to it from the table's.

    Each renewal that rises by 40 % stands beside a clean one, so the market has not moved.
    """
    after = AccidentCounts(*counts)
    four = [
        PaidRenewal(
            "first", date(2026, 3, 2), Won(1_000_000), Won(charged * share // 100), 16, 16,
            NONE_COUNTED, counted,
        )
        for charged, counted in ((1_000_000, NONE_COUNTED), (1_400_000, after))
        for share in (95, 105)
    ]  # fmt: skip
    tables = [learn(four * times, {"first": PUBLISHED})[0] for times in (1, 5, 20, 80)]
    shown = 1.4 * float(PUBLISHED.published(NONE_COUNTED))
    factors = [tables[0].factor(after).published, *(one.factor(after).factor for one in tables)]
    away = [abs(float(factor) - shown) for factor in factors]
    assert all(nearer < far for far, nearer in pairwise(away))
    assert away[-1] < 0.01


def test_the_market_of_a_year_is_taken_out() -> None:
    """If all premiums of 2025 are a fifth higher, the market has risen, not the factors."""
    book = simulated(5, FIRST, 40, Noise(odd=0.0))
    raised = [
        evolve(one, charged=Won(one.charged * 6 // 5)) if one.day.year == 2025 else one
        for one in book
    ]
    (before,), (after,) = learn(book, {"first": PUBLISHED}), learn(raised, {"first": PUBLISHED})
    for one in before.factors:
        assert float(after.factor(one.counts).factor) == pytest.approx(float(one.factor), abs=0.02)
    changes = {year.year: year.change for year in after.market}
    assert float(changes[2025]) == pytest.approx(1.2 * MARKET[2025] - 1, abs=0.03)


def test_grades_are_taken_out() -> None:
    """A fall in price that the better grade (12 after 11) explains is no change of the market."""
    grades = PUBLISHED.grades
    charged = Won(int(1_000_000 * grades.factor(12) / grades.factor(11)))
    one = PaidRenewal(
        "first", date(2026, 3, 2), Won(1_000_000), charged, 11, 12, NONE_COUNTED, NONE_COUNTED
    )
    (table,) = learn([one] * 30, {"first": PUBLISHED})
    assert abs(table.market[0].change) <= 0.001


def test_a_drivers_own_past_premiums_are_enough_to_begin() -> None:
    """Three renewals around one accident move its factor in the right direction, but not far."""
    grades, start = PUBLISHED.grades, 700_000
    hidden = {(0, 0): 0.89, (1, 0): 1.10, (1, 1): 1.35}
    path = [(16, (0, 0)), (16, (1, 1)), (16, (1, 0)), (16, (1, 0))]
    premiums = [
        Won(int(start * hidden[counts] * float(grades.factor(grade)))) for grade, counts in path
    ]
    own = [
        PaidRenewal(
            "first", date(2023 + year, 3, 2), premiums[year], premiums[year + 1], 16, 16,
            AccidentCounts(*path[year][1]), AccidentCounts(*path[year + 1][1]),
        )
        for year in range(3)
    ]  # fmt: skip
    (table,) = learn(own, {"first": PUBLISHED})
    found = table.factor(AccidentCounts(1, 1))
    assert found.published < found.factor < 1.35
    assert not found.is_settled


@settings(max_examples=30)
@given(seed=st.integers(0, 10**6), clients=st.integers(1, 12), order=st.randoms())
def test_any_book_has_a_table(seed: int, clients: int, order: Random) -> None:
    """Each factor is in its interval, the first is as published, and row order plays no part."""
    book = simulated(seed, HIDDEN, clients, Noise(spread=0.3, odd=0.3, rate=1.5))
    known = dict.fromkeys(HIDDEN, PUBLISHED)
    tables = learn(book, known)
    assert sum(table.renewals for table in tables) == len(book)
    for table in tables:
        assert [one.counts for one in table.factors] == list(CELLS)
        assert all(0 < one.low <= one.factor <= one.high for one in table.factors)
        measure = table.factors[0]
        assert measure.low == measure.factor == measure.high == measure.published
    order.shuffle(book)
    for table, again in zip(tables, learn(book, known), strict=True):
        for one, other in zip(table.factors, again.factors, strict=True):
            assert abs(one.factor - other.factor) <= 0.001


def test_without_renewals_there_is_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="renewals"):
        learn([], {})
