"""The description of a key of the case file: its path, its kind of value and its bounds."""

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from attrs import evolve

from advisor.domain.accident import Kind
from advisor.domain.values import frozen

LARGEST_AMOUNT = 10**13
"""Ten trillion won: more than any car or premium, and small enough to be multiplied safely."""


class FieldKind(StrEnum):
    """The kind of value that a field holds."""

    WON = "won"
    ESTIMATE = "estimate"
    RATE = "rate"
    DAY = "day"
    WHOLE = "whole"
    GRADE = "grade"
    INJURY = "injury"
    CHOICE = "choice"
    FLAG = "flag"
    TEXT = "text"
    WORDS = "words"
    CODES = "codes"


class ListKey(StrEnum):
    """The tables that may occur several times in a case file."""

    CLAIM = "claim"
    OTHER_CAR = "other_car"
    VIOLATION = "violation"

    @property
    def plural(self) -> str:
        """The name of the whole list in a case or a draft."""
        return f"{self}s"


@frozen
class Field:
    """One key of the case file; its path has `claim[]` for each past claim, and so for other lists.

    Bounds are inclusive except at the `open_end`; those of words are of their length. `names_from`
    is the part of the rulebook that lists possible texts, `kinds` the accidents that take the key
    (empty: all), `flag` its option without dashes. With `takes_month`, a day may be just a month.
    """

    path: str
    kind: FieldKind
    required: bool = False
    choices: tuple[str, ...] = ()
    minimum: int | Decimal = 0
    maximum: int | Decimal = LARGEST_AMOUNT
    open_end: Literal["", "minimum", "maximum"] = ""
    names_from: Literal["", "insurers", "grade_tables", "count_profiles", "violation_kinds"] = ""
    kinds: tuple[Kind, ...] = ()
    flag: str = ""
    takes_month: bool = False

    def taken_by(self, kind: str) -> bool:
        """Return whether an accident of `kind` takes this key."""
        return not self.kinds or kind in self.kinds

    @property
    def is_money(self) -> bool:
        """Return whether the key holds an amount in won."""
        return self.kind in {FieldKind.WON, FieldKind.ESTIMATE}

    @property
    def table(self) -> str:
        """The path of the table that holds this key; empty at the top."""
        return self.path.rpartition(".")[0]

    @property
    def key(self) -> str:
        """The key within its table."""
        return self.path.rpartition(".")[2]


def with_own_flags(*fields: Field) -> tuple[Field, ...]:
    """Return the fields, each with an option of its own name: `--car-value` for `car_value`."""
    return tuple(evolve(field, flag=field.path.replace("_", "-")) for field in fields)
