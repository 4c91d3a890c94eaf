"""Insurers by the names that people know them by."""

import re
from collections.abc import Iterator, Mapping

from advisor.domain.rule import Rule
from advisor.domain.terms.core import InsurerTerms
from advisor.intake.plain_text import plain

_FLAG = "insurer"

_LEAST = 2
"""A single letter is not a name."""

_LONG_FOR = {"손보": "손해보험"}
"""Short forms within a name, and what they stand for."""


_PRESENT = re.compile(
    r"(?:지금|현재|내)(?:보험사|회사)?|(?:my|your|own)(?:present|current)?insurer"
    r"|(?:present|current)(?:insurer|one)?|mine"
)
"""The insurer that somebody has now, without its name."""

_BESIDE = r"\(주\)|㈜|주식회사|다이렉트|direct"
"""What stands beside the name of a company without distinguishing it from another."""


def parse_insurer(text: str, insurers: Mapping[str, Rule[InsurerTerms]]) -> str:
    """Return the code of an insurer for its code or its name: 삼성화재, 삼성, Samsung Fire, KB손보.

    A name may be cut short as long as only one insurer's name begins like it. A name that the
    rules do not know is returned as it is.
    """
    typed = _bare(text)
    if typed in insurers or len(typed) < _LEAST:
        return typed or text
    found = {
        code
        for code, rule in insurers.items()
        if any(name.startswith(typed) for name in _names(rule))
    }
    return found.pop() if len(found) == 1 else text


def is_present_insurer(text: str) -> bool:
    """Return whether a text means the insurer that somebody has now, whichever that is.

    >>> is_present_insurer("지금 보험사"), is_present_insurer("현대")
    (True, False)
    """
    return bool(_PRESENT.fullmatch(_bare(text)))


def with_insurer_code(
    flags: Mapping[str, str], insurers: Mapping[str, Rule[InsurerTerms]]
) -> Mapping[str, str]:
    """Return the flags of a command, with the typed name of an insurer replaced by its code."""
    typed = flags.get(_FLAG, "")
    return {**flags, _FLAG: parse_insurer(typed, insurers)} if typed.strip() else flags


def _names(rule: Rule[InsurerTerms]) -> Iterator[str]:
    for name in (*(version.terms.name for version in rule.versions), rule.title):
        yield _bare(name.ko)
        yield _bare(name.en)
    for version in rule.versions:
        yield from map(_bare, version.terms.aliases)


def _bare(text: str) -> str:
    """Return a name without blanks, case and company words, with its short forms written out."""
    bare = re.sub(_BESIDE, "", "".join(plain(text).split()))
    for short, long in _LONG_FOR.items():
        bare = bare.replace(short, long)
    return bare
