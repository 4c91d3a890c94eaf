"""The gate for text from outside: typed, read from a file, or given by the system or a shell.

Such text must not control a terminal or change the direction of reading. The facts of every
sentence pass through here automatically (`Texts`), and so does everything that is printed
(`cli/output.py`) or drawn by the app (`tui/terminal/character_filters.py`).
"""

from advisor import on_demand

LONGEST = 300
"""The most signs of a value that are shown; nobody reads more, and it may be a whole file."""

LONGEST_TYPED = 80
"""The most signs of a mistyped value that are repeated to the user."""

_PICTURES, _DELETE, _PICTURE_OF_DELETE = 0x2400, "\x7f", "\u2421"
_DIRECTION_MARKS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""The signs that change the direction of writing."""

_UNKNOWN = "\ufffd"
_HARMFUL = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_BASIC_PLANE = 0xFFFF


class MachineText(str):
    """Text for programs to read, which is written in UTF-8, whatever the locale says."""

    __slots__ = ()


def harmless(text: str, longest: int = LONGEST) -> str:
    r"""Return a text as one line that cannot control a screen, cut with an ellipsis if long.

    Control signs are shown as their pictures, signs that change the direction of writing and lone
    surrogates as `�`; invisible signs are left out.

    >>> harmless("a\nb\x1b[31m"), harmless("\u202e12\u200b3"), harmless("가나다라", 3)
    ('a␊b␛[31m', '�123', '가나…')
    """
    if len(text) > longest:
        text = f"{text[: longest - 1]}…"
    return text if text.isprintable() else "".join(map(_shown, text))


def harmless_lines(text: str) -> str:
    r"""Return a text as `harmless` does, but uncut and with its line ends.

    >>> harmless_lines("a\nb\x07")
    'a\nb␇'
    """
    if text.isprintable():
        return text
    return "\n".join(harmless(line, len(line) + 1) for line in text.split("\n"))


def machine_text(text: str, *, toml: bool = False) -> MachineText:
    r"""Return JSON or TOML with every sign that could control a screen escaped.

    Such signs occur only in strings, where the escape means the same.

    >>> machine_text('{"name": "\u202e\x9b"}\n')
    '{"name": "\\u202e\\u009b"}\n'
    """
    return MachineText("\n".join(_escaped_line(line, toml=toml) for line in text.split("\n")))


def is_harmful(sign: str) -> bool:
    """Return whether a sign controls a screen, turns the direction of writing, or is invisible."""
    return not sign.isprintable() and on_demand.category(sign) in _HARMFUL


def _escaped_line(line: str, *, toml: bool) -> str:
    return line if line.isprintable() else "".join(_escaped(sign, toml=toml) for sign in line)


def _escaped(sign: str, *, toml: bool) -> str:
    if sign == "\t" or not is_harmful(sign):
        return sign
    code = ord(sign)
    if code <= _BASIC_PLANE:
        return f"\\u{code:04x}"
    if toml:
        return f"\\U{code:08x}"
    high, low = divmod(code - _BASIC_PLANE - 1, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def _shown(sign: str) -> str:
    if not is_harmful(sign):
        return sign
    if sign < " ":
        return chr(_PICTURES + ord(sign))
    if sign == _DELETE:
        return _PICTURE_OF_DELETE
    unseen = on_demand.category(sign) == "Cf" and sign not in _DIRECTION_MARKS
    return "" if unseen else _UNKNOWN
