"""What a version of each kind of rule may say."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from attrs import field

from advisor.domain.accident import Driver, Kind
from advisor.domain.days import cut_off, renewal_day
from advisor.domain.money import Rate, Ratio, Won, share
from advisor.domain.rule import Text
from advisor.domain.values import frozen


@frozen
class DeductiblePlan:
    """One deductible on sale: a rate within bounds, or a fixed sum."""

    code: str
    rate: Rate | None = None
    minimum: Won | None = None
    minimum_of_threshold: Rate | None = None
    maximum: Won | None = None
    fixed: Won | None = None

    def minimum_at(self, threshold: Won) -> Won | None:
        """Return the minimum, which may be a part of the surcharge threshold."""
        part = self.minimum_of_threshold
        return self.minimum if part is None else share(threshold, part)

    def parts(self, threshold: Won) -> dict[str, Won | Rate | None]:
        """Return what a case states of this plan, by the keys of a deductible."""
        return {
            "rate": self.rate,
            "minimum": self.minimum_at(threshold),
            "maximum": self.maximum,
            "fixed": self.fixed,
        }


@frozen
class DeductibleTerms:
    """The plans on sale and the one that is meant where nothing is said."""

    standard: str
    plans: tuple[DeductiblePlan, ...]
    on_total_loss: bool = False

    @property
    def standard_plan(self) -> DeductiblePlan:
        """The plan that an unstated deductible is taken to be."""
        return next(plan for plan in self.plans if plan.code == self.standard)


@frozen
class SurchargeThresholdTerms:
    """The sums a driver may choose between."""

    allowed: tuple[Won, ...]
    standard: Won


@frozen
class InjuryPoints:
    """Points of a band of injury grades, both ends included."""

    first_grade: int
    last_grade: int
    points: Decimal


@frozen
class AccidentPointsTerms:
    """Points of one accident by what was paid and who was hurt.

    `disputed_grade` is the injury grade on whose points sources differ.
    """

    death: Decimal
    injury: tuple[InjuryPoints, ...]
    own_injury: Decimal
    property_above_threshold: Decimal
    property_within_threshold: Decimal
    maximum: Decimal
    large_property_above: Won
    large_property_points: Decimal
    large_property_applies: bool = False
    disputed_grade: int | None = None


@frozen
class EvaluationWindowTerms:
    """Which past accidents a renewal looks at, counted in years that end at its cut-off."""

    cut_off_months: int
    points_years: int
    count_years: int
    half_point_carry_years: int = 1

    def cut_off(self, start: date, renewal: int) -> date:
        """Return the first day that no longer counts for a renewal of a policy."""
        return cut_off(start, renewal, self.cut_off_months)

    def opens(self, start: date) -> date:
        """Return the first day that still counts for a policy year that begins on `start`."""
        return self.cut_off(start, -self.count_years)


@frozen
class GradeMoveTerms:
    """How a driver moves on the scale of grades from one renewal to the next."""

    lowest: int
    highest: int
    entry: int
    typical: int
    promotion: int
    protected: int
    protected_holds_up_to: int
    protected_drop: int


@frozen
class LowFaultTerms:
    """The accident with little own fault that is left out of points and the one-year count."""

    fault_below: Rate
    accidents_left_out: int
    renewals_from: date


@frozen
class HighValueTerms:
    """The separate points where a high-value car at fault meets a cheaper one with little."""

    payout_ratio_above: Decimal
    payout_above: Won
    fault_of_dear_above: Rate
    extra_points: Decimal
    points_instead: Decimal
    new_price_above: Won
    repair_cost_ratio: Rate


class CoverNeeded(StrEnum):
    """Which part of the own-damage cover answers for a kind of accident."""

    OWN_DAMAGE = "own-damage"
    SINGLE_VEHICLE = "single-vehicle"
    NEVER = "never"


class Standing(StrEnum):
    """What a driver's relation to the policy means for a claim."""

    COVERED = "covered"
    NOT_COVERED = "not-covered"
    PAYS = "pays"
    RECOURSE = "recourse"


