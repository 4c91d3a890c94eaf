"""Checking one of the user's rule files before it is used: everything that is wrong with it."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from advisor.domain.findings import Fact
from advisor.domain.rule import Rule
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.rules.audit import Finding, Flaw, audit_rule
from advisor.rules.kinds import KINDS
from advisor.rules.layers import COUNTRY, PAST_RULES_FOLDER
from advisor.rules.load import RuleFileError, read_rule
from advisor.rules.locate import own_folder
from advisor.toml.problems import FileProblem

_FOLDERS = {
    "grade_table": "grade_tables",
    "count_factor": "count_profiles",
    "insurer": "insurers",
}
"""The folder of each family of rules; all other rules lie in the country's folder."""


@frozen
class CheckedFile:
    """The result of a check: the rule, None if unreadable, and every problem of the file.

    `findings` are those of the audit of the rule among the rules in force. `place` is where the
    file takes effect, None if it has problems; `in_place` is true if it lies there.
    """

    rule: Rule[object] | None
    problems: tuple[FileProblem, ...]
    findings: tuple[Finding, ...]
    place: Path | None
    in_place: bool


def unread_files() -> tuple[Path, ...]:
    """Return the rule files in the user's folder that are never read, because of their place."""
    country = own_folder() / COUNTRY
    read = {country / folder for folder in ("", PAST_RULES_FOLDER, *_FOLDERS.values())}
    return tuple(file for file in sorted(own_folder().rglob("*.toml")) if file.parent not in read)


def check_file(file: Path, rulebook: Rulebook, today: date) -> CheckedFile:
    """Read a rule file and audit its rule among the rules in force.

    Raises:
        OSError: there is no such file, or it cannot be read.
    """
    try:
        rule = read_rule(file)
    except RuleFileError as error:
        return CheckedFile(None, error.problems, (), None, in_place=False)
    findings = audit_rule(rule, rulebook, today)
    problems = tuple(_to_be_mended(file.name, rule, findings, rulebook))
    if problems:
        return CheckedFile(rule, problems, findings, None, in_place=False)
    place = own_folder() / COUNTRY / _FOLDERS.get(KINDS[rule.kind].family, "") / file.name
    in_place = place.exists() and place.samefile(file)
    return CheckedFile(rule, problems, findings, place, in_place)


def _to_be_mended(
    file: str, rule: Rule[object], findings: Iterable[Finding], rulebook: Rulebook
) -> Iterator[FileProblem]:
    """Yield a problem for each finding that would leave a case without a figure.

    These are the names of tables and profiles that do not exist, and tables marked complete that
    end below the highest grade.
    """
    places = {version.in_force_from: place for place, version in enumerate(rule.versions)}
    for one in findings:
        terms = f"version[{places[one.in_force_from]}].terms"
        if one.flaw is Flaw.SHORT_TABLE:
            facts = {"grades": one.value}
            yield FileProblem(file, f"{terms}.relativities", "short-table", facts)
        elif one.flaw is Flaw.UNKNOWN_REFERENCE:
            key, known = _reference(rule.on(one.in_force_from).terms, one.value, rulebook)
            facts = {"value": one.value, "choices": ", ".join(sorted(known))}
            yield FileProblem(file, f"{terms}.{key}", "not-a-choice", facts)


def _reference(terms: object, named: Fact, rulebook: Rulebook) -> tuple[str, Iterable[str]]:
    """Return the key under which a table or profile is named, and the names allowed there."""
    key = next(key for key in _REFERENCES if getattr(terms, key, None) == named)
    return key, rulebook.grade_tables if key.endswith("table") else rulebook.count_profiles


_REFERENCES = ("grade_table", "standard_grade_table", "count_profile", "standard_count_profile")
"""The keys under which a rule names another rule."""
