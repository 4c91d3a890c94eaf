"""A form that is being filled in: its texts become a document, and a document becomes texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from intake.saying import said
from strategies import cases, documents

from advisor.domain.case import Case
from advisor.domain.errors import NoRuleInForceError
from advisor.intake.case.draft import Draft, claim_days, policy_day, read_draft
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import COVER, COVER_FLAG, COVER_UNKNOWN, FIELDS, UNCONFIRMED
from advisor.intake.case.records import case_document
from advisor.intake.nested import value_at

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook

TODAY = date(2026, 11, 22)
PATHS = [field.path for field in (COVER_FLAG, *FIELDS) if "[]" not in field.path]
CLAIM_KEYS = [field.key for field in FIELDS if field.table == "claim[]"]


@given(document=documents())
def test_a_document_comes_back_from_its_texts(document: dict[str, object]) -> None:
    again, problems = Draft.from_document(document).document(TODAY)
    assert again == document
    assert problems == ()


@given(case=cases())
def test_a_case_comes_back_from_its_texts(rulebook: Rulebook, case: Case) -> None:
    assert read_draft(Draft.from_document(case_document(case)), rulebook, TODAY) == case


def test_texts_are_as_people_write_them(sample: dict[str, Any]) -> None:
    sample["accident"]["other_property"] = {"low": 1, "likely": 2, "high": 3_000}
    draft = Draft.from_document(sample)
    assert draft.text("accident.own_damage") == "1,800,000"
    assert draft.text("accident.other_property") == "1~2~3,000"
    assert draft.text("accident.day") == "2026-11-19"
    assert draft.text("policy.own_damage.deductible.rate") == "20"
    assert draft.text("policy.own_damage") == "true"
    assert draft.text("claim[0].fault") == "100"
    assert draft.text("accident.fault") == ""


def test_what_is_typed_lands_at_its_path() -> None:
    draft = (
        Draft()
        .with_value("accident.own_damage", "230만")
        .with_value("policy.start", "26.3.2")
        .with_value("accident.fault", "70")
        .with_value("accident.driver", normalize("NFD", "insured"))
        .with_row(ListKey.CLAIM, {"day": "24.5.10"})
        .with_row(ListKey.CLAIM)
        .with_value("claim[1].property_paid", "90만")
    )
    document, problems = draft.document(TODAY)
    assert problems == ()
    assert value_at(document, "accident.own_damage") == 2_300_000
    assert value_at(document, "policy.start") == date(2026, 3, 2)
    assert value_at(document, "accident.fault") == Decimal("0.7")
    assert document["claim"] == [{"day": date(2024, 5, 10)}, {"property_paid": 900_000}]
    assert (
        value_at(draft.without_row(ListKey.CLAIM, 0).document(TODAY)[0], "claim[0].property_paid")
        == 900_000
    )


def test_an_empty_text_states_nothing(sample: dict[str, Any]) -> None:
    draft = Draft.from_document(sample).with_value("policy.grade", "  ")
    assert value_at(draft.document(TODAY)[0], "policy.grade") is None


def test_a_cover_that_is_off_keeps_its_texts(sample: dict[str, Any], rulebook: Rulebook) -> None:
    off = Draft.from_document(sample).with_value(COVER, "no")
    case = read_draft(off, rulebook, TODAY)
    assert isinstance(case, Case)
    assert case.policy.own_damage is None
    assert off.text(f"{COVER}.sum_insured") == "21,000,000"
    on = read_draft(off.with_value(COVER, "yes"), rulebook, TODAY)
    assert isinstance(on, Case)
    assert on.policy.own_damage is not None


def test_a_cover_appears_with_its_first_field() -> None:
    assert value_at(Draft().document(TODAY)[0], COVER) is None
    filled = Draft().with_value(f"{COVER}.single_vehicle", "yes")
    assert value_at(filled.document(TODAY)[0], COVER) == {"single_vehicle": True}
    bare = Draft().with_value(COVER, "yes")
    assert value_at(bare.document(TODAY)[0], COVER) == {}


def test_a_field_has_the_problem_of_its_typing_alone(rulebook: Rulebook) -> None:
    draft = Draft().with_value("policy.premium", "82만5").with_row(ListKey.CLAIM, {"day": "soon"})
    read = read_draft(draft, rulebook, TODAY)
    assert not isinstance(read, Case)
    assert all(map(said, read))
    assert [(problem.path, problem.code) for problem in read] == [
        ("policy.start", "missing"),
        ("policy.premium", "rest-without-unit"),
        ("claim[0].day", "unreadable-day"),
        ("accident.day", "missing"),
        ("accident.kind", "missing"),
    ]
    assert read[1].value == "82만5"


def test_a_draft_that_reads_but_for_one_text_is_no_case(
    sample: dict[str, Any], rulebook: Rulebook
) -> None:
    draft = Draft.from_document(sample).with_value("accident.cash_repair", "-1")
    read = read_draft(draft, rulebook, TODAY)
    assert not isinstance(read, Case)
    assert [problem.code for problem in read] == ["signed-amount"]


def test_a_draft_does_not_change(sample: dict[str, Any]) -> None:
    draft = Draft.from_document(sample)
    draft.without_row(ListKey.CLAIM, 0)
    draft.with_value("policy.grade", "1").with_value("claim[0].fault", "1")
    assert draft == Draft.from_document(sample)


def test_a_field_that_no_case_has_is_refused() -> None:
    with pytest.raises(KeyError):
        Draft().with_value("policy.color", "red")
    with pytest.raises(KeyError):
        Draft().with_row(ListKey.CLAIM, {"color": "red"})
    with pytest.raises(IndexError):
        Draft().with_value("claim[0].day", "1/1")


@given(
    values=st.dictionaries(st.sampled_from(PATHS), st.text(max_size=12), max_size=12),
    claims=st.lists(
        st.dictionaries(st.sampled_from(CLAIM_KEYS), st.text(max_size=12), max_size=4), max_size=3
    ),
)
def test_whatever_is_typed_is_read_or_told(
    rulebook: Rulebook, values: dict[str, str], claims: list[dict[str, str]]
) -> None:
    draft = Draft()
    for path, text in values.items():
        draft = draft.with_value(path, text)
    for claim in claims:
        draft = draft.with_row(ListKey.CLAIM, claim)
    try:
        read = read_draft(draft, rulebook, TODAY)
    except NoRuleInForceError:
        return
    assert isinstance(read, Case) or all(map(said, read))


@given(
    document=st.dictionaries(
        st.sampled_from(["policy", "claim", "accident", "assumptions", "x"]),
        st.recursive(
            st.none() | st.integers() | st.decimals() | st.text(max_size=5) | st.dates(),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["own_damage", "deductible", "rate", "fault", "day", "low"]),
                    inner,
                    max_size=4,
                )
            ),
        ),
    )
)
def test_any_document_can_be_shown_in_the_form(document: dict[str, object]) -> None:
    again, problems = Draft.from_document(document).document(TODAY)
    assert again["format"] == 1
    assert all(map(said, problems))


def test_the_days_that_a_form_goes_by_are_those_typed_as_far_as_they_can_be_read() -> None:
    """An unreadable first day counts as today, and an unreadable claim's day as the first day."""
    rows: tuple[dict[str, str], ...] = ({"day": "24.5.10"}, {"day": "soon"}, {})
    start = date(2026, 3, 2)
    assert claim_days(Draft({"policy.start": "26.3.2"}, rows), TODAY) == (
        date(2024, 5, 10),
        start,
        start,
    )
    assert policy_day(Draft({"policy.start": "26.3.2"}), TODAY) == start
    for text in ("", " ", "soon"):
        assert policy_day(Draft({"policy.start": text}), TODAY) == TODAY


