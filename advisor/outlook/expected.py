"""The advice for one accident when later accidents are possible: the way into this package.

Importing this module is cheap; asking it loads numpy.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from attrs import frozen

from advisor.domain.decision import Option
from advisor.domain.errors import NoRuleInForceError
from advisor.domain.money import Won
from advisor.domain.rule import Version
from advisor.domain.terms_outlook import OutlookTerms
from advisor.engine.options.cost_curves import CostCurve
from advisor.outlook.parts import (
    BEFORE_CUT_OFF,
    BEFORE_RENEWAL,
    NOW,
    ByRate,
    Cost,
    KeptOpen,
    Moment,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from advisor.domain.case import Case
    from advisor.domain.rule import Rule
    from advisor.domain.rulebook import Rulebook

__all__ = (
    "BEFORE_CUT_OFF",
    "BEFORE_RENEWAL",
    "NOW",
    "ByRate",
    "Cost",
    "Expected",
    "KeptOpen",
    "Moment",
    "expected",
    "outlook_rule",
)

_RULE = "outlook"
_ANNOUNCED = "kr.outlook"


@frozen
class Expected:
    """The third view: every renewal to come counts, and accidents may happen again.

    `regrets` draws, for each option, what it costs more than the best one, over the repair bill.
    `assumed` names what was taken from the rule.
    """

    accident_rate: Decimal
    mean_loss: Won
    losses: int
    discount_rate: Decimal
    recommended: Option
    margin: Won
    costs: tuple[Cost, ...]
    moments: tuple[Moment, ...]
    by_rate: tuple[ByRate, ...]
    kept_open: KeptOpen | None
    regrets: tuple[CostCurve, ...]
    assumed: tuple[str, ...]
    rule: Version[OutlookTerms]

    @property
    def now(self) -> Moment:
        """The day of the advice."""
        return next(moment for moment in self.moments if moment.code == NOW)


def outlook_rule(rulebook: Rulebook, start: date) -> Version[OutlookTerms]:
    """Give what is taken for the years to come.

    Raises:
        NoRuleInForceError: nothing is stated for that policy year.
    """
    if _RULE not in rulebook.others:
        raise NoRuleInForceError(_ANNOUNCED, start)
    return cast("Rule[OutlookTerms]", rulebook.others[_RULE]).on(start)


def expected(
    case: Case,
    rulebook: Rulebook,
    accident_rate: Decimal | None = None,
    losses: Sequence[Won] = (),
) -> Expected:
    """Advise on a case with later accidents in mind.

    Args:
        case: the driver's case.
        rulebook: the rules.
        accident_rate: accidents a year; that of the rules where it is not given.
        losses: repairs in won to draw later losses from, instead of the rules' law.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days; the years
            before the grades of today are among them.
    """
    from advisor.outlook.view import View  # noqa: PLC0415 - numpy is for those who ask

    rule = outlook_rule(rulebook, case.policy.start)
    view = View.of_case(case, rulebook, rule.terms, accident_rate, tuple(losses))
    stated = case.assumptions
    taken = {
        "accident_rate": accident_rate is None,
        "mean_loss": not losses,
        "discount_rate": stated.discount_rate is None,
    }
    costs, future = view.costs(), view.future
    recommended, margin = view.ranked(costs)
    return Expected(
        accident_rate=future.accident_rate,
        mean_loss=future.mean_loss,
        losses=len(losses),
        discount_rate=future.discount_rate,
        recommended=recommended,
        margin=margin,
        costs=costs,
        moments=view.moments(),
        by_rate=tuple(view.by_rate(rate) for rate in rule.terms.accident_rates_shown),
        kept_open=view.kept_open(),
        regrets=view.regrets(),
        assumed=tuple(name for name, is_taken in taken.items() if is_taken),
        rule=rule,
    )
