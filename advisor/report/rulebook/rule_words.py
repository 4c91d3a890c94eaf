"""A rule in words: how long a version holds, what it says, where it was read, what is wrong."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from attrs import fields_dict, has

from advisor.domain.errors import AdvisorError
from advisor.domain.rule import Rule, Source, Version
from advisor.explain.formats import grouped, number, percent
from advisor.explain.names import said_in
from advisor.explain.texts import Texts
from advisor.report.answer.plain import source_name
from advisor.toml.problems import FileError, FileProblem

_WON, _RATE = "Won", "Rate"
_CODE = "code"
_BELOW = " › "
"""Stands between the name of a table and that of a part of it."""


def governed(rule: Rule[object], texts: Texts) -> str:
    """Say which day selects a version of a rule."""
    return texts("rules.governed", day=rule.governed_by)


def span(version: Version[object], texts: Texts) -> str:
    """Say from when, and until when, a version holds."""
    first, last = version.in_force_from, version.in_force_until
    return texts("rules.until" if last else "rules.since", first=first, last=last)


def checked(version: Version[object], texts: Texts) -> str:
    """Say when a person last checked a version."""
    return texts("rules.checked", day=version.checked_on)


def sure(version: Version[object], texts: Texts) -> str:
    """Say how sure a version is, and that it is a rule of the user's own where it is one."""
    how = texts("rules.sure", grade=version.confidence)
    return f"{how} · {texts('rules.own')}" if version.own else how


def title(rule: Rule[object], day: date, texts: Texts) -> str:
    """Name a rule; one whose version of the day is the user's own is marked."""
    return own_title(said_in(rule.title, texts), rule.current(day), texts)


def own_title(name: str, version: Version[object], texts: Texts) -> str:
    """Mark the name of a rule where this version of it is the user's own."""
    return texts("rules.own-title", title=name) if version.own else name


def flaw_text(problem: FileProblem, part: str, texts: Texts) -> str:
    """Say what a mistake in a rule file breaks (`rule`), or what to write instead (`instead`)."""
    return texts(f"flaw.{problem.code}.{part}", **problem.facts)


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
    rule, instead = (flaw_text(problem, part, texts) for part in ("rule", "instead"))
    return f"{place}: {rule}\n  {instead}"


def terms(version: Version[object], texts: Texts) -> Iterator[str]:
    """Return what a version says, a line for each term and for each row of a table."""
    yield from _lines(version.terms, "", (), texts)


def sources(version: Version[object], texts: Texts) -> Iterator[tuple[str, str]]:
    """Return each source of a version and what stands there, empty where that is not at hand.

    Only the very words stand in quotation marks.
    """
    for source in version.sources:
        yield texts("rules.source", title=source_name(source)), source_words(source, texts)


def source_words(source: Source, texts: Texts) -> str:
    """Return the words of a source, and what they come to in the reader's language."""
    quote = texts("rules.quote", words=source.quote) if source.quote else ""
    states = said_in(source.states, texts) if source.states else ""
    return " ".join(part for part in (quote, states) if part)


def alternatives(version: Version[object], texts: Texts) -> Iterator[str]:
    """Return the other readings that are in print; where there is no name for one, its note."""
    for other in version.alternatives:
        note = said_in(other.note, texts)
        value = _reading(other.value, texts)
        code = "rules.alternative" if value else "rules.alternative-unnamed"
        yield texts(code, grade=other.confidence, value=value, note=note)


def _reading(value: str, texts: Texts) -> str:
    """Return another reading in words; empty where not all of it is names of terms and numbers."""
    words = [_word(word, texts) for word in value.split()]
    return " ".join(words) if all(words) else ""


def _word(word: str, texts: Texts) -> str:
    """Return a name of a term or of a value, or a number; empty for any other word."""
    if word.isdecimal():
        return grouped(int(word))
    if word.replace(".", "", 1).isdecimal():
        return word
    codes = (f"term-value.{word}", f"term.{word}")
    return next((texts(code) for code in codes if texts.has(code)), "")


def _lines(value: object, unit: str, names: tuple[str, ...], texts: Texts) -> Iterator[str]:
    """Return terms line by line; `unit` is the type of an amount, by which it is written."""
    if has(type(value)) or isinstance(value, Mapping):
        for name, part, kind in _parts(value, unit):
            yield from _lines(part, kind, (*names, name), texts)
    elif isinstance(value, tuple) and any(has(type(row)) for row in value):
        for row in value:
            yield _row(row, names, texts)
    else:
        yield _line(names, _shown(value, unit, texts), texts)


def _parts(value: object, unit: str) -> Iterator[tuple[str, object, str]]:
    """Return name, value and type of all that a table states."""
    if isinstance(value, Mapping):
        yield from ((str(name), part, unit) for name, part in value.items())
        return
    for name, part in fields_dict(type(value)).items():  # type: ignore[arg-type]  # has() saw it
        stated = getattr(value, name)
        if stated is not None and stated not in ((), {}):
            yield name, stated, str(part.type)


def _row(row: object, names: tuple[str, ...], texts: Texts) -> str:
    """Return a row of a table on one line; one that has a code is called by it."""
    stated = {name: _shown(part, kind, texts) for name, part, kind in _parts(row, "")}
    called = [stated.pop(_CODE)] if _CODE in stated else []
    shown = ", ".join(f"{_name(name, texts)} {part}" for name, part in stated.items())
    table = _BELOW.join([*(_name(name, texts) for name in names), *called])
    return texts("term.line", name=table, value=shown)


def _line(names: tuple[str, ...], shown: str, texts: Texts) -> str:
    name = _BELOW.join(_name(name, texts) for name in names)
    return texts("term.line", name=name, value=shown)


def _name(name: str, texts: Texts) -> str:
    code = f"term.{name}"
    return texts(code) if texts.has(code) else name


def _shown(value: object, unit: str, texts: Texts) -> str:
    if isinstance(value, tuple):
        apart = " / " if any(isinstance(part, tuple) for part in value) else ", "
        return apart.join(_shown(part, unit, texts) for part in value)
    match value:
        case bool():
            return texts("term.yes" if value else "term.no")
        case int():
            return texts.formats["won"](value) if _WON in unit else grouped(value)
        case Decimal():
            return percent(value) if _RATE in unit else number(value)
        case _:
            return _value(str(value), texts)


def _value(value: str, texts: Texts) -> str:
    """Return the name of a value or of a key; a day and a name are shown as they are."""
    codes = (f"term-value.{value}", f"field.{value}")
    return next((texts(code) for code in codes if texts.has(code)), value)
