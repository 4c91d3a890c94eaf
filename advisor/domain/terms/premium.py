"""The terms of rules on how a premium is built up, in 2001 and today."""

from decimal import Decimal

from advisor.domain.money import Rate, Won
from advisor.domain.values import frozen


@frozen
class PremiumFormulaTerms:
    """How factors combine: in 2001 the special surcharge was added to the bonus-malus rate."""

    factors: tuple[str, ...]
    special_surcharge_added: bool


@frozen
class CleanMove:
    """The new percentage, or how much `less` it is, after three years without accident."""

    previous_from: int
    previous_to: int
    becomes: int | None = None
    less: int | None = None


@frozen
class AccidentMove:
    """The new percentage by points; it starts from `base`, or if None from the previous one."""

    previous_from: int
    previous_to: int
    points_from: int
    points_to: int | None = None
    base: int | None = None
    each_point: int = 0


@frozen
class PercentageLadderTerms:
    """The ladder of percentages before grades: the moves without and with accidents.

    `unstated` is the percentage that is assumed if it is unknown.
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
        """Return the percentage after accidents with these points; half a point keeps it."""
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
    """Points by cause, added to those of an accident; private cars may be exempt."""

    causes: tuple[CausePoints, ...]
    for_private_cars: bool


@frozen
class SpecialSurcharge:
    """A surcharge: its rates in the insurer's own book and in the joint pool, and what triggers it.

    It is triggered by `accidents` in three years, else by a worst injury grade from `injury_from`
    to `injury_to` (death counts as grade 1), or by a property payout of at least `property_from` or
    above `property_above`. Without any of these, its cause is not in the record.
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
    """The special surcharges, of which only the highest applies, and their cap."""

    surcharges: tuple[SpecialSurcharge, ...]
    cap: Rate


@frozen
class UsedCarFactorTerms:
    """Factors on the own-damage premium by age of the car; the last is for that age and above."""

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
    """The factors of riders; if one is a range, `factor` is its lowest and `highest` its end."""

    riders: tuple[Rider, ...]


@frozen
class AgeLimitTerms:
    """The minimum ages of drivers to which a policy can be limited."""

    ages: tuple[int, ...]


@frozen
class Instalment:
    """The factor for paying in so many parts."""

    parts: int
    factor: Decimal
    consecutive: bool = False


@frozen
class InstalmentTerms:
    """Factors for paying in parts, and the days until cover ends and until it can be revived."""

    most_parts: int
    instalments: tuple[Instalment, ...]
    grace_days: int | None = None
    revival_days: int | None = None
