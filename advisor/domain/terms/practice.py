"""What versions of rules may say about how things go beside the price."""

from advisor.domain.accident import Kind
from advisor.domain.money import Won
from advisor.domain.values import frozen


@frozen
class OtherCarsTerms:
    """What an accident does to the other cars of the same named insured.

    Its points move the grade of every car; where one policy insures them together they are
    divided by the number of cars. `counts_follow`: whether the accident count does so too.
    """

    points_follow: bool
    divided_in_one_policy: bool
    counts_follow: bool


@frozen
class NewForOldTerms:
    """Parts for which own damage pays their present worth, not the price of new ones."""

    worn_parts: tuple[str, ...]
    removed_by_rider: bool


@frozen
class FaultReadingTerms:
    """The kinds of accident of which it is disputed whether the driver has any own fault."""

    kinds: tuple[Kind, ...]


@frozen
class OwnCoverFirstTerms:
    """When the own cover may pay first and take it back from the other side.

    `recovered_leaves_no_record`: whether an accident of which all is recovered leaves the record.
    """

    without_own_fault: bool
    where_liability_is_denied: bool
    recovered_leaves_no_record: bool


@frozen
class LiabilityLimitTerms:
    """What the property liability cover pays at most: the compulsory sum, and those on sale."""

    compulsory: Won
    usual: tuple[Won, ...]


@frozen
class ClaimExtrasTerms:
    """What comes only with an own-damage claim; towing is free up to so many kilometres."""

    kinds: tuple[str, ...]
    towing_kilometres: int


@frozen
class DesignatedDriverTerms:
    """Who bears what where a designated driver will not have the accident settled.

    `owner_property` is what the owner's insurer pays of others' property for a driver without
    cover, None where it pays none. `counselling` is the telephone number that helps.
    """

    company_bears_own_car: bool
    counselling: str
    not_covered: tuple[str, ...]
    owner_property: Won | None = None


@frozen
class InjurySettlementTerms:
    """What to know of a slight injury that is settled in cash.

    The injured may claim from the insurer directly for `direct_claim_years`. The sum is held
    against what the payment standard gives with so many outpatient `visits`.
    """

    direct_claim_years: int
    visits: int
