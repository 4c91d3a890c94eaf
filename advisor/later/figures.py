"""How tough a bonus-malus system is: long-run shares and premiums, and what to claim in a class."""

import numpy as np
from attrs import evolve

from advisor.claiming.numerics import Floats, Ints
from advisor.claiming.retention import Action, Retention, retentions
from advisor.claiming.rule import ClaimingRule, law_of_rule, transition_matrix
from advisor.claiming.solve import solve
from advisor.claiming.systems import SystemSource
from advisor.claiming.year import ClaimingProblem
from advisor.domain.values import frozen

_STEPS = 4
_NUDGE = 1e-4


@frozen(eq=False)
class ClassRow:
    """One class: its premium, its share of drivers in the long run, and what to claim in it."""

    label: str
    premium: float
    share: float
    regions: Retention

    @property
    def retention(self) -> float:
        """The smallest loss above which claiming pays; infinite if it never does."""
        claimed = (region.low for region in self.regions if region.action is not Action.SELF_PAY)
        return next(claimed, float("inf"))


@frozen(eq=False)
class Measured:
    """A system with its measures.

    `level` is where the mean premium lies between the lowest (0) and the highest (1), `variation`
    the coefficient of variation of the premium in the long run, `efficiency` the elasticity of the
    mean premium with respect to the accident rate (Loimaranta), `average_retention` the mean
    retention over drivers, without those for whom claiming never pays.
    """

    name: str
    title: str
    states: int
    rows: tuple[ClassRow, ...]
    accident_rate: tuple[float, ...]
    mean_loss: float
    discount_rate: float
    mean_premium: float
    level: float
    variation: float
    efficiency: float
    average_retention: float
    sources: tuple[SystemSource, ...]


@frozen(eq=False)
class ShownStates:
    """For each class shown: its state, all states whose drivers are counted in it, its label."""

    states: tuple[int, ...]
    groups: tuple[Ints, ...]
    labels: tuple[str, ...]


@frozen(eq=False)
class Figures:
    """One problem to solve and measure; `premium` is that of each state on the day it is due."""

    problem: ClaimingProblem
    premium: Floats
    mean_loss: float
    interest: float
    shown: ShownStates | None = None

    def measured(self, name: str, title: str, sources: tuple[SystemSource, ...]) -> Measured:
        """Solve the problem and return its measures."""
        problem, premium = self.problem, self.premium
        share = long_run(problem)
        mean = float(share @ premium)
        low, high = float(premium.min()), float(premium.max())
        all_rows = self._rows(share)
        rates = np.atleast_1d(problem.rate)
        finite = [(row.share, row.retention) for row in all_rows if np.isfinite(row.retention)]
        return Measured(
            name=name,
            title=title,
            states=problem.system.size,
            rows=all_rows,
            accident_rate=tuple(sorted({float(rate) for rate in rates})),
            mean_loss=self.mean_loss,
            discount_rate=self.interest,
            mean_premium=mean,
            level=(mean - low) / (high - low),
            variation=float(np.sqrt(share @ (premium - mean) ** 2)) / mean,
            efficiency=self._efficiency(mean),
            average_retention=sum(s * x for s, x in finite) / sum(s for s, _ in finite),
            sources=sources,
        )

    def _efficiency(self, mean: float) -> float:
        """Return the elasticity of the mean premium, by a central difference."""
        around = [
            float(self.premium @ long_run(problem))
            for problem in (
                evolve(self.problem, rate=self.problem.rate * factor)
                for factor in (1.0 + _NUDGE, 1.0 - _NUDGE)
            )
        ]
        return (around[0] - around[1]) / (2.0 * _NUDGE) / mean

    def _rows(self, share: Floats) -> tuple[ClassRow, ...]:
        problem = self.problem
        system = problem.system
        found = retentions(problem, solve(problem, _STEPS).values, _STEPS)
        shown = self.shown or ShownStates(
            tuple(range(system.size)),
            tuple(np.array([s]) for s in range(system.size)),
            system.labels,
        )
        return tuple(
            ClassRow(
                label=label,
                premium=float(self.premium[s]),
                share=float(share[group].sum()),
                regions=found[s],
            )
            for s, group, label in zip(shown.states, shown.groups, shown.labels, strict=True)
        )


def long_run(problem: ClaimingProblem) -> Floats:
    """Return the long-run share of each state, (S,), if every loss with a payout is claimed."""
    zero = np.zeros(problem.system.after.shape)
    rule = ClaimingRule(zero, zero, zero > 0)
    law = law_of_rule(problem, lambda _: rule, _STEPS)
    equations = (transition_matrix(problem.system, law) - np.eye(problem.system.size)).T
    equations[-1] = 1.0  # one balance follows from the others; in its place, shares sum to 1
    ends = np.zeros(problem.system.size)
    ends[-1] = 1.0
    shares: Floats = np.maximum(np.linalg.solve(equations, ends), 0.0)
    shares /= shares.sum()
    return shares
