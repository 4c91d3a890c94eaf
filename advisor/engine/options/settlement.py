"""One loss under one reading: what each option claims, pays in cash and leaves on record."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from attrs import evolve, field

from advisor.domain.money import NOTHING, Won
from advisor.domain.outcome import ByOption, Option
from advisor.domain.values import frozen
from advisor.engine.loss.cover import Cover, cover
from advisor.engine.loss.loss import Loss, loss_of, own_cash
from advisor.engine.loss.points import (
    NO_POINTS,
    accident_points,
    crosses,
    unknown_offender_hold_years,
)
from advisor.engine.reading import Reading
from advisor.engine.renewals.record import RecordedAccident


@frozen
class Cash:
    """One amount paid now; `code` names its line. Money that a claim brings in is negative."""

    code: str
    amount: Won | Fraction


NONE_REFUNDED: frozenset[int] = frozenset()


@frozen(eq=False)
class Trail:
    """What an option does to the record: the new entry, if any, and the past claims paid back.

    `lifted` tells that the option is a claim, whose premiums the insurer's quotes raise. `key`
    tells the trails of one reading apart; `record` holds what the renewals count, without day and
    fault, which never differ for one accident.
    """

    entry: RecordedAccident | None
    refunded: frozenset[int] = NONE_REFUNDED
    lifted: bool = False
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
        return (*self.record, self.lifted)


@frozen
class OfferedOption:
    """One option for one loss.

    `paid` is what the own insurer pays, `tested` what is compared with the threshold, `repaid` what
    is paid back before renewal, and `entry` what the record gains (None: nothing). `cash_now` is
    the sum of `cash`. `trail` applies if no past claim is paid back and no quotes are stated.
    """

    option: Option
    available: bool
    reasons: tuple[str, ...]
    cash: tuple[Cash, ...] = ()
    paid: Won = NOTHING
    tested: Won = NOTHING
    repaid: Won = NOTHING
    crossed: bool = False
    score: Decimal = NO_POINTS
    entry: RecordedAccident | None = None
    cash_now: Won | Fraction = field(init=False, eq=False, repr=False)
    trail: Trail = field(init=False, eq=False, repr=False)

    @cash_now.default
    def _cash_now(self) -> Won | Fraction:
        return sum([item.amount for item in self.cash], start=NOTHING)

    @trail.default
    def _trail(self) -> Trail:
        return Trail(self.entry)


@frozen
class OfferedOptions(ByOption[OfferedOption]):
    """The options for one loss."""


@frozen
class ClaimedAmounts:
    """What the own insurer pays for an option, how much for the own car, and what is tested."""

    paid: Won
    own: Won
    tested: Won


@frozen
class Settlement:
    """One loss under one reading: the basis of all its options.

    With `exact_cash`, a cash price in proportion to the bill keeps its fraction of a won. Options
    that are not possible carry their reasons only if `explained`, for callers that read them.
    """

    reading: Reading
    covered: Cover
    loss: Loss
    exact_cash: bool = True
    explained: bool = True

    @classmethod
    def of(cls, reading: Reading, *, exact_cash: bool = True, explained: bool = True) -> Settlement:
        """Return the settlement of the reading's own bill, by what its policy covers."""
        covered = cover(reading)
        loss = loss_of(reading, covered, reading.own_bill)
        return cls(reading, covered, loss, exact_cash, explained)

    @property
    def own(self) -> tuple[Cash, ...]:
        """The own repair paid in cash."""
        return cash_items("own-repair", own_cash(self.reading, self.loss, exact=self.exact_cash))

    @property
    def other(self) -> tuple[Cash, ...]:
        """The other party's part paid in cash."""
        return cash_items("other-part", self.loss.other_loss)

    @property
    def own_claimed(self) -> tuple[Cash, ...]:
        """What an own-damage claim leaves to the driver: the deductible and new for old."""
        deductible = cash_items("deductible", self.loss.deductible)
        return deductible + cash_items("depreciation", self.loss.depreciation)

    @property
    def other_claimed(self) -> tuple[Cash, ...]:
        """What claiming the other party's part leaves to the driver: all above the limit."""
        return cash_items("above-property-limit", self.loss.above_limit)

    @property
    def extras(self) -> tuple[Cash, ...]:
        """The money that only an own-damage claim brings in, as a negative amount."""
        return cash_items("extras", Won(-self.reading.case.accident.extras))

    @property
    def untested(self) -> Won:
        """How much less an own-damage claim pays than is tested: nothing, or the deductible."""
        gross = self.reading.case.assumptions.threshold_on_gross_loss
        return self.loss.deductible if gross else NOTHING

    def amounts(self, *, own: bool, other: bool) -> ClaimedAmounts:
        """Return what the insurer pays if one part or both are claimed, and what is tested."""
        own_paid = self.loss.own_paid if own else NOTHING
        paid = Won(own_paid + (self.loss.other_paid if other else NOTHING))
        return ClaimedAmounts(paid, own_paid, Won(paid + self.untested) if own_paid else paid)

    def choice(
        self, option: Option, cash: tuple[Cash, ...], amounts: ClaimedAmounts, *reasons: str
    ) -> OfferedOption:
        """Return an available option from what is paid in cash and what the insurer pays."""
        reading, score = self.reading, self.score(amounts)
        return OfferedOption(
            option=option,
            available=True,
            reasons=reasons,
            cash=cash,
            paid=amounts.paid,
            tested=amounts.tested,
            crossed=crosses(amounts.tested, reading.threshold, reading.case.assumptions),
            score=score,
            entry=self.entry(amounts.tested, score),
        )

    def score(self, amounts: ClaimedAmounts) -> Decimal:
        """Return the points that a claim leaves, injuries included."""
        if self.covered.driver_pays and self.reading.paid is None:
            return NO_POINTS
        return accident_points(self.reading, self.loss, amounts.tested, own_paid=amounts.own)

    def entry(self, tested: Won, score: Decimal) -> RecordedAccident | None:
        """Return what the record gains, None without own fault or if nothing is paid.

        The insurer pays for an injury whatever is done with the property. A claim without own fault
        leaves nothing, or freezes the discount for `no_fault_held` renewals under the reading that
        says so.
        """
        reading, accident = self.reading, self.reading.case.accident
        spared = self.covered.driver_pays and reading.paid is None
        if spared or not (tested > 0 or reading.hurt):
            return None
        if not accident.fault:
            held = reading.no_fault_held
            empty = RecordedAccident(
                accident.day, NO_POINTS, accident.fault, None, held, counted=False
            )
            return empty if held and tested else None
        alone = tested and not reading.hurt
        held_years = unknown_offender_hold_years(reading, tested) if alone else None
        return RecordedAccident(
            day=accident.day,
            points=score,
            fault=accident.fault,
            held_years=held_years,
            counted=held_years is None or score > 0,  # one that only holds is not counted
            paid=tested if reading.ladder else NOTHING,  # grades look at points alone
            injury_grade=accident.injury_grade,
        )

    @property
    def without_injury(self) -> Settlement:
        """The same loss with no other person hurt, as after an injury is settled in cash."""
        case = self.reading.case
        unhurt = evolve(case, accident=evolve(case.accident, injury_grade=None))
        return evolve(self, reading=evolve(self.reading, case=unhurt))

    @property
    def unclaimed(self) -> RecordedAccident | None:
        """The entry that stays whatever is done with the property: that of an injury, or None."""
        return self.entry(NOTHING, self.score(NOT_CLAIMED))


