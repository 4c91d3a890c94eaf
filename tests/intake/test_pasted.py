"""A message from a garage or insurer, pasted into a field, fills in what the field asks for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.intake.case.fields import FIELDS
from advisor.intake.typed.pasted import part_for_field

TODAY = date(2026, 11, 30)

ESTIMATE = """[알림톡] 한빛모터스 견적서
차량번호: 12가3456
범퍼 교환 420,000
도장 280,000
부가세 70,000
합계 770,000원 (VAT 포함)"""
PAID = (
    "[한빛손해보험] 홍길동 고객님, 사고접수번호 2611-1 건의 보험금 1,440,000원이 지급되었습니다. "
    "자기부담금 360,000원은 정비소에 내 주세요."
)
SHOP = "안녕하세요 한빛공업사입니다. 범퍼까지 총 93만5천원 나옵니다. 현금이면 85만원에 해 드릴게요"
POLICY = "보험증권\n피보험자 홍길동\n보험기간 2026.03.14 24:00 ~ 2027.03.14 24:00\n보험료 843,000원"
ENGLISH = "Hi, bumper 420,000 won, paint 280,000 won, total 700,000 won incl. VAT. Thanks"


@pytest.mark.parametrize(
    ("path", "message", "taken"),
    [
        ("accident.own_damage", ESTIMATE, "합계 770,000원 (VAT 포함)"),
        ("accident.paid", PAID, "1,440,000원"),
        ("accident.own_damage", SHOP, "93만5천원"),
        ("accident.cash_repair", SHOP, "85만원"),
        ("policy.premium", POLICY, "보험료 843,000원"),
        ("policy.start", POLICY, "보험기간 2026.03.14 24:00 ~ 2027.03.14 24:00"),
        (
            "accident.day",
            "사고접수 안내\n사고일시: 2026-11-29 19:20\n접수번호 1",
            "사고일시: 2026-11-29 19:20",
        ),
        ("accident.own_damage", ENGLISH, "700,000 won"),
        ("policy.grade", "할인할증등급\n16Z", "16Z"),
        ("accident.own_damage", "견적입니다: 총 70만원 부가세 7만원", "70만원"),
        ("accident.own_damage", "범퍼 교환\n2\n420,000원", "420,000원"),
        ("accident.own_damage", "수리비 42만원에 도장 견적 28만원, 총 70만원입니다", "70만원"),
        (
            "accident.own_damage",
            "견적서\n합계 400,000원\n할인 50,000\n최종 합계 350,000원",
            "최종 합계 350,000원",
        ),
        ("accident.own_damage", f"{'안내 ' * 400}\n770,000원", "770,000원"),
    ],
)
def test_what_the_field_asks_for_is_taken(path: str, message: str, taken: str) -> None:
    found, left_out = part_for_field(path, message, TODAY)
    assert found == taken
    assert left_out


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("accident.own_damage", "450000\n230000"),
        ("accident.own_damage", "품목\t금액\n범퍼\t420,000\n도장\t280,000"),
        ("accident.own_damage", "자기부담금 360,000원을 내 주세요"),
        ("accident.own_damage", PAID),
        ("accident.other_property", "보험료 843,000원을 납부해 주세요."),
        ("accident.paid", "자기부담금 360,000원을 내 주세요"),
        ("accident.own_damage", "범퍼 42만원, 도장 28만원"),
        ("accident.own_damage", "1안은 총 70만원이고 2안은 총 90만원입니다"),
        ("policy.grade", "등급\n16Z\n12"),
        ("client.name", "홍길동\n010-1234-5678"),
        ("", ESTIMATE),
    ],
)
def test_where_nothing_is_clear_the_first_cell_is_taken_as_it_is(path: str, message: str) -> None:
    """If nothing is clear, the first cell is taken as it is, and refused openly if it is no value.

    No amount of something else is filled in silently.
    """
    found, left_out = part_for_field(path, message, TODAY)
    assert [found, *left_out] == message.replace("\t", "\n").split("\n")


def test_what_lies_beyond_a_hundred_lines_is_not_searched() -> None:
    taken, left_out = part_for_field(
        "accident.own_damage", "\n".join(["안녕하세요"] * 100 + ["합계 770,000원"]), TODAY
    )
    assert (taken, left_out[-1]) == ("안녕하세요", "합계 770,000원")


def test_of_a_megabyte_a_field_takes_what_it_could_hold_and_the_rest_is_left_out() -> None:
    taken, left_out = part_for_field("client.note", "9" * 1_000_000, TODAY)
    assert 2_000 <= len(taken) <= 5_000
    assert len(taken) + len(left_out[0]) == 1_000_000


@given(st.sampled_from([field.path for field in FIELDS]), st.text(max_size=200))
def test_no_paste_is_more_than_what_was_copied(path: str, text: str) -> None:
    taken, left_out = part_for_field(path, text, TODAY)
    assert taken in text
    assert all(one in text for one in left_out)


@given(st.integers(10_000, 99_999_999))
def test_an_amount_alone_is_taken_whole(amount: int) -> None:
    for path in ("accident.own_damage", "policy.premium", "accident.paid"):
        assert part_for_field(path, f"{amount:,}원\n12,000", TODAY)[0] == f"{amount:,}원"
