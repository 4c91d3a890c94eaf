from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from engine.sample import (
    SAMPLE,
    assuming,
    collision,
    decide,
    rate,
    rulebook,
    with_accident,
    with_bill,
    with_policy,
    won,
)

from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.engine.limits.sensitivity import lead, sensitivities

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.findings import Fact, Sensitivity


def found(case: Case) -> dict[str, Sensitivity]:
    return {entry.path: entry for entry in sensitivities(case, rulebook())}


def test_the_lead_is_what_claiming_saves() -> None:
    assert lead(SAMPLE, rulebook()) == 577_870
    assert lead(with_bill(300_000), rulebook()) < 0


def test_each_input_is_moved_alone_and_the_widest_swing_comes_first() -> None:
    entries = sensitivities(SAMPLE, rulebook())
    assert {entry.path for entry in entries} >= {
        "accident.own_damage",
        "accident.cash_repair",
        "policy.premium",
        "policy.grade",
        "assumptions.renewals",
        "assumptions.premium_drift",
    }
    swings = [entry.swing for entry in entries]
    assert swings == sorted(swings, reverse=True)


def test_the_answer_flips_where_it_says() -> None:
    """One won nearer to the case than the flip, the answer is still that of the headline."""
    bill = found(with_accident(cash_repair=None))["accident.own_damage"].flips_at
    assert isinstance(bill, int)
    assert lead(with_bill(bill), rulebook()) <= 0
    assert lead(with_bill(bill + 1), rulebook()) > 0
    premium = found(SAMPLE)["policy.premium"].flips_at
    assert isinstance(premium, int)
    assert lead(with_policy(premium=Won(premium)), rulebook()) <= 0
    assert lead(with_policy(premium=Won(premium - 1)), rulebook()) > 0


def test_the_leads_at_both_ends_are_those_of_cases_decided_alone() -> None:
    grade = found(SAMPLE)["policy.grade"]
    assert (grade.low, grade.high) == (13, 19)
    assert grade.lead_at_low == lead(with_policy(grade=13), rulebook())
    assert grade.lead_at_high == lead(with_policy(grade=19), rulebook())
    renewals = found(SAMPLE)["assumptions.renewals"]
    assert renewals.lead_at_high == lead(assuming(renewals=20), rulebook())


EVERYTHING = with_accident(
    collision("0.6", assuming(premium_drift=rate("0.01"), renewals=7)),
    own_damage=won(1_800_000),
    cash_repair=Won(1_500_000),
    other_property=won(700_000),
)
CHEAP = with_accident(EVERYTHING, own_damage=won(300_000), cash_repair=Won(299_999))
CLAIMED = with_accident(paid=Won(800_000))


