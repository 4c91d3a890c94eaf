"""All amounts of the one bill that a map of an answer runs over."""

from __future__ import annotations

from attrs import Factory, evolve

from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.values import frozen
from advisor.engine.loss.cover import Cover
from advisor.engine.loss.loss import Loss, loss_of
from advisor.engine.options.choices import choices
from advisor.engine.options.paths import Paths
from advisor.engine.options.ranking import ExactWon, cheapest, costs
from advisor.engine.options.settlement import Offered, Settlement
from advisor.engine.reading import Reading

OWN_DAMAGE, OTHER_PROPERTY, PAID = "own_damage", "other_property", "paid"
"""The bills that a map may run over, by their keys in the accident."""

_LEAST_TOP = Won(4_000_000)


def open_bill(reading: Reading) -> str:
    """Name the bill whose amount decides.

    It is what the insurer has paid where it has; the other party's damage where there is none of
    one's own; else the repair of the own car.
    """
    if reading.paid is not None:
        return PAID
    accident = reading.case.accident
    others_alone = not accident.own_damage.high and accident.other_property.high
    return OTHER_PROPERTY if others_alone else OWN_DAMAGE


def amount_of(reading: Reading) -> Won:
    """Return the amount of the open bill in a reading."""
    over = open_bill(reading)
    if over == PAID:
        return reading.paid or Won(0)
    return reading.other_property if over == OTHER_PROPERTY else reading.own_bill


@frozen(eq=False)
class OpenBill:
    """All amounts of one bill of one reading, each with its costs; what was asked is remembered."""

    paths: Paths
    covered: Cover
    over: str
    asked: dict[int, dict[Option, ExactWon]] = Factory(dict)
    shared_out: dict[int, Settlement] = Factory(dict)

    @classmethod
    def of(cls, paths: Paths, covered: Cover) -> OpenBill:
        """Take the bill that is open in the case."""
        return cls(paths.rounded(), covered, open_bill(paths.reading))

    @property
    def reading(self) -> Reading:
        """The reading whose bill it is; its own amount is one of them."""
        return self.paths.reading

    @property
    def top(self) -> Won:
        """The last amount of the map: twice the highest, the threshold, or the least."""
        accident = self.reading.case.accident
        highest = {
            OWN_DAMAGE: accident.own_damage.high,
            OTHER_PROPERTY: accident.other_property.high,
            PAID: accident.paid or Won(0),
        }[self.over]
        return max(Won(2 * highest), Won(2 * self.reading.threshold), _LEAST_TOP)

    def settlement(self, amount: int) -> Settlement:
        """Share out one amount."""
        found = self.shared_out.get(amount)
        if found is None:
            reading = self.reading
            if self.over == OTHER_PROPERTY:
                reading = evolve(reading, other_property=Won(amount))
            elif self.over == PAID:
                reading = evolve(reading, paid=Won(amount))
            bill = Won(amount) if self.over == OWN_DAMAGE else reading.own_bill
            loss = loss_of(reading, self.covered, bill)
            found = Settlement(reading, self.covered, loss, explained=False)
            self.shared_out[amount] = found
        return found

    def loss(self, amount: int) -> Loss:
        """Return who bears which part of one amount."""
        return self.settlement(amount).loss

    def offered(self, amount: int) -> Offered:
        """Return the options for one amount."""
        return choices(self.settlement(amount))

    def costs(self, amount: int) -> dict[Option, ExactWon]:
        """Return what each option costs for one amount."""
        found = self.asked.get(amount)
        if found is None:
            found = costs(self.paths, self.offered(amount), self.reading.renewals)
            self.asked[amount] = found
        return found

    def best(self, amount: int) -> Option:
        """Return the best option for one amount."""
        return cheapest(self.costs(amount))
