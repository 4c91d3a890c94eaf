"""A driver's own losses: one amount a line, as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.values import frozen
from advisor.intake.problems import Unreadable
from advisor.intake.typed.won import parse_won

if TYPE_CHECKING:
    from advisor.domain.money import Won

_COMMENT = "#"


@frozen
class UnreadLine:
    """A line that is no amount; lines count from 1."""

    line: int
    text: str


def read_losses(text: str) -> tuple[Won, ...] | UnreadLine:
    r"""Read the amounts of a list; empty lines, comments and amounts of 0 are left out.

    >>> read_losses("230만  # the door\n\n1,200,000 won\n")
    (2300000, 1200000)
    """
    found = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        typed = line.partition(_COMMENT)[0].strip()
        if not typed:
            continue
        amount = parse_won(typed)
        if isinstance(amount, Unreadable):
            return UnreadLine(number, typed)
        found.append(amount)
    return tuple(amount for amount in found if amount)
