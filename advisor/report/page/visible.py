"""Text of unknown origin, made harmless for the eye: what would steer a screen is shown instead."""

from __future__ import annotations

_PICTURES, _DELETE, _CONTROLS = 0x2400, 0x7F, 0x20
_SECOND_CONTROLS = range(0x80, 0xA0)
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNKNOWN = "\ufffd"


def visible(text: str) -> str:
    r"""Give a text on one line, control signs as their pictures, all else as it is.

    >>> visible("a\nb\x1b[31m")
    'a␊b␛[31m'
    """
    return "".join(map(_shown, text))


def visible_lines(text: str) -> str:
    r"""Give a text whose line ends stay; other control signs are shown as their pictures.

    >>> visible_lines("a\nb\x07")
    'a\nb␇'
    """
    return "\n".join(visible(line) for line in text.splitlines())


def _shown(sign: str) -> str:
    code = ord(sign)
    if code < _CONTROLS:
        return chr(_PICTURES + code)
    if code == _DELETE:
        return chr(_PICTURES + 0x21)
    lone = 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - half of a pair, which no file can hold
    return _UNKNOWN if lone or code in _SECOND_CONTROLS or sign in _DIRECTIONS else sign
