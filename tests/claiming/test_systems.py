"""Tallies, systems from arrays and steps, and ladders with a record."""

from __future__ import annotations

import numpy as np
import pytest
from claiming.small import reachable, two_class

from advisor.claiming.ladder import AtWorst, CountWindow, Ladder
from advisor.claiming.systems import System, count_tally, system_of_steps, two_tier_tally

LADDER = Ladder(("1", "2", "3"), (300.0, 200.0, 100.0), ((1, 2, 2), (0, 0, 1), (0, 0, 0)))


def test_a_full_year_of_two_tiers_lets_a_big_claim_take_a_small_ones_place() -> None:
    tally = two_tier_tally(2)
    assert tally.two_tier
    assert tally.counts == ((0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2))
    assert tally.small.tolist() == [1, 3, 4, 3, 4, 5]
    assert tally.big.tolist() == [2, 4, 5, 4, 5, 5]


def test_the_number_of_a_tally_holds_big_claims_first() -> None:
    tally = two_tier_tally(2)
    assert tally.counts[tally.number(5, 1)] == (1, 1)
    assert tally.counts[tally.number(1, 7)] == (0, 2)
    assert count_tally(3).number(2, 9) == 2
    assert not count_tally(3).two_tier


@pytest.mark.parametrize("tally", [count_tally, two_tier_tally])
def test_a_year_without_room_for_a_claim_is_refused(tally: type) -> None:
    with pytest.raises(ValueError, match="year"):
        tally(0)


def test_steps_of_any_values_become_arrays() -> None:
    """A state is a grade with last year's points; small claims give half a point, big ones one."""

    def step(state: tuple[int, float], small: int, big: int) -> tuple[int, float]:
        points = 0.5 * small + big
        return (min(state[0] + 1, 2) if points == 0 else max(state[0] - int(points), 0), points)

    tally = two_tier_tally(2)
    states = reachable((2, 0.0), step, tally)
    built = system_of_steps("x", states, lambda s: 100.0 - s[0], step, tally)
    assert built.after.shape == (6, len(states))
    assert built.labels[built.start] == "(2, 0.0)"
    for j, (small, big) in enumerate(tally.counts):
        assert [states[s] for s in built.after[j]] == [step(s, small, big) for s in states]


def test_a_ladder_without_a_record_is_its_classes() -> None:
    built = LADDER.system("x", "2", 2, (), special=True)
    assert built.labels == ("1", "2", "3")
    assert (built.start, built.after.tolist()) == (1, [[1, 2, 2], [0, 0, 1], [0, 0, 0]])
    assert built.state("3") == 2
    with pytest.raises(KeyError):
        built.state("4")


def test_claim_free_years_lift_a_driver_to_a_class() -> None:
    ladder = Ladder(LADDER.labels, LADDER.premium, LADDER.next_class, AtWorst(2, 2))
    built = ladder.system("x", "1", 1, (), special=True)
    assert built.labels[:3] == ("1/0", "1/1", "2/0")
    assert built.labels[built.after[0, built.state("1/0")]] == "2/1"
    assert built.labels[built.after[0, built.state("1/1")]] == "3/1"
    assert built.labels[built.after[1, built.state("3/1")]] == "2/0"
    assert ladder.system("x", "1", 1, (), special=False).labels == LADDER.labels


def test_claims_in_a_window_raise_the_premium() -> None:
    window = CountWindow(2, 1, (1.0, 1.2, 1.5))
    ladder = Ladder(LADDER.labels, LADDER.premium, LADDER.next_class, window=window)
    built = ladder.system("x", "1", 1, (), special=True)
    assert built.labels[:4] == ("1/0-0", "1/0-1", "1/1-0", "1/1-1")
    assert built.premium[:4] == pytest.approx([300.0, 360.0, 360.0, 450.0])
    assert built.labels[built.after[1, built.state("2/0-1")]] == "1/1-1"
    assert built.labels[built.after[0, built.state("1/1-0")]] == "2/0-0"


@pytest.mark.parametrize(
    ("premium", "after", "start"),
    [
        ([1.0], [[0, 0], [0, 0]], 0),
        ([1.0, np.nan], [[0, 0], [0, 0]], 0),
        ([1.0, 2.0], [[0, 0]], 0),
        ([1.0, 2.0], [[0, 2], [0, 0]], 0),
        ([1.0, 2.0], [[0, -1], [0, 0]], 0),
        ([1.0, 2.0], [[0, 0], [0, 0]], 2),
    ],
)
def test_arrays_that_are_no_system_are_refused(
    premium: list[float], after: list[list[int]], start: int
) -> None:
    with pytest.raises(ValueError, match=r"must|leads"):
        System("x", ("a", "b"), premium, after, count_tally(1), start)


def test_arrays_of_a_system_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="read-only"):
        two_class(1.0, 2.0).premium[0] = 5.0
