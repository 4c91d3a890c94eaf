"""A reading of a case: a value is filled in for everything that the case leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from advisor.domain.case import Case
from advisor.domain.days import renewal_day
from advisor.domain.money import NOTHING, Rate, Won
from advisor.domain.policy import Deductible
from advisor.domain.rule import Rule, Version
from advisor.domain.rulebook import Rulebook
from advisor.domain.terms.core import (
    AdviceTerms,
    CountProfileTerms,
    EvaluationWindowTerms,
    GradeMoveTerms,
    GradeTableTerms,
    LowFaultTerms,
    RefundTerms,
)
from advisor.domain.values import frozen
from advisor.engine.scale import scale_of

if TYPE_CHECKING:
    from advisor.domain.terms.premium import PercentageLadderTerms


@frozen
class KnownDeductible:
    """A deductible with every part known: a `rate` within bounds, or without one a `fixed` sum."""

    rate: Rate | None
    minimum: Won
    maximum: Won | None
    fixed: Won | None


@frozen
class Reading:
    """A case with one value for each thing that it may leave open.

    `grade` is the place on the scale: a grade, or a percentage on the ladder used before grades.

    `paid` is what the insurer has already paid for the accident, None if nothing is claimed yet.
    `cash_ratio` is the stated cash price over the stated bill, None if no cash price is stated.
    `own_bill` is the repair bill of the driver's own car, `other_property` the other party's
    damage.
    """

    case: Case
    rulebook: Rulebook
    threshold: Won
    deductible: KnownDeductible | None
    single_vehicle: bool
    refund_allowed: bool
    cap_allowed: bool
    renewals: int
    grade: int
    ladder: Version[PercentageLadderTerms] | None
    table_code: str
    table: Version[GradeTableTerms]
    profile_code: str
    profile: Rule[CountProfileTerms]
    own_bill: Won
    other_property: Won
    cash_ratio: Fraction | None
    paid: Won | None = None

    @property
    def advice(self) -> AdviceTerms:
        """The general terms of advice for the policy year."""
        return self.rulebook.advice.on(self.case.policy.start).terms

    @property
    def window(self) -> EvaluationWindowTerms:
        """The terms that say which accidents each renewal counts."""
        return self.rulebook.evaluation_window.on(self.case.policy.start).terms

    @property
    def first_counted(self) -> int:
        """The first renewal that counts the accident: 1, or 2 if it came too late for renewal 1."""
        return 1 if self.case.accident.day < self.cut_off(1) else 2

    @property
    def horizon(self) -> int:
        """The largest number of renewals for which the answer is worked out."""
        return max(self.renewals, self.advice.horizon)

    @property
    def hurt(self) -> bool:
        """Whether anybody was hurt, the driver included."""
        return self.case.accident.hurt

    @property
    def sum_insured(self) -> Won | None:
        """The most that the own-damage cover pays, None if there is no cap or no cover."""
        cover = self.case.policy.own_damage
        return cover.sum_insured if cover else None

    @property
    def no_fault_held(self) -> int:
        """The number of renewals for which a claim without own fault freezes the discount."""
        chosen = self.case.assumptions.no_fault_hold
        if chosen is not None:
            return int(chosen)
        version = self.rulebook.no_fault.find(self.case.accident.day)
        return version.terms.discount_held_renewals if version else 0

    @property
    def refund_by(self) -> date:
        """The last day on which the insurer takes back what it paid in this policy year."""
        return self.refund.last_day(self.case.policy.start)

    @property
    def refund_in_time(self) -> bool:
        """Whether that last day is today or still to come."""
        return self.case.as_of <= self.refund_by

    @property
    def refund_unhindered(self) -> bool:
        """Whether neither the last day nor an injury rules out paying the claim back."""
        return self.refund_in_time and (self.refund.injury_allowed or not self.hurt)

    @property
    def refund(self) -> RefundTerms:
        """The terms for paying back: whether and until when, without regard to who was hurt."""
        return self.rulebook.refund.on(self.case.policy.start).terms

    def low_fault(self, day: date, fault: Rate) -> Version[LowFaultTerms] | None:
        """Return the rule that may leave out an accident with this little own fault, or None."""
        version = self.rulebook.low_fault.find(day)
        return version if version and fault < version.terms.fault_below else None

    def moves(self, renewal: int) -> Version[GradeMoveTerms] | Version[PercentageLadderTerms]:
        """Return the rule version that moves the driver on the scale at a renewal."""
        return self.moves_on(self.renewal_day(renewal))

    def moves_on(self, day: date) -> Version[GradeMoveTerms] | Version[PercentageLadderTerms]:
        """Return the rule version that moves the driver on the scale at a renewal on `day`."""
        return self.rulebook.grade_moves.on(day) if self.ladder is None else self.ladder

    def moves_over(
        self, days: Sequence[date]
    ) -> tuple[Version[GradeMoveTerms] | Version[PercentageLadderTerms], ...]:
        """Return the rule versions that move the driver at renewals on each of `days`."""
        if self.ladder is not None:
            return (self.ladder,) * len(days)
        return self.rulebook.grade_moves.over(days)

    def renewal_day(self, renewal: int) -> date:
        """Return the first day of a policy year; 0 is the current one."""
        return renewal_day(self.case.policy.start, renewal)

    def cut_off(self, renewal: int) -> date:
        """Return the first day that no longer counts for a renewal."""
        return self.window.cut_off(self.case.policy.start, renewal)


def read(case: Case, rulebook: Rulebook) -> Reading:
    """Fill in what the case leaves open, from its insurer's profile or the rules' defaults.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days.
    """
    policy, accident, assumptions = case.policy, case.accident, case.assumptions
    threshold = policy.surcharge_threshold
    if threshold is None:
        threshold = rulebook.surcharge_threshold.on(policy.start).terms.standard
    cover = policy.own_damage
    scale = scale_of(case, rulebook)
    refund = rulebook.refund.on(policy.start).terms.allowed
    bill = accident.own_damage.likely
    cash = accident.cash_repair
    return Reading(
        case=case,
        rulebook=rulebook,
        threshold=threshold,
        deductible=_known_deductible(cover.deductible, threshold, case, rulebook)
        if cover
        else None,
        single_vehicle=cover is not None and cover.single_vehicle is not False,
        refund_allowed=refund if assumptions.refund_allowed is None else assumptions.refund_allowed,
        cap_allowed=bool(assumptions.cap_allowed),
        renewals=assumptions.renewals or rulebook.advice.on(policy.start).terms.renewals,
        grade=scale.position,
        ladder=scale.ladder,
        table_code=scale.table_code,
        table=scale.table,
        profile_code=scale.profile_code,
        profile=scale.profile,
        own_bill=bill,
        other_property=accident.other_property.likely,
        cash_ratio=Fraction(cash, bill) if cash is not None and bill else None,
        paid=accident.paid,
    )


def _known_deductible(
    stated: Deductible, threshold: Won, case: Case, rulebook: Rulebook
) -> KnownDeductible:
    if stated.fixed is not None:
        return KnownDeductible(None, NOTHING, None, stated.fixed)
    standard = rulebook.deductible.on(case.policy.start).terms.standard_plan
    if standard.fixed is not None and stated.rate is None:
        amount = max(standard.fixed, stated.minimum or NOTHING)
        most = amount if stated.maximum is None else stated.maximum
        return KnownDeductible(None, NOTHING, None, min(amount, most))
    minimum, maximum = stated.bounds(standard.minimum_at(threshold) or NOTHING, standard.maximum)
    return KnownDeductible(
        rate=stated.rate if stated.rate is not None else standard.rate,
        minimum=minimum,
        maximum=maximum,
        fixed=None,
    )
