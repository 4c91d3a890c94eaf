"""What the tests of the report share: the rules, the sample case and its decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from advisor.domain.case import Case
from advisor.intake.case.case_file import parse_toml, read_case
from advisor.intake.problems import Problem
from advisor.intake.sample import sample_text
from advisor.rules.rulebook import load_rulebook
from advisor.service import decide, today

if TYPE_CHECKING:
    from advisor.domain.decision import Decision
    from advisor.domain.rulebook import Rulebook


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="session")
def sample_case(rulebook: Rulebook) -> Case:
    document = parse_toml(sample_text())
    assert not isinstance(document, Problem)
    case = read_case(document, rulebook, today())
    assert isinstance(case, Case)
    return case


@pytest.fixture(scope="session")
def sample(sample_case: Case, rulebook: Rulebook) -> Decision:
    return decide(sample_case, rulebook)
