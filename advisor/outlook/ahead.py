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
from advisor.outlook.dated import standing_of
from advisor.outlook.korea import Solved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.claiming.arrays import Floats
    from advisor.outlook.moves import Moves


Pair = tuple[Record, Record]
"""Two records between which there will be a choice."""


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
            renewal = self._next(day)
            left = _years(day, self._moves.cut(renewal))
            rest = self.solved.back(self._end(record, day), left) * self._level(renewal, left)
            self.found[key] = self._due(record, day) + rest
        return self.found[key]

    def coming(self, record: Record) -> float:
        """Give the premium of the coming renewal."""
        premium = self._moves.premium(standing_of(record, self._moves, 1), 1)
        return float(premium * self.solved.future.rise)

    def with_choice(self, pair: Pair, payout: int, beyond: float, day: date) -> float:
        """Give the cost where the payout may be given back on the last day of the policy year.

        `pair` holds the records where it is kept and where it is given back; a claim that is kept
        costs `beyond` more than the model says, on that day, by the insurer's own quotes.

        By then the other accidents of the year are known: for each tally of them the cheaper of
        the two is taken, and the year before is integrated back from that.
        """
        last = last_day(self._moves.reading.case.policy.start)
        until, ahead = self._next(last), self._next(day)
        if ahead == until:
            left = _years(day, self._moves.cut(until))
            chosen = self._chosen([pair], (beyond, payout), day, last)
            return self.solved.back(chosen, _years(day, last)) * self._level(until, left)
        cut = self._moves.cut(ahead)
        pairs = [
            (pair[0] + claims, pair[1] + claims)
            for claims in (self._moves.claims_on(day, *c) for c in self._tallies())
        ]
        chosen = self._chosen(pairs, (beyond, payout), cut, last)
        at_cut = self.solved.earlier(chosen, _years(cut, last))[0]
        left = _years(day, cut)
        return self.solved.back(at_cut[:, None], left) * self._level(ahead, left)

    def _chosen(
        self, pairs: Sequence[Pair], extra: tuple[float, int], since: date, last: date
    ) -> Floats:
        """Give the cheaper of keeping and giving back on the last day, (J, pairs).

        `extra` is what either costs beside premiums and later accidents. Tallies count the claims
        after `since`, a day after the last cut-off.
        """
        renewal = self._next(last)
        left = _years(last, self._moves.cut(renewal))
        level = self._level(renewal, left)
        records = [record for pair in pairs for record in pair]
        ends = np.hstack([self._end(record, since) for record in records])
        due = np.array([self._due(record, last) for record in records])
        costs = due / level + self.solved.earlier(ends, left)
        kept, returned = costs[:, ::2] + extra[0] / level, costs[:, 1::2] + extra[1] / level
        return np.minimum(kept, returned)

    def _end(self, record: Record, day: date) -> Floats:
        """Give V at the next cut-off by the tally of further claims, (J, 1)."""
        moves, renewal = self._moves, self._next(day)
        standings = (
            standing_of(record + moves.claims_on(day, *claims), moves, renewal)
            for claims in self._tallies()
        )
        return np.array([[self.solved.value(standing, renewal)] for standing in standings])

    def _level(self, renewal: int, left: float) -> float:
        """Give what a won of the current premium has become, `left` years before a cut-off.

        The model counts in money that rises as premiums do; it is a won at the cut-off of the
        current year.
        """
        return float(self.solved.future.rise ** (renewal - left))

    def _due(self, record: Record, day: date) -> float:
        """Give the premium that is settled by a closed window and not yet paid."""
        moves, renewal = self._moves, self._next(day) - 1
        due = moves.reading.renewal_day(renewal)
        if renewal < 1 or due <= day:
            return 0.0
        future = self.solved.future
        premium = float(moves.premium(standing_of(record, moves, renewal), renewal))
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
