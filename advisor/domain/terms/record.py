"""The terms of rules on a driver's record: gaps, violations, years insured, discount freezes."""

from datetime import date
from decimal import Decimal

from advisor.domain.money import Rate, Won
from advisor.domain.values import frozen


@frozen
class GradeAfterGap:
    """The grade of a driver who returns: a fixed one, or the former one less a drop."""

    first_grade: int
    last_grade: int
    becomes: int | None = None
    drop: int = 0

    def grade(self, before: int) -> int:
        """Return the new grade of a driver whose grade was `before`."""
        return before - self.drop if self.becomes is None else self.becomes


@frozen
class ReEntryTerms:
    """What becomes of a grade after some years without insurance."""

    gap_years: int
    bands: tuple[GradeAfterGap, ...]
    readjusted_from: date | None = None
    readjusted_until: date | None = None

    def grade(self, before: int) -> int:
        """Return the new grade of a driver whose grade was `before`."""
        band = next(b for b in self.bands if b.first_grade <= before <= b.last_grade)
        return band.grade(before)


@frozen
class ViolationRate:
    """A surcharge for a kind of violation from so many `times` on; a range has a `highest` rate.

    `years` is how far back violations count, if the rule has no fixed window.
    """

    violation: str
    times: int
    rate: Rate
    highest: Rate | None = None
    years: int | None = None


@frozen
class ViolationFactorTerms:
    """Surcharges for traffic violations within a window of years.

    If the rule fixes these months, the window starts in `window_starts_month` and the factor
    applies from `applies_from_month`.
    """

    rates: tuple[ViolationRate, ...]
    discount_up_to: Rate | None = None
    window_years: int | None = None
    window_starts_month: int | None = None
    applies_from_month: int | None = None


@frozen
class CareerFactor:
    """A factor for fewer than `years_below` years of insurance, or for `years_from` and more.

    For years between two bands, no factor is in print.
    """

    factor: Decimal
    years_below: int | None = None
    years_from: int | None = None


@frozen
class CareerFactorTerms:
    """Factors by years of insurance; a band that is not in print is left out."""

    passenger: tuple[CareerFactor, ...]
    van: tuple[CareerFactor, ...] = ()
    recognised: tuple[str, ...] = ()


@frozen
class UnknownOffenderBand:
    """The effect of a payout up to a sum or the surcharge threshold; the last band has no limit."""

    points: Decimal
    discount_held_years: int
    up_to: Won | None = None
    up_to_threshold: bool = False


@frozen
class UnknownOffenderTerms:
    """How damage to a parked car by an unknown offender affects the record."""

    bands: tuple[UnknownOffenderBand, ...]
    points_from_second_case: Decimal | None = None


@frozen
class NoFaultTerms:
    """For how many renewals an accident without own fault freezes the discount."""

    discount_held_renewals: int


@frozen
class CountRangeTerms:
    """The ranges of the count factors of all insurers, and who belongs to the discount group."""

    clean_lowest: Decimal
    clean_highest: Decimal
    others_lowest: Decimal
    others_highest: Decimal
    clean_most_in_one_year: int
    clean_most_in_three_years: int


@frozen
class RecordOf:
    """Who pays for an accident and whose record it enters, by who drove."""

    driver: str
    pays: str
    record: str


@frozen
class RecordHolderTerms:
    """Whose record an accident enters."""

    cases: tuple[RecordOf, ...]
