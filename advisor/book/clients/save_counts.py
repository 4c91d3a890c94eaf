"""What became of the rows of a table that were saved as cases, for a word about it at the end."""

from datetime import date

from attrs import Factory, define

from advisor.domain.values import frozen

_MOST_TOLD = 20
"""So many cases are named; nobody reads more, and the rest are counted."""


@frozen
class Own:
    """A case in which values of the desk stand against those of the table, by their keys."""

    number: int
    name: str
    paths: tuple[str, ...]


@frozen
class Moved:
    """A row with another accident day than a case of the same client that lost its own row.

    With `is_same` it was taken for that case; else it is a new one, for it may be another accident.
    """

    number: int
    name: str
    was: date | None
    day: date | None
    is_same: bool
    new: int = 0


@define
class SaveCounts:
    """How many rows became cases of their own, changed one, or are as they were saved before."""

    new: int = 0
    changed: int = 0
    same: int = 0
    unnamed: int = 0
    own: list[Own] = Factory(list)
    own_count: int = 0
    moved: list[Moved] = Factory(list)
    unsaid: list[str] = Factory(list)

    def note_own(self, own: Own) -> None:
        """Count a case that keeps values of its own, and name it while there are few."""
        self.own_count += 1
        if len(self.own) < _MOST_TOLD:
            self.own.append(own)

    def note_move(self, moved: Moved) -> None:
        """Name a row with another day, while there are few."""
        if len(self.moved) < _MOST_TOLD:
            self.moved.append(moved)
