"""A bonus-malus system: its states, their premiums, and the state that a year's claims lead to.

A state is whatever the premium and the next transition depend on: a class, or a class with a
record (claim-free years, or the counts or points of the last years). The claims of one year are a
tally: systems with one kind of claim count claims, two-tier systems count small and big claims.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

import numpy as np
from attrs import field

from advisor.claiming.numerics import Floats, Ints, floats, ints
from advisor.domain.values import frozen

State = TypeVar("State")


class Status(StrEnum):
    """How well a fact is known."""

    SOURCE = "S"  # read in the source named
    RECALLED = "R"  # from memory of the literature
    COMPUTED = "C"  # computed, by two methods


@frozen
class SystemSource:
    """Where a part of a system comes from."""

    covers: str
    text: str
    status: Status


@frozen(eq=False)
class Tally:
    """The claims of one year so far, numbered 0 (none) to J - 1.

    The last tallies are full: a further claim does not change them, so it costs nothing. Only a
    big claim still takes the place of a small one.
    """

    counts: tuple[tuple[int, int], ...]  # small and big claims of each tally, length J
    small: Ints = field(converter=ints)  # tally after one more small claim, shape (J,)
    big: Ints = field(converter=ints)  # tally after one more big claim, shape (J,)

    @cached_property
    def two_tier(self) -> bool:
        """Whether a big claim leads to another tally than a small one."""
        return not np.array_equal(self.small, self.big)

    def number(self, small: int, big: int = 0) -> int:
        """Return the tally with these claims, or with as many of them as a tally can hold.

        Big claims are kept first, since they weigh more.
        """
        most = max(a + b for a, b in self.counts)
        big = min(big, most) if self.two_tier else 0
        return self.counts.index((min(small, most - big), big))


def count_tally(most: int) -> Tally:
    """Return the tallies of 0, 1, ..., `most` claims, all of one kind.

    >>> count_tally(2).small.tolist()
    [1, 2, 2]
    """
    if most < 1:
        raise ValueError("a year must be able to hold a claim")
    after = [min(k + 1, most) for k in range(most + 1)]
    return Tally(tuple((k, 0) for k in range(most + 1)), after, after)


def two_tier_tally(most: int) -> Tally:
    """Return the tallies of all numbers of small and big claims that sum to at most `most`.

    In a full year, one more big claim takes the place of a small one, because it weighs more.

    >>> two_tier_tally(1).counts
    ((0, 0), (1, 0), (0, 1))
    """
    if most < 1:
        raise ValueError("a year must be able to hold a claim")
    counts = tuple((n - b, b) for n in range(most + 1) for b in range(n + 1))
    number = {c: j for j, c in enumerate(counts)}
    small = [number.get((a + 1, b), number[a, b]) for a, b in counts]
    big = [number.get((a, b + 1), number.get((a - 1, b + 1), number[a, b])) for a, b in counts]
    return Tally(counts, small, big)


@frozen(eq=False)
class System:
    """A bonus-malus system as arrays over its S states and J tallies."""

    name: str
    labels: tuple[str, ...]  # of the states, length S
    premium: Floats = field(converter=floats)  # paid at renewal in each state, shape (S,)
    after: Ints = field(converter=ints)  # state after a year, by tally and state, shape (J, S)
    tally: Tally
    start: int = 0  # the state of a new driver
    sources: tuple[SystemSource, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Check the shapes.

        Raises:
            ValueError: an array does not fit, or leads to a state that does not exist.
        """
        states = len(self.labels)
        if self.premium.shape != (states,) or not np.isfinite(self.premium).all():
            raise ValueError("there must be one finite premium a state")
        if self.after.shape != (len(self.tally.counts), states):
            raise ValueError("there must be one row of next states a tally")
        if self.after.min() < 0 or self.after.max() >= states or not 0 <= self.start < states:
            raise ValueError("a transition or the start leads to a state that does not exist")

    @cached_property
    def alike(self) -> tuple[Ints, Ints]:
        """The columns of `after`, each once, and which of them each state has.

        States with one column differ by their premium alone: a year of theirs is worth the same.
        """
        columns, place = np.unique(self.after, axis=1, return_inverse=True)
        return columns, place.reshape(-1)

    @property
    def size(self) -> int:
        """S, the number of states."""
        return len(self.labels)

    def state(self, label: str) -> int:
        """Return the number of the state with this label.

        Raises:
            KeyError: no state has it.
        """
        if label not in self.labels:
            raise KeyError(label)
        return self.labels.index(label)


def system_of_steps(
    name: str,
    states: Sequence[State],
    premium: Callable[[State], float],
    step: Callable[[State, int, int], State],
    tally: Tally,
) -> System:
    """Return a system with states of any type, from a premium and a step in plain Python.

    Args:
        name: name of the system.
        states: every state once, hashable; the first is the start.
        premium: the premium at renewal in a state.
        step: the state a year later, given the small and the big claims of the year.
        tally: the claims that a year can hold; if there is only one kind, all count as small.

    Raises:
        KeyError: a step leads out of `states`.

    >>> flat = system_of_steps("x", [0, 1], lambda s: 50.0 * s, lambda s, a, b: min(a, 1),
    ...     count_tally(1))
    >>> flat.after.tolist()
    [[0, 0], [1, 1]]
    """
    number = {state: s for s, state in enumerate(states)}
    after = [[number[step(state, a, b)] for state in states] for a, b in tally.counts]
    labels = tuple(str(state) for state in states)
    return System(name, labels, [premium(state) for state in states], after, tally)
