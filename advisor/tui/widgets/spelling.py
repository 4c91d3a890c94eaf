"""Choosing by the letters of a name, as lists do everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence


def spelled(before: str, sign: str, names: Sequence[str]) -> tuple[str, int | None]:
    """Return the letters that count from now on, and the name that begins with them.

    A letter that does not go on with a name begins another; where none begins with it, the name
    is None. A name is also found by the beginning of a later word of it.

    >>> spelled("", "f", ["wall", "flood", "fire"]), spelled("f", "i", ["wall", "flood", "fire"])
    (('f', 1), ('fi', 2))
    >>> spelled("fi", "w", ["wall", "flood", "fire"]), spelled("", "x", ["wall"])
    (('w', 0), ('', None))
    """
    plain = [normalize("NFKC", name).casefold() for name in names]
    typed = normalize("NFKC", sign).casefold()
    for letters in (before + typed, typed):
        for begins in (str.startswith, _has_word):
            found = next((at for at, name in enumerate(plain) if begins(name, letters)), None)
            if found is not None:
                return letters, found
    return "", None


def _has_word(name: str, letters: str) -> bool:
    return any(word.startswith(letters) for word in name.replace("·", " ").split())
