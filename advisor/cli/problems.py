"""Reports of what is wrong with an input: every problem, the rule that it breaks, the remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from advisor.cli import output
from advisor.domain.decision import Decision
from advisor.domain.findings import Fact
from advisor.explain.sentences import doubts
from advisor.explain.texts import Texts
from advisor.explain.untrusted_text import LONGEST_TYPED, harmless
from advisor.explain.width import wrap
from advisor.extras import install_command
from advisor.intake.case.case_rules import OUTSIDE_YEAR
from advisor.intake.case.questions import START
from advisor.intake.problems import Problem
from advisor.report.answer.json_values import json_value
from advisor.report.answer.to_json import problem_text, problems_document, to_json

if TYPE_CHECKING:
    from advisor.book.tables import Sheet, TableError

_INDENT = "  "
_CELLS = 80


def tell_problems(
    problems: tuple[Problem, ...],
    texts: Texts,
    *,
    as_json: bool = False,
    flags: Mapping[str, str] | None = None,
    head: str = "cli.problems",
) -> int:
    """Report all problems on standard error and, if asked for, as JSON; return the exit code.

    `flags` maps each path that was stated by a flag to that flag. `head` is the code of the text
    above the problems, if they are not those of one case.
    """
    lines = [texts(head, count=len(problems))]
    for problem in problems:
        lines += ["", *_lines(problem, flags or {}, texts)]
    output.tell("\n".join(lines))
    if as_json:
        output.write(to_json(problems_document(problems, texts)))
    return output.BAD_INPUT


def tell_doubts(decisions: Iterable[Decision], texts: Texts) -> None:
    """Report each doubtful amount as a question, for commands whose page does not ask about it."""
    for question in doubts(decisions, texts):
        output.tell(question)


def tell_no_table(path: str, error: TableError, texts: Texts) -> int:
    """Report why a file cannot be read as a table; return the exit code."""
    if error.lacks_excel:
        output.tell(texts(f"cli.error.{error.code}", command=install_command("excel")))
        return output.USAGE
    is_stream = path == output.STANDARD_STREAM
    named = texts("cli.standard-input") if is_stream else path
    said = texts(f"cli.error.{error.code}", path=named, **error.facts)
    output.tell(said[:1].upper() + said[1:] if is_stream else said)
    return output.BAD_INPUT


def tell_of_sheets(table: Sheet, texts: Texts) -> None:
    """Report which sheet of a workbook was read, if other sheets hold something too."""
    if table.others:
        others = harmless(", ".join(table.others), LONGEST_TYPED)
        said = texts("cli.sheets", name=harmless(table.name, LONGEST_TYPED), others=others)
        output.tell(said)


def _mended_at(problem: Problem, flags: Mapping[str, str]) -> tuple[str, Fact]:
    """Return the flag, or else the path, at which to correct a problem, and its present value.

    If the day of the advice is outside the policy year, and a flag states only the start of the
    policy, that is the start.
    """
    if problem.code == OUTSIDE_YEAR and problem.path not in flags and START in flags:
        return flags[START], problem.facts["first"]
    return flags.get(problem.path, problem.path), problem.value


def _lines(problem: Problem, flags: Mapping[str, str], texts: Texts) -> list[str]:
    name, stated = _mended_at(problem, flags)
    value = json_value(stated)
    shown = "" if value is None else texts("cli.value", value=_shown(value, texts))
    said = (problem_text(problem, part, texts) for part in ("rule", "instead"))
    first = f"{harmless(name, LONGEST_TYPED)}{shown}"
    remedy = f"cli.remedy.{problem.code}"
    rows = [*said, texts(remedy)] if texts.has(remedy) else said
    room = _CELLS - len(_INDENT)
    below = (_INDENT + line for text in rows for line in wrap(text, room))
    return [*([first] if first else []), *below]


def _shown(value: object, texts: Texts) -> str:
    return texts(f"cli.{value}".lower()) if isinstance(value, bool) else str(value)
