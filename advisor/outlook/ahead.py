"""What the records of a case cost from a day on, later accidents included.

The days of the case stand against the years of the model here: which cut-off comes next, which
premium is still due, and what a claim of this year does to the standing at the cut-off.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from attrs import Factory, frozen

from advisor.domain.days import last_day
from advisor.engine.renewals.record import Record
from advisor.outlook.korea import Solved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.claiming.arrays import Floats
    from advisor.outlook.standing import Moves


@frozen(eq=False)
class Ahead:
    """The cost of everything after a day, as worth on that day, by the record of that day.

    The dictionary only remembers what was computed.
    """

    solved: Solved
    found: dict[tuple[Record, date], float] = Factory(dict)

    @property
    def _moves(self) -> Moves:
        return self.solved.korea.ground.moves

    def cost(self, record: Record, day: date) -> float:
        """Give premiums due after `day` and all that later accidents cost.

        `record` holds what stands on it by then; a claim that waits for its decision costs what
        it adds.
        """
        key = (record, day)
        if key not in self.found:
            end = self._end(record, day)
            rest = self.solved.back(end, _years(day, self._moves.cut(self._next(day))))
            self.found[key] = self._due(record, day) + rest
        return self.found[key]

    def with_choice(self, kept: Record, returned: Record, payout: int, day: date) -> float:
        """Give the cost where the payout may be given back on the last day of the policy year.

        By then the other accidents of the year are known: for each tally of them the cheaper of
        the two records is taken, and the year before is integrated back from that.
        """
        last = last_day(self._moves.reading.case.policy.start)
        until = self._next(last)
        rise = self.solved.future.rise ** -_years(day, last)
        if self._next(day) == until:
            chosen = self._chosen([(kept, returned)], payout, day, last)
            return self.solved.back(chosen * rise, _years(day, last))
        cut = self._moves.cut(until - 1)
        pairs = [
            (kept + claims, returned + claims)
            for claims in (self._moves.claims_on(day, *c) for c in self._tallies())
        ]
        chosen = self._chosen(pairs, payout, cut, last)
        at_cut = self.solved.earlier(chosen * rise, _years(cut, last))[0]
        return self.solved.back(at_cut[:, None], _years(day, cut))

    def _chosen(
        self, pairs: Sequence[tuple[Record, Record]], payout: int, since: date, last: date
    ) -> Floats:
        """Give the cheaper of keeping and giving back on the last day, (J, pairs).

        Tallies count the claims after `since`, a day after the last cut-off.
        """
        left = _years(last, self._moves.cut(self._next(last)))
        records = [record for pair in pairs for record in pair]
        ends = np.hstack([self._end(record, since, left) for record in records])
        due = np.array([self._due(record, last) for record in records])
        costs = due + self.solved.earlier(ends, left)
        return np.minimum(costs[:, ::2], costs[:, 1::2] + payout)

    def _end(self, record: Record, day: date, left: float | None = None) -> Floats:
        """Give V at the next cut-off by the tally of further claims, (J, 1).

        With premiums that rise, it is stated in money that rises likewise from the day on from
        which `left` years are left.
        """
        moves, renewal = self._moves, self._next(day)
        left = _years(day, moves.cut(renewal)) if left is None else left
        factor = self.solved.future.rise ** (renewal - left)
        return np.array(
            [
                [self.solved.value(moves.standing_of(record + claims, renewal)) * factor]
                for claims in (moves.claims_on(day, *c) for c in self._tallies())
            ]
        )

    def _due(self, record: Record, day: date) -> float:
        """Give the premium that is settled by a closed window and not yet paid."""
        moves, renewal = self._moves, self._next(day) - 1
        due = moves.reading.renewal_day(renewal)
        if renewal < 1 or due <= day:
            return 0.0
        future = self.solved.future
        premium = float(moves.premium(moves.standing_of(record, renewal)))
        return float(premium * future.rise**renewal * future.per_year ** _years(day, due))

    def _next(self, day: date) -> int:
        """Give the renewal whose cut-off comes next."""
        renewal = 0
        while self._moves.cut(renewal) <= day:
            renewal += 1
        return renewal

    def _tallies(self) -> tuple[tuple[int, int], ...]:
        return self.solved.problem.system.tally.counts


def _years(first: date, last: date) -> float:
    return (last - first).days / 365
