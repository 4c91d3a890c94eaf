"""An amount that was probably mistyped is asked about while it is typed."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st

from advisor.doubts import doubt_words, doubted
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.intake.case.draft import Draft
from advisor.intake.case.field import FieldKind
from advisor.intake.case.fields import FIELDS
from advisor.intake.typed.field_value import parse_field
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

DRAFT = Draft({"policy.start": "2026-03-14"})


@pytest.fixture(autouse=True, scope="module")
def fixed_day() -> Iterator[None]:
    with freeze_time("2026-11-29"):
        yield


def meant(path: str, text: str) -> str | None:
    """Return the text that is proposed, empty if there is none, or None if nothing is asked."""
    found = doubted(path, text, DRAFT, load_rulebook())
    return None if found is None else found.meant_text


@pytest.mark.parametrize(
    ("path", "text", "offered"),
    [
        ("accident.own_damage", "60~90", "60~90만"),
        ("accident.own_damage", "60-70-90", "60~70~90만"),
        ("accident.own_damage", "110 ~ 150", "110~150만"),
        ("accident.own_damage", "60", "600,000"),
        ("accident.own_damage", "60원~90원", "60~90만"),
        ("accident.own_damage", "60~900000", "60~90만"),
        ("accident.own_damage", "60억~90억", "60~90만"),
        ("accident.own_damage", "9~6000", "9~6000만"),
        ("accident.other_property", "40~50", "40~50만"),
        ("policy.premium", "734,560만", "734,560"),
        ("policy.premium", "82억", "820,000"),
        ("policy.premium", "82", "820,000"),
        ("claim[0].property_paid", "115", "1,150,000"),
        ("claim[2].property_paid", "115원", "1,150,000"),
        ("accident.cash_repair", "45", "450,000"),
        ("accident.paid", "90", "900,000"),
        ("policy.surcharge_threshold", "2000", "20,000,000"),
        ("policy.premium", "350,000,001원", ""),
    ],
)
def test_what_is_far_from_the_usual_is_asked_about(path: str, text: str, offered: str) -> None:
    assert meant(path, text) == offered


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("accident.own_damage", "60~90만"),
        ("accident.own_damage", "0"),
        ("accident.own_damage", "7만"),
        ("accident.own_damage", "0~90만"),
        ("accident.own_damage", "abc"),
        ("accident.own_damage", "90~60"),
        ("accident.own_damage", ""),
        ("policy.premium", "734,560"),
        ("policy.surcharge_threshold", "200"),
        ("claim[0].surcharge_threshold", "50"),
        ("policy.grade", "11"),
        ("accident.fault", "70"),
        ("assumptions.renewals", "8"),
        ("client.name", "60"),
        ("no.such.path", "60"),
    ],
)
def test_nothing_is_asked_about_what_can_be_meant(path: str, text: str) -> None:
    assert meant(path, text) is None


MONEY = [one.path for one in FIELDS if one.kind in {FieldKind.WON, FieldKind.ESTIMATE}]


@given(path=st.sampled_from(MONEY), amount=st.integers(1, 10**12))
def test_what_is_offered_is_asked_about_no_more(path: str, amount: int) -> None:
    """A driver who accepts the proposed amount must not be asked about it again."""
    offered = meant(path.replace("[]", "[0]"), f"{amount}원")
    assert not offered or meant(path.replace("[]", "[0]"), offered) is None


RANGES = [one.path for one in FIELDS if one.kind is FieldKind.ESTIMATE]


@given(path=st.sampled_from(RANGES), low=st.integers(1, 9_999), more=st.integers(1, 9_999))
def test_a_range_of_bare_digits_is_offered_in_ten_thousands(path: str, low: int, more: int) -> None:
    high = min(9_999, low + more)
    offered = meant(path.replace("[]", "[0]"), f"{low}~{high}")
    field = next(one for one in FIELDS if one.path == "accident.own_damage")
    assert parse_field(field, offered or "", date(2026, 11, 29)) == parse_field(
        field, f"{low}만~{high}만" if low < high else f"{low}만", date(2026, 11, 29)
    )


NAMED = {
    "60": (60, 600_000),
    "734,560만": (7_345_600_000, 734_560),
    "350,000,001원": (350_000_001, 50_000, 20_000_000),
}


@pytest.mark.parametrize(
    ("language", "asker", "text"),
    list(product(LANGUAGES, ("guide", "plain"), NAMED)),
)
def test_the_question_names_both_amounts(language: Language, asker: str, text: str) -> None:
    """The question names the typed and the likely amount, or else the bounds of the usual ones."""
    found, texts = doubted("policy.premium", text, DRAFT, load_rulebook()), Texts(language)
    assert found is not None
    said = doubt_words(found, "guide" if asker == "guide" else "plain", texts)
    assert all(texts.exact(amount) in said for amount in NAMED[text])
