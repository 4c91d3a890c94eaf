"""The parts of the form without a screen: its rows, words, deductible plans and history."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from advisor.explain.texts import Language, Texts
from advisor.explain.width import width
from advisor.intake.case.case_file import parse_toml
from advisor.intake.case.draft import Draft
from advisor.intake.case.fields import (
    COVER,
    DEATH,
    DEDUCTIBLE,
    FIELDS,
    INJURY_UNKNOWN,
    NO_COVER,
    UNCONFIRMED,
)
from advisor.intake.sample import sample_text
from advisor.rules.rulebook import load_rulebook
from advisor.tui.form.choices import BY_PARTS, UNSTATED, Choices, is_choice
from advisor.tui.form.deductible_plans import DeductiblePlans
from advisor.tui.form.echo import echo, is_suspect, short_echoes
from advisor.tui.form.edits import History
from advisor.tui.form.form_words import FormWords, RowFacts, label_code
from advisor.tui.form.layout import FormState, RowKind, RowPlan, fold_of, rows
from advisor.tui.form.switches import (
    BY_GRADE,
    HURT,
    SETTLEMENT,
    switch_value,
    switched,
)
from advisor.tui.help_keys import ALL_KEYS

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook

TODAY = date(2026, 11, 22)
LABEL_CELLS, VALUE_CELLS, LIST_CELLS = 12, 19, 52
FOLDS = ("accident-more", "policy-more", "assumptions", "claim-more[0]", "client")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture
def sample() -> Draft:
    document = parse_toml(sample_text())
    assert isinstance(document, dict)
    return Draft.from_document(document)


def shown(kind: str, *, unfolded: tuple[str, ...] = FOLDS) -> FormState:
    return FormState(
        kind,
        has_cover=True,
        deductible_by_parts=True,
        claims=1,
        violations=1,
        unfolded=frozenset(unfolded),
        other_cars=1,
        hurt=BY_GRADE,
    )


def test_every_key_of_the_case_file_can_be_reached() -> None:
    plans = (*rows(shown("collision")), *rows(evolve(shown("collision"), already=True)))
    reached = {row.key.replace("[0]", "[]") for row in plans}
    beside = {"format", "assumptions.long_renewals"}
    in_cover = {UNCONFIRMED, NO_COVER}  # stated by choices of that field
    assert {field.path for field in FIELDS} - reached <= beside | in_cover
    assert COVER in reached


def test_a_fold_holds_the_fields_that_say_so() -> None:
    folded = {row.key for row in rows(shown("collision", unfolded=()))}
    for row in rows(shown("collision")):
        if row.kind is RowKind.FIELD and row.key not in folded:
            assert fold_of(row.key) in FOLDS
        elif row.kind is RowKind.FIELD:
            assert fold_of(row.key) is None


@pytest.mark.parametrize("kind", ["object", "theft", "parked-unknown"])
def test_fault_is_asked_only_where_it_counts(kind: str) -> None:
    assert "accident.fault" not in {row.key for row in rows(shown(kind))}


@pytest.mark.parametrize("language", get_args(Language))
def test_labels_and_values_fit_their_columns(language: Language, rulebook: Rulebook) -> None:
    texts = Texts(language)
    choices = Choices(texts, rulebook, date(2026, 3, 2))
    for row in rows(shown("collision")):
        if row.kind is not RowKind.FIELD:
            continue
        assert width(texts(label_code(row.key, texts))) <= LABEL_CELLS, row.key
        if is_choice(row.key):
            for value in choices.values(row.key):
                assert width(choices.label(row.key, value)) <= VALUE_CELLS, (row.key, value)


@pytest.mark.parametrize("key", ["accident.hurt", "accident.injury_grade", "claim[0].injury_grade"])
@pytest.mark.parametrize("language", get_args(Language))
def test_a_death_is_not_labelled_as_an_injury(
    language: Language, key: str, rulebook: Rulebook
) -> None:
    words = FormWords.of(Texts(language), rulebook, TODAY)
    died, hurt = (
        words.frame(RowFacts(RowPlan(RowKind.FIELD, key), value, (), None, is_open=False)).label
        for value in ("death", "7")
    )
    assert not re.search("부상|[Ii]njur|[Hh]urt", died)
    assert re.search("부상|[Ii]njur|[Hh]urt", hurt)
    assert width(died) <= LABEL_CELLS


@pytest.mark.parametrize("language", get_args(Language))
def test_every_key_has_its_words(language: Language) -> None:
    texts = Texts(language)
    assert all(texts(key.text) for key in ALL_KEYS)


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("policy.premium", "2300000", "230만 원"),
        ("policy.premium", "230", "230원? 230만 원이면 m 키"),
        ("policy.premium", "230원", ""),
        ("policy.premium", "", ""),
        ("policy.premium", "abc", ""),
        ("accident.own_damage", "0", ""),
        ("accident.own_damage", "안 고침", "0원"),
        ("accident.own_damage", "150만~200만", "150만 원 ~ 200만 원"),
        ("accident.own_damage", "60~90", "m = 60만 원~90만 원"),
        ("accident.own_damage", "110~150만", "110만 원 ~ 150만 원"),
        ("accident.day", "2026-11-19", "목요일"),
        ("accident.day", "어제", "11-21(토)"),
        ("claim[0].day", "2025-07", ""),
        ("claim[0].day", "작년 7월", "2025-07"),
        ("accident.fault", "70", "70%"),
        ("policy.grade", "16", ""),
    ],
)
def test_the_echo_says_how_a_value_was_read(path: str, text: str, said: str) -> None:
    assert echo(path, text, TODAY, Texts("ko")) == said


@pytest.mark.parametrize(
    ("text", "korean", "english"),
    [
        ("150만~200만", ("150~200만", ""), ("1500–2000k", "")),
        ("50에서 80만", ("50~80만", ""), ("500–800k", "")),
        ("855,000~1,200,000", ("85.5~120만", ""), ("855–1200k", "")),
        ("60~90", ("m = 60~90만", "m"), ("m = 600–900k", "m")),
        ("180만", (), ()),
    ],
)
def test_a_range_is_said_shorter_and_never_cut_to_another_sum(
    text: str, korean: tuple[str, ...], english: tuple[str, ...]
) -> None:
    path = "accident.own_damage"
    assert short_echoes(path, text, Texts("ko")) == korean
    assert short_echoes(path, text, Texts("en")) == english


@given(st.integers(min_value=0, max_value=10**9))
def test_only_bare_small_amounts_are_suspected(amount: int) -> None:
    assert is_suspect("policy.premium", f"{amount:,}") == (0 < amount < 10_000)
    assert not is_suspect("policy.premium", f"{amount}만")


def test_each_plan_is_recognised_by_its_parts_at_every_threshold(
    sample: Draft, rulebook: Rulebook
) -> None:
    plans = DeductiblePlans(rulebook, TODAY)
    for threshold in ("2,000,000", "1,500,000", "1,000,000", "500,000"):
        for plan in rulebook.deductible.on(TODAY).terms.plans:
            draft = plans.with_plan(plans.with_threshold(sample, threshold), plan.code)
            assert plans.code(draft) == plan.code


def test_parts_of_no_plan_are_called_parts_and_none_are_unstated(
    sample: Draft, rulebook: Rulebook
) -> None:
    plans = DeductiblePlans(rulebook, TODAY)
    assert plans.code(sample.with_value(f"{DEDUCTIBLE}.maximum", "123,456")) == BY_PARTS
    assert plans.code(plans.with_plan(sample, UNSTATED)) == UNSTATED


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["a", "b", None])), max_size=20))
def test_undoing_everything_leads_back_and_redoing_leads_forth(
    edits: list[tuple[int, str | None]],
) -> None:
    history = History(-1)
    for value, place in edits:
        history = history.after(value, place)
    back = history
    for _ in edits:
        back = back.undo()
    assert back.now == -1
    for _ in edits:
        back = back.redo()
    assert back.now == history.now


def test_typing_in_one_place_is_one_step() -> None:
    history = History("").after("2", "bill").after("23", "bill").after("x", "other")
    assert history.undo().now == "23"
    assert history.undo().undo().now == ""


@pytest.mark.parametrize("language", get_args(Language))
def test_a_list_names_tables_by_their_titles(language: Language, rulebook: Rulebook) -> None:
    """The field itself shows the short name of the chosen table."""
    choices = Choices(Texts(language), rulebook, date(2026, 3, 2))
    for path, tables in (
        ("assumptions.grade_table", rulebook.grade_tables),
        ("assumptions.count_profile", rulebook.count_profiles),
    ):
        names = [choices.described(path, value) for value in choices.values(path)]
        assert {getattr(table.title, language) for table in tables.values()} <= {*names}
        assert max(map(width, names)) <= LIST_CELLS
        for code, table in tables.items():
            assert choices.label(path, code) == getattr(table.label, language)


@pytest.mark.parametrize("hurt", ["", "7", DEATH, INJURY_UNKNOWN])
def test_a_sum_that_settles_a_sprain_goes_with_it(hurt: str) -> None:
    """Its row is gone then, so the driver could no longer clear a sum left in it."""
    draft = Draft({"accident.injury_grade": "12", SETTLEMENT: "70만"})
    changed, opens = switched(HURT, hurt, draft)
    assert (changed.text(SETTLEMENT), opens) == ("", False)
    assert switch_value(HURT, changed, frozenset()) == hurt
    assert switched(HURT, "12", draft)[0].text(SETTLEMENT) == "70만"
