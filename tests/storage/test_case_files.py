"""A case that is exported and imported again is the same as before, its name included."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.explain.untrusted_text import harmless_lines
from advisor.intake.case.case_file import parse_toml
from advisor.intake.case.draft import Draft
from advisor.intake.plain_text import without_invisible
from advisor.intake.problems import Problem
from advisor.intake.sample import sample_text
from advisor.storage.case_files import CaseFile, case_file_text, file_name, read_case_file

TODAY = date(2026, 11, 22)


def sample_draft() -> Draft:
    document = parse_toml(sample_text())
    assert isinstance(document, dict)
    return Draft.from_document(document)


@given(st.text().filter(lambda name: name.encode("utf-8", "replace").decode() == name))
def test_a_name_comes_back_as_it_is(name: str) -> None:
    text, _ = case_file_text(name, sample_draft(), TODAY)
    found = read_case_file(text.encode("utf-8"))
    assert isinstance(found, CaseFile)
    assert found.name == name
    assert found.draft == sample_draft()


def test_a_case_file_without_a_name_has_none() -> None:
    found = read_case_file(sample_text().encode("utf-8"))
    assert isinstance(found, CaseFile)
    assert (found.name, found.draft) == ("", sample_draft())


def test_what_cannot_be_read_goes_out_as_it_was_typed() -> None:
    """A half-filled case is worth exporting too; its problems are returned with it."""
    draft = sample_draft().with_value("policy.premium", "비싸다")
    text, problems = case_file_text("a", draft, TODAY)
    assert [problem.path for problem in problems] == ["policy.premium"]
    found = read_case_file(text.encode("utf-8"))
    assert isinstance(found, CaseFile)
    assert found.draft == draft


@pytest.mark.parametrize("name", ["\u202e\x9b2J", "\x1b]52;c;eA==\x07", "\U000e0041\u200b"])
def test_what_steers_a_terminal_goes_out_as_escapes_and_comes_back(name: str) -> None:
    text, _ = case_file_text(name, Draft({"policy.insurer": name}), TODAY)
    assert harmless_lines(text) == text
    found = read_case_file(text.encode("utf-8"))
    assert isinstance(found, CaseFile)
    assert found.name == name
    assert found.draft.text("policy.insurer") == without_invisible(name).lower()


def test_what_is_no_case_file_is_a_problem() -> None:
    assert isinstance(read_case_file(b"\xff\xfe"), Problem)
    assert isinstance(read_case_file(b"= = ="), Problem)


@pytest.mark.parametrize("head", ['# advisor case: "broken', "# advisor case: 3", "# other"])
def test_a_head_of_somebody_else_is_a_comment(head: str) -> None:
    found = read_case_file(f"{head}\n{sample_text()}".encode())
    assert isinstance(found, CaseFile)
    assert found.name == ""


@given(st.text())
def test_a_file_name_is_one_name_everywhere(name: str) -> None:
    found = file_name(name)
    assert found.endswith(".toml")
    assert not set(found) & set('/\\:*?"<>|\n\0')
    assert not found.startswith(".")
    assert len(found) <= 65


@pytest.mark.parametrize("listed", ["claim", "violation"])
def test_a_file_with_more_past_claims_than_anybody_has_is_refused(listed: str) -> None:
    found = read_case_file(f"[[{listed}]]\n".encode() * 101)
    assert found == Problem(listed, "too-many", 101, {"most": 100, "count": 101})
    assert isinstance(read_case_file(f"[[{listed}]]\n".encode() * 100), CaseFile)
