"""A text from the command line: read as people type it, refused with the words that they typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from advisor.intake.case.fields import FieldKind
from advisor.intake.problems import Problem, Unreadable, shown
from advisor.intake.typed.text import parse
from advisor.intake.values import read_value

if TYPE_CHECKING:
    from datetime import date

    from advisor.intake.case.fields import Field


def read_flag(field: Field, path: str, text: str, today: date) -> object | Problem:
    """Read a text for the key at `path`; no value of a field is a Problem.

    A rate that is out of bounds is refused here already: the document would have it as 5 where
    500% was typed.
    """
    value = parse(field, text, today, percent=False)
    if isinstance(value, Unreadable):
        return value.at(path, text)
    if field.kind is FieldKind.RATE:
        reading = read_value(field, value, path)
        if isinstance(reading, tuple):
            problem: Problem = reading[0]
            return evolve(problem, value=shown(text))
    return value
