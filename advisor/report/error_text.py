"""What stops an answer, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.report.rulebook.rule_words import flaw_text
from advisor.toml.problems import FileError

if TYPE_CHECKING:
    from advisor.domain.errors import AdvisorError
    from advisor.explain.texts import Texts
    from advisor.toml.problems import FileProblem


def error_text(error: AdvisorError, texts: Texts) -> str:
    """Say what stops an answer; of files that cannot be used, all that is wrong with each."""
    facts = {**error.facts}
    if isinstance(error, FileError):
        facts["problems"] = "\n".join(_problem(one, texts) for one in error.problems)
    return texts(f"cli.error.{error.code}", **facts)


def _problem(problem: FileProblem, texts: Texts) -> str:
    """Say where a mistake stands, what it breaks and what to write instead."""
    if not texts.has(f"flaw.{problem.code}.rule"):
        return str(problem)
    place = f"{problem.file}: {problem.path}" if problem.path else problem.file
    said = (flaw_text(problem, part, texts) for part in ("rule", "instead"))
    return " ".join((f"{place}:", *said))
