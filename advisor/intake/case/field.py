"""What a key of the case file is: where it stands, what it holds and within which bounds."""

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from attrs import evolve

from advisor.domain.accident import Kind
from advisor.domain.values import frozen

LARGEST_AMOUNT = 10**13
"""Ten trillion won: more than any car or premium, and small enough for every product of it."""


class FieldKind(StrEnum):
    """What a field holds."""

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


class Listed(StrEnum):
    """The tables that a case file may hold several times."""

    CLAIM = "claim"
    OTHER_CAR = "other_car"
    VIOLATION = "violation"

    @property
    def plural(self) -> str:
        """The name of the whole list where a case or a draft holds it."""
        return f"{self}s"


@frozen
class Field:
    """One key of the case file; `claim[]` stands for each past claim, and so for other lists.

    Bounds are inclusive, but for `open_end`; those of words are of their length. `names_from` is
    the part of the rulebook that lists what a text may be, `kinds` the accidents that take the key
    (empty: all), `flag` its option without dashes. `takes_month` lets a day be a month alone.
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
        """Tell whether an accident of a kind takes this key."""
        return not self.kinds or kind in self.kinds

    @property
    def is_money(self) -> bool:
        """Tell whether the key holds won."""
        return self.kind in {FieldKind.WON, FieldKind.ESTIMATE}

    @property
    def table(self) -> str:
        """The path of the table that holds this key; empty at the top."""
        return self.path.rpartition(".")[0]

    @property
    def key(self) -> str:
        """The key within its table."""
        return self.path.rpartition(".")[2]


def each_with_its_flag(*fields: Field) -> tuple[Field, ...]:
    """Return fields whose options are called as they are: `car_value` by `--car-value`."""
    return tuple(evolve(field, flag=field.path.replace("_", "-")) for field in fields)
