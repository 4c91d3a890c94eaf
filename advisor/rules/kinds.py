"""The kinds of rules: which terms a version of each may hold, and where its file stands."""

from __future__ import annotations

from importlib import import_module

from attrs import frozen

_TODAY = "advisor.domain.terms"


@frozen
class RuleKind:
    """The class of a kind's terms, named so that it is imported only when a file needs it."""

    module: str
    terms: str
    family: str = ""

    def terms_class(self) -> type:
        """Give the class that a version's terms are read into."""
        found: type = getattr(import_module(self.module), self.terms)
        return found


KINDS = {
    "deductible": RuleKind(_TODAY, "DeductibleTerms"),
    "surcharge-threshold": RuleKind(_TODAY, "SurchargeThresholdTerms"),
    "accident-points": RuleKind(_TODAY, "AccidentPointsTerms"),
    "evaluation-window": RuleKind(_TODAY, "EvaluationWindowTerms"),
    "grade-moves": RuleKind(_TODAY, "GradeMoveTerms"),
    "low-fault": RuleKind(_TODAY, "LowFaultTerms"),
    "high-value": RuleKind(_TODAY, "HighValueTerms"),
    "cover": RuleKind(_TODAY, "CoverTerms"),
    "refund": RuleKind(_TODAY, "RefundTerms"),
    "premium": RuleKind(_TODAY, "PremiumTerms"),
    "grade-table": RuleKind(_TODAY, "GradeTableTerms", "grade_table"),
    "count-profile": RuleKind(_TODAY, "CountProfileTerms", "count_factor"),
    "insurer": RuleKind(_TODAY, "InsurerTerms", "insurer"),
}
