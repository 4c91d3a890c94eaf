"""Everything worked out about one case, for the modules that turn it into codes and facts."""

from functools import cached_property

from advisor.domain.accident import Kind
from advisor.domain.case import Case
from advisor.domain.decision import RefundChoice, Stretch, ThresholdTest
from advisor.domain.outcome import Option, Outcomes, PremiumPath
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.engine.limits.open_bill import OpenBill
from advisor.engine.limits.quote_gap import QuoteGap
from advisor.engine.loss.cover import NO_OWN_DAMAGE_COVER, Cover
from advisor.engine.loss.loss import Loss
from advisor.engine.options.choices import RecordEntries, choices
from advisor.engine.options.outcome import outcome
from advisor.engine.options.paths import Paths
from advisor.engine.options.ranking import Ranking, horizon, rank
from advisor.engine.options.refund_plan import plan_of, refund_plan
from advisor.engine.options.settlement import OfferedOption, OfferedOptions, Settlement
from advisor.engine.reading import Reading, read

_NEAR_SHARE = 20
"""A payout is near the threshold if it differs from it by at most a twentieth of it."""


@frozen
class Situation:
    """The headline reading with its loss, its options and what they cost.

    `without_plan` is the ranking with all earlier claims kept. If there is a `plan`, its
    refunds are taken as made in `paths`, `outcomes`, `headline` and `stretches`.
    """

    reading: Reading
    settlement: Settlement
    offered: OfferedOptions
    outcomes: Outcomes
    paths: Paths
    threshold: ThresholdTest
    headline: Ranking
    without_plan: Ranking
    stretches: tuple[Stretch, ...]
    refund_plan: tuple[RefundChoice, ...]
    plan: RefundChoice | None

    @property
    def covered(self) -> Cover:
        """Why the own part or the other party's part is not covered, if it is not."""
        return self.settlement.covered

    @property
    def loss(self) -> Loss:
        """Who bears which part of the accident's cost."""
        return self.settlement.loss

    @cached_property
    def quote_gap(self) -> QuoteGap:
        """What the claim to make costs, depending on how far the insurer's two quotes differ."""
        return QuoteGap.of(self.paths, self.advised_claim)

    @cached_property
    def open_bill(self) -> OpenBill:
        """The open bill, with the cost of each option for any amount of it."""
        return OpenBill.of(self.paths, self.covered)

    @property
    def claim(self) -> OfferedOption:
        """The option of claiming everything that is covered."""
        return self.offered[Option.CLAIM]

    @property
    def counts(self) -> bool:
        """Whether a claim would be counted as an accident, not only hold the discount."""
        return self.claim.entry is not None and self.claim.entry.counted

    @property
    def advised_claim(self) -> OfferedOption:
        """The claim to make, if any is made: the recommended one, else the full one."""
        best = self.headline.recommended
        return self.offered[best] if best.is_claim else self.claim

    @property
    def refundable(self) -> bool:
        """Whether a claim could be paid back before renewal."""
        return self.offered[Option.CLAIM_REFUND].available

    @property
    def cover_missed(self) -> bool:
        """Whether the repair is unpaid only because the case does not mention own-damage cover."""
        lacks = bool(self.loss.own_loss) and self.covered.own == (NO_OWN_DAMAGE_COVER,)
        return lacks and not self.reading.case.policy.no_own_damage

    @property
    def refused_before_bill(self) -> tuple[str, ...]:
        """Why no cover would pay a repair whose bill is not stated yet; empty if one might pay.

        The own-damage cover might if the case does not rule it out, and so might the other side.
        Empty too once any bill is stated.
        """
        accident, own = self.reading.case.accident, self.covered.own
        stated = accident.own_damage.high or self.loss.other_loss
        not_at_fault = accident.kind is Kind.COLLISION and not accident.fault
        unsaid = own == (NO_OWN_DAMAGE_COVER,) and not self.reading.case.policy.no_own_damage
        hurt_by_hired = accident.hurt and self.covered.driver_pays
        return () if stated or not_at_fault or unsaid or hurt_by_hired else own

    @property
    def harms_nobody_else(self) -> bool:
        """Whether nobody else's car, property or health was harmed."""
        accident = self.reading.case.accident
        others = self.loss.other_loss or accident.injury_grade is not None
        return accident.kind is not Kind.COLLISION and not others

    @property
    def claimed_path(self) -> PremiumPath:
        """The policy years after a claim, with their premiums."""
        return self.outcomes[Option.CLAIM].path

    @property
    def path_without_accident(self) -> PremiumPath:
        """The policy years without this accident, with their premiums."""
        return self.paths.without_accident

    @property
    def first_counted(self) -> int:
        """The first renewal that counts the accident."""
        return self.reading.first_counted


def situation_of(case: Case, rulebook: Rulebook) -> Situation:
    """Work out the options of a case and what each costs.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days.
    """
    reading = read(case, rulebook)
    settlement = Settlement.of(reading, exact_cash=False)
    offered = choices(settlement)
    paths = Paths.of(
        reading, reading.horizon, RecordEntries.among(settlement, offered[Option.CLAIM])
    )
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
        without_plan=unplanned,
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
