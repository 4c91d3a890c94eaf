"""The terms of rules on how things are done in practice, besides the price."""

from advisor.domain.accident import Kind
from advisor.domain.money import Won
from advisor.domain.values import frozen


@frozen
class OtherCarsTerms:
    """What an accident does to the other cars of the same named insured.

    If `points_follow`, its points move the grade of every car. With `divided_in_one_policy`, they
    are divided by the number of cars that one policy insures together. `counts_follow` is true if
    the accident counts for the count factor of every car too.
    """

    points_follow: bool
    divided_in_one_policy: bool
    counts_follow: bool


@frozen
class NewForOldTerms:
    """Parts for which own-damage cover pays the present worth, not the price of new ones."""

    worn_parts: tuple[str, ...]
    removed_by_rider: bool


@frozen
class FaultReadingTerms:
    """The kinds of accident in which it is disputed whether the driver is at fault at all."""

    kinds: tuple[Kind, ...]


@frozen
class OwnCoverFirstTerms:
    """When the own cover may pay first and the insurer recover it from the other side.

    `recovered_leaves_no_record` is true if an accident is off the record once all is recovered.
    """

    without_own_fault: bool
    where_liability_is_denied: bool
    recovered_leaves_no_record: bool


@frozen
class LiabilityLimitTerms:
    """The most that property liability cover pays: the compulsory sum, and the sums on sale."""

    compulsory: Won
    usual: tuple[Won, ...]


@frozen
class ClaimExtrasTerms:
    """What comes only with an own-damage claim; towing is free up to `towing_kilometres`."""

    kinds: tuple[str, ...]
    towing_kilometres: int


@frozen
class DesignatedDriverTerms:
    """Who bears what if a designated driver refuses to have the accident settled.

    `owner_property` is the most that the owner's insurer pays for other people's property if the
    driver is not insured, None if it pays nothing. `counselling` is the telephone number for help.
    """

    company_bears_own_car: bool
    counselling: str
    not_covered: tuple[str, ...]
    owner_property: Won | None = None


@frozen
class InjurySettlementTerms:
    """What to know about a slight injury that is settled in cash.

    The injured person may claim from the insurer directly for `direct_claim_years`. The sum asked
    for is compared with what the payment standard grants for so many outpatient `visits`.
    """

    direct_claim_years: int
    visits: int
