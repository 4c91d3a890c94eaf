"""A case beside its variants: what was changed, and what follows from it."""

from collections.abc import Mapping

from attrs import field

from advisor.domain.decision import Decision
from advisor.domain.findings import Facts
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.values import frozen

TYPED = "typed"
"""The code of a change that somebody wrote out key by key."""


@frozen
class Change:
    """A named change of a case: texts by path, as `intake.flags.apply_settings` takes them.

    An empty text takes its key out. Beside the paths of the case file, `claim` adds a past claim
    in the form of `--claim`, and `claim[0]` with an empty text takes one away. `code` and `facts`
    name the change (`compare.change.<code>` in the catalogs).
    """

    settings: Mapping[str, str]
    code: str = TYPED
    facts: Facts = field(factory=dict)


@frozen
class Variant:
    """A changed case and its answer.

    `premium_unchanged`: the change touches what an insurer rates by (threshold, own-damage cover,
    the record behind the current premium), and yet the premium is that of the case.
    """

    change: Change
    decision: Decision
    premium_unchanged: bool


def outlay_change(base: Decision, variant: Decision) -> Won | None:
    """Return how much more leaves the purse under a variant than under the case, in won.

    Each is followed by what it recommends. None where the two count other years: another number of
    renewals, another day of the advice, or another policy year.
    """
    if _years(base) != _years(variant):
        return None
    outlays = [one.outcome(one.recommended).outlay for one in (variant, base)]
    return Won(outlays[0] - outlays[1])


def _years(decision: Decision) -> tuple[object, ...]:
    case = decision.case
    return decision.renewals, case.as_of, case.policy.start


@frozen
class SettingWorth:
    """What one accident costs under one setting of the policy, beside the setting as it is.

    `difference` is how much dearer this accident is than under the policy as it is (negative:
    cheaper). `a_year` is the premium saving a year that makes up for it, were there one such
    accident in `years` years; negative: so much more premium a year it may cost.
    """

    change: Change
    best: Option
    cost: Won
    difference: Won
    a_year: Won
    years: int
    premium_unchanged: bool


def nothing_happened(decision: Decision) -> bool:
    """Tell whether a case has nothing to pay and nothing to claim: there was no accident."""
    return not any(
        found.cash_now or found.option.is_claim for found in decision.outcomes if found.available
    )


@frozen
class InsurerOffer:
    """What one insurer asks of a driver: its name as it was typed, and its premium of a year.

    The quotes are those of the coming renewal without and with the claim, both or none. Where no
    accident happened, the premium is that of the coming renewal; `unused` are the amounts that were
    typed beside it and then play no part.
    """

    name: str
    premium: Won
    quote_clean: Won | None = None
    quote_claim: Won | None = None
    unused: tuple[Won, ...] = field(default=(), kw_only=True)


@frozen
class InsurerCost:
    """One case at one insurer.

    `insurer` is its code, None where no rule knows it. `known_by` names what is the insurer's own:
    `grade-table`, `count-profile`, `quotes`; where it is empty, nothing tells this insurer from
    another but the premium. `current`: it is the insurer that the case states.
    """

    offer: InsurerOffer
    insurer: str | None
    decision: Decision
    known_by: tuple[str, ...]
    current: bool = False

    @property
    def is_without_accident(self) -> bool:
        """Tell whether it is compared at the renewal alone."""
        return nothing_happened(self.decision)

    @property
    def at_renewal(self) -> Won:
        """The premium of the coming renewal where nothing is claimed: its quote, if known."""
        return self.decision.outcome(Option.SELF_PAY).path[1].premium

    @property
    def is_estimated(self) -> bool:
        """Tell whether its renewals are reckoned by a model, with no quote of the insurer's own."""
        return "quotes" not in self.known_by

    @property
    def without_claim(self) -> Won:
        """What leaves the purse where nothing is claimed, or all of it is paid back."""
        paid = self.decision.outcome(Option.SELF_PAY)
        return paid.outlay if paid.available else self.decision.outcome(Option.CLAIM_REFUND).outlay

    @property
    def with_claim(self) -> Won | None:
        """What leaves the purse with the cheapest claim; None where nothing can be claimed."""
        claims = [
            found for found in self.decision.outcomes if found.available and found.option.is_claim
        ]
        return min((found.outlay for found in claims), default=None)

    @property
    def outlay(self) -> Won:
        """What leaves the purse with the option that is recommended here."""
        return self.decision.outcome(self.decision.recommended).outlay
