"""What the app opens with: a case file, or the sample that can be typed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from advisor import service
from advisor.domain.case import Case
from advisor.domain.errors import AdvisorError
from advisor.domain.rulebook import Rulebook
from advisor.intake.case_file import parse_bytes, parse_toml, read_case
from advisor.intake.draft import Draft
from advisor.intake.fields import field_at
from advisor.intake.problems import Problem
from advisor.intake.sample import sample_text
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@frozen
class Opening:
    """The first draft, the rules it is decided by, and what of its file no field can show."""

    draft: Draft
    rulebook: Rulebook
    problems: tuple[Problem, ...] = ()


def opening(case_path: Path | None) -> Opening:
    """Read a case file, or the sample where none is named.

    Raises:
        OSError: the file cannot be read.
    """
    rulebook = load_rulebook()
    document = parse_bytes(case_path.read_bytes()) if case_path else parse_toml(sample_text())
    if isinstance(document, Problem):
        return Opening(Draft.from_document({}), rulebook, (document,))
    problems = _problems(document, rulebook)
    return Opening(
        Draft.from_document(document),
        rulebook,
        tuple(found for found in problems if field_at(found.path) is None),
    )


def _problems(document: Mapping[str, object], rulebook: Rulebook) -> tuple[Problem, ...]:
    try:
        read = read_case(document, rulebook, service.today())
    except AdvisorError:
        return ()
    return () if isinstance(read, Case) else read
