"""Everything worked out about one case, for the parts that put it into codes and facts."""

from __future__ import annotations

from attrs import frozen

from advisor.domain.accident import Kind
from advisor.domain.days import cut_off
from advisor.domain.decision import Outcome, PremiumPath, ThresholdTest, View
from advisor.engine.loss.cover import NO_OWN_DAMAGE_COVER, Cover
from advisor.engine.loss.loss import Loss
from advisor.engine.options.choices import Choice
from advisor.engine.options.paths import Paths
from advisor.engine.reading import Reading


@frozen
class Situation:
    """The headline reading with its loss, options and views."""

    reading: Reading
    covered: Cover
    loss: Loss
    offered: tuple[Choice, ...]
    outcomes: tuple[Outcome, ...]
    paths: Paths
    threshold: ThresholdTest
    views: tuple[View, ...]

    @property
    def claim(self) -> Choice:
        """The option that claims everything that a cover answers."""
        return self.offered[1]

    @property
    def refundable(self) -> bool:
        """Tell whether a claim could be paid back before renewal."""
        return self.offered[4].available

    @property
    def cover_missed(self) -> bool:
        """Tell whether nothing but an own-damage cover lacks for the own car to be paid."""
        return bool(self.loss.own_loss) and self.covered.own == (NO_OWN_DAMAGE_COVER,)

    @property
    def alone(self) -> bool:
        """Tell whether nobody else's car, thing or health was harmed."""
        accident = self.reading.case.accident
        others = self.loss.other_loss or accident.injury_grade is not None
        return accident.kind is not Kind.COLLISION and not others

    @property
    def claimed_path(self) -> PremiumPath:
        """The renewals after a claim."""
        return self.outcomes[1].path

    @property
    def self_pay_path(self) -> PremiumPath:
        """The renewals without a claim."""
        return self.outcomes[0].path

    @property
    def first_counted(self) -> int:
        """The renewal that counts the accident first."""
        start, day = self.reading.case.policy.start, self.reading.case.accident.day
        months = self.reading.rulebook.evaluation_window.on(start).terms.cut_off_months
        return 1 if day < cut_off(start, 1, months) else 2
