"""One rule file of the user's, looked at before it decides a case: all that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.domain.rule import Rule
from advisor.domain.values import frozen
from advisor.rules.audit import Finding, Flaw, audit_rule
from advisor.rules.kinds import KINDS
from advisor.rules.layers import COUNTRY
from advisor.rules.load import RuleFileError, read_rule
from advisor.rules.locate import own_folder
from advisor.toml.problems import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from advisor.domain.rulebook import Rulebook

_FOLDERS = {
    "grade_table": "grade_tables",
    "count_factor": "count_profiles",
    "insurer": "insurers",
}
"""The folder of each family of rules; all others lie in that of the country."""


@frozen
class CheckedFile:
    """What a file holds: its rule, or every problem of it.

    `findings` are what an audit says of the rule among those in force. `place` is where the file
    has to lie to be laid over the rules that ship; `in_place` tells whether it lies there.
    """

    rule: Rule[object] | None
    problems: tuple[FileProblem, ...]
    findings: tuple[Finding, ...]
    place: Path | None
    in_place: bool


def check_file(file: Path, rulebook: Rulebook, today: date) -> CheckedFile:
    """Read a rule file and look at what it says among the rules in force.

    Raises:
        OSError: there is no such file, or it cannot be read.
    """
    try:
        rule = read_rule(file)
    except RuleFileError as error:
        return CheckedFile(None, error.problems, (), None, in_place=False)
    findings = audit_rule(rule, rulebook, today)
    problems = tuple(_unknown_names(file.name, findings, rulebook))
    if problems:
        return CheckedFile(rule, problems, findings, None, in_place=False)
    place = own_folder() / COUNTRY / _FOLDERS.get(KINDS[rule.kind].family, "") / file.name
    in_place = place.exists() and place.samefile(file)
    return CheckedFile(rule, problems, findings, place, in_place)


def _unknown_names(
    file: str, findings: Iterable[Finding], rulebook: Rulebook
) -> Iterator[FileProblem]:
    """Yield a problem for each table or profile that is named and that nobody has."""
    known = ", ".join(sorted({*rulebook.grade_tables, *rulebook.count_profiles}))
    for one in findings:
        if one.flaw is Flaw.UNKNOWN_REFERENCE:
            facts = {"value": one.value, "choices": known}
            yield FileProblem(file, "version.terms", "not-a-choice", facts)
