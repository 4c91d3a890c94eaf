"""A rule through time: each version with its day, its terms and where they were read."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

from advisor.domain.errors import NoRuleInForceError
from advisor.domain.values import frozen

T_co = TypeVar("T_co", covariant=True)

_CHECK_HOLDS = timedelta(days=365)


class Confidence(StrEnum):
    """How sure a version is.

    A: policy wording, regulator or court. B: an insurer's page, a licensed adjuster, trade press.
    C: blogs that agree. D: one blog, or sources in conflict. S: a guide for drivers.
    X: computed or inferred, not found in print.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    S = "S"
    X = "X"


class Governs(StrEnum):
    """The day that selects a rule's version."""

    POLICY_START = "policy-start"
    ACCIDENT = "accident"
    RENEWAL = "renewal"


@frozen
class Text:
    """A title or note in both languages."""

    ko: str
    en: str


@frozen
class Source:
    """Where a version was read.

    `quote` holds the source's own words; `states` says in our words, in both languages, what the
    source states. At least one of them is present.
    """

    title: str
    retrieved: date
    quote: str = ""
    states: Text | None = None
    article: str = ""
    url: str = ""


@frozen
class Alternative:
    """Another reading of the same rule in print, which is not applied by default."""

    value: str
    note: Text
    confidence: Confidence


@frozen
class Version(Generic[T_co]):
    """What a rule says from a day on.

    `after_gap` is true if nothing was found in print for the days since the previous version. `own`
    is true for a version from a rule file of the user's, not one that ships with the program.
    """

    rule: str
    in_force_from: date
    checked_on: date
    confidence: Confidence
    terms: T_co
    sources: tuple[Source, ...]
    in_force_until: date | None = None
    note: Text | None = None
    alternatives: tuple[Alternative, ...] = ()
    after_gap: bool = False
    own: bool = False

    @cached_property
    def ref(self) -> str:
        """The name of this version in an answer: the rule and its first day."""
        return f"{self.rule}@{self.in_force_from.isoformat()}"

    def stale(self, day: date) -> bool:
        """Return whether the last check is so long before `day` that another one is due."""
        return day - self.checked_on > _CHECK_HOLDS


@frozen
class Rule(Generic[T_co]):
    """A rule through time, with its versions in the order of their first days.

    `title` is its name in a list of rules, `name` the one in a sentence, `label` a short one for
    narrow fields. Only tables that a case may name have the last two.
    """

    id: str
    kind: str
    governed_by: Governs
    title: Text
    versions: tuple[Version[T_co], ...]
    name: Text | None = None
    label: Text | None = None

    @property
    def newest(self) -> Version[T_co]:
        """The version that begins last."""
        return self.versions[-1]

    def on(self, day: date) -> Version[T_co]:
        """Return the version in force on `day`.

        Raises:
            NoRuleInForceError: no version covers the day.
        """
        found = self.find(day)
        if found is None:
            raise NoRuleInForceError(self.id, day)
        return found

    def find(self, day: date) -> Version[T_co] | None:
        """Return the version in force on `day`, or None if none covers it."""
        for version in reversed(self.versions):
            if version.in_force_from <= day:
                until = version.in_force_until
                if until is None or day <= until:
                    return version
        return None

    def current(self, day: date) -> Version[T_co]:
        """Return the latest version that has begun by `day`, whether in force or ended.

        Before the first version begins, return the first.
        """
        begun = (version for version in reversed(self.versions) if version.in_force_from <= day)
        return next(begun, self.versions[0])

    def over(self, days: Sequence[date]) -> tuple[Version[T_co], ...]:
        """Return the version in force on each of `days`, of which the first must be the earliest.

        Raises:
            NoRuleInForceError: no version covers one of the days.
        """
        first, newest = self.on(days[0]), self.newest
        if first is newest and newest.in_force_until is None:
            return (newest,) * len(days)
        return tuple(self.on(day) for day in days)
