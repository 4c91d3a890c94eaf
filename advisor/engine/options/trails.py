"""What an option leaves on the record: the entry of the accident, and the claims paid back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.outcome import Option
from advisor.domain.values import frozen
from advisor.engine.loss.cover import cover
from advisor.engine.loss.loss import loss_of
from advisor.engine.options.choices import choices
from advisor.engine.options.settlement import Settlement
from advisor.engine.reading import is_late

if TYPE_CHECKING:
    from advisor.engine.options.settlement import OfferedOption
    from advisor.engine.reading import Reading
    from advisor.engine.renewals.record import RecordedAccident

NONE_REFUNDED: frozenset[int] = frozenset()


@frozen(eq=False)
class Trail:
    """What one record means: the new entry, the claims paid back, and whose it is.

    Quotes of the insurer lift the trails of claims; `shown` tells that the coming renewal is one of
    the quotes themselves, where it comes to that exactly.
    """

    entry: RecordedAccident | None
    refunded: frozenset[int]
    lifted: bool = False
    shown: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What tells trails of one reading apart."""
        return (*self.left, self.refunded, self.lifted, self.shown)

    @property
    def left(self) -> tuple[object, ...]:
        """What the accident leaves on the record; day and fault of one accident never differ."""
        new = self.entry
        return () if new is None else (new.points, new.held_years, new.counted, new.paid)


@frozen(eq=False)
class Marks:
    """What the accident leaves on the record: without a claim of property, and with `claim`.

    `quotable` tells that an insurer's quote of the coming renewal can show the claim.
    """

    unclaimed: RecordedAccident | None
    claimed: RecordedAccident | None
    quotable: bool

    @classmethod
    def of(cls, reading: Reading) -> Marks:
        """Look at the accident as the case states it."""
        covered = cover(reading)
        settled = Settlement(reading, covered, loss_of(reading, covered, reading.own_bill))
        return cls.among(settled, choices(settled)[Option.CLAIM])

    @classmethod
    def among(cls, settled: Settlement, claim: OfferedOption) -> Marks:
        """Look at a claim that has been worked out."""
        reading = settled.reading
        quotable = claim.available and not is_late(reading.case, reading.rulebook)
        return cls(settled.unclaimed, claim.entry, quotable)
