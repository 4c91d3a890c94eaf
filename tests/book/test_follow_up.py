"""The follow-up: predicted premiums beside what was really charged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from advisor.book.follow_up import follow_up, prediction_error
from advisor.book.learning.renewal import NONE_COUNTED, PaidRenewal
from advisor.domain.money import Won

ONE = PaidRenewal(
    "samsung", date(2026, 3, 2), Won(800_000), Won(1_000_000), 16, 17, NONE_COUNTED, NONE_COUNTED,
    predicted=Won(950_000),
)  # fmt: skip


def predicted(amount: int | None, insurer: str = "samsung") -> PaidRenewal:
    return evolve(ONE, predicted=None if amount is None else Won(amount), insurer=insurer)


@pytest.mark.parametrize(
    ("amount", "is_near"),
    [(949_999, False), (950_000, True), (1_050_000, True), (1_050_001, False)],
)
def test_five_percent_is_near_and_a_won_more_is_not(amount: int, *, is_near: bool) -> None:
    overall = follow_up([predicted(amount)]).overall
    assert overall is not None
    assert overall.within_near == (1 if is_near else 0)


def test_errors_are_shares_of_what_was_charged() -> None:
    """A charge above its prediction is a positive error; the distance ignores the sign."""
    found = follow_up([predicted(900_000), predicted(1_060_000), predicted(None)])
    assert found.overall is not None
    assert found.overall.mean_error == Decimal("0.02")
    assert found.overall.mean_distance == Decimal("0.08")
    assert (found.overall.renewals, found.unpredicted) == (2, 1)


def test_accuracy_by_insurer_in_the_order_of_their_names() -> None:
    found = follow_up([predicted(1_000_000, "mg"), predicted(900_000, "db"), predicted(None, "kb")])
    assert [one.insurer for one in found.by_insurer] == ["db", "mg"]
    assert [int(one.within_near) for one in found.by_insurer] == [0, 1]


def test_without_predictions_nothing_is_said_of_their_accuracy() -> None:
    found = follow_up([predicted(None)])
    assert (found.overall, found.by_insurer, found.unpredicted) == (None, (), 1)
    assert prediction_error(predicted(None)) is None
