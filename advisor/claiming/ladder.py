"""Ladders of classes, with a record of past claims, expanded into the states of a system."""

import itertools

import attrs

from advisor.claiming.systems import System, SystemSource, count_tally, system_of_steps
from advisor.domain.values import frozen

Place = tuple[int, tuple[int, ...]]  # the class, and the record beside it


@frozen
class AtWorst:
    """The rule that after `years` claim-free years in a row the class is `worst` or cheaper."""

    years: int
    worst: int  # class


@frozen
class CountWindow:
    """The rule that the premium also depends on the number of claims in the last `years` years."""

    years: int
    cap: int  # a year with more claims counts as this many
    factors: tuple[float, ...]  # by claims in the window; the last holds for more

    def factor(self, counts: tuple[int, ...]) -> float:
        """Return the factor on the premium of the class."""
        return self.factors[min(sum(counts), len(self.factors) - 1)]


@frozen
class Ladder:
    """The classes, the next class by the claims of the year, and the rule on the record, if any."""

    labels: tuple[str, ...]
    premium: tuple[float, ...]
    next_class: tuple[tuple[int, ...], ...]  # rows by claims; the last holds for more
    at_worst: AtWorst | None = None
    window: CountWindow | None = None

    def system(
        self, name: str, start: str, most: int, sources: tuple[SystemSource, ...], *, special: bool
    ) -> System:
        """Return the system whose states are every class with every record, records innermost.

        Args:
            name: name of the system.
            start: label of the class of a new driver, who has no claim-free years to show.
            most: number of claims in a year after which a further claim changes nothing.
            sources: sources of the system.
            special: whether the record counts at all.
        """
        ladder = self if special else attrs.evolve(self, at_worst=None, window=None)
        places = tuple(itertools.product(range(len(self.labels)), ladder.records()))
        system = system_of_steps(name, places, ladder.price, ladder.step, count_tally(most))
        labels = tuple(ladder.label(place) for place in places)
        first = places.index((self.labels.index(start), ladder.records()[0]))
        return attrs.evolve(system, labels=labels, start=first, sources=sources)

    def records(self) -> tuple[tuple[int, ...], ...]:
        """Return every record: claim-free years, or the claims of each year of the window."""
        if self.at_worst:
            return tuple((years,) for years in range(self.at_worst.years))
        if self.window:
            return tuple(itertools.product(range(self.window.cap + 1), repeat=self.window.years))
        return ((),)

    def price(self, place: Place) -> float:
        """Return the premium at renewal."""
        level, record = place
        return self.premium[level] * (self.window.factor(record) if self.window else 1.0)

    def step(self, place: Place, claims: int, _: int) -> Place:
        """Return the class and the record a year later."""
        level, record = place
        to = self.next_class[min(claims, len(self.next_class) - 1)][level]
        if self.window:
            return to, (*record[1:], min(claims, self.window.cap))
        if self.at_worst is None:
            return to, ()
        free = 0 if claims else record[0] + 1
        if free >= self.at_worst.years:
            to = min(to, self.at_worst.worst, key=self.premium.__getitem__)
        return to, (min(free, self.at_worst.years - 1),)

    def label(self, place: Place) -> str:
        """Return the label of the class, then a slash and the record, if any: 16/3, 16/0-1-0."""
        level, record = place
        own = self.labels[level]
        return f"{own}/{'-'.join(map(str, record))}" if record else own
