"""What the tests of intake share: the rules as they ship, and the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from advisor.intake.case.case_file import parse_toml
from advisor.intake.problems import Problem
from advisor.intake.sample import sample_text
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The rules as they ship; reading them takes a moment."""
    return load_rulebook()


@pytest.fixture
def sample() -> dict[str, Any]:
    """The sample's document, a fresh one that a test may change."""
    document = parse_toml(sample_text())
    assert not isinstance(document, Problem)
    return document
