"""A heading that is a path or a word of the app is read; any other column is only copied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest

from advisor.book.headings import HeadingWords
from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.fields import FIELDS
from advisor.intake.typed.kind import kind_told

if TYPE_CHECKING:
    from advisor.explain.texts import Language
    from advisor.intake.case.field import Field

WORDS = HeadingWords.of()
READ = [one for one in FIELDS if one.path != "format"]


def path_of(heading: str) -> str:
    found = WORDS.read([heading]).columns
    return found[0].path if found else ""


@pytest.mark.parametrize("field", READ, ids=lambda field: field.path)
def test_every_key_has_its_path_and_its_words(field: Field) -> None:
    """A key is found by its path and by its word; a word shared by two keys finds one of them."""
    first = field.path.replace("[]", "[0]")
    assert path_of(first) == first
    for texts in map(Texts, LANGUAGES):
        word = texts(f"field.{field.path}")
        alike = {one.path for one in READ if texts(f"field.{one.path}") == word}
        assert path_of(word).replace("[0]", "[]") in alike


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("올해 보험료", "policy.premium"), (" 올해보험료* ", "policy.premium"),
        (normalize("NFD", "올해 보험료"), "policy.premium"),
        ("\ufeff올해\u200b 보험료\u2060", "policy.premium"),
        ("\u200e올해 보험료(만원)\u200b", "policy.premium"), ("등급", "policy.grade"),
        ("사고일", "accident.day"), ("PREMIUM", "policy.premium"),
        ("사고발생일시", "accident.day"),
        ("Policy.Premium", "policy.premium"), ("지난 사고일", "claim[0].day"),
        ("지난 사고일 2", "claim[1].day"), ("지난 사고일2", "claim[1].day"),
        ("환입 가능 여부", "claim[0].status"), ("환입 가능", "assumptions.refund_allowed"),
        ("지난 사고 환입 가능 여부", "claim[0].status"), ("지난 사고 환입 여부", ""),
        ("Past claim refundable", "claim[0].status"), ("Past refund", ""),
        ("상대방 부상 급수", "accident.injury_grade"),
        ("Day of the past accident 3", "claim[2].day"),
        ("claim[4].property_paid", "claim[4].property_paid"),
        ("other_car[1].premium", "other_car[1].premium"), ("보험료(작년)", ""),
        ("올해 보험료(만원)", "policy.premium"), ("내 과실 (%)", "accident.fault"),
        ("올해 보험료 2", ""), ("대물여부", ""), ("고가차 여부", ""), ("과거사고여부", ""),
        ("자손여부", "accident.own_injury"), ("연락처2", ""), ("수리비 (차량)", ""),
        ("format", ""), ("client.name", "client.name"), ("고객명", "client.name"),
        ("계약자 (피보험자)", "client.name"), ("휴대폰", "client.telephone"),
        ("연락처(휴대폰)", "client.telephone"), ("차량번호", "client.plate"),
        ("증권 번호", "client.policy_number"), ("비고", "client.note"),
        ("Customer name", "client.name"), ("E-mail", "client.email"),
        ("Mobile", "client.telephone"), ("담당자", ""), ("", ""),
        ("대인", "accident.injury_grade"), ("상대방 부상", "accident.injury_grade"),
        ("상대 부상", "accident.injury_grade"), ("Others hurt?", "accident.injury_grade"),
        ("만기일", "policy.end"), ("보험만기일", "policy.end"), ("갱신일", "policy.renewal"),
        ("Expiry date", "policy.end"), ("책임개시일", "policy.start"), ("개시일", "policy.start"),
        ("보험개시일", "policy.start"), ("물적할증기준", "policy.surcharge_threshold"),
        ("물적할증", "policy.surcharge_threshold"), ("할증기준", "policy.surcharge_threshold"),
        ("과거사고", "claim[0]"), ("과거 사고 2", "claim[1]"), ("견적", "accident.own_damage"),
        ("견적금액", "accident.own_damage"), ("수리견적", "accident.own_damage"),
        ("면책금", "policy.own_damage.deductible"), ("자기부담금", "policy.own_damage.deductible"),
        ("차량단독", "policy.own_damage.single_vehicle"), ("대물", "accident.other_property"),
        ("상대차 수리비", "accident.other_property"), ("이미 처리", "accident.paid"),
        ("이미 처리?", "accident.paid"), ("사고일자", "accident.day"),
        ("사고유형", "accident.kind"), ("사고내용", "accident.told"), ("보험료", "policy.premium"),
        ("연간보험료", "policy.premium"), ("할인할증등급", "policy.grade"),
        ("차번호", "client.plate"), ("성명", "client.name"),
        ("--own-damage", "accident.own_damage"),
        ("과실(본인)", "accident.fault"), ("수리비 (상대)", "accident.other_property"),
        ("만기일(보험)", "policy.end"), ("보험기간", "policy.start"),
        ("과실\n(%)", "accident.fault"),
        ("보험시작일자", "policy.start"), ("보험종료일자", "policy.end"),
        ("사고접수일자", "accident.day"), ("할인할증율", "policy.percentage"),
        ("자차수리비용", "accident.own_damage"), ("상대차량견적", "accident.other_property"),
        ("상대방대차료", "accident.other_rental"), ("자차여부", "policy.own_damage"),
        ("자차담보여부", "policy.own_damage"), ("부상여부", "accident.injury_grade"),
        ("연락처1", "client.telephone"), ("고객HP", "client.telephone"),
        ("총납입보험료", "policy.premium"), ("보험료합계", "policy.premium"),
        ("적용등급", "policy.grade"), ("할인할증등급(현재)", "policy.grade"),
        ("자차손해액(예상)", "accident.own_damage"),
        ("대물 수리비(추정)", "accident.other_property"),
        ("대물예상액", "accident.other_property"), ("대물(상대차)", "accident.other_property"),
        ("사고내역", "accident.told"), ("피보험자과실", "accident.fault"),
        ("직전3년사고", "claim[0]"), ("Premium (current)", "policy.premium"),
        ("연간 보험료 (원)*", "policy.premium"), ("* 사고일", "accident.day"),
        ("① 성명 (업체명)", "client.name"), ("1. 사고일", "accident.day"),
        ("3) 보험료(만원)", "policy.premium"), ("사고일(YYYY-MM-DD)", "accident.day"),
        ("보험시작일 (년월일)", "policy.start"), ("사고일자(yy.mm.dd)", "accident.day"),
        ("자차 (O/X)", "policy.own_damage"), ("자차(유/무)", "policy.own_damage"),
        ("자차가입(Y/N)", "policy.own_damage"), ("대인(유무)", "accident.injury_grade"),
        ("대인 (O,X)", "accident.injury_grade"), ("자손(예/아니오)", "accident.own_injury"),
        ("단독사고(O/X)", "policy.own_damage.single_vehicle"),
        ("보험료(O/X)", ""), ("과실%", "accident.fault"), ("내 과실 %", "accident.fault"),
        ("할증등급", "policy.grade"), ("내용", "accident.told"), ("보험료%", ""),
        ("자기부담금(%)", "policy.own_damage.deductible"),
        ("등급(현)", "policy.grade"), ("상대방 대인", "accident.injury_grade"),
        ("견적(센터)", "accident.own_damage"),
        ("보험료(연납)", "policy.premium"), ("Policy expiry", "policy.end"),
        ("수리비(부가세 포함)", "accident.own_damage"),
        ("수리비(VAT포함)", "accident.own_damage"),
        ("상대 피해(만원)", "accident.other_property"),
        ("상대차 피해액", "accident.other_property"),
    ],
)  # fmt: skip
def test_a_heading_is_read_as_people_write_it(heading: str, path: str) -> None:
    assert path_of(heading) == path


ROWS_OF_FORM = {"accident.hurt": "accident.injury_grade", "accident.already": "accident.paid"}
KEYS = {one.path for one in READ} | {"policy.own_damage.deductible"}


def shown_names(language: Language) -> dict[str, set[str]]:
    """Return each name that the app shows for a key, with the last part of every such key."""
    texts = Texts(language)
    found: dict[str, set[str]] = {}
    for code in (*texts.codes("field"), *texts.codes("guide")):
        shown = re.fullmatch(r"(?:field|label|flag|guide[.]ask)[.](.+?)(?:-first)?", code)
        path = shown and ROWS_OF_FORM.get(shown[1], shown[1])
        if path in KEYS:
            found.setdefault(texts(code).strip(), set()).add(last(path))
    return found


def last(path: str) -> str:
    return path.rpartition(".")[2]


@pytest.mark.parametrize(
    ("language", "told"), [("ko", {}), ("en", {"What happened?": "accident.told"})]
)
def test_every_name_that_the_app_shows_for_a_field_is_a_heading(
    language: Language, told: dict[str, str]
) -> None:
    """A name shared by a field in a list and one outside of it is a heading for one of the two.

    The kind of accident is read out of what is told, so a question for it may head that column.
    """
    names = shown_names(language)
    assert {last(path) for path in KEYS} == set().union(*names.values())
    read = {name: path_of(name) for name in names}
    assert {name: path for name, path in read.items() if last(path) not in names[name]} == told


def test_a_column_that_may_bear_on_the_answer_is_told_with_what_is_near() -> None:
    found = WORDS.read(
        [
            "대인접수일",
            "상대 과실비율 협의",
            "생년월일",
            "보험료(작년)",
            "담당자",
            "사고접수번호",
            "사고장소",
            "접수일",
            "등록일자",
        ]
    )
    assert [(one.place, one.near) for one in found.bearing] == [
        (0, "accident.injury_grade"),
        (1, "accident.fault"),
        (3, "policy.premium"),
    ]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("전봇대", "object"), ("화단 충돌", "object"), ("단독", "object"), ("단독사고", "object"),
        ("단독 도랑", "object"), ("후진하다 주차장 기둥", "object"), ("주차장 벽", "object"),
        ("가드레일", "object"), ("문콕", "collision"), ("문콕 당함", "parked-unknown"),
        ("주차된 차", "collision"), ("주차장 접촉", "collision"), ("접촉사고", "collision"),
        ("후방추돌", "collision"), ("앞차 추돌", "collision"), ("새벽 추돌", "collision"),
        ("정차중 뒤에서 받힘 (무과실)", "collision"), ("교차로 접촉", "collision"),
        ("hit a pole", "object"), ("rear-ended at a light", "collision"),
        ("주차 중 누가 긁고 감", "parked-unknown"), ("누군가 박고 도망", "parked-unknown"),
        ("주차된 내 차를 누가 치고 감", "parked-unknown"),
        ("상대가 신호위반", "collision"), ("중앙선 침범 차량", "collision"),
        ("무단횡단 보행자와 접촉", ""), ("물피도주 가해자 잡음", ""), ("hit a pedestrian", ""),
        ("고속도로에서 돌 맞음", "falling-object"), ("앞유리 금감", "falling-object"),
        ("windshield chip", "falling-object"), ("stone hit my windscreen", "falling-object"),
        ("노루와 부딪힘", "animal"), ("개를 쳤어요", "animal"), ("번개를 맞음", ""),
        ("개가 튀어나와서 쳤어요", "animal"), ("지나가던 개와 충돌", "animal"),
        ("사슴을 쳤어요", "animal"), ("a cat ran out", "animal"), ("덮개가 튀어나와서", ""),
        ("범퍼 2개를 교환", ""), ("볼라드 2 개를 박음", "object"),
        ("간판이 떨어졌어요", "falling-object"),
        ("포트홀에 타이어 터짐", "object"),
        ("hit a pothole", "object"), ("swallowed", ""),
        ("어떤 놈이 긁고 튐", "parked-unknown"), ("동전으로 긁혔어요", "parked-unknown"),
        ("somebody keyed it", "parked-unknown"), ("bumped the car in front", "collision"),
        ("sideswiped", "collision"), ("a fender-bender", "collision"),
        ("어떤 사람이 튀어나와서 쳤어요", ""), ("누가 뛰어들어 부딪혔어요", ""),
        ("someone ran out and I hit them", ""), ("고라니가 튀어나와서 쳤어요", "animal"),
        ("누가 긁고 튀어 버렸어요", "parked-unknown"),
        ("앞차 피하다 가드레일", ""), ("조사 중", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_kind_is_read_out_of_what_is_told(told: str, kind: str) -> None:
    assert kind_told(told) == (kind or None)


@pytest.mark.parametrize(
    ("heading", "first"),
    [
        ("과실 (우리:상대)", True), ("과실(본인/상대)", True), ("과실비율(당사:타사)", True),
        ("과실(상대:우리)", False), ("내 과실", None),
    ],
)  # fmt: skip
def test_a_heading_may_say_whose_share_comes_first(heading: str, first: object) -> None:
    (column,) = WORDS.read([heading]).columns
    assert (column.path, column.own_first) == ("accident.fault", first)


def test_units_stand_behind_a_heading() -> None:
    headings = ["올해 보험료(만원)", "내 차 수리비 [천원]", "현금 수리비", "내 과실(%)"]
    found = WORDS.read(headings, 10)
    assert [(one.unit, one.percent) for one in found.columns] == [
        (10_000, False),
        (1_000, False),
        (10, False),
        (1, True),
    ]


@pytest.mark.parametrize("unit", ["(단위: 만원)", "[단위：만원]", " (Unit: 만원)"])
def test_a_unit_behind_a_heading_may_be_called_a_unit(unit: str) -> None:
    (column,) = WORDS.read([f"수리비{unit}"]).columns
    assert (column.path, column.unit) == ("accident.own_damage", 10_000)


def test_unknown_and_repeated_headings_are_told() -> None:
    found = WORDS.read(["담당자", "보험료", "", "policy.premium"])
    assert found.unread == ("담당자",)
    assert [(one.heading, one.path) for one in found.twice] == [("policy.premium",) * 2]
    assert [column.place for column in found.columns] == [1]


def test_more_columns_of_one_list_than_it_has_places_are_told() -> None:
    """Columns beyond the last place of a list are taken as repeats of its first place."""
    found = WORDS.read(["지난 사고일"] * 130)
    assert len({column.path for column in found.columns}) == len(found.columns) == 100
    assert {column.path for column in found.twice} == {"claim[0].day"}


def test_of_two_columns_that_say_the_same_of_a_client_the_first_is_read() -> None:
    """A table with two telephone numbers for each client is not refused: the first is read."""
    found = WORDS.read(["전화번호", "휴대폰", "메모", "비고"])
    assert [(column.path, column.place) for column in found.columns] == [
        ("client.telephone", 0),
        ("client.note", 2),
    ]
    assert found.unread == ("휴대폰", "비고")
    assert found.twice == ()
