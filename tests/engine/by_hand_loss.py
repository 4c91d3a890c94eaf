"""What the accident costs and who answers for it, worked out by hand from the contract's words.

Nothing here imports the engine: this is the second opinion that it is compared with.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from attrs import frozen

from advisor.domain.accident import HighValue, Kind
from advisor.domain.case import Case
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.core import CoverNeeded, Standing

if TYPE_CHECKING:
    from advisor.domain.policy import InjuryGrade


@frozen
class Loss:
    """One reading of the amounts: a repair bill, the other party's damage, a cash price.

    `exact` keeps fractions of a won in the cash price, as the map and the range do.
    """

    case: Case
    rulebook: Rulebook
    bill: int
    other_property: int
    exact: bool = False

    @property
    def fault(self) -> Fraction:
        return Fraction(self.case.accident.fault)

    @property
    def own_share(self) -> Fraction:
        """Cross-processing leaves only the own share; any other loss is wholly one's own."""
        return self.fault if self.case.accident.kind == Kind.COLLISION else Fraction(1)

    @property
    def threshold(self) -> int:
        terms = self.rulebook.surcharge_threshold.on(self.case.policy.start).terms
        return self.case.policy.surcharge_threshold or terms.standard

    @property
    def sum_insured(self) -> int | None:
        cover = self.case.policy.own_damage
        return cover.sum_insured if cover else None

    @property
    def total_loss(self) -> bool:
        return self.sum_insured is not None and self.bill >= self.sum_insured

    @property
    def damage(self) -> int:
        return self.sum_insured if self.total_loss and self.sum_insured is not None else self.bill

    @property
    def own_loss(self) -> int:
        return floor(self.own_share * self.damage)

    @property
    def from_other_side(self) -> int:
        """Its share of the bill, or of the car's value where the bill is above 120 % of it."""
        accident = self.case.accident
        value, limited = accident.car_value, accident.day >= date(2024, 2, 22)
        above = value is not None and limited and self.bill > Fraction(6, 5) * value
        return floor((1 - self.own_share) * (value if above and value is not None else self.bill))

    @property
    def other_loss(self) -> int:
        return floor(self.fault * (self.other_property + self.case.accident.other_rental))

    @property
    def cash_price(self) -> Fraction:
        """What the own part costs where one pays it oneself."""
        stated = self.case.accident.cash_repair
        if stated is None:
            return Fraction(self.own_loss)
        likely = self.case.accident.own_damage.likely
        price = Fraction(stated * self.bill, likely) if self.exact else Fraction(stated)
        price = self.own_share * min(price, Fraction(self.damage))
        return price if self.exact else Fraction(floor(price))

    @property
    def deductible(self) -> int:
        """The driver's part of the own loss, were it claimed."""
        if self.total_loss or self.case.policy.own_damage is None:
            return 0
        stated = self.case.policy.own_damage.deductible
        if stated.fixed is not None:
            return min(stated.fixed, self.own_loss)
        rate = Fraction(stated.rate) if stated.rate is not None else Fraction(2, 10)
        least = stated.minimum if stated.minimum is not None else self.threshold // 10
        most = stated.maximum if stated.maximum is not None else 500_000
        borne = floor(rate * self.own_loss)
        borne = max(borne, least)
        borne = min(borne, most)
        return min(borne, self.own_loss)

    @property
    def standing(self) -> Standing:
        cover = self.rulebook.cover.on(self.case.accident.day).terms
        return cover.drivers[self.case.accident.driver]

    @property
    def other_answered(self) -> bool:
        """Whether anything of the policy may be claimed: not what was done on purpose."""
        willing = self.standing in {Standing.COVERED, Standing.RECOURSE}
        return willing and self.case.accident.kind != Kind.INTENTIONAL

    @property
    def own_hindrances(self) -> set[str]:
        """Why the own cover does not answer, apart from the driver."""
        accident = self.case.accident
        needed = self.rulebook.cover.on(accident.day).terms.kinds[accident.kind]
        cover = self.case.policy.own_damage
        found = set()
        if needed == CoverNeeded.NEVER:
            found.add("kind-not-covered")
        if cover is None:
            found.add("no-own-damage-cover")
        elif needed == CoverNeeded.SINGLE_VEHICLE and cover.single_vehicle is False:
            found.add("single-vehicle-excluded")
        return found

    @property
    def own_answered(self) -> bool:
        return self.other_answered and not self.own_hindrances

    @property
    def own_payout(self) -> int:
        return self.own_loss - self.deductible if self.own_answered else 0

    @property
    def other_payout(self) -> int:
        return self.other_loss if self.other_answered else 0

    @property
    def dear_car_counts(self) -> bool:
        """The rule of 2023: the payouts are far apart and the dear car is at fault."""
        accident = self.case.accident
        rule = self.rulebook.high_value.find(accident.day)
        if rule is None or accident.high_value is None or accident.kind != Kind.COLLISION:
            return False
        to_them, to_us = self.other_loss, self.from_other_side
        if accident.high_value == HighValue.THEIRS:
            return self.fault < Fraction(1, 2) and to_them > max(3 * to_us, 2_000_000)
        return self.fault > Fraction(1, 2) and to_us > max(3 * to_them, 2_000_000)

    def score(self, tested: int) -> Fraction:
        """Points of the accident with `tested` won of property paid; 0 where no record is left."""
        accident = self.case.accident
        if not self.fault or self.standing == Standing.PAYS:
            return Fraction(0)
        points = property_points(tested, self.threshold)
        if self.dear_car_counts and tested:
            mine = accident.high_value == HighValue.MINE
            points = points + 1 if mine else Fraction(1, 2)
        points += injury_points(accident.injury_grade, own=accident.own_injury)
        return min(points, Fraction(6))

    def leaves_record(self, tested: int) -> bool:
        accident = self.case.accident
        hurt = accident.injury_grade is not None or accident.own_injury
        return bool(self.fault) and self.standing != Standing.PAYS and (bool(tested) or hurt)


def property_points(paid: int, threshold: int) -> Fraction:
    if not paid:
        return Fraction(0)
    return Fraction(1) if paid > threshold else Fraction(1, 2)


def injury_points(grade: InjuryGrade | None, *, own: bool) -> Fraction:
    worst: dict[InjuryGrade | None, int] = {None: 0, "death": 4, 1: 4}
    worst.update(dict.fromkeys(range(2, 8), 3))
    worst.update(dict.fromkeys(range(8, 13), 2))
    worst.update(dict.fromkeys(range(13, 15), 1))
    return Fraction(worst[grade] + own)


def low_fault_applies(rulebook: Rulebook, accident_day: date, renewal: date) -> bool:
    rule = rulebook.low_fault.find(accident_day)
    return rule is not None and renewal >= rule.terms.renewals_from
