"""The rules of one day, and which of them an answer rests on."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from attrs import Factory

from advisor.domain.rule import Rule, Version
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen

T = TypeVar("T")


@frozen
class RulesOfDay:
    """The versions of one day; each one that is asked for is remembered in `used`."""

    day: date
    rulebook: Rulebook
    used: dict[str, Version[object]] = Factory(dict)

    def ask(self, rule: Rule[T]) -> Version[T]:
        """Return the version of the day.

        Raises:
            NoRuleInForceError: it has none for the day.
        """
        return self.note(rule.on(self.day))

    def note(self, version: Version[T]) -> Version[T]:
        """Remember a version that the answer rests on."""
        self.used[version.ref] = version
        return version
