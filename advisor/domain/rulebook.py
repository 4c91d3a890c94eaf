"""All rules as one value: what the engine may ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from advisor.domain.rule import Rule, Version
from advisor.domain.terms import (
    AccidentPointsTerms,
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

if TYPE_CHECKING:
    from datetime import date


@frozen
class Rulebook:
    """The rules of one country, each through time.

    Tables, profiles and insurers are keyed by the code that a case file uses for them; the
    mappings may read their files only when they are asked.
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
    grade_tables: Mapping[str, Rule[GradeTableTerms]]
    count_profiles: Mapping[str, Rule[CountProfileTerms]]
    insurers: Mapping[str, Rule[InsurerTerms]]
    standard_grade_table: str
    standard_count_profile: str

    def complete_grade_tables(self, day: date) -> dict[str, Version[GradeTableTerms]]:
        """Give the whole tables for personal cars that are in force on `day`, by code."""
        found = {code: rule.find(day) for code, rule in self.grade_tables.items()}
        return {
            code: version
            for code, version in found.items()
            if version and version.terms.complete and version.terms.vehicle == "personal"
        }