def with_input(case: Case, path: str, value: Fact) -> Case:
    """Return the case with one input set to `value`, as somebody would type it."""
    part, _, key = path.partition(".")
    if path == "accident.own_damage":
        assert isinstance(value, int)
        asked = case.accident.cash_repair
        cash = None if asked is None else Won(asked * value // case.accident.own_damage.likely)
        return with_accident(case, own_damage=won(value), cash_repair=cash)
    if path == "accident.other_property":
        assert isinstance(value, int)
        return with_accident(case, other_property=won(value))
    change = {"accident": with_accident, "policy": with_policy, "assumptions": assuming}[part]
    return change(case, **{key: value})


@pytest.mark.parametrize("case", [EVERYTHING, CHEAP, CLAIMED], ids=["all", "cheap", "claimed"])
def test_each_end_and_each_flip_is_that_of_a_case_that_says_so(case: Case) -> None:
    """At the flip the other side is cheaper; one step nearer to the case it is not yet."""
    here = lead(case, rulebook())
    for path, entry in found(case).items():
        assert lead(with_input(case, path, entry.value), rulebook()) == here
        assert lead(with_input(case, path, entry.low), rulebook()) == entry.lead_at_low
        assert lead(with_input(case, path, entry.high), rulebook()) == entry.lead_at_high
        if entry.flips_at is None:
            continue
        assert isinstance(entry.flips_at, int | Decimal)
        assert isinstance(entry.value, int | Decimal)
        step = Decimal("0.001") if isinstance(entry.flips_at, Decimal) else 1
        nearer = entry.flips_at + (step if entry.flips_at < entry.value else -step)
        beyond = lead(with_input(case, path, entry.flips_at), rulebook())
        before = lead(with_input(case, path, nearer), rulebook())
        assert (beyond > 0) is not (here > 0)
        assert (before > 0) is (here > 0)


def test_how_far_each_input_is_moved() -> None:
    """Amounts move by a fifth, the grade by three, and rates by a sixth of their range."""
    moved = {path: (e.value, e.low, e.high) for path, e in found(EVERYTHING).items()}
    thousandth = Decimal("0.001")
    assert moved == {
        "accident.own_damage": (1_800_000, 1_440_000, 2_160_000),
        "accident.cash_repair": (1_500_000, 1_200_000, 1_800_000),
        "accident.other_property": (700_000, 560_000, 840_000),
        "policy.premium": (820_000, 656_000, 984_000),
        "policy.grade": (16, 13, 19),
        "assumptions.renewals": (7, 1, 20),
        "accident.fault": (600 * thousandth, 434 * thousandth, 766 * thousandth),
        "assumptions.premium_drift": (10 * thousandth, -40 * thousandth, 60 * thousandth),
    }


@pytest.mark.parametrize(
    ("grade", "low", "high"), [(1, 1, 4), (2, 1, 5), (28, 25, 29), (29, 26, 29)]
)
def test_a_grade_is_not_moved_off_the_scale(grade: int, low: int, high: int) -> None:
    moved = found(with_policy(grade=grade))["policy.grade"]
    assert (moved.low, moved.high) == (low, high)


@pytest.mark.parametrize(
    ("fault", "low", "high"), [("0.05", "0", "0.216"), ("0.9", "0.734", "1"), ("1", "0.834", "1")]
)
def test_a_fault_is_not_moved_beyond_all_or_nothing(fault: str, low: str, high: str) -> None:
    case = collision(fault, other_property=won(700_000))
    moved = found(case)["accident.fault"]
    assert (moved.low, moved.high) == (Decimal(low), Decimal(high))


def test_what_is_not_stated_is_not_moved() -> None:
    """Without a grade, a collision or a bill, there is no such input to move."""
    assert "policy.grade" not in found(with_policy(grade=None))
    assert "accident.fault" not in found(SAMPLE)
    others = found(collision("1", own_damage=won(0), cash_repair=None, other_property=won(9)))
    assert not {"accident.own_damage", "accident.cash_repair"} & set(others)
    assert "accident.other_property" not in found(SAMPLE)


def test_a_flip_is_looked_for_up_to_ten_times_an_amount_and_along_the_whole_scale() -> None:
    """The search includes a fault of 0 % and one of 100 %."""
    shared = collision("1", own_damage=won(0), cash_repair=None, other_property=won(900_000))
    entry = found(shared)["accident.fault"]
    assert lead(shared, rulebook()) > 0
    assert entry.flips_at is not None
    turn = found(with_bill(250_000))["accident.own_damage"].flips_at
    assert isinstance(turn, int)
    reaching = -(-turn // 10)
    assert found(with_bill(reaching))["accident.own_damage"].flips_at == turn
    assert found(with_bill(reaching - 1))["accident.own_damage"].flips_at is None


def test_once_claimed_what_was_paid_is_moved_instead_of_the_bills() -> None:
    """A claim is paid back below the extra premium that it causes, and kept above it."""
    claimed = with_accident(paid=Won(800_000))
    entries = found(claimed)
    assert "accident.own_damage" not in entries
    turn = entries["accident.paid"].flips_at
    assert isinstance(turn, int)
    extra = decide(claimed).outcome(Option.CLAIM).extra_premium
    assert abs(turn - extra) <= 1
