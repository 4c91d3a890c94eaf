"""The contract in force: what the driver has bought."""

from datetime import date
from enum import StrEnum
from typing import Literal

from advisor.domain.money import WHOLE, Rate, Won
from advisor.domain.values import frozen


@frozen
class Deductible:
    """The plan as the case states it; a part that is None follows the rule's standard plan."""

    rate: Rate | None = None
    minimum: Won | None = None
    maximum: Won | None = None
    fixed: Won | None = None

    def bounds(self, minimum: Won, maximum: Won | None) -> tuple[Won, Won | None]:
        """Return the stated minimum and maximum, or the usual ones, given here, if not stated.

        A usual bound that contradicts a stated one is moved to the stated one.
        """
        least, most = self.minimum, self.maximum
        if least is None:
            least = minimum if most is None else min(minimum, most)
        if most is None and maximum is not None:
            most = max(maximum, least)
        return least, most


@frozen
class OwnDamageCover:
    """The cover of the driver's own car; a part is None if the case does not state it.

    `unconfirmed` is true if nobody has looked up whether there is such a cover.
    """

    sum_insured: Won | None = None
    single_vehicle: bool | None = None
    deductible: Deductible = Deductible()
    unconfirmed: bool = False


@frozen
class Policy:
    """The current policy year: it starts on `start` and expires on the same day a year later.

    `grade_before_gap` is the former grade of a driver who was uninsured for years before this
    contract; it replaces an unknown `grade`. `percentage` is the place on the ladder that was in
    use before grades. `insured_since` is the first day of insurance, for the career factor.
    `property_limit` is the most that the liability cover pays for property (대물 가입금액), None if
    it is not capped. If `own_damage` is None, `no_own_damage` is true if the case states that there
    is no such cover, false if it just leaves it out.
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
    """Another car of the same named insured; the accident's points count for it too.

    `start` is the first day of its current policy year and `premium` what that year costs. A
    `grade` of None means that of the policy. `same_policy` is true if one policy insures the cars
    together (동일증권).
    """

    start: date
    premium: Won
    grade: int | None = None
    same_policy: bool = False


HIGHEST_GRADE = 29
"""The highest place that the scale of grades has had."""

InjuryGrade = int | Literal["death"]
"""The worst injury of another person: grade 1 (gravest) to 14, or death."""

GRAVEST_INJURY, SLIGHTEST_INJURY = 1, 14

SPRAIN, FRACTURE = 12, 7
"""The injury grades that people are asked about by name if they do not know the grade. A sprain is
the commonest injury, and the one on whose points sources differ."""


class ClaimStatus(StrEnum):
    """Whether the insurer's payment for a past accident may still be paid back (환입)."""

    SETTLED = "settled"
    REFUNDABLE = "refundable"


MOST_REFUNDABLE = 8
"""The most refundable claims of a case: every set of them is tried, and each doubles the number."""


@frozen
class Claim:
    """A past accident for which an insurer paid.

    `property_paid` is None if nobody remembers it; it then counts as not above the threshold.
    `status` is None if it is not stated; the claim then counts as settled.
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
