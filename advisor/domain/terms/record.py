"""What versions of rules may say about a driver's record: gaps, violations, years, holds."""

from datetime import date
from decimal import Decimal

from advisor.domain.money import Rate, Won
from advisor.domain.values import frozen


@frozen
class GradeAfterGap:
    """The grade of a driver who comes back: a fixed one, or the old one less a drop."""

    first_grade: int
    last_grade: int
    becomes: int | None = None
    drop: int = 0

    def grade(self, before: int) -> int:
        """Return the grade of one who left with the grade `before`."""
        return before - self.drop if self.becomes is None else self.becomes


@frozen
class ReEntryTerms:
    """What becomes of a grade after some years without insurance."""

    gap_years: int
    bands: tuple[GradeAfterGap, ...]
    readjusted_from: date | None = None
    readjusted_until: date | None = None

    def grade(self, before: int) -> int:
        """Return the grade of one who left with the grade `before`."""
        band = next(b for b in self.bands if b.first_grade <= before <= b.last_grade)
        return band.grade(before)


@frozen
class ViolationRate:
    """A surcharge for a kind of violation, from a number of times on; a range has a `highest`.

    `years` is how far back it looks, where the rule has no fixed window.
    """

    violation: str
    times: int
    rate: Rate
    highest: Rate | None = None
    years: int | None = None


@frozen
class ViolationFactorTerms:
    """Surcharges for traffic violations within a window of years.

    The window of some years starts in one month and the factor applies from another, where the
    rule fixes them.
    """

    rates: tuple[ViolationRate, ...]
    discount_up_to: Rate | None = None
    window_years: int | None = None
    window_starts_month: int | None = None
    applies_from_month: int | None = None


@frozen
class CareerFactor:
    """A factor for fewer than so many years of insurance, or from so many on.

    Years that lie between two bands are not in print.
    """

    factor: Decimal
    years_below: int | None = None
    years_from: int | None = None


@frozen
class CareerFactorTerms:
    """Factors by years of insurance; where a band is not in print, it is left out."""

    passenger: tuple[CareerFactor, ...]
    van: tuple[CareerFactor, ...] = ()
    recognised: tuple[str, ...] = ()


@frozen
class UnknownOffenderBand:
    """What a payout up to a sum, or up to the threshold, does; the last band has no limit."""

    points: Decimal
    discount_held_years: int
    up_to: Won | None = None
    up_to_threshold: bool = False


@frozen
class UnknownOffenderTerms:
    """What damage by an unknown offender to a parked car does to the record."""

    bands: tuple[UnknownOffenderBand, ...]
    points_from_second_case: Decimal | None = None


@frozen
class NoFaultTerms:
    """For how many renewals an accident without own fault holds the discount."""

    discount_held_renewals: int


@frozen
class CountRangeTerms:
    """Within what range the count factors of insurers lie, and who is in the discount group."""

    clean_lowest: Decimal
    clean_highest: Decimal
    others_lowest: Decimal
    others_highest: Decimal
    clean_most_in_one_year: int
    clean_most_in_three_years: int


@frozen
class RecordOf:
    """Who pays and on whose record it stands, by who drove."""

    driver: str
    pays: str
    record: str


@frozen
class RecordHolderTerms:
    """On whose record an accident stands."""

    cases: tuple[RecordOf, ...]
