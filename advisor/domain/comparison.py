"""A case beside its variants: what was changed, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from advisor.domain.decision import Decision, Facts, Option
from advisor.domain.money import Won

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
