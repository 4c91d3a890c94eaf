"""A case beside its variants: what was changed, and what follows from it."""

from collections.abc import Mapping

from attrs import field

from advisor.domain.decision import Decision
from advisor.domain.findings import Facts
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.values import frozen

TYPED = "typed"
"""The code of a change that the user typed key by key."""


@frozen
class Change:
    """A named change of a case: texts by path, as `intake.case.flags.apply_settings` takes them.

    An empty text removes its key. Apart from the paths of the case file, `claim` adds a past claim
    in the form of `--claim`, and `claim[0]` with an empty text removes one. `code` and `facts`
    name the change (`compare.change.<code>` in the catalogs).
    """

    settings: Mapping[str, str]
    code: str = TYPED
    facts: Facts = field(factory=dict)


@frozen
class Variant:
    """A changed case and its answer.

    `premium_unchanged` is true if the change concerns what an insurer rates by (the surcharge
    threshold, own-damage cover, the record behind the premium) but leaves the premium as it is.
    """

    change: Change
    decision: Decision
    premium_unchanged: bool


def outlay_change(base: Decision, variant: Decision) -> Won | None:
    """Return how much more the driver pays in all with a variant than with the case, in won.

    Both sums assume that the driver does what is recommended. None if they count different years:
    another number of renewals, another day of the advice, or another policy year.
    """
    if _years(base) != _years(variant):
        return None
    return Won(variant.best.outlay - base.best.outlay)


def _years(decision: Decision) -> tuple[object, ...]:
    case = decision.case
    return decision.renewals, case.as_of, case.policy.start


@frozen
class SettingWorth:
    """What one accident costs under one setting of the policy, compared with the policy as it is.

    `difference` is how much dearer this accident is than under the policy as it is (negative:
    cheaper). `a_year` is the yearly premium saving that would make up for it, with one such
    accident in `years` years (negative: how much more premium a year the setting may cost).
    """

    change: Change
    best: Option
    cost: Won
    difference: Won
    a_year: Won
    years: int
    premium_unchanged: bool


def nothing_happened(decision: Decision) -> bool:
    """Return whether a case has nothing to pay or to claim, because there was no accident."""
    return not any(
        found.cash_now or found.option.is_claim for found in decision.outcomes if found.available
    )


@frozen
class InsurerOffer:
    """What one insurer charges: its name as it was typed, and its premium for a year.

    The quotes are those for the coming renewal without and with the claim, both or none. If there
    was no accident, the premium is that of the coming renewal, and `unused` are the amounts that
    were typed with it and play no part.
    """

    name: str
    premium: Won
    quote_clean: Won | None = None
    quote_claim: Won | None = None
    unused: tuple[Won, ...] = field(default=(), kw_only=True)


@frozen
class InsurerCost:
    """What one case costs at one insurer.

    `insurer` is its code, None if the rules do not know it. `known_by` lists what is known of this
    insurer in particular: `grade-table`, `count-profile`, `quotes`; if it is empty, only the
    premium distinguishes it from others. `current` is true for the insurer that the case states.
    """

    offer: InsurerOffer
    insurer: str | None
    decision: Decision
    known_by: tuple[str, ...]
    current: bool = False

    @property
    def is_without_accident(self) -> bool:
        """Return whether there was no accident, so that only the renewal is compared."""
        return nothing_happened(self.decision)

    @property
    def at_renewal(self) -> Won:
        """The premium of the coming renewal if nothing is claimed: the quote, if known."""
        return self.decision.outcome(Option.SELF_PAY).path[1].premium

    @property
    def is_estimated(self) -> bool:
        """Return whether the renewals come from the model, without a quote from the insurer."""
        return "quotes" not in self.known_by

    @property
    def without_claim(self) -> Won:
        """The outlay if nothing is claimed, or if that is impossible, if all is paid back."""
        paid = self.decision.outcome(Option.SELF_PAY)
        return paid.outlay if paid.available else self.decision.outcome(Option.CLAIM_REFUND).outlay

    @property
    def with_claim(self) -> Won | None:
        """The outlay of the cheapest claim; None if nothing can be claimed."""
        claims = [
            found for found in self.decision.outcomes if found.available and found.option.is_claim
        ]
        return min((found.outlay for found in claims), default=None)

    @property
    def outlay(self) -> Won:
        """The outlay of the option that is recommended at this insurer."""
        return self.decision.best.outlay
