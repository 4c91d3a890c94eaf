from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.engine.renewals.record import Count, with_waiting_halves


def points(*texts: str, years: int) -> list[str]:
    counts = [Count(Decimal(text), 0, 0, holds=False) for text in texts]
    return [str(count.points) for count in with_waiting_halves(counts, years)]


@pytest.mark.parametrize(
    ("years", "expected"),
    [(1, ["0.5", "0.5", "0.5"]), (2, ["0.5", "1.0", "0.5"]), (3, ["0.5", "1.0", "0.5"])],
)
def test_a_half_waits_for_another_one_and_is_used_once(years: int, expected: list[str]) -> None:
    assert points("0.5", "0.5", "0.5", years=years) == expected


@pytest.mark.parametrize(("years", "last"), [(2, "0.5"), (3, "1.0")])
def test_a_half_waits_so_many_renewals_in_all(years: int, last: str) -> None:
    assert points("0.5", "0", "0.5", years=years)[-1] == last


def test_whole_points_leave_a_waiting_half_alone() -> None:
    assert points("0.5", "1", "1.5", years=3) == ["0.5", "1", "2.0"]
