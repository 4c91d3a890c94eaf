"""Bytes or text are read as a document, or as one problem that says where it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.saying import said
from strategies import documents, full_cases

from advisor.domain.case import Case
from advisor.domain.errors import NoRuleInForceError
from advisor.intake.case.case_file import parse_toml, read_case, write_case, write_document
from advisor.intake.case.fields import KEYS
from advisor.intake.nested import copied_document
from advisor.intake.problems import Problem
from advisor.intake.sample import sample_text

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a =", 1, 4), ("format = 1\n\n[policy\n", 3, 8), ("a = 1\na = 2", 2, 6)],
)
def test_broken_toml_tells_line_and_column(text: str, line: int, column: int) -> None:
    problem = parse_toml(text)
    assert isinstance(problem, Problem)
    assert (problem.path, problem.code) == ("", "broken-toml")
    assert problem.facts == {"line": line, "column": column}
    assert said(problem)


@pytest.mark.parametrize(
    ("text", "code"),
    [(f"a = {'[' * 5000}", "toml-too-deep"), (f"a = {'9' * 5000}", "toml-number-too-long")],
)
def test_what_the_parser_cannot_hold_is_a_problem_too(text: str, code: str) -> None:
    problem = parse_toml(text)
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert said(problem)


def test_rates_are_exact_and_a_number_beyond_all_bounds_is_none() -> None:
    assert parse_toml("a = 0.1") == {"a": Decimal("0.1")}
    huge = parse_toml("a = 1e99999999999999999999")
    assert isinstance(huge, dict)
    assert huge["a"].is_nan()


def test_a_byte_order_mark_is_welcome_and_other_encodings_are_not() -> None:
    text = "format = 1 # 할증"
    assert parse_toml(text.encode("utf-8-sig")) == {"format": 1}
    assert parse_toml(text.encode()) == {"format": 1}
    problem = parse_toml(f"\n\n{text}".encode("cp949"))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.facts) == ("not-utf-8", {"line": 3})
    assert said(problem)


@given(case=full_cases())
def test_a_written_case_reads_back_equal(rulebook: Rulebook, case: Case) -> None:
    document = parse_toml(write_case(case))
    assert isinstance(document, dict)
    assert read_case(document, rulebook, TODAY) == case


def case_of(text: str, rulebook: Rulebook) -> Case:
    document = parse_toml(text)
    assert isinstance(document, dict)
    case = read_case(document, rulebook, TODAY)
    assert isinstance(case, Case)
    return case


def test_a_case_is_written_with_separators_and_says_no_more_than_it_states(
    rulebook: Rulebook,
) -> None:
    case = case_of(
        "format = 1\nas_of = 2026-11-21\n[policy]\nstart = 2026-03-02\npremium = 1820000\n"
        '[policy.own_damage]\n[accident]\nday = 2026-11-19\nkind = "flood"\nfault = 0.25\n'
        "own_damage = {low = 1500000, likely = 1800000, high = 2600000}\n",
        rulebook,
    )
    assert write_case(case) == (
        "format = 1\nas_of = 2026-11-21\n\n"
        "[policy]\nstart = 2026-03-02\npremium = 1_820_000\n\n"
        "[policy.own_damage]\n\n"
        '[accident]\nday = 2026-11-19\nkind = "flood"\nfault = 0.25\n'
        "own_damage = { low = 1_500_000, likely = 1_800_000, high = 2_600_000 }\n"
    )


def test_an_estimate_that_is_one_amount_is_written_as_one(rulebook: Rulebook) -> None:
    case = case_of(
        "format = 1\n[policy]\nstart = 2026-03-02\npremium = 1820000\n[policy.own_damage]\n"
        '[accident]\nday = 2026-11-19\nkind = "flood"\n'
        "own_damage = {low = 1800000, likely = 1800000, high = 1800000}\n",
        rulebook,
    )
    assert write_case(case).endswith('kind = "flood"\nown_damage = 1_800_000\n')


@pytest.mark.parametrize("stated", [None, Decimal("0.0"), Decimal("0.03")])
def test_no_interest_is_not_the_same_as_none_stated(
    sample: dict[str, Any], rulebook: Rulebook, stated: Decimal | None
) -> None:
    """A decision treats a rate of 0 and none alike; the view with later accidents does not."""
    if stated is not None:
        sample["assumptions"]["discount_rate"] = stated
    case = read_case(sample, rulebook, TODAY)
    assert isinstance(case, Case)
    assert case.assumptions.discount_rate == stated
    assert case.assumptions.interest == (stated or 0)
    text = write_case(case)
    assert ("discount_rate" in text) == (stated is not None)
    written = parse_toml(text)
    assert isinstance(written, dict)
    assert read_case(written, rulebook, TODAY) == case


@given(text=st.text())
def test_any_text_is_written_as_a_toml_string(text: str) -> None:
    document = parse_toml(write_document({"policy": {"insurer": text}}))
    clean = text.encode("utf-8", "replace").decode()
    assert document == {"policy": {"insurer": clean}}


KNOWN_KEYS = sorted({key.removesuffix("[]") for keys in KEYS.values() for key in keys})
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**13, 10**40])
    | st.sampled_from([-1, 1]).map(lambda sign: sign * 10**5000)
    | st.decimals()
    | st.sampled_from([Decimal("1e-999999"), Decimal("1e999999"), Decimal("0e999999")])
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KNOWN_KEYS) | st.text(max_size=8), inner, max_size=6)
    ),
    max_leaves=30,
)
HOSTILE = st.dictionaries(st.sampled_from(KNOWN_KEYS) | st.text(max_size=8), VALUES, max_size=8)


@given(document=HOSTILE, valid=documents(), keep=st.booleans())
def test_no_document_raises(
    rulebook: Rulebook,
    document: dict[str, object],
    valid: dict[str, object],
    keep: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    """A document is read as a case or as problems with words, or its day is before all rules."""
    try:
        read = read_case({**valid, **document} if keep else document, rulebook, TODAY)
    except NoRuleInForceError:
        return
    assert isinstance(read, Case) or (read and all(map(said, read)))


@given(valid=documents(), key=st.sampled_from(KNOWN_KEYS), value=VALUES, table=st.integers(0, 3))
def test_no_wrong_value_in_a_valid_document_raises(
    rulebook: Rulebook, valid: dict[str, object], key: str, value: object, table: int
) -> None:
    place = valid.get(("policy", "accident", "assumptions", "claim")[table])
    inner = place[0] if isinstance(place, list) and place else place
    (inner if isinstance(inner, dict) else valid)[key] = value
    try:
        read = read_case(valid, rulebook, TODAY)
    except NoRuleInForceError:
        return
    assert isinstance(read, Case) or (read and all(map(said, read)))


@given(at=st.integers(0, 2000), junk=st.text(max_size=5), cut=st.integers(0, 30))
def test_no_damaged_file_raises(rulebook: Rulebook, at: int, junk: str, cut: int) -> None:
    text = sample_text()
    document = parse_toml(text[:at] + junk + text[at + cut :])
    if isinstance(document, Problem):
        assert said(document)
        return
    try:
        read = read_case(document, rulebook, TODAY)
    except NoRuleInForceError:
        return
    assert isinstance(read, Case) or all(map(said, read))


@given(content=st.binary(max_size=200))
def test_no_bytes_raise(content: bytes) -> None:
    assert isinstance(parse_toml(content), dict | Problem)


def test_a_huge_file_of_strange_keys_is_told_in_short(rulebook: Rulebook) -> None:
    document: dict[str, object] = {f"k{n}" * 50: 1 for n in range(5_000)}
    read = read_case(document, rulebook, TODAY)
    assert not isinstance(read, Case)
    assert len(read) < 200
    assert max(len(problem.path) for problem in read) < 60


def test_a_document_is_copied_as_deep_as_a_case_goes(rulebook: Rulebook) -> None:
    """A copy goes as deep as a case can; a document may be deeper than Python can recurse."""
    deep: dict[str, object] = {}
    for _ in range(20_000):
        deep = {"policy": deep}
    again = copied_document(deep)
    assert again is not deep
    assert list(again) == ["policy"]
    assert not isinstance(read_case(again, rulebook, TODAY), Case)
