"""What became of the rows of a table that were saved as cases, to be reported at the end."""

from datetime import date

from attrs import Factory, define

from advisor.domain.values import frozen

_MOST_TOLD = 20
"""The number of cases that are named; the rest are only counted, for nobody reads more."""


@frozen
class KeptValues:
    """A case that keeps values of the desk which differ from the table; `paths` are their keys."""

    number: int
    name: str
    paths: tuple[str, ...]


@frozen
class MovedAccident:
    """A row with another accident day than a case of the same client that lost its own row.

    With `is_same` the row was taken for that case; else it became a new case, numbered `new`,
    because it may be another accident.
    """

    number: int
    name: str
    was: date | None
    day: date | None
    is_same: bool
    new: int = 0


@define
class SaveCounts:
    """How many rows became new cases, changed a case, or say what was saved before."""

    new: int = 0
    changed: int = 0
    same: int = 0
    unnamed: int = 0
    own: list[KeptValues] = Factory(list)
    own_count: int = 0
    moved: list[MovedAccident] = Factory(list)
    unsaid: list[str] = Factory(list)

    def note_own(self, own: KeptValues) -> None:
        """Count a case that keeps values of its own, and list it while there are few."""
        self.own_count += 1
        if len(self.own) < _MOST_TOLD:
            self.own.append(own)

    def note_move(self, moved: MovedAccident) -> None:
        """List a row with another day, while there are few."""
        if len(self.moved) < _MOST_TOLD:
            self.moved.append(moved)
