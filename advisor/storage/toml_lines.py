"""Changing one value of a small TOML file in its line, without touching the rest of the file."""

import re
from collections.abc import Mapping

import tomli

from advisor.explain.untrusted_text import machine_text
from advisor.toml.text import toml_value

_HEAD = re.compile(r"^\s*\[")
_VALUE = re.compile(r"""(?P<value>(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^#"'])*?)(?P<rest>\s*(?:#.*)?)$""")


def with_value(text: str, name: str, value: object) -> str:
    r"""Return the text of a TOML file with a new value for a key, or without the key if it is None.

    `name` is a key, or a table and a key in it, as in `office.name`. If the value spans several
    lines, it cannot be changed in place: then the file is rewritten without its comments.

    >>> with_value('theme = "dark"  # mine\n', "theme", "light")
    'theme = "light"  # mine\n'

    Raises:
        TOMLDecodeError: the text is not TOML.
    """
    table, _, key = name.rpartition(".")
    wanted = _put(tomli.loads(text), table, key, value)
    lines = _changed(text.splitlines(), table, key, value)
    if table and table not in wanted:
        lines = _without_head(lines, table)
    changed = "".join(f"{line}\n" for line in lines)
    try:
        right = tomli.loads(changed) == wanted
    except tomli.TOMLDecodeError:
        right = False
    return changed if right else _anew(wanted)


def _put(document: dict[str, object], table: str, key: str, value: object) -> Mapping[str, object]:
    inner = document.setdefault(table, {}) if table else document
    if isinstance(inner, dict):
        inner.pop(key, None)
        if value is not None:
            inner[key] = value
    if table and not document[table]:
        del document[table]
    return document


def _changed(lines: list[str], table: str, key: str, value: object) -> list[str]:
    start, end = _part(lines, table)
    if start is None and value is None:
        return lines
    if start is None:
        return [*lines, *([""] if lines else []), f"[{table}]", f"{key} = {_written(value)}"]
    own = re.compile(rf"""^(?P<name>\s*["']?{re.escape(key)}["']?\s*=\s*)""")
    for place in range(start, end):
        if found := own.match(lines[place]):
            old = _VALUE.match(lines[place], found.end())
            rest = old["rest"] if old else ""
            new = [] if value is None else [f"{found['name']}{_written(value)}{rest}"]
            return [*lines[:place], *new, *lines[place + 1 :]]
    if value is None:
        return lines
    while end > start and not lines[end - 1].strip():
        end -= 1
    gap = [""] if end < len(lines) and lines[end].strip() else []
    return [*lines[:end], f"{key} = {_written(value)}", *gap, *lines[end:]]


def _without_head(lines: list[str], table: str) -> list[str]:
    """Return the lines without the head of a table, which has become empty."""
    start, _ = _part(lines, table)
    return lines if start is None else [*lines[: start - 1], *lines[start:]]


def _part(lines: list[str], table: str) -> tuple[int | None, int]:
    """Return the range of lines of a table's keys; its start is None if there is no such table."""
    heads = [number for number, line in enumerate(lines) if _HEAD.match(line)]
    if not table:
        return 0, heads[0] if heads else len(lines)
    own = re.compile(rf"^\s*\[\s*{re.escape(table)}\s*\]")
    for number, head in enumerate(heads):
        if own.match(lines[head]):
            return head + 1, (*heads, len(lines))[number + 1]
    return None, len(lines)


def _anew(document: Mapping[str, object]) -> str:
    plain = {key: value for key, value in document.items() if not isinstance(value, dict)}
    lines = [f"{key} = {_written(value)}" for key, value in plain.items()]
    for key, inner in document.items():
        if isinstance(inner, dict):
            lines += ["", f"[{key}]", *(f"{name} = {_written(v)}" for name, v in inner.items())]
    return "\n".join(lines).strip() + "\n"


def _written(value: object) -> str:
    return machine_text(toml_value(value), toml=True)
