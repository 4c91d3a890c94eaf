"""A document as TOML, in the order and spelling of the table of keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from advisor import on_demand
from advisor.intake.case.fields import KEYS

_WITH_HEAD = ("policy", "policy.own_damage", "accident", "assumptions", "client")
"""Tables that stand under a head of their own; others stand on one line."""


def write_document(document: Mapping[str, object]) -> str:
    """Write a document of well-formed values as TOML; keys that no case file has are left out."""
    return "\n".join(_lines("", "", document)).strip() + "\n"


def _lines(head: str, pattern: str, table: Mapping[str, object]) -> Iterator[str]:
    """Return the lines of a table: its own keys first, then the tables in it."""
    inner: list[str] = []
    if head:
        yield ""
        yield head
    for key in (key.removesuffix("[]") for key in KEYS[pattern]):
        value = table.get(key)
        path = f"{pattern}.{key}" if pattern else key
        match value:
            case None:
                continue
            case list():
                inner += [line for t in value for line in _lines(f"[[{key}]]", f"{path}[]", t)]
            case Mapping() if path in _WITH_HEAD:
                inner += _lines(f"[{path}]", path, value)
            case _:
                yield f"{key} = {_written(value)}"
    yield from inner


def _written(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return f"{value:_}"
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case Mapping():
            return f"{{ {', '.join(f'{key} = {_written(v)}' for key, v in value.items())} }}"
        case _:
            return _quoted(str(value))


def _quoted(text: str) -> str:
    """Write a basic string; JSON escapes as TOML does, but leaves DEL and lone surrogates."""
    escaped = on_demand.dumps(text.encode("utf-8", "replace").decode("utf-8"), ensure_ascii=False)
    return escaped.replace("\x7f", "\\u007f")
