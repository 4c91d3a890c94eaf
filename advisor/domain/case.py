"""The case: everything that a decision needs to know."""

from datetime import date
from decimal import Decimal

from advisor.domain.accident import Accident, Kind
from advisor.domain.money import Rate, Won
from advisor.domain.policy import Claim, OtherCar, Policy, Violation
from advisor.domain.values import frozen

_NO_INTEREST = Rate(Decimal(0))


@frozen
class Assumptions:
    """Assumptions about what nobody knows for sure; None if the case leaves one open.

    Without a stated `discount_rate`, a decision does not discount its renewals (see `interest`),
    while the view with later accidents uses a rate of its own.

    `injury_12_points` is the number of points of injury grade 12, on which sources differ: 2 or 1.

    The last five choose between readings of rules on which sources differ: for how many years half
    a point waits for another, whether very large property damage gives two points, whether a payout
    equal to the surcharge threshold crosses it, whether the loss before the deductible is tested
    against it, and whether a claim without own fault freezes the discount for a year (None: as the
    rules say).
    """

    renewals: int | None = None
    discount_rate: Rate | None = None
    premium_drift: Rate = Rate(Decimal(0))
    refund_allowed: bool | None = None
    cap_allowed: bool | None = None
    count_profile: str | None = None
    grade_table: str | None = None
    quote_clean: Won | None = None
    quote_claim: Won | None = None
    injury_12_points: int | None = None
    half_point_years: int = 1
    large_property_points: bool = False
    threshold_included: bool = False
    threshold_on_gross_loss: bool = False
    no_fault_hold: bool | None = None

    @property
    def interest(self) -> Rate:
        """The yearly discount rate of a decision: 0 if none is stated."""
        return _NO_INTEREST if self.discount_rate is None else self.discount_rate


@frozen
class Client:
    """The client whose case it is, for users with several clients; no answer depends on it."""

    name: str = ""
    telephone: str = ""
    plate: str = ""
    policy_number: str = ""
    email: str = ""
    note: str = ""


@frozen
class Case:
    """The case of one driver, one policy and one accident, as of one day."""

    as_of: date
    policy: Policy
    accident: Accident
    claims: tuple[Claim, ...] = ()
    violations: tuple[Violation, ...] = ()
    assumptions: Assumptions = Assumptions()
    other_cars: tuple[OtherCar, ...] = ()
    client: Client = Client()

    @property
    def car_is_gone(self) -> bool:
        """Whether the whole car was stolen, so that there is nothing to photograph or repair.

        If the damage is below the sum insured, the car was found again, damaged.
        """
        cover = self.policy.own_damage
        most = None if cover is None else cover.sum_insured
        is_whole = most is None or self.accident.own_damage.likely >= most
        return self.accident.kind is Kind.THEFT and is_whole
