"""The premium paths that one reading can take, each projected once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import Factory, frozen

from advisor.domain.days import last_day
from advisor.domain.decision import Option, PremiumPath
from advisor.domain.money import NOTHING, Won, present_value, total
from advisor.engine.reading import Reading
from advisor.engine.renewals.premium_path import project
from advisor.engine.renewals.record import Count, Entry, Record
from advisor.engine.renewals.timeline import past_record, timeline

if TYPE_CHECKING:
    from datetime import date

    from advisor.engine.options.choices import Choice

_Key = tuple[Entry | None, frozenset[int]]
_KEEP_ALL: frozenset[int] = frozenset()


@frozen
class Paths:
    """Paths and their extra cost against the self-pay path, over `renewals` renewals.

    The two dictionaries only remember what was computed; the counts of a record do not depend on
    the grade, so readings that differ in the grade alone may share them.
    """

    reading: Reading
    past: Record
    renewals: int
    counts: dict[_Key, tuple[Count, ...]] = Factory(dict)
    projected: dict[tuple[_Key, Won | None], PremiumPath] = Factory(dict)

    @classmethod
    def of(cls, reading: Reading, renewals: int) -> Paths:
        """Look ahead from the case's own past claims."""
        return cls(reading, past_record(reading), renewals)

    def model(
        self, choice: Choice, refunded: frozenset[int] = _KEEP_ALL, anchor: Won | None = None
    ) -> PremiumPath:
        """Give the path after a choice, with some past claims paid back."""
        key = (choice.entry, refunded)
        found = self.projected.get((key, anchor))
        if found is None:
            found = project(self.reading, self._counts(key), anchor)
            self.projected[key, anchor] = found
        return found

    def path(self, choice: Choice, offered: tuple[Choice, ...]) -> PremiumPath:
        """Give the path of a choice; the insurer's own quotes, if any, set its coming renewal."""
        return self.model(choice, anchor=self._anchor(choice, offered))

    def extra_premium(self, path: PremiumPath, base: PremiumPath, renewals: int) -> Won:
        """Give the present value of what `path` costs more than `base` over some renewals."""
        return total(
            self.present(Won(year.premium - other.premium), year.day)
            for year, other in zip(path[1 : renewals + 1], base[1 : renewals + 1], strict=True)
        )

    def present(self, amount: Won, day: date) -> Won:
        """Discount an amount of a day to the day of the advice."""
        case = self.reading.case
        return present_value(amount, case.assumptions.interest, (day - case.as_of).days)

    def repaid(self, amount: Won) -> Won:
        """Give the present value of a refund on the last day of the policy year."""
        return self.present(amount, last_day(self.reading.case.policy.start))

    def counts_after(self, choice: Choice) -> tuple[Count, ...]:
        """Give what each renewal counts after a choice."""
        return self._counts((choice.entry, _KEEP_ALL))

    def _counts(self, key: _Key) -> tuple[Count, ...]:
        found = self.counts.get(key)
        if found is None:
            new, refunded = key
            record = tuple(entry for entry in self.past if entry.claim not in refunded)
            found = timeline((*record, new) if new else record, self.reading, self.renewals)
            self.counts[key] = found
        return found

    def _anchor(self, choice: Choice, offered: tuple[Choice, ...]) -> Won | None:
        """Give the coming renewal's premium that follows from the insurer's quotes."""
        assumptions = self.reading.case.assumptions
        clean, claimed = assumptions.quote_clean, assumptions.quote_claim
        if clean is None or claimed is None:
            return None
        if not choice.option.is_claim:
            return clean
        self_pay, claim = offered[0], offered[1]
        if choice.option is Option.CLAIM or choice.score == claim.score:
            return claimed
        return Won(clean + self.difference(choice, self_pay))

    def difference(self, choice: Choice, other: Choice) -> Won:
        """Give the model's difference of the coming renewal between two choices."""
        if not self.renewals:
            return NOTHING
        return Won(self.model(choice)[1].premium - self.model(other)[1].premium)
