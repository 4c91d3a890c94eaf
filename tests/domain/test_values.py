"""The project's own `frozen` compares, hashes and prints values as attrs does."""

from __future__ import annotations

import pickle
from functools import cached_property
from pathlib import Path
from unittest.mock import ANY

import attrs
import pytest
from attrs import field
from attrs.exceptions import FrozenInstanceError

import advisor
from advisor.domain.values import frozen


@frozen
class Bill:
    part: str
    won: int = 0
    drawn: object = field(default=None, eq=False, repr=False)


@frozen
class Estimate(Bill):
    until: int = 0


@frozen
class Nothing:
    pass


@frozen
class Sum:
    parts: tuple[int, ...]

    @cached_property
    def whole(self) -> list[int]:
        return [sum(self.parts)]


@frozen(eq=False)
class Widget:
    name: str


@frozen(order=True)
class Day:
    number: int


def test_values_are_equal_by_the_fields_that_count() -> None:
    bill = Bill("bumper", 1, "chart")
    assert bill == Bill("bumper", 1)
    assert hash(bill) == hash(Bill("bumper", 1))
    assert bill != Bill("bumper", 2)
    assert bill != Bill("door", 1)
    assert Nothing() == Nothing()
    assert len({bill, Bill("bumper", 1), Nothing(), Nothing()}) == 2


def test_what_a_value_works_out_is_kept_and_is_no_part_of_it() -> None:
    asked, other = Sum((1, 2)), Sum((1, 2))
    assert asked.whole is asked.whole
    assert asked.whole == [3]
    assert (asked, hash(asked), repr(asked)) == (other, hash(other), repr(other))
    assert pickle.loads(pickle.dumps(asked)) == other  # noqa: S301 - our own
    assert attrs.evolve(asked, parts=(5,)).whole == [5]
    with pytest.raises(FrozenInstanceError):
        asked.parts = ()  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        asked.other = 0  # type: ignore[attr-defined]


def test_a_value_equals_none_of_another_class() -> None:
    assert Bill("bumper", 1) != Estimate("bumper", 1)
    assert Estimate("bumper", 1) != Bill("bumper", 1)
    assert Bill("bumper", 1) != object()
    assert Bill("bumper", 1) == ANY


def test_a_field_of_a_class_that_adds_some_counts() -> None:
    assert Estimate("bumper", 1, until=2) == Estimate("bumper", 1, until=2)
    assert Estimate("bumper", 1, until=2) != Estimate("bumper", 1, until=3)


def test_a_value_shows_its_fields_as_attrs_does() -> None:
    shown = attrs.make_class("Bill", {"part": field(), "won": field()}, frozen=True)
    assert repr(Bill("bumper", 1)) == repr(shown("bumper", 1)) == "Bill(part='bumper', won=1)"
    assert repr(Nothing()) == "Nothing()"


def test_a_representation_of_its_own_stays() -> None:
    @frozen
    class Short:
        rules: int

        def __repr__(self) -> str:
            return "Short"

    @frozen
    class Local:
        rules: int

    assert repr(Short(1)) == "Short"
    assert repr(Local(1)) == "Local(rules=1)"


def test_without_equality_a_value_equals_itself_alone() -> None:
    widget = Widget("map")
    assert widget == widget  # noqa: PLR0124 - a value must equal itself
    assert widget != Widget("map")
    assert len({widget, Widget("map")}) == 2


def test_values_with_an_order_are_those_of_attrs() -> None:
    assert sorted([Day(3), Day(1)]) == [Day(1), Day(3)]


def test_a_value_does_not_change_and_travels_to_another_process() -> None:
    bill = Estimate("bumper", 1, until=2)
    with pytest.raises(FrozenInstanceError):
        bill.won = 2  # type: ignore[misc]  # the assignment must fail
    assert pickle.loads(pickle.dumps(bill)) == bill  # noqa: S301 - our own
    assert attrs.evolve(bill, until=3) == Estimate("bumper", 1, until=3)


def test_all_values_of_the_package_are_made_so() -> None:
    files = Path(advisor.__file__).parent.rglob("*.py")
    theirs = [file.name for file in files if _takes_it_from_attrs(file.read_text("utf-8"))]
    assert theirs == ["values.py"]


def _takes_it_from_attrs(source: str) -> bool:
    lines = (line.strip() for line in source.splitlines())
    return any(line.startswith("from attrs import") and "frozen" in line for line in lines)
