"""Fixtures for the tests of intake: the shipped rules, and the sample."""

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
    """Return the shipped rules; reading them takes a moment."""
    return load_rulebook()


@pytest.fixture
def sample() -> dict[str, Any]:
    """Return a fresh copy of the sample's document, which a test may change."""
    document = parse_toml(sample_text())
    assert not isinstance(document, Problem)
    return document