NOT_CLAIMED = ClaimedAmounts(NOTHING, NOTHING, NOTHING)
"""What the insurer pays where no property is claimed."""


def cash_items(code: str, amount: Won | Fraction) -> tuple[Cash, ...]:
    """Return the amount as the only item, or nothing if it is 0."""
    return (Cash(code, amount),) if amount else ()


def impossible(option: Option, reasons: Iterable[str], *, explained: bool = True) -> OfferedOption:
    """Return an option that is not possible, with all reasons against it in their fixed order."""
    return _impossible(option, frozenset(reasons)) if explained else _UNEXPLAINED[option]


@lru_cache(maxsize=256)
def _impossible(option: Option, reasons: frozenset[str]) -> OfferedOption:
    ordered = sorted(reasons, key=REASON_ORDER.index)
    return OfferedOption(option=option, available=False, reasons=tuple(ordered))


_UNEXPLAINED = {option: OfferedOption(option, available=False, reasons=()) for option in Option}


REASON_ORDER = (
    "single-vehicle-excluded",
    "kind-not-covered",
    "driver-not-covered",
    "no-own-damage-cover",
    "below-deductible",
    "nothing-to-claim",
    "one-part-only",
    "threshold-not-crossed",
    "other-part-crosses",
    "cap-not-allowed",
    "refund-not-allowed",
    "designated-driver-pays",
    "already-claimed",
    "recourse-due",
    "consent-needed",
)
"""The order in which the reasons of an option are listed."""
