"""Text copied from messengers, web pages and tables is read as it looks there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.intake.case.draft import Draft
from advisor.intake.case.field import Field, FieldKind, ListKey
from advisor.intake.case.fields import BY_PATH, FIELDS
from advisor.intake.problems import Unreadable
from advisor.intake.typed.command_line import read_row
from advisor.intake.typed.day import parse_day
from advisor.intake.typed.deductible import parse_deductible
from advisor.intake.typed.estimate import in_won, small_amount, small_estimate
from advisor.intake.typed.field_value import parse_field
from advisor.intake.typed.offer import parse_offer
from advisor.intake.typed.past_accident import read_past_accidents
from advisor.intake.typed.short_answers import parse_words, says_paid

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 21)
UNSEEN = [
    "\u00ad", "\u061c", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202b",
    "\u202c", "\u202d", "\u202e", "\u2060", "\u2066", "\u2067", "\u2068", "\u2069", "\ufeff",
]  # fmt: skip
TYPED = {
    FieldKind.WON: ["45만", "1,234,000", "1억2천만", "이백만원", "600k"],
    FieldKind.ESTIMATE: ["150~260만", "1.1 million"],
    FieldKind.WHOLE: ["3", "45세"],
    FieldKind.GRADE: ["16", "11Z"],
    FieldKind.INJURY: ["12급", "염좌", "모름"],
    FieldKind.FLAG: ["예", "no"],
    FieldKind.DAY: ["2026-11-19", "26.3.2", "어제", "2026년 3월 2일(월)"],
    FieldKind.RATE: ["20%", "0.3"],
    FieldKind.CHOICE: ["기둥", "object(벽·기둥)"],
    FieldKind.TEXT: ["mg"],
    FieldKind.WORDS: ["김 아무개"],
}
READERS: list[tuple[Callable[[str], object], str]] = [
    (parse_deductible, "20%(20~50만)"),
    (parse_offer, "threshold=100만,deductible=30%:81만"),
    (lambda text: read_past_accidents(text, 10_000, TODAY), "2024.5.2 물적 150; 2025.1.3 90만"),
    (lambda text: read_row(ListKey.CLAIM, text, "claim[0]", TODAY), "24.5.10:90만:fault=70%"),
    (lambda text: in_won(text, 10_000), "60~120"),
    (small_amount, "90"),
    (small_estimate, "60~90"),
    (says_paid, "접수완료"),
]


def woven(text: str, unseen: list[str]) -> str:
    """Return a text with an unseen character before each of its characters and behind the last."""
    parts = [f"{unseen[at % len(unseen)]}{sign}" for at, sign in enumerate(text)]
    return "".join([*parts, unseen[-1]])


def test_each_kind_of_field_is_tried() -> None:
    assert set(TYPED) == {field.kind for field in FIELDS}


@given(field=st.sampled_from(FIELDS), unseen=st.lists(st.sampled_from(UNSEEN), min_size=1))
def test_what_nobody_sees_changes_no_field(field: Field, unseen: list[str]) -> None:
    for text in TYPED[field.kind]:
        assert parse_field(field, woven(text, unseen), TODAY) == parse_field(field, text, TODAY)


@pytest.mark.parametrize(("reader", "text"), READERS)
@given(unseen=st.lists(st.sampled_from(UNSEEN), min_size=1))
def test_nor_what_has_several_parts(
    reader: Callable[[str], object], text: str, unseen: list[str]
) -> None:
    assert reader(text) is not None
    assert not isinstance(reader(text), Unreadable)
    assert reader(woven(text, unseen)) == reader(text)


def test_a_field_of_unseen_signs_alone_states_nothing() -> None:
    document, problems = Draft({"policy.premium": "82만", "accident.day": "\u200b"}).document(TODAY)
    assert problems == ()
    assert document["accident"] == {}


def test_the_parts_of_one_picture_stay_together() -> None:
    assert parse_words("\u200b가족 👨\u200d👩\u200d👧 \u200d셋") == "가족 👨\u200d👩\u200d👧 셋"


@pytest.mark.parametrize("nought", [".0", ".00", ".0000"])
def test_a_fraction_of_nought_is_none(nought: str) -> None:
    """pandas writes whole numbers as `.0` in a column with gaps, LibreOffice in one of money."""
    wanted: dict[str, list[tuple[str, object]]] = {
        "policy.premium": [("820000", 820_000), ("1,800,000", 1_800_000)],
        "accident.own_damage": [("1800000", 1_800_000)],
        "policy.grade": [("16", 16)],
        "accident.injury_grade": [("12", 12)],
        "assumptions.renewals": [("10", 10)],
        "accident.own_injury": [("1", True), ("0", False)],
    }
    for path, pairs in wanted.items():
        for text, value in pairs:
            assert parse_field(BY_PATH[path], f"{text}{nought}", TODAY) == value, path
    assert parse_field(BY_PATH["accident.day"], "20261119.0", TODAY) == date(2026, 11, 19)
    assert parse_field(BY_PATH["accident.fault"], "1.0", TODAY, percent=False) == Decimal(1)


@pytest.mark.parametrize("text", ["820.000", "1.000", "820000.5", "1,800,000.01", "16.0.0"])
def test_what_may_be_thousands_or_is_a_fraction_is_refused(text: str) -> None:
    assert isinstance(parse_field(BY_PATH["policy.premium"], text, TODAY), Unreadable)


def test_a_small_amount_with_a_fraction_of_nought_is_still_small() -> None:
    assert small_amount("82.0") == 82


@pytest.mark.parametrize(
    ("key", "said", "amount"),
    [
        ("accident.own_damage", "120만원임", 1_200_000),
        ("accident.own_damage", "120만원이요!", 1_200_000),
        ("accident.own_damage", "견적 120만원이래요 ㅠㅠ", 1_200_000),
        ("accident.own_damage", "한 60만쯤?", 600_000),
        ("accident.own_damage", "1,830,000원 정도 예상됩니다", 1_830_000),
        ("accident.own_damage", "차량 수리비는 1,830,000원입니다.", 1_830_000),
        ("accident.own_damage", "120만원 들었어요", 1_200_000),
        ("accident.own_damage", "견적 210만원 나왔대요", 2_100_000),
        ("accident.own_damage", "약 120만원 정도 나올 것 같아요", 1_200_000),
        ("policy.premium", "연 82만원", 820_000),
        ("policy.premium", "납입보험료: 823,450 원", 823_450),
        ("policy.premium", "최종보험료 823,450원", 823_450),
        ("accident.paid", "지급보험금 1,100,000원", 1_100_000),
        ("accident.paid", "보험금 1,100,000원 지급됨", 1_100_000),
        ("accident.paid", "110만원 받음", 1_100_000),
    ],
)
def test_an_amount_as_it_is_told_in_a_chat(key: str, said: str, amount: int) -> None:
    assert parse_field(BY_PATH[key], said, TODAY) == amount


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("accident.own_damage", "지급보험금 1,100,000원"),
        ("policy.premium", "보험금 1,100,000원 지급"),
        ("policy.premium", "월 6만8천원"),
        ("accident.own_damage", "연 82만원"),
        ("accident.paid", "연간 82만원"),
        ("accident.own_damage", "120만원~"),
        ("accident.own_damage", "100만원 넘음"),
        ("accident.own_damage", "수리비 180만원/자기부담 36만원"),
        ("accident.own_damage", "200만원(렌트비 30만원 포함)"),
        ("accident.paid", "보험금 110만원 예상됩니다"),
        ("accident.injury_grade", "발목 인대 파열"),
        ("accident.injury_grade", "neck fracture, dislocated"),
    ],
)
def test_what_means_something_else_is_not_taken(key: str, said: str) -> None:
    assert isinstance(parse_field(BY_PATH[key], said, TODAY), Unreadable)


@pytest.mark.parametrize(
    "said",
    [
        "11월 19일 저녁",
        "11/19 오후에",
        "2026-11-19 18:40",
        "26.11.19 새벽",
        "11월 19일 밤에",
        "2026년 11월 19일 저녁 7시",
        "11월 19일(목) 밤 10시 30분경",
        "2026.11.19 오후 7시 30분",
    ],
)
def test_a_day_with_the_part_of_it(said: str) -> None:
    assert parse_day(said, TODAY) == date(2026, 11, 19)


@pytest.mark.parametrize("said", ["11월 19일 밤 1시", "11월 19일 밤 12시 반"])
def test_the_hours_of_a_night_may_be_of_the_next_day(said: str) -> None:
    assert isinstance(parse_day(said, TODAY), Unreadable)
