"""The terms of rules on who owes what between driver, insurer and other side."""

from decimal import Decimal

from advisor.domain.accident import Driver
from advisor.domain.money import Rate, Won
from advisor.domain.values import frozen


@frozen
class DrunkDrivingTerms:
    """What a drunk driver pays back to the insurer for each accident.

    `drivers` are those whom the version concerns. If `whole_compulsory` is true, the driver bears
    all of compulsory cover; a sum that is None is not borne.
    """

    drivers: tuple[Driver, ...]
    whole_compulsory: bool = False
    injury_compulsory: Won | None = None
    property_compulsory: Won | None = None
    injury_voluntary: Won | None = None
    property_voluntary: Won | None = None


@frozen
class AgeRate:
    """A share of the repair bill for a car up to so many years old."""

    up_to_years: int
    rate: Rate


@frozen
class MarketValueLossTerms:
    """What the other side owes for lost market value: a share of the repair bill, by age of car."""

    repair_above_of_value: Rate
    rates: tuple[AgeRate, ...]


@frozen
class RentalCompensationTerms:
    """What the other side owes while the car is repaired."""

    cash_share: Rate
    most_days: int
    most_days_of_long_repair: int
    long_repair_hours: int
    total_loss_days: int


@frozen
class RentalCap:
    """The most that is paid a day for a class of car."""

    car: str
    a_day: Won


@frozen
class RentalRiderTerms:
    """What the rental rider of the own policy pays."""

    caps: tuple[RentalCap, ...]
    most_days: int
    cash_share: Rate
    deductible_on_total_loss: bool


@frozen
class TransportMoneyTerms:
    """The daily allowance and the towing that the own cover pays besides the repair."""

    a_day: tuple[Won, ...]
    most_days: int
    total_loss_days: int
    theft_days: int
    towing: Won


@frozen
class CertifiedPartsTerms:
    """What a driver gets back for accepting certified parts, as a share of the maker's price.

    Cars younger than `makers_parts_under_years` get the maker's parts. If `exterior_parts_alone`,
    so do all parts that are not exterior. A free rider may let any owner choose the maker's parts.
    """

    paid_back: Rate
    own_damage: bool
    other_property: bool
    makers_parts_under_years: int | None = None
    exterior_parts_alone: bool = False
    makers_parts_by_free_rider: bool = False


@frozen
class DeductibleRecoveryTerms:
    """How much of a deductible comes back when the insurer recovers from the other side.

    If recomputed, it is the deductible already paid less the deductible on (loss − recovered).
    """

    recomputed_on_recovery: bool
    never_below_minimum: bool
    other_share_claimable: bool
    other_share_contested: bool = False


@frozen
class RepairLimitTerms:
    """The share of the car's value up to which a repair is paid."""

    other_property: Rate
    other_property_old_or_commercial: Rate
    own_damage_rider: Rate


@frozen
class CompulsoryInjuryLimitTerms:
    """The most that compulsory injury cover pays for one person."""

    death: Won
    injury: Won
    disability: Won


@frozen
class LateRenewalFineTerms:
    """The fine for a private car that is not insured in time."""

    first_days: int
    first_fine: Won
    each_further_day: Won
    most: Won


@frozen
class MarketDriftTerms:
    """The range by which insurers changed all premiums."""

    lowest: Decimal
    highest: Decimal
