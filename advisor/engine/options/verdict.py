"""The answer in one word, and how sure it is, from the recommendations of all readings."""

from collections.abc import Iterable, Sequence

from advisor.domain.decision import Certainty, Verdict
from advisor.domain.findings import RangeEntry
from advisor.domain.money import Won
from advisor.domain.outcome import Option, Outcomes
from advisor.domain.rule import Confidence, Version
from advisor.domain.values import frozen
from advisor.engine.loss.cover import BLOCKERS
from advisor.engine.options.ranking import Ranking

_SURE = frozenset({Confidence.A, Confidence.B, Confidence.S})


@frozen
class VerdictBasis:
    """What a verdict rests on: the headline, its options, and every other reading.

    `late` tells that the accident counts only from the renewal after the coming one.
    """

    headline: Ranking
    outcomes: Outcomes
    others: Sequence[RangeEntry]
    material: Won
    claimed_already: bool
    late: bool

    @property
    def disagreeing(self) -> bool:
        """Whether another reading recommends the other side by a material margin."""
        return any(
            other.recommended.is_claim != self.headline.recommended.is_claim
            and other.margin >= self.material
            for other in self.others
        )

    @property
    def worth_keeping_open(self) -> bool:
        """Whether paying back is possible and costs no more than claiming may save.

        A driver who claims and pays back in the end has paid the insurer's repair price, and has
        lost the cheaper cash price. If that loss is more than claiming saves in the most favourable
        reading, claiming just in case is the dearest way to find out. If the accident is `late`,
        the quote of the coming renewal cannot show the claim yet and settles nothing.
        """
        refund, self_pay = self.outcomes[Option.CLAIM_REFUND], self.outcomes[Option.SELF_PAY]
        if self.late or not refund.available:
            return False
        readings: Iterable[Ranking | RangeEntry] = (self.headline, *self.others)
        won = max((one.margin for one in readings if one.recommended.is_claim), default=0)
        return won >= self.material and refund.total - self_pay.total <= won


def verdict(question: VerdictBasis) -> Verdict:
    """Return the side that all readings agree on, or say why nothing can be settled now."""
    claim = question.outcomes[Option.CLAIM]
    if not claim.available and set(claim.reasons) & set(BLOCKERS):
        return Verdict.NOT_COVERED
    claims = question.headline.recommended.is_claim
    if question.claimed_already:
        if question.disagreeing:
            return Verdict.DEPENDS
        return Verdict.KEEP if claims else Verdict.REFUND
    if question.disagreeing:
        return Verdict.KEEP_OPEN if question.worth_keeping_open else Verdict.DEPENDS
    return Verdict.CLAIM if claims else Verdict.SELF_PAY


def is_sure(version: Version[object]) -> bool:
    """Return whether an answer that rests on a rule can be firm, by the rule's confidence."""
    return version.confidence in _SURE


def certainty(
    question: VerdictBasis, answer: Verdict, behind: Iterable[Version[object]]
) -> Certainty:
    """Return how sure an answer is, by the margin, the other readings and the rules behind it.

    The rules `behind` it are read last, and only if they decide.
    """
    two_sides = len({one.option.is_claim for one in question.outcomes if one.available}) > 1
    if two_sides and question.headline.margin < question.material:
        return Certainty.CLOSE
    if answer in {Verdict.KEEP_OPEN, Verdict.DEPENDS} or question.disagreeing:
        return Certainty.LIKELY
    return Certainty.FIRM if all(map(is_sure, behind)) else Certainty.LIKELY
