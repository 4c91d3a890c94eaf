"""All rules as one value, for the engine to consult."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from attrs import Factory, field

from advisor.domain.errors import NoRuleInForceError
from advisor.domain.optional_rules import OptionalRules
from advisor.domain.rule import Rule, Version
from advisor.domain.terms.core import (
    AccidentPointsTerms,
    AdviceTerms,
    CountProfileTerms,
    CoverTerms,
    DeductibleTerms,
    EvaluationWindowTerms,
    GradeMoveTerms,
    GradeTableTerms,
    HighValueTerms,
    InsurerTerms,
    LowFaultTerms,
    PremiumTerms,
    RefundTerms,
    SurchargeThresholdTerms,
)
from advisor.domain.values import frozen

T = TypeVar("T")

CORE = (
    "deductible",
    "surcharge_threshold",
    "accident_points",
    "evaluation_window",
    "grade_moves",
    "low_fault",
    "high_value",
    "cover",
    "refund",
    "premium",
    "advice",
)
"""The rules that any decision may need, by the names of their files."""


@frozen
class Rulebook(OptionalRules):
    """The rules of one country, each through time.

    Tables, profiles and insurers are keyed by the code that a case file uses for them; the
    mappings may read a file only when its rule is first used.
    """

    deductible: Rule[DeductibleTerms]
    surcharge_threshold: Rule[SurchargeThresholdTerms]
    accident_points: Rule[AccidentPointsTerms]
    evaluation_window: Rule[EvaluationWindowTerms]
    grade_moves: Rule[GradeMoveTerms]
    low_fault: Rule[LowFaultTerms]
    high_value: Rule[HighValueTerms]
    cover: Rule[CoverTerms]
    refund: Rule[RefundTerms]
    premium: Rule[PremiumTerms]
    advice: Rule[AdviceTerms]
    grade_tables: Mapping[str, Rule[GradeTableTerms]]
    count_profiles: Mapping[str, Rule[CountProfileTerms]]
    insurers: Mapping[str, Rule[InsurerTerms]]
    others: Mapping[str, Rule[object]] = field(factory=dict)

    @property
    def core(self) -> tuple[Rule[object], ...]:
        """The rules that any decision may need; none may be missing."""
        return tuple(getattr(self, name) for name in CORE)

    def all_rules(self) -> Iterator[Rule[object]]:
        """Yield every rule once: the core, tables, profiles, insurers, then all others."""
        yield from self.core
        yield from self.grade_tables.values()
        yield from self.count_profiles.values()
        yield from self.insurers.values()
        yield from self.others.values()

    def insurer_on(self, code: str | None, day: date) -> Version[InsurerTerms] | None:
        """Return the version of an insurer in force on `day`; None if the rules have none."""
        rule = self.insurers.get(code or "")
        return rule.find(day) if rule else None

    def own_grade_table(self, insurer: str | None, day: date) -> str | None:
        """Return the code of an insurer's own grade table; None without a complete one on `day`.

        Raises:
            NoRuleInForceError: the insurer names a table that the rules do not have.
        """
        version = self.insurer_on(insurer, day)
        code = version.terms.grade_table if version else None
        table = _named(self.grade_tables, code, day).find(day) if code else None
        return code if table and table.terms.complete else None

    def own_count_profile(self, insurer: str | None, day: date) -> str | None:
        """Return the code of an insurer's own count profile; None if it names none on `day`.

        Raises:
            NoRuleInForceError: the insurer names a profile that the rules do not have.
        """
        version = self.insurer_on(insurer, day)
        code = version.terms.count_profile if version else None
        if code is not None:
            _named(self.count_profiles, code, day)
        return code

    @property
    def violation_kinds(self) -> tuple[str, ...]:
        """The codes of the kinds of traffic violations, those of the newest version first."""
        newest_first = reversed(self.violation_factor.versions)
        rates = (one for version in newest_first for one in version.terms.rates)
        return tuple(dict.fromkeys(one.violation for one in rates))

    def standard_grade_table(self, day: date) -> str:
        """Return the code of the grade table that is used on `day` if a case names none."""
        return self.premium.current(day).terms.standard_grade_table

    def standard_count_profile(self, day: date) -> str:
        """Return the code of the count profile that is used on `day` if a case names none."""
        return self.premium.current(day).terms.standard_count_profile

    def rule(self, rule_id: str) -> Rule[object] | None:
        """Return the rule of an id such as "kr.deductible", or None if there is no such rule."""
        return next((rule for rule in self.all_rules() if rule.id == rule_id), None)

    def open_count_profiles(self, day: date) -> dict[str, Version[CountProfileTerms]]:
        """Return the count profiles in force on `day` that any insurer may have, by code.

        A profile of the user's own that an insurer names, such as one learnt from its renewals, is
        left out, because it is that insurer's alone.
        """
        found = {code: rule.find(day) for code, rule in self.count_profiles.items()}
        return {
            code: version
            for code, version in found.items()
            if version and not (version.own and code in self._profiles_of_insurers)
        }

    @cached_property
    def _profiles_of_insurers(self) -> frozenset[str | None]:
        """The count profiles that an insurer names in any of its versions."""
        versions = (version for rule in self.insurers.values() for version in rule.versions)
        return frozenset(version.terms.count_profile for version in versions)

    def complete_grade_tables(self, day: date) -> dict[str, Version[GradeTableTerms]]:
        """Return the complete grade tables for personal cars in force on `day`, by code."""
        found = {code: rule.find(day) for code, rule in self.grade_tables.items()}
        return {
            code: version
            for code, version in found.items()
            if version and version.terms.complete and version.terms.vehicle == "personal"
        }


def _named(rules: Mapping[str, Rule[T]], code: str, day: date) -> Rule[T]:
    """Return the rule that an insurer names; a file of the user's own may name a missing one.

    Raises:
        NoRuleInForceError: there is no rule of that name.
    """
    if code not in rules:
        raise NoRuleInForceError(code, day)
    return rules[code]


@frozen
class RulesOfDay:
    """The versions in force on one day; each one that is asked for is remembered in `used`."""

    day: date
    rulebook: Rulebook
    used: dict[str, Version[object]] = Factory(dict)

    def ask(self, rule: Rule[T]) -> Version[T]:
        """Return the version of `rule` in force on the day, and remember it.

        Raises:
            NoRuleInForceError: no version covers the day.
        """
        return self.note(rule.on(self.day))

    def note(self, version: Version[T]) -> Version[T]:
        """Remember a version that the answer is based on, and return it."""
        self.used[version.ref] = version
        return version
