"""The contract in force: what the driver has bought."""

from datetime import date
from enum import StrEnum
from typing import Literal

from advisor.domain.money import WHOLE, Rate, Won
from advisor.domain.values import frozen


@frozen
class Deductible:
    """The plan as the case states it; a part that is None is left to the rule's standard plan."""

    rate: Rate | None = None
    minimum: Won | None = None
    maximum: Won | None = None
    fixed: Won | None = None

    def bounds(self, minimum: Won, maximum: Won | None) -> tuple[Won, Won | None]:
        """Return its minimum and maximum: usual ones where it states none.

        A usual one that contradicts a stated one yields.
        """
        least, most = self.minimum, self.maximum
        if least is None:
            least = minimum if most is None else min(minimum, most)
        if most is None and maximum is not None:
            most = max(maximum, least)
        return least, most


@frozen
class OwnDamageCover:
    """Cover of one's own car; None marks what the case does not state.

    `unconfirmed` tells that nobody has looked up whether there is such a cover.
    """

    sum_insured: Won | None = None
    single_vehicle: bool | None = None
    deductible: Deductible = Deductible()
    unconfirmed: bool = False


@frozen
class Policy:
    """The current policy year: it starts on `start` and expires on the same day a year later.

    `grade_before_gap` is the grade of a driver who was without insurance for years before this
    contract; it stands in for an unknown `grade`. `percentage` is the place on the ladder that
    was in use before grades. `insured_since` is the first day of insurance, for the factor of the
    career. `property_limit` is the most that the liability cover pays for property (대물 가입금액),
    None where it is not capped. Where `own_damage` is None, `no_own_damage` tells that the case
    states so, and does not just leave it out.
    """

    start: date
    premium: Won
    insurer: str | None = None
    grade: int | None = None
    surcharge_threshold: Won | None = None
    own_damage: OwnDamageCover | None = None
    grade_before_gap: int | None = None
    percentage: int | None = None
    insured_since: date | None = None
    property_limit: Won | None = None
    no_own_damage: bool = False


@frozen
class OtherCar:
    """A further car of the same named insured, whose record the accident's points follow.

    `start` is the first day of its current policy year and `premium` what that year costs. A
    `grade` of None is that of the policy. `same_policy` tells that one policy insures the cars
    together (동일증권).
    """

    start: date
    premium: Won
    grade: int | None = None
    same_policy: bool = False


HIGHEST_GRADE = 29
"""The highest place that the scale of grades has had."""

InjuryGrade = int | Literal["death"]
"""Worst injury of another person: grade 1 (gravest) to 14, or death."""

GRAVEST_INJURY, SLIGHTEST_INJURY = 1, 14

SPRAIN, FRACTURE = 12, 7
"""The injury grades that people who know none are asked for by name. A sprain is the commonest
injury, and the one on whose points sources differ."""


class ClaimStatus(StrEnum):
    """Whether the insurer's payment for a past accident may still be paid back (환입)."""

    SETTLED = "settled"
    REFUNDABLE = "refundable"


MOST_REFUNDABLE = 8
"""Each set of claims to pay back is a way of its own, and their number doubles with each claim."""


@frozen
class Claim:
    """A past accident that an insurer paid.

    `property_paid` is None where nobody remembers it: then it is read as not above the threshold.
    `status` is None where nobody said it: then the claim is read as settled.
    """

    day: date
    property_paid: Won | None = None
    fault: Rate = WHOLE
    surcharge_threshold: Won | None = None
    injury_grade: InjuryGrade | None = None
    own_injury: bool = False
    status: ClaimStatus | None = None

    @property
    def refundable(self) -> bool:
        """Whether it may still be paid back."""
        return self.status is ClaimStatus.REFUNDABLE

    @property
    def hurt(self) -> bool:
        """Whether the insurer paid for an injury, so that it cannot be paid back."""
        return self.injury_grade is not None or self.own_injury


@frozen
class Violation:
    """A traffic violation, of a kind that the rule names."""

    day: date
    kind: str
