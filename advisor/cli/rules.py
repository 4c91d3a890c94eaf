"""`advisor rules`: the rules behind the answers, with their days and their sources."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import click

from advisor.cli import output
from advisor.cli.commands import Command, Group, json_option, no_such, page, wrong
from advisor.cli.completion import files, rule_ids, words
from advisor.domain.rule import Rule, Version
from advisor.domain.rulebook import Rulebook
from advisor.explain.columns import listed
from advisor.explain.names import in_language
from advisor.explain.paper import Paper
from advisor.explain.texts import Texts
from advisor.explain.width import wrap
from advisor.intake.problems import Unreadable
from advisor.intake.typed.day import parse_day
from advisor.report.answer.to_json import to_json
from advisor.report.rulebook.rule_document import (
    checked_document,
    findings_document,
    rule_document,
    rules_document,
)
from advisor.report.rulebook.rule_words import (
    alternatives,
    checked,
    flaw_text,
    governed,
    sources,
    span,
    sure,
    terms,
    title,
)
from advisor.rules.audit import Finding, audit
from advisor.rules.load import RuleFileError
from advisor.rules.locate import policies_folder
from advisor.rules.own_file import CheckedFile, check_file
from advisor.rules.rulebook import load_rulebook
from advisor.service import today

_INDENT = "  "
_GAP = "  "


def command(texts: Texts) -> click.Command:
    """Return the command with its subcommands."""
    help_page = page(texts, "rules.help")
    as_json = json_option()
    show = [
        click.Argument(["rule"], shell_complete=words(rule_ids)),
        click.Option(["--on"]),
        as_json,
    ]
    file = click.Argument(["file"], shell_complete=files)
    return Group(
        "rules",
        [
            Command("list", partial(_list, texts), [as_json], help_page),
            Command("show", partial(_show, texts), show, help_page),
            Command("audit", partial(_audit, texts), [as_json], help_page),
            Command("check", partial(_check, texts), [file, as_json], help_page),
        ],
        help_page,
    )


def _list(texts: Texts, *, as_json: bool) -> int:
    rules = tuple(load_rulebook().all_rules())
    return output.write(
        to_json(rules_document(rules)) if as_json else rule_list(rules, today(), texts)
    )


def _show(texts: Texts, *, rule: str, on: str | None, as_json: bool) -> int:
    """Print a rule; as in an answer, its id may also name a version (`kr.deductible@2011-…`)."""
    name, _, since = rule.partition("@")
    found = _find(name, texts)
    day = _day(on or since, texts)
    versions: tuple[Version[object], ...] = (found.on(day),) if day else found.versions
    if as_json:
        return output.write(to_json(rule_document(found, versions)))
    return output.write(rule_page(found, versions, output.paper(texts)))


def _audit(texts: Texts, *, as_json: bool) -> int:
    findings = audit(load_rulebook(), today())
    output.write(to_json(findings_document(findings)) if as_json else audit_page(findings, texts))
    mistaken = any(finding.flaw.is_mistake for finding in findings)
    return output.OUR_FAULT if mistaken else output.DONE


def _check(texts: Texts, *, file: str, as_json: bool) -> int:
    """Read a rule file of the user's own and report everything that is wrong with it."""
    try:
        found = check_file(Path(file), _rules_that_are_right(), today())
    except OSError as error:
        return output.tell_unreadable(file, error, texts)
    shown = to_json(checked_document(found, texts)) if as_json else checked_page(found, file, texts)
    output.write(shown)
    return output.BAD_INPUT if found.problems else output.DONE


def _rules_that_are_right() -> Rulebook:
    """Return the rules in use, without the user's own if those cannot be used."""
    try:
        return load_rulebook()
    except RuleFileError:
        return load_rulebook(policies_folder())


def _find(name: str, texts: Texts) -> Rule[object]:
    known = {rule.id: rule for rule in load_rulebook().all_rules()}
    if name in known:
        return known[name]
    raise wrong(no_such("cli.usage.no-such-rule", name, known, texts))


def _day(typed: str, texts: Texts) -> date | None:
    if not typed:
        return None
    day = parse_day(typed, today())
    if isinstance(day, Unreadable):
        raise wrong(texts("cli.usage.bad-day", day=typed))
    return day


def rule_list(rules: Iterable[Rule[object]], day: date, texts: Texts) -> str:
    """Return a table with a line for each rule, in its version of a day."""
    heads = tuple(
        texts(f"rules.head-{name}") for name in ("id", "since", "checked", "confidence", "title")
    )
    rows = [heads]
    for rule in rules:
        current = rule.current(day)
        rows.append(
            (
                rule.id,
                current.in_force_from.isoformat(),
                current.checked_on.isoformat(),
                texts(f"confidence-word.{current.confidence}"),
                title(rule, day, texts),
            )
        )
    return "\n".join(listed(rows)) + "\n"


def rule_page(rule: Rule[object], versions: Iterable[Version[object]], paper: Paper) -> str:
    """Return a rule with some of its versions: terms, notes, sources and other readings."""
    texts = paper.texts
    lines = [
        f"{rule.id}{_GAP}{in_language(rule.title, texts)}",
        governed(rule, texts),
    ]
    for version in versions:
        lines += ["", _title(version, texts)]
        for text in _about(version, texts):
            lines += [_INDENT + line for line in wrap(text, paper.cells - len(_INDENT))]
    return "\n".join(lines) + "\n"


def audit_page(findings: Iterable[Finding], texts: Texts) -> str:
    """Return a line for each finding of an audit, or that there are none."""
    lines = [
        f"{finding.rule}@{finding.in_force_from}: "
        + texts(f"audit.{finding.flaw}", value=finding.value)
        for finding in findings
    ]
    return "\n".join(lines or [texts("rules.clean")]) + "\n"


def checked_page(found: CheckedFile, file: str, texts: Texts) -> str:
    """Return each problem of a rule file with its remedy or, if none, where the file belongs."""
    if found.rule is None or found.problems:
        lines = [texts("rules.wrong", file=file, count=len(found.problems))]
        for problem in found.problems:
            said = (flaw_text(problem, part, texts) for part in ("rule", "instead"))
            lines += ["", problem.path or file, *(f"{_INDENT}{words}" for words in said)]
        return "\n".join(lines) + "\n"
    code = "in-place" if found.in_place else "not-in-place"
    lines = [
        texts("rules.right", id=found.rule.id, title=in_language(found.rule.title, texts)),
        texts(f"rules.{code}", place=found.place),
    ]
    return "\n".join(lines) + "\n" + (audit_page(found.findings, texts) if found.findings else "")


def _title(version: Version[object], texts: Texts) -> str:
    parts = (span(version, texts), checked(version, texts), sure(version, texts))
    return " · ".join(parts)


def _about(version: Version[object], texts: Texts) -> Iterator[str]:
    yield from terms(version, texts)
    if version.note:
        yield in_language(version.note, texts)
    for name, said in sources(version, texts):
        yield name
        yield from (part for part in (said,) if part)
    yield from alternatives(version, texts)
