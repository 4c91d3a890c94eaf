"""The help of `advisor decide`: every flag with its meaning."""

from collections.abc import Iterable

from advisor.explain.texts import Texts
from advisor.explain.width import align_left, width, wrap
from advisor.intake.case.field import Field, FieldKind, ListKey
from advisor.intake.case.fields import FLAGS

Entry = tuple[str, str]
"""A flag with the kind of its value, and its meaning."""

_INDENT = "  "
_COLUMN = 26
"""The column where meanings begin; the meaning of a longer flag begins on the next line."""

_GENERAL = ("sample", "json", "full", "expected", "lang", "help")
_TABLES = ("accident", "policy", "assumptions", "client")


def decide_page(texts: Texts, cells: int) -> str:
    """Return the page of help: usage, the flags table by table, examples."""
    lines = [texts("decide.usage"), "", *wrap(texts("decide.about"), cells)]
    alone = [_entry(name, texts) for name in FLAGS if "." not in FLAGS[name].path]
    general = [*(_said(name, texts) for name in _GENERAL), *alone]
    lines += _group(texts("decide.group.general"), general, cells)
    for table in _TABLES:
        entries = [_entry(name, texts) for name in FLAGS if FLAGS[name].path.startswith(table)]
        extra = [_said(listed, texts) for listed in ListKey] if table == "policy" else []
        lines += _group(texts(f"decide.group.{table}"), [*entries, *extra], cells)
    lines += ["", *wrap(texts("decide.rest"), cells), "", texts("decide.examples").rstrip()]
    return "\n".join(lines)


def _said(name: str, texts: Texts) -> Entry:
    """Return an entry for a flag that is not a single field of the case."""
    return texts(f"decide.name.{name}"), texts(f"decide.meaning.{name}")


def _entry(name: str, texts: Texts) -> Entry:
    field = FLAGS[name]
    if field.kind is FieldKind.FLAG:
        return f"--[no-]{name}", texts(f"flag.{field.path}")
    return f"--{name} {texts(f'decide.kind.{field.kind}')}", _meaning(field, texts)


def _meaning(field: Field, texts: Texts) -> str:
    meaning = texts(f"flag.{field.path}")
    choices = ", ".join(texts(f"decide.choice.{choice}") for choice in field.choices)
    return f"{meaning}: {choices}" if choices else meaning


def _group(title: str, entries: Iterable[Entry], cells: int) -> list[str]:
    lines = ["", title]
    for name, meaning in entries:
        start = _INDENT + name
        first, *rest = wrap(meaning, cells - _COLUMN)
        fits = width(start) < _COLUMN
        lines += [align_left(start, _COLUMN) + first] if fits else [start, " " * _COLUMN + first]
        lines += [" " * _COLUMN + row for row in rest]
    return lines
