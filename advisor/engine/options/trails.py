"""What an option leaves on the record: the entry of the accident, and the claims paid back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field

from advisor.domain.outcome import Option
from advisor.domain.values import frozen
from advisor.engine.options.choices import choices
from advisor.engine.options.settlement import Settlement

if TYPE_CHECKING:
    from advisor.engine.options.settlement import OfferedOption
    from advisor.engine.reading import Reading
    from advisor.engine.renewals.record import RecordedAccident

NONE_REFUNDED: frozenset[int] = frozenset()


@frozen(eq=False)
class Trail:
    """What one record means: the new entry, the claims paid back, and whose it is.

    Quotes of the insurer lift the trails of claims; `shown` tells that the coming renewal is one of
    the quotes themselves, where it comes to that exactly. The `key` tells trails of one reading
    apart, `record` what the renewals count; day and fault of one accident never differ.
    """

    entry: RecordedAccident | None
    refunded: frozenset[int]
    lifted: bool = False
    shown: bool = False
    record: tuple[object, ...] = field(init=False)
    key: tuple[object, ...] = field(init=False)

    @record.default
    def _record(self) -> tuple[object, ...]:
        new = self.entry
        if new is None:
            return (self.refunded,)
        return (self.refunded, new.points, new.held_years, new.counted, new.paid)

    @key.default
    def _key(self) -> tuple[object, ...]:
        return (*self.record, self.lifted, self.shown)


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
        settled = Settlement.of(reading)
        return cls.among(settled, choices(settled)[Option.CLAIM])

    @classmethod
    def among(cls, settled: Settlement, claim: OfferedOption) -> Marks:
        """Look at a claim that has been worked out."""
        reading = settled.reading
        quotable = claim.available and reading.first_counted == 1
        return cls(settled.unclaimed, claim.entry, quotable)
