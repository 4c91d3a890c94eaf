"""Everything worked out about one case, for the parts that put it into codes and facts."""

from functools import cached_property

from advisor.domain.accident import Kind
from advisor.domain.case import Case
from advisor.domain.decision import RefundChoice, Stretch, ThresholdTest
from advisor.domain.outcome import Option, Outcomes, PremiumPath
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.engine.limits.bills import OpenBill
from advisor.engine.limits.quote_gap import QuoteGap
from advisor.engine.loss.cover import NO_OWN_DAMAGE_COVER, Cover
from advisor.engine.loss.loss import Loss
from advisor.engine.options.choices import Marks, choices
from advisor.engine.options.outcome import outcome
from advisor.engine.options.paths import Paths
from advisor.engine.options.ranking import Ranking, horizon, rank
from advisor.engine.options.refund_plan import plan_of, refund_plan
from advisor.engine.options.settlement import Offered, OfferedOption, Settlement
from advisor.engine.reading import Reading, read

_NEAR_SHARE = 20
"""A payout is near the threshold within a twentieth of it."""


@frozen
class Situation:
    """The headline reading with its loss, its options and what they cost.

    `unplanned` is what is recommended with all earlier claims kept; where there is a `plan`, paths,
    outcomes and headline have its refunds made.
    """

    reading: Reading
    settlement: Settlement
    offered: Offered
    outcomes: Outcomes
    paths: Paths
    threshold: ThresholdTest
    headline: Ranking
    unplanned: Ranking
    stretches: tuple[Stretch, ...]
    refund_plan: tuple[RefundChoice, ...]
    plan: RefundChoice | None

    @property
    def covered(self) -> Cover:
        """What refuses the own part and the other party's, if anything does."""
        return self.settlement.covered

    @property
    def loss(self) -> Loss:
        """Who bears which part of the accident."""
        return self.settlement.loss

    @cached_property
    def quote_gap(self) -> QuoteGap:
        """What a claim costs by the difference of the insurer's two quotes."""
        return QuoteGap.of(self.paths, self.claim)

    @cached_property
    def open_bill(self) -> OpenBill:
        """All amounts of the bill that is open, each with its costs."""
        return OpenBill.of(self.paths, self.covered)

    @property
    def claim(self) -> OfferedOption:
        """The option that claims everything that a cover answers."""
        return self.offered[Option.CLAIM]

    @property
    def advised_claim(self) -> OfferedOption:
        """The claim to make where one is made: what is recommended, else the whole one."""
        best = self.headline.recommended
        return self.offered[best] if best.is_claim else self.claim

    @property
    def refundable(self) -> bool:
        """Tell whether a claim could be paid back before renewal."""
        return self.offered[Option.CLAIM_REFUND].available

    @property
    def cover_missed(self) -> bool:
        """Tell whether nothing but an own-damage cover that nobody ruled out would pay a repair."""
        lacks = bool(self.loss.own_loss) and self.covered.own == (NO_OWN_DAMAGE_COVER,)
        return lacks and not self.reading.case.policy.no_own_damage

    @property
    def refused_unseen(self) -> tuple[str, ...]:
        """Why no cover pays a repair of which no sum is stated yet; empty where one may.

        One that nobody ruled out may, and the other side may.
        """
        accident, own = self.reading.case.accident, self.covered.own
        stated = accident.own_damage.high or self.loss.other_loss
        not_at_fault = accident.kind is Kind.COLLISION and not accident.fault
        unsaid = own == (NO_OWN_DAMAGE_COVER,) and not self.reading.case.policy.no_own_damage
        hurt_by_hired = accident.hurt and self.covered.driver_pays
        return () if stated or not_at_fault or unsaid or hurt_by_hired else own

    @property
    def alone(self) -> bool:
        """Tell whether nobody else's car, thing or health was harmed."""
        accident = self.reading.case.accident
        others = self.loss.other_loss or accident.injury_grade is not None
        return accident.kind is not Kind.COLLISION and not others

    @property
    def claimed_path(self) -> PremiumPath:
        """The renewals after a claim."""
        return self.outcomes[Option.CLAIM].path

    @property
    def path_without(self) -> PremiumPath:
        """The renewals without this accident."""
        return self.paths.without_accident

    @property
    def first_counted(self) -> int:
        """The renewal that counts the accident first."""
        return self.reading.first_counted


def situation_of(case: Case, rulebook: Rulebook) -> Situation:
    """Work out the options of a case and what each costs.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days.
    """
    reading = read(case, rulebook)
    settlement = Settlement.of(reading, exact_cash=False)
    offered = choices(settlement)
    paths = Paths.of(reading, reading.horizon, Marks.among(settlement, offered[Option.CLAIM]))
    unplanned = rank(paths, offered)
    refunds = refund_plan(paths, offered)
    plan = plan_of(refunds, unplanned.recommended, paths)
    headline = unplanned
    if plan is not None:
        paths = paths.with_refunds(frozenset(plan.refund))
        headline = rank(paths, offered)
    return Situation(
        reading=reading,
        settlement=settlement,
        offered=offered,
        outcomes=Outcomes(tuple(outcome(paths, choice) for choice in offered)),
        paths=paths,
        threshold=_threshold_test(reading, offered[Option.CLAIM]),
        headline=headline,
        unplanned=unplanned,
        stretches=horizon(paths, offered),
        refund_plan=refunds,
        plan=plan,
    )


def _threshold_test(reading: Reading, claim: OfferedOption) -> ThresholdTest:
    distance = abs(claim.tested - reading.threshold)
    return ThresholdTest(
        amount=reading.threshold,
        tested=claim.tested,
        crossed=claim.crossed,
        near=claim.available and distance * _NEAR_SHARE <= reading.threshold,
    )
