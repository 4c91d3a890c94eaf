"""A heading is a path or a word of the app; whatever else stands there travels along."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest

from advisor.book.headings import HeadingWords
from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.fields import FIELDS

if TYPE_CHECKING:
    from advisor.intake.case.fields import Field

WORDS = HeadingWords.of()
READ = [one for one in FIELDS if one.path != "format"]


def path_of(heading: str) -> str:
    found = WORDS.read([heading]).columns
    return found[0].path if found else ""


@pytest.mark.parametrize("field", READ, ids=lambda field: field.path)
def test_every_key_has_its_path_and_its_words(field: Field) -> None:
    """A word that two keys share is that of one of them."""
    first = field.path.replace("[]", "[0]")
    assert path_of(first) == first
    for texts in map(Texts, LANGUAGES):
        word = texts(f"field.{field.path}")
        alike = {one.path for one in READ if texts(f"field.{one.path}") == word}
        assert path_of(word).replace("[0]", "[]") in alike


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("올해 보험료", "policy.premium"),
        (" 올해보험료* ", "policy.premium"),
        (normalize("NFD", "올해 보험료"), "policy.premium"),
        ("등급", "policy.grade"),
        ("사고일", "accident.day"),
        ("PREMIUM", "policy.premium"),
        ("Policy.Premium", "policy.premium"),
        ("지난 사고일", "claim[0].day"),
        ("지난 사고일 2", "claim[1].day"),
        ("지난 사고일2", "claim[1].day"),
        ("Day of the past accident 3", "claim[2].day"),
        ("claim[4].property_paid", "claim[4].property_paid"),
        ("other_car[1].premium", "other_car[1].premium"),
        ("보험료(작년)", ""),
        ("올해 보험료(만원)", "policy.premium"),
        ("내 과실 (%)", "accident.fault"),
        ("올해 보험료 2", ""),
        ("format", ""),
        ("client.name", "client.name"),
        ("고객명", "client.name"),
        ("계약자 (피보험자)", "client.name"),
        ("휴대폰", "client.telephone"),
        ("연락처(휴대폰)", "client.telephone"),
        ("차량번호", "client.plate"),
        ("증권 번호", "client.policy_number"),
        ("비고", "client.note"),
        ("Customer name", "client.name"),
        ("E-mail", "client.email"),
        ("Mobile", "client.telephone"),
        ("담당자", ""),
        ("", ""),
    ],
)
def test_a_heading_is_read_as_people_write_it(heading: str, path: str) -> None:
    assert path_of(heading) == path


def test_units_stand_behind_a_heading() -> None:
    headings = ["올해 보험료(만원)", "내 차 수리비 [천원]", "현금 수리비", "내 과실(%)"]
    found = WORDS.read(headings, 10)
    assert [(one.unit, one.percent) for one in found.columns] == [
        (10_000, False),
        (1_000, False),
        (10, False),
        (1, True),
    ]


def test_unknown_and_repeated_headings_are_told() -> None:
    found = WORDS.read(["담당자", "보험료", "", "policy.premium"])
    assert found.unread == ("담당자",)
    assert found.twice == (("보험료", "policy.premium"),)
    assert [column.place for column in found.columns] == [1]


def test_of_two_columns_that_say_the_same_of_a_client_the_first_is_read() -> None:
    """A table with a telephone at home and a mobile one is no broken table."""
    found = WORDS.read(["전화번호", "휴대폰", "메모", "비고"])
    assert [(column.path, column.place) for column in found.columns] == [
        ("client.telephone", 0),
        ("client.note", 2),
    ]
    assert found.unread == ("휴대폰", "비고")
    assert found.twice == ()
