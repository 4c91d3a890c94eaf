"""A case is named after its client, or its day and kind, and after nothing that may change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor.cases import suggested_name
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.intake.case.draft import Draft
from advisor.intake.case.fields import FIELDS

ACCIDENT = {"accident.day": "2026-11-19", "accident.kind": "collision"}


def name(stated: dict[str, str], language: Language = "ko") -> str:
    return suggested_name(Draft(stated), Texts(language))


def test_a_case_is_called_by_its_client_or_by_day_and_kind() -> None:
    assert name({}) == ""
    assert name(ACCIDENT) == "2026-11-19 다른 차와 충돌"
    assert name(ACCIDENT, "en") == "2026-11-19 another car"
    assert name(ACCIDENT | {"client.name": "김민수"}) == "김민수"


def test_the_day_in_a_name_is_the_one_that_was_meant() -> None:
    assert name(ACCIDENT | {"accident.day": "어제"}).startswith("2026-11-21 ")


@given(
    path=st.sampled_from([one.path for one in FIELDS if "[]" not in one.path]),
    text=st.sampled_from(["75만", "2026-03-02", "16", "unknown"]),
    language=st.sampled_from(LANGUAGES),
)
def test_a_later_answer_leaves_the_name_as_it_is(path: str, text: str, language: Language) -> None:
    """A later answer, such as the bill, is not in the name, which would keep its old value."""
    if path not in {*ACCIDENT, "client.name"}:
        assert name(ACCIDENT | {path: text}, language) == name(ACCIDENT, language)
