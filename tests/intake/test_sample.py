"""The sample that ships with the program, and that the README shows, is read without problems."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import evolve
from engine.sample import SAMPLE, assuming

from advisor.domain.policy import ClaimStatus
from advisor.intake.case.case_file import read_case

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook


def test_the_sample_is_the_case_of_the_engine_s_tests(
    sample: dict[str, Any], rulebook: Rulebook
) -> None:
    """Theirs looks three renewals ahead, not ten, and does not say that its claim is settled."""
    settled = tuple(evolve(claim, status=ClaimStatus.SETTLED) for claim in SAMPLE.claims)
    expected = evolve(assuming(renewals=10), claims=settled)
    assert read_case(sample, rulebook, date(2030, 1, 1)) == expected


def test_the_bill_of_the_sample_is_a_plain_number(sample: dict[str, Any]) -> None:
    assert sample["accident"]["own_damage"] == 1_800_000
