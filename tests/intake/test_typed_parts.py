"""Deductibles, offers, units and spans of days as people type them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from advisor.domain.money import Rate, Won
from advisor.domain.policy import Deductible
from advisor.intake.problems import Unreadable
from advisor.intake.typed.day import parse_period
from advisor.intake.typed.deductible import parse_deductible
from advisor.intake.typed.estimate import in_won, parse_unit
from advisor.intake.typed.offer import Offer, parse_offer

FIFTH = Decimal("0.20")
THIRTY = Deductible(Rate(Decimal("0.3")))
HIGH = evolve(THIRTY, minimum=Won(300_000), maximum=Won(1_000_000))
BOUNDED = {"rate": FIFTH, "minimum": 200_000, "maximum": 500_000}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("30만", {"fixed": 300_000}),
        ("300,000", {"fixed": 300_000}),
        ("정액 30만", {"fixed": 300_000}),
        ("정액(30만원)", {"fixed": 300_000}),
        ("정액 30", {"fixed": 300_000}),
        ("fixed 300,000", {"fixed": 300_000}),
        ("20", {"rate": FIFTH}),
        ("100", {"rate": Decimal(1)}),
        ("20%", {"rate": FIFTH}),
        ("12.5%", {"rate": Decimal("0.125")}),
        ("20% (20~50만)", BOUNDED),
        ("20% · 20만~50만", BOUNDED),
        ("20%, 최소 20만 최대 50만", BOUNDED),
        ("20% min 20만, max 50만", BOUNDED),
        ("20% 최소 20만", {"rate": FIFTH, "minimum": 200_000}),
        ("20% max 50만", {"rate": FIFTH, "maximum": 500_000}),
        ("20% 최소 1000", {"rate": FIFTH, "minimum": 1_000}),
    ],
)
def test_a_deductible_is_a_sum_or_a_share_with_its_bounds(
    text: str, found: dict[str, object]
) -> None:
    assert parse_deductible(text) == found


@pytest.mark.parametrize(
    "text",
    ["20% 20", "20% 최소 2", "20% 최소 999", "20% (20~5000)", "20% 최소 much", "20% of the loss"],
)
def test_a_bound_without_its_unit_is_not_guessed(text: str) -> None:
    """A bound without its unit is refused, since nobody has a minimum of 20 won."""
    assert parse_deductible(text) == Unreadable("unreadable-deductible")


@pytest.mark.parametrize("text", ["much", "", "-20%", "정액", "정액 많이"])
def test_what_is_no_deductible_is_told(text: str) -> None:
    assert isinstance(parse_deductible(text), Unreadable)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("81만", Offer(Won(810_000))),
        ("threshold=100만:81만", Offer(Won(810_000), threshold=Won(1_000_000))),
        (
            "threshold=1,000,000,deductible=30%,single-vehicle=no:790,000",
            Offer(Won(790_000), Won(1_000_000), THIRTY, single_vehicle=False),
        ),
        (" deductible = 30% , single-vehicle = yes : 79만",
         Offer(Won(790_000), deductible=THIRTY, single_vehicle=True)),
        (
            "deductible=30%, 최소 30만 최대 100만:79만",
            Offer(Won(790_000), deductible=HIGH),
        ),
        ("deductible=50만:79만", Offer(Won(790_000), deductible=Deductible(fixed=Won(500_000)))),
    ],
)  # fmt: skip
def test_an_offer_is_its_premium_and_what_differs(text: str, found: Offer) -> None:
    assert parse_offer(text) == found


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "amount"), ("threshold=100만", "amount"), ("threshold=100만:much", "amount"),
        ("threshold=much:81만", "amount"), ("threshold=x:81만", "amount"),
        ("deductible=much:81만", "deductible"), ("deductible=x:81만", "deductible"),
        ("single-vehicle=perhaps:81만", "flag"), ("single-vehicle=maybe:81만", "flag"),
        (":81만", "offer"), ("0", "offer"), ("threshold=100만:0원", "offer"),
        ("deductible=20만~50만:79만", "offer"), ("colour=red:81만", "offer"),
        ("limit=1:81만", "offer"), ("등급=12:81만", "offer"), ("threshold:81만", "offer"),
        ("기준금액:81만", "offer"), ("threshold=100만,threshold=200만:81만", "offer"),
        ("threshold=1만,threshold=2만:81만", "offer"),
        ("기준금액=100만,기준금액=50만:81만", "offer"),
    ],
)  # fmt: skip
def test_what_is_no_offer_is_refused_for_the_part_that_is_wrong(text: str, part: str) -> None:
    assert parse_offer(text) == Unreadable(f"unreadable-{part}")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30", 30), ("30d", 30), ("1 day", 1), ("30 days", 30), ("30일", 30), ("４w", 28),
        ("2 weeks", 14), ("1 Week", 7), ("4주", 28), (" 9999 ", 9999), ("0", 0),
        ("1달", 31), ("한 달", 31), ("3 months", 93), ("2개월", 62), ("두 주", 14),
        ("일주일", 7), ("2주일", 14),
    ],
)  # fmt: skip
def test_a_span_of_days(text: str, days: int) -> None:
    assert parse_period(text) == timedelta(days=days)


@pytest.mark.parametrize("text", ["", "d", "soon", "-3d", "1.5w", "10000", "한", "3dd"])
def test_what_is_no_span_of_days(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("words", "factor"),
    [
        ("원 won KRW ₩", 1), ("천 천원", 1_000), ("만 만원", 10_000),
        ("백만 백만원", 1_000_000), ("억 억원", 100_000_000),
    ],
)  # fmt: skip
def test_a_unit_by_each_of_its_names(words: str, factor: int) -> None:
    for word in words.split():
        assert parse_unit(f" {word} ") == factor
    assert parse_unit("thousand won") == 1_000
    assert parse_unit("million won") == 1_000_000
    assert parse_unit("yen") is None


@pytest.mark.parametrize(
    ("text", "unit", "found"),
    [
        ("82.5", 10_000, "825000"), ("1,234", 1_000, "1234000"), (" 60 ~ 120 ", 10_000,
         "600000~1200000"), ("60-120", 10_000, "600000~1200000"), ("82만", 10_000, "82만"),
        ("82.5", 1, "82.5"), ("much", 10_000, "much"), ("", 10_000, ""),
    ],
)  # fmt: skip
def test_bare_numbers_count_in_the_unit_of_their_column(text: str, unit: int, found: str) -> None:
    assert in_won(text, unit) == found


@pytest.mark.parametrize("text", ["0.00001", "1.00005", "1~2.00005"])
def test_a_part_of_a_won_is_told(text: str) -> None:
    assert in_won(text, 10_000) == Unreadable("fraction-of-a-won")


@given(st.integers(0, 10**9), st.sampled_from([1_000, 10_000, 1_000_000, 100_000_000]))
def test_a_number_in_a_unit_is_so_many_won(number: int, unit: int) -> None:
    assert in_won(f"{number:,}", unit) == str(number * unit)


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("기준금액=100만:81만", "threshold=100만:81만"),
        ("할증기준금액 100만:81만", "threshold=100만:81만"),
        (
            "물적할증=100만, 자기부담금=30%(30~100만):74만",
            "threshold=100만,deductible=30%(30~100만):74만",
        ),
        ("자부담 30%,단독사고 없음:74만", "deductible=30%,single-vehicle=no:74만"),
        ("차량단독사고 보장=예:84만", "single-vehicle=yes:84만"),
        ("Threshold 100만: 81만", "threshold=100만:81만"),
    ],
)
def test_an_offer_names_its_settings_in_either_language(korean: str, english: str) -> None:
    found = parse_offer(korean)
    assert isinstance(found, Offer)
    assert found == parse_offer(english)
