"""Reading a rule file into a rule, or reporting all of its problems at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from unicodedata import normalize

from advisor import on_demand
from advisor.domain.rule import Alternative, Confidence, Governs, Rule, Source, Text, Version
from advisor.domain.values import frozen
from advisor.rules.checks import check_terms
from advisor.rules.kinds import KINDS
from advisor.toml.problems import FileError, FileProblem, Problems, Report, document_of
from advisor.toml.structure import INVALID, structure


class RuleFileError(FileError):
    """Rule files that cannot be used; `problems` holds all that is wrong in them."""

    code = "rule-files"


class OwnRuleFileError(RuleFileError):
    """Rule files that cannot be used, all of them the user's own."""

    code = "own-rule-files"
    of_input = True


def unusable(errors: Sequence[RuleFileError]) -> RuleFileError:
    """Return several errors as one, an OwnRuleFileError if all files are the user's own."""
    own = all(isinstance(error, OwnRuleFileError) for error in errors)
    problems = tuple(problem for error in errors for problem in error.problems)
    return OwnRuleFileError(problems) if own else RuleFileError(problems)


@frozen
class _VersionRecord:
    """A `[[version]]` as it is written; its terms are read later, by the kind of the rule."""

    in_force_from: date
    checked_on: date
    confidence: Confidence
    terms: object
    source: tuple[Source, ...]
    in_force_until: date | None = None
    note: Text | None = None
    alternative: tuple[Alternative, ...] = ()
    after_gap: bool = False


@frozen
class _RuleRecord:
    """A rule file as it is written; its versions are read later, one by one."""

    id: str
    kind: str
    governed_by: Governs
    title: Text
    version: tuple[object, ...]
    name: Text | None = None
    label: Text | None = None


def read_rule(file: Path) -> Rule[object]:
    """Read the rule that a file holds.

    Raises:
        RuleFileError: the file is not TOML, or holds no rule; it carries every problem.
    """
    document = document_of(file)
    if isinstance(document, FileProblem):
        raise RuleFileError((document,))
    return rule_from(document, file.name)


def rule_from(document: Mapping[str, object], file: str) -> Rule[object]:
    """Return the rule of a parsed file; `file` is the name that problems give.

    Raises:
        RuleFileError: the file holds no rule; it carries every problem.
    """
    problems = Problems(file)
    rule = _rule(document, file, problems.report)
    if problems or rule is None:
        raise RuleFileError(tuple(problems))
    return rule


def _rule(document: Mapping[str, object], file: str, report: Report) -> Rule[object] | None:
    record = structure(_RuleRecord, document, "", report)
    kind = document.get("kind")
    terms_class = None
    if isinstance(kind, str) and kind in KINDS:
        _check_id(document.get("id"), kind, file, report)
        terms_class = KINDS[kind].terms_class()
    elif "kind" in document:
        near = on_demand.get_close_matches(str(kind), KINDS)
        report("kind", "not-a-choice", value=kind, choices=", ".join(near or KINDS))
    tables = document.get("version")
    versions = [
        _version(table, str(document.get("id")), terms_class, (f"version[{i}]", report))
        for i, table in enumerate(tables if isinstance(tables, list) else [])
    ]
    if tables == []:
        report("version", "empty")
    if not isinstance(record, _RuleRecord) or not isinstance(kind, str):
        return None
    whole = tuple(version for version in versions if version)
    return Rule(record.id, kind, record.governed_by, record.title, whole, record.name, record.label)


def _check_id(rule_id: object, kind: str, file: str, report: Report) -> None:
    family = KINDS[kind].family
    name = normalize("NFC", file.removesuffix(".toml"))
    if family and name != (plain := _plain(name)):
        report("id", "not-a-plain-name", value=name, expected=plain)
        return
    expected = f"kr.{family}.{name}" if family else f"kr.{name}"
    if rule_id != expected:
        report("id", "not-the-file's-id", value=rule_id, expected=expected)


def _plain(name: str) -> str:
    """Return the name of a table, profile or insurer in the form that typed names are given."""
    return "-".join(normalize("NFKC", name).casefold().replace("_", " ").split())


def _version(
    table: object, rule_id: str, terms_class: type | None, place: tuple[str, Report]
) -> Version[object] | None:
    path, report = place
    record = structure(_VersionRecord, table, path, report)
    raw = table.get("terms") if isinstance(table, dict) else None
    is_read = raw is not None and terms_class is not None
    terms = structure(terms_class, raw, f"{path}.terms", report) if is_read else INVALID
    if terms is not INVALID:
        check_terms(terms, f"{path}.terms", report)
    sources = table.get("source") if isinstance(table, dict) else None
    for i, source in enumerate(sources if isinstance(sources, list) else []):
        if isinstance(source, dict) and not (source.get("quote") or source.get("states")):
            report(f"{path}.source[{i}]", "needs-quote-or-states")
    if not isinstance(record, _VersionRecord):
        return None
    until = record.in_force_until
    if until is not None and until < record.in_force_from:
        report(f"{path}.in_force_until", "before-its-first-day", value=until)
    return Version(
        rule=rule_id,
        in_force_from=record.in_force_from,
        checked_on=record.checked_on,
        confidence=record.confidence,
        terms=terms,
        sources=record.source,
        in_force_until=until,
        note=record.note,
        alternatives=record.alternative,
        after_gap=record.after_gap,
    )
