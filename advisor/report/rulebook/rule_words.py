"""A rule in words: how long a version holds, what it says, where it was read, what is wrong."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from attrs import fields_dict, has

from advisor.domain.errors import AdvisorError
from advisor.domain.rule import Rule, Source, Version
from advisor.explain.formats import grouped, number, percent
from advisor.explain.names import in_language
from advisor.explain.texts import Texts
from advisor.report.answer.json_values import source_name
from advisor.toml.problems import FileError, FileProblem

_WON, _RATE = "Won", "Rate"
_CODE = "code"
_BELOW = " › "
"""The separator between the name of a table and the name of a part of it."""


def governed(rule: Rule[object], texts: Texts) -> str:
    """Return which day decides the version of a rule that applies."""
    return texts("rules.governed", day=rule.governed_by)


def span(version: Version[object], texts: Texts) -> str:
    """Return from when and, if it has ended, until when a version holds."""
    first, last = version.in_force_from, version.in_force_until
    return texts("rules.until" if last else "rules.since", first=first, last=last)


def checked(version: Version[object], texts: Texts) -> str:
    """Return when a person last checked a version."""
    return texts("rules.checked", day=version.checked_on)


def sure(version: Version[object], texts: Texts) -> str:
    """Return how sure a version is and, if so, that it is a rule of the user's own."""
    how = texts("rules.sure", grade=version.confidence)
    return f"{how} · {texts('rules.own')}" if version.own else how


def title(rule: Rule[object], day: date, texts: Texts) -> str:
    """Return the title of a rule, marked if the version that applies on `day` is the user's own."""
    return own_title(in_language(rule.title, texts), rule.current(day), texts)


def own_title(name: str, version: Version[object], texts: Texts) -> str:
    """Return the name of a rule, marked if this version is the user's own."""
    return texts("rules.own-title", title=name) if version.own else name


def flaw_text(problem: FileProblem, part: str, texts: Texts) -> str:
    """Return the rule that a mistake in a file breaks (`rule`), or the remedy (`instead`)."""
    return texts(f"flaw.{problem.code}.{part}", **problem.facts)


def error_text(error: AdvisorError, texts: Texts) -> str:
    """Return what prevents an answer; for files that cannot be used, everything wrong with them."""
    facts = {**error.facts}
    if isinstance(error, FileError):
        facts["problems"] = "\n".join(_problem(one, texts) for one in error.problems)
    return texts(f"cli.error.{error.code}", **facts)


def _problem(problem: FileProblem, texts: Texts) -> str:
    """Return where a mistake is, which rule it breaks and what to write instead."""
    if not texts.has(f"flaw.{problem.code}.rule"):
        return str(problem)
    place = f"{problem.file}: {problem.path}" if problem.path else problem.file
    rule, instead = (flaw_text(problem, part, texts) for part in ("rule", "instead"))
    return f"{place}: {rule}\n  {instead}"


def terms(version: Version[object], texts: Texts) -> Iterator[str]:
    """Yield what a version says, a line for each term and for each row of a table."""
    yield from _lines(version.terms, "", (), texts)


def sources(version: Version[object], texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield each source of a version and what it says, empty if that is not recorded.

    Only literal quotations are in quotation marks.
    """
    for source in version.sources:
        yield texts("rules.source", title=source_name(source)), source_words(source, texts)


def source_words(source: Source, texts: Texts) -> str:
    """Return the quoted words of a source, and what they mean in the reader's language."""
    quote = texts("rules.quote", words=source.quote) if source.quote else ""
    states = in_language(source.states, texts) if source.states else ""
    return " ".join(part for part in (quote, states) if part)


def alternatives(version: Version[object], texts: Texts) -> Iterator[str]:
    """Yield the other readings found in print; if one cannot be put into words, only its note."""
    for other in version.alternatives:
        note = in_language(other.note, texts)
        value = _reading(other.value, texts)
        code = "rules.alternative" if value else "rules.alternative-unnamed"
        yield texts(code, grade=other.confidence, value=value, note=note)


def _reading(value: str, texts: Texts) -> str:
    """Return a reading in words; empty unless all of it is numbers and names of terms or values."""
    words = [_word(word, texts) for word in value.split()]
    return " ".join(words) if all(words) else ""


def _word(word: str, texts: Texts) -> str:
    """Return the name of a term or value, or a number as shown; empty for any other word."""
    if word.isdecimal():
        return grouped(int(word))
    if word.replace(".", "", 1).isdecimal():
        return word
    return texts.either(f"term-value.{word}", f"term.{word}")


def _lines(value: object, unit: str, names: tuple[str, ...], texts: Texts) -> Iterator[str]:
    """Yield terms line by line; `unit` is the type of a value, which decides how it is written."""
    if has(type(value)) or isinstance(value, Mapping):
        for name, part, kind in _parts(value, unit):
            yield from _lines(part, kind, (*names, name), texts)
    elif isinstance(value, tuple) and any(has(type(row)) for row in value):
        for row in value:
            yield _row(row, names, texts)
    else:
        yield _line(names, _shown(value, unit, texts), texts)


def _parts(value: object, unit: str) -> Iterator[tuple[str, object, str]]:
    """Yield the name, value and type of everything that a table states."""
    if isinstance(value, Mapping):
        yield from ((str(name), part, unit) for name, part in value.items())
        return
    for name, part in fields_dict(type(value)).items():  # type: ignore[arg-type]  # has() saw it
        stated = getattr(value, name)
        if stated is not None and stated not in ((), {}):
            yield name, stated, str(part.type)


def _row(row: object, names: tuple[str, ...], texts: Texts) -> str:
    """Return a row of a table on one line; if the row has a code, the code is its name."""
    stated = {name: _shown(part, kind, texts) for name, part, kind in _parts(row, "")}
    called = [stated.pop(_CODE)] if _CODE in stated else []
    shown = ", ".join(f"{_name(name, texts)} {part}" for name, part in stated.items())
    table = _BELOW.join([*(_name(name, texts) for name in names), *called])
    return texts("term.line", name=table, value=shown)


def _line(names: tuple[str, ...], shown: str, texts: Texts) -> str:
    name = _BELOW.join(_name(name, texts) for name in names)
    return texts("term.line", name=name, value=shown)


def _name(name: str, texts: Texts) -> str:
    return texts.either(f"term.{name}", default=name)


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
    """Return the name of a value or of a key; anything without one, such as a day, is unchanged."""
    return texts.either(f"term-value.{value}", f"field.{value}", default=value)
