"""What versions of rules may say about how a premium is built, in 2001 and today."""

from decimal import Decimal

from advisor.domain.money import Rate, Won
from advisor.domain.values import frozen


@frozen
class PremiumFormulaTerms:
    """How factors meet: in 2001 the special surcharge was added to the bonus-malus rate."""

    factors: tuple[str, ...]
    special_surcharge_added: bool


@frozen
class CleanMove:
    """The new percentage after three years without accident, for a range of previous ones."""

    previous_from: int
    previous_to: int
    becomes: int | None = None
    less: int | None = None


@frozen
class AccidentMove:
    """The new percentage by points; it starts from `base`, or from the previous one."""

    previous_from: int
    previous_to: int
    points_from: int
    points_to: int | None = None
    base: int | None = None
    each_point: int = 0


@frozen
class PercentageLadderTerms:
    """The percentages before grades: renewal without and with accidents.

    `unstated` is what an unknown percentage is taken to be.
    """

    lowest: int
    highest: int
    unstated: int
    clean: tuple[CleanMove, ...]
    accident: tuple[AccidentMove, ...]
    half_point_holds: bool
    no_fault_holds_renewals: int

    def after_clean_years(self, previous: int) -> int:
        """Return the percentage after three years without accident."""
        move = next(m for m in self.clean if m.previous_from <= previous <= m.previous_to)
        return previous - (move.less or 0) if move.becomes is None else move.becomes

    def after_points(self, previous: int, points: Decimal) -> int:
        """Return the percentage after accidents of so many points; a half point holds it."""
        whole = int(points)
        if not whole:
            return previous
        move = next(m for m in self.accident if _applies(m, previous, whole))
        start = previous if move.base is None else move.base
        return min(self.highest, start + move.each_point * whole)


def _applies(move: AccidentMove, previous: int, points: int) -> bool:
    return move.previous_from <= previous <= move.previous_to and (
        move.points_from <= points <= (move.points_to or points)
    )


@frozen
class CausePoints:
    """Points for a cause of an accident."""

    cause: str
    points: int


@frozen
class CausePointsTerms:
    """Points by cause, added to those of an accident; privately owned cars may be spared."""

    causes: tuple[CausePoints, ...]
    for_private_cars: bool


@frozen
class SpecialSurcharge:
    """A surcharge in the insurer's own book and in the joint pool, and what brings it.

    `accidents` in three years; the worst injury grade from `injury_from` to `injury_to` (death
    goes with grade 1); a property payout of `property_from` and more, or above `property_above`.
    One with none of them goes by a cause that the record does not hold.
    """

    code: str
    reason: str
    own: Rate
    joint: Rate
    accidents: int | None = None
    injury_from: int | None = None
    injury_to: int | None = None
    property_from: Won | None = None
    property_above: Won | None = None


@frozen
class SpecialSurchargeTerms:
    """Special surcharges, of which the highest is taken, and their cap."""

    surcharges: tuple[SpecialSurcharge, ...]
    cap: Rate


@frozen
class UsedCarFactorTerms:
    """Factors on the premium of own damage by age; the last age stands for that and more."""

    base_year: int
    first_age: int
    passenger: tuple[Decimal, ...]
    van: tuple[Decimal, ...]
    least_insured_share: Rate
    least_insured: Won


@frozen
class Rider:
    """A factor for limiting who drives, or for renewing automatically."""

    code: str
    factor: Decimal
    highest: Decimal | None = None


@frozen
class RidersTerms:
    """Factors of riders; a range has a `highest`."""

    riders: tuple[Rider, ...]


@frozen
class AgeLimitTerms:
    """The least ages of drivers to which a policy can be limited."""

    ages: tuple[int, ...]


@frozen
class Instalment:
    """A factor for paying in parts."""

    parts: int
    factor: Decimal
    consecutive: bool = False


@frozen
class InstalmentTerms:
    """Factors for paying in parts, and the days after which cover ends and can be revived."""

    most_parts: int
    instalments: tuple[Instalment, ...]
    grace_days: int | None = None
    revival_days: int | None = None
