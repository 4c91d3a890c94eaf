"""Grades, injuries, counts, yes and no, and names, as people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.intake.plain_text import plain
from advisor.intake.problems import Unreadable
from advisor.intake.values import DEATH

if TYPE_CHECKING:
    from advisor.domain.policy import InjuryGrade

_WHOLE = re.compile(r"[0-9]{1,9}")
_GRADE = re.compile(r"([0-9]{1,2})\s*(?:[zp]|등급)?")
_INJURY = re.compile(r"([0-9]{1,2})\s*(?:등?급)?")

_YES = {"true", "yes", "y", "on", "1", "예", "네"}
_NO = {"false", "no", "n", "off", "0", "아니요", "아니오"}
_DEATHS = {DEATH, "사망"}


def parse_whole(text: str) -> int | Unreadable:
    """Read a count."""
    whole = plain(text)
    return int(whole) if _WHOLE.fullmatch(whole) else Unreadable("unreadable-whole")


def parse_grade(text: str) -> int | Unreadable:
    """Read a grade: 16, 11Z, 29P, 16등급."""
    match = _GRADE.fullmatch(plain(text))
    return int(match[1]) if match else Unreadable("unreadable-grade")


def parse_injury(text: str) -> InjuryGrade | Unreadable:
    """Read the grade of an injury: 12, 12급, or death."""
    whole = plain(text)
    if whole in _DEATHS:
        return DEATH
    match = _INJURY.fullmatch(whole)
    return int(match[1]) if match else Unreadable("unreadable-injury")


def parse_flag(text: str) -> bool | Unreadable:
    """Read a yes or a no."""
    whole = plain(text)
    if whole in _YES or whole in _NO:
        return whole in _YES
    return Unreadable("unreadable-flag")


def parse_name(text: str) -> str | Unreadable:
    """Read a code: choices and names are written in small letters, joined by hyphens."""
    return plain(text).replace("_", "-").replace(" ", "-") or Unreadable("unreadable-text")
