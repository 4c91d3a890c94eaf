"""The terms of the core rules, tables and insurers: what their versions may state."""

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
        """Return the minimum, which may be a share of the surcharge threshold."""
        part = self.minimum_of_threshold
        return self.minimum if part is None else share(threshold, part)

    def parts(self, threshold: Won) -> dict[str, Won | Rate | None]:
        """Return the parts of this plan, by the keys with which a case states a deductible."""
        return {
            "rate": self.rate,
            "minimum": self.minimum_at(threshold),
            "maximum": self.maximum,
            "fixed": self.fixed,
        }


@frozen
class DeductibleTerms:
    """The plans on sale, and the code of the one that is assumed if none is stated."""

    standard: str
    plans: tuple[DeductiblePlan, ...]
    on_total_loss: bool = False

    @property
    def standard_plan(self) -> DeductiblePlan:
        """The plan that an unstated deductible is taken to be."""
        return next(plan for plan in self.plans if plan.code == self.standard)


@frozen
class SurchargeThresholdTerms:
    """The sums that a driver may choose between, and the standard one."""

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
    """How many years of past accidents count for a renewal, back from its cut-off."""

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
    """The special points if a high-value car at fault meets a cheaper car with little fault."""

    payout_ratio_above: Decimal
    payout_above: Won
    fault_of_dear_above: Rate
    extra_points: Decimal
    points_instead: Decimal
    new_price_above: Won
    repair_cost_ratio: Rate


class CoverNeeded(StrEnum):
    """Which part of the own-damage cover pays for a kind of accident."""

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
    """What is covered, by kind of accident and by driver."""

    kinds: Mapping[Kind, CoverNeeded]
    drivers: Mapping[Driver, Standing]


@frozen
class RefundTerms:
    """Whether, and until when, an insurer accepts its payout back."""

    allowed: bool
    injury_allowed: bool
    days_before_renewal: int

    def last_day(self, start: date) -> date:
        """Return the last day to pay back in the policy year that begins on `start`."""
        return renewal_day(start, 1) - timedelta(days=self.days_before_renewal)


@frozen
class PremiumTerms:
    """How a renewal premium is rounded down, and the tables used if a case names none."""

    unit: int
    standard_grade_table: str = ""
    standard_count_profile: str = ""


@frozen
class AdviceTerms:
    """What the advice assumes if neither the case nor another rule states it.

    A difference below `material` is no reason for either side. `renewals` is how many renewals are
    counted if a case does not say how many lie ahead; `horizon` is the least number for which the
    answer is looked at.
    """

    material: Won
    renewals: int
    horizon: int


@frozen
class GradeTableTerms:
    """Relativities in percent, from `first_grade` on; a table printed in part is not complete.

    `suffixed` holds the relativities of special grades ("11N") that differ from the plain grade's.
    """

    vehicle: str
    complete: bool
    relativities: tuple[Decimal, ...]
    first_grade: int = 1
    suffixed: Mapping[str, Decimal] = field(factory=dict)

    def factor(self, grade: int) -> Decimal:
        """Return the relativity of a grade as a fraction.

        A grade that was added to the scale after the table was printed has that of the last one.
        """
        factors = self.factors
        return factors[min(grade - self.first_grade, len(factors) - 1)]

    @cached_property
    def factors(self) -> tuple[Decimal, ...]:
        """The relativities as fractions."""
        return tuple(relativity.scaleb(-2) for relativity in self.relativities)

    def ratio(self, grade: int) -> Ratio:
        """Return the relativity of a grade as numerator and denominator."""
        return self.ratios_of((grade,))[0]

    def ratios_of(self, grades: Iterable[int]) -> list[Ratio]:
        """Return the relativity of each of `grades` as numerator and denominator."""
        ratios, first, last = self.ratios, self.first_grade, len(self.ratios) - 1
        return [ratios[place if (place := grade - first) < last else last] for grade in grades]

    @cached_property
    def ratios(self) -> tuple[Ratio, ...]:
        """The relativities as numerators and denominators."""
        return tuple(factor.as_integer_ratio() for factor in self.factors)


@frozen
class CountProfileTerms:
    """Factors by accidents in three years (rows) and in one year (columns), from 0 on.

    The last row and the last column stand for that many or more.
    """

    rows: tuple[tuple[Decimal, ...], ...]

    def factor(self, three_years: int, one_year: int) -> Decimal:
        """Return the count factor for the accidents in three years and in one year."""
        row = self.rows[min(three_years, len(self.rows) - 1)]
        return row[min(one_year, len(row) - 1)]

    def ratio(self, three_years: int, one_year: int) -> Ratio:
        """Return the count factor as numerator and denominator."""
        rows = self.ratios
        row = rows[three_years] if three_years < len(rows) else rows[-1]
        return row[one_year] if one_year < len(row) else row[-1]

    @cached_property
    def ratios(self) -> tuple[tuple[Ratio, ...], ...]:
        """The rows, with each factor as numerator and denominator."""
        return tuple(tuple(factor.as_integer_ratio() for factor in row) for row in self.rows)


@frozen
class UnderwritingLimit:
    """The number of accidents in some years from which an insurer refuses to renew or to accept."""

    years: int
    accidents: int
    own_renewal: bool


@frozen
class InsurerTerms:
    """What one insurer does differently.

    `aliases` are other names that people use for it. `limits_published` is the year in which its
    underwriting limits were in print.
    """

    name: Text
    aliases: tuple[str, ...] = ()
    grade_table: str | None = None
    count_profile: str | None = None
    underwriting_limits: tuple[UnderwritingLimit, ...] = ()
    limits_published: int | None = None