@frozen
class CoverTerms:
    """What answers by kind of accident and by driver."""

    kinds: Mapping[Kind, CoverNeeded]
    drivers: Mapping[Driver, Standing]


@frozen
class RefundTerms:
    """Whether and until when an insurer takes its payout back."""

    allowed: bool
    injury_allowed: bool
    days_before_renewal: int

    def last_day(self, start: date) -> date:
        """Return the last day for a payout of the policy year that begins on `start`."""
        return renewal_day(start, 1) - timedelta(days=self.days_before_renewal)


@frozen
class PremiumTerms:
    """How a renewal premium is rounded down, and the tables taken where a case names none."""

    unit: int
    standard_grade_table: str = ""
    standard_count_profile: str = ""


@frozen
class AdviceTerms:
    """What an advice goes by where neither the case nor another rule says it.

    A difference below `material` is no reason for either side. `renewals` are taken to lie ahead
    where a case does not say how many; the answer is looked at over `horizon` of them at least.
    """

    material: Won
    renewals: int
    horizon: int


@frozen
class GradeTableTerms:
    """Relativities in percent, from the first grade on; a table cut in print is not complete.

    `suffixed` holds grades that have a relativity of their own beside the plain one ("11N").
    """

    vehicle: str
    complete: bool
    relativities: tuple[Decimal, ...]
    first_grade: int = 1
    suffixed: Mapping[str, Decimal] = field(factory=dict)

    def factor(self, grade: int) -> Decimal:
        """Return the relativity of a grade as a fraction.

        A grade that the scale gained after the table was printed has that of the last one.
        """
        factors = self.factors
        return factors[min(grade - self.first_grade, len(factors) - 1)]

    @cached_property
    def factors(self) -> tuple[Decimal, ...]:
        """The relativities as fractions."""
        return tuple(relativity.scaleb(-2) for relativity in self.relativities)

    def ratio(self, grade: int) -> Ratio:
        """Return the relativity of a grade as two whole numbers."""
        return self.ratios_of((grade,))[0]

    def ratios_of(self, grades: Iterable[int]) -> list[Ratio]:
        """Return the relativity of each of some grades as two whole numbers."""
        ratios, first, last = self.ratios, self.first_grade, len(self.ratios) - 1
        return [ratios[place if (place := grade - first) < last else last] for grade in grades]

    @cached_property
    def ratios(self) -> tuple[Ratio, ...]:
        """The relativities as two whole numbers each."""
        return tuple(factor.as_integer_ratio() for factor in self.factors)


@frozen
class CountProfileTerms:
    """Factors by accidents in three years (rows) and in one year (columns), from 0 on.

    The last row and the last column stand for that many and more.
    """

    rows: tuple[tuple[Decimal, ...], ...]

    def factor(self, three_years: int, one_year: int) -> Decimal:
        """Return the factor of a pair of counts."""
        row = self.rows[min(three_years, len(self.rows) - 1)]
        return row[min(one_year, len(row) - 1)]

    def ratio(self, three_years: int, one_year: int) -> Ratio:
        """Return the factor of a pair of counts as two whole numbers."""
        rows = self.ratios
        row = rows[three_years] if three_years < len(rows) else rows[-1]
        return row[one_year] if one_year < len(row) else row[-1]

    @cached_property
    def ratios(self) -> tuple[tuple[Ratio, ...], ...]:
        """The rows with each factor as two whole numbers."""
        return tuple(tuple(factor.as_integer_ratio() for factor in row) for row in self.rows)


@frozen
class UnderwritingLimit:
    """Accidents within some years from which on an insurer refuses to renew or to accept."""

    years: int
    accidents: int
    own_renewal: bool


@frozen
class InsurerTerms:
    """What one insurer does differently.

    `aliases` are other names that people call it by. `limits_published` is the year in which its
    underwriting limits were in print.
    """

    name: Text
    aliases: tuple[str, ...] = ()
    grade_table: str | None = None
    count_profile: str | None = None
    underwriting_limits: tuple[UnderwritingLimit, ...] = ()
    limits_published: int | None = None
