"""The open bill: the bill that the answer is mapped over, and the cost of each option along it."""

from __future__ import annotations

from attrs import evolve, field

from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.values import frozen
from advisor.engine.loss.cover import Cover
from advisor.engine.loss.loss import Loss, loss_of
from advisor.engine.options.choices import choices
from advisor.engine.options.paths import Paths
from advisor.engine.options.ranking import ExactWon, cheapest, costs
from advisor.engine.options.settlement import OfferedOptions, Settlement
from advisor.engine.reading import Reading

OWN_DAMAGE, OTHER_PROPERTY, PAID = "own_damage", "other_property", "paid"
"""The bills that a map may run over, by their keys in the accident."""

_LEAST_TOP = Won(4_000_000)


def open_bill_key(reading: Reading) -> str:
    """Return the key of the bill whose amount decides.

    It is the payout if the insurer has already paid, the other party's damage if the driver's own
    car has none, and the repair of the own car otherwise.
    """
    if reading.paid is not None:
        return PAID
    accident = reading.case.accident
    others_alone = not accident.own_damage.high and accident.other_property.high
    return OTHER_PROPERTY if others_alone else OWN_DAMAGE


def open_bill_amount(reading: Reading) -> Won:
    """Return the amount of the open bill in a reading."""
    over = open_bill_key(reading)
    if over == PAID:
        return reading.paid or Won(0)
    return reading.other_property if over == OTHER_PROPERTY else reading.own_bill


@frozen(eq=False)
class OpenBill:
    """The cost of every option for any amount of one bill; what was worked out is cached."""

    paths: Paths
    covered: Cover
    over: str
    _costs_by_amount: dict[int, dict[Option, ExactWon]] = field(init=False, factory=dict)
    _loss_by_amount: dict[int, Settlement] = field(init=False, factory=dict)

    @classmethod
    def of(cls, paths: Paths, covered: Cover) -> OpenBill:
        """Return the open bill of the case that `paths` belongs to."""
        return cls(paths.rounded(), covered, open_bill_key(paths.reading))

    @property
    def reading(self) -> Reading:
        """The reading that the bill belongs to, with the amount that is stated."""
        return self.paths.reading

    @property
    def top(self) -> Won:
        """The last amount of the map: twice the bill or the threshold, but at least a minimum."""
        accident = self.reading.case.accident
        highest = {
            OWN_DAMAGE: accident.own_damage.high,
            OTHER_PROPERTY: accident.other_property.high,
            PAID: accident.paid or Won(0),
        }[self.over]
        return max(Won(2 * highest), Won(2 * self.reading.threshold), _LEAST_TOP)

    def settlement(self, amount: int) -> Settlement:
        """Return the settlement for one amount: who pays what."""
        found = self._loss_by_amount.get(amount)
        if found is None:
            reading = self.reading
            if self.over == OTHER_PROPERTY:
                reading = evolve(reading, other_property=Won(amount))
            elif self.over == PAID:
                reading = evolve(reading, paid=Won(amount))
            bill = Won(amount) if self.over == OWN_DAMAGE else reading.own_bill
            loss = loss_of(reading, self.covered, bill)
            found = Settlement(reading, self.covered, loss, explained=False)
            self._loss_by_amount[amount] = found
        return found

    def loss(self, amount: int) -> Loss:
        """Return who bears which part of one amount."""
        return self.settlement(amount).loss

    def offered(self, amount: int) -> OfferedOptions:
        """Return the options for one amount."""
        return choices(self.settlement(amount))

    def costs(self, amount: int) -> dict[Option, ExactWon]:
        """Return what each option costs for one amount."""
        found = self._costs_by_amount.get(amount)
        if found is None:
            found = self._costs_by_amount[amount] = self._costs(self.offered(amount))
        return found

    def _costs(self, offered: OfferedOptions) -> dict[Option, ExactWon]:
        return costs(self.paths, offered, self.reading.renewals)

    def best(self, amount: int) -> Option:
        """Return the best option for one amount."""
        return cheapest(self.costs(amount))