@pytest.mark.parametrize("typed", ["false", "no", "없음", "미가입"])
def test_a_cover_of_which_somebody_says_that_there_is_none_is_not_just_left_out(
    rulebook: Rulebook, sample: dict[str, Any], typed: str
) -> None:
    """A cover that is left out is assumed and asked about; one that is denied is neither."""
    draft = Draft.from_document(sample).with_value(COVER, typed)
    document, problems = draft.document(TODAY)
    assert problems == ()
    assert value_at(document, COVER) is None
    case = read_draft(draft, rulebook, TODAY)
    assert isinstance(case, Case)
    assert case.policy.own_damage is None
    assert case.policy.no_own_damage
    again = Draft.from_document(case_document(case))
    assert read_draft(again, rulebook, TODAY) == case
    covered = read_draft(again.with_value(COVER, "yes"), rulebook, TODAY)
    assert isinstance(covered, Case)
    assert covered.policy.own_damage is not None
    assert not covered.policy.no_own_damage


def test_a_file_without_the_table_of_the_cover_leaves_it_out(
    rulebook: Rulebook, sample: dict[str, Any]
) -> None:
    del sample["policy"]["own_damage"]
    case = read_draft(Draft.from_document(sample), rulebook, TODAY)
    assert isinstance(case, Case)
    assert case.policy.own_damage is None
    assert not case.policy.no_own_damage


@pytest.mark.parametrize("typed", [COVER_UNKNOWN, "모름", "don't know"])
def test_a_cover_of_which_nobody_knows_is_taken_for_granted(
    rulebook: Rulebook, sample: dict[str, Any], typed: str
) -> None:
    """An unknown cover is assumed; a key of the file says so, and is kept when the file is read."""
    draft = Draft.from_document(sample).with_value(COVER, typed)
    document, problems = draft.document(TODAY)
    assert problems == ()
    assert value_at(document, UNCONFIRMED) is True
    case = read_draft(draft, rulebook, TODAY)
    assert isinstance(case, Case)
    assert case.policy.own_damage is not None
    assert case.policy.own_damage.unconfirmed
    again = Draft.from_document(case_document(case))
    assert again.text(COVER) == COVER_UNKNOWN
    assert read_draft(again, rulebook, TODAY) == case
    known = read_draft(again.with_value(COVER, "yes"), rulebook, TODAY)
    assert isinstance(known, Case)
    assert known.policy.own_damage == evolve(case.policy.own_damage, unconfirmed=False)


@pytest.mark.parametrize("typed", ["모르겠습니다", "기억이 안 나요", "I don’t know"])
def test_a_field_that_nobody_knows_is_left_open(sample: dict[str, Any], typed: str) -> None:
    """Words for not knowing state nothing, in whichever field they are typed."""
    draft = Draft.from_document(sample)
    for path in ("policy.grade", "accident.cash_repair", "claim[0].property_paid"):
        draft = draft.with_value(path, typed)
    del sample["policy"]["grade"]
    del sample["accident"]["cash_repair"]
    del sample["claim"][0]["property_paid"]
    assert draft.document(TODAY) == (sample, ())
