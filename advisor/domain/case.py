"""All that a decision needs to know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import frozen

from advisor.domain.accident import Accident
from advisor.domain.money import Rate, Won
from advisor.domain.policy import Claim, Policy


@frozen
class Assumptions:
    """What nobody knows for sure; None marks what the case leaves open."""

    renewals: int | None = None
    long_renewals: int = 10
    discount_rate: Rate = Rate(Decimal(0))  # noqa: RUF009 - frozen value
    premium_drift: Rate = Rate(Decimal(0))  # noqa: RUF009 - frozen value
    refund_allowed: bool | None = None
    cap_allowed: bool | None = None
    count_profile: str | None = None
    grade_table: str | None = None
    quote_clean: Won | None = None
    quote_claim: Won | None = None


@frozen
class Case:
    """One driver, one policy, one accident, on one day."""

    as_of: date
    policy: Policy
    accident: Accident
    claims: tuple[Claim, ...] = ()
    assumptions: Assumptions = Assumptions()
