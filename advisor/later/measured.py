"""A measured bonus-malus system: its classes, and how tough it is."""

from advisor.claiming.retention import Action, Retention
from advisor.claiming.systems import SystemSource
from advisor.domain.values import frozen


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
