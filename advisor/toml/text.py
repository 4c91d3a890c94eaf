"""Reading TOML text with exact decimals, and writing a single value as TOML."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

import tomli

from advisor import on_demand

_POSITION = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")
_BYTE_ORDER_MARK = "\ufeff"


class NotToml(NamedTuple):
    """Why a text is not readable TOML: a code, its facts, and the parser's own message."""

    code: str
    reason: str
    facts: Mapping[str, int] = {}


def read_toml(content: bytes | str) -> dict[str, Any] | NotToml:
    """Read TOML with exact decimals: UTF-8, with or without a byte order mark.

    A number that a Decimal cannot hold becomes `NaN`.
    """
    try:
        text = content.decode("utf-8") if isinstance(content, bytes) else content
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return NotToml("not-utf-8", str(error), {"line": line})
    plain = text.removeprefix(_BYTE_ORDER_MARK)
    try:
        return tomli.loads(plain, parse_float=_exact)
    except tomli.TOMLDecodeError as error:
        line, column = _position(str(error), plain)
        return NotToml("broken-toml", str(error), {"line": line, "column": column})
    except ValueError as error:
        return NotToml("toml-number-too-long", str(error))
    except RecursionError as error:
        return NotToml("toml-too-deep", str(error))


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")


def _position(message: str, text: str) -> tuple[int, int]:
    """Return line and column from the parser's message, else those of the end of the text."""
    if match := _POSITION.search(message):
        return int(match[1]), int(match[2])
    lines = text.split("\n")
    return len(lines), len(lines[-1]) + 1


def toml_value(value: object) -> str:
    """Return a value as TOML text on one line, as it would follow its key.

    >>> toml_value({"rate": Decimal("0.20"), "minimum": 200_000}), toml_value(["a", True])
    ('{ rate = 0.20, minimum = 200_000 }', '["a", true]')
    """
    match value:
        case str():
            return _quoted(value)
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return f"{value:{'_' if isinstance(value, int) else 'f'}}"
        case list() | tuple():
            return f"[{', '.join(map(toml_value, value))}]"
        case Mapping():
            inner = (f"{key} = {toml_value(one)}" for key, one in value.items())
            return f"{{ {', '.join(inner)} }}"
        case _:
            return str(value)


def _quoted(text: str) -> str:
    """Return a TOML basic string; JSON escapes alike, except for DEL and lone surrogates."""
    escaped = on_demand.dumps(text.encode("utf-8", "replace").decode("utf-8"), ensure_ascii=False)
    return escaped.replace("\x7f", "\\u007f")
