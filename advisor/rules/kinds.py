"""The kinds of rules: the terms that a version of each may hold, and the family of its files."""

from importlib import import_module

from advisor.domain.values import frozen

_TODAY = "advisor.domain.terms.core"
_RECORD = "advisor.domain.terms.record"
_SETTLEMENT = "advisor.domain.terms.settlement"
_PREMIUM = "advisor.domain.terms.premium"
_INJURY = "advisor.domain.terms.injury"
_PRACTICE = "advisor.domain.terms.practice"
_NOTICES = "advisor.domain.terms.notices"
_OUTLOOK = "advisor.domain.terms.later"


@frozen
class RuleKind:
    """The class of a kind's terms, given by name so that it is imported only when needed."""

    module: str
    terms: str
    family: str = ""

    def terms_class(self) -> type:
        """Return the class that a version's terms are read into."""
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
    "advice": RuleKind(_TODAY, "AdviceTerms"),
    "grade-table": RuleKind(_TODAY, "GradeTableTerms", "grade_table"),
    "count-profile": RuleKind(_TODAY, "CountProfileTerms", "count_factor"),
    "insurer": RuleKind(_TODAY, "InsurerTerms", "insurer"),
    "re-entry": RuleKind(_RECORD, "ReEntryTerms"),
    "violation-factor": RuleKind(_RECORD, "ViolationFactorTerms"),
    "career-factor": RuleKind(_RECORD, "CareerFactorTerms"),
    "unknown-offender": RuleKind(_RECORD, "UnknownOffenderTerms"),
    "no-fault": RuleKind(_RECORD, "NoFaultTerms"),
    "count-range": RuleKind(_RECORD, "CountRangeTerms"),
    "record-holder": RuleKind(_RECORD, "RecordHolderTerms"),
    "joint-pool": RuleKind(_NOTICES, "JointPoolTerms"),
    "drunk-driving": RuleKind(_SETTLEMENT, "DrunkDrivingTerms"),
    "market-value-loss": RuleKind(_SETTLEMENT, "MarketValueLossTerms"),
    "rental-compensation": RuleKind(_SETTLEMENT, "RentalCompensationTerms"),
    "rental-rider": RuleKind(_SETTLEMENT, "RentalRiderTerms"),
    "transport-money": RuleKind(_SETTLEMENT, "TransportMoneyTerms"),
    "certified-parts": RuleKind(_SETTLEMENT, "CertifiedPartsTerms"),
    "deductible-recovery": RuleKind(_SETTLEMENT, "DeductibleRecoveryTerms"),
    "repair-limit": RuleKind(_SETTLEMENT, "RepairLimitTerms"),
    "compulsory-injury-limit": RuleKind(_SETTLEMENT, "CompulsoryInjuryLimitTerms"),
    "late-renewal-fine": RuleKind(_SETTLEMENT, "LateRenewalFineTerms"),
    "market-drift": RuleKind(_SETTLEMENT, "MarketDriftTerms"),
    "premium-formula": RuleKind(_PREMIUM, "PremiumFormulaTerms"),
    "percentage-ladder": RuleKind(_PREMIUM, "PercentageLadderTerms"),
    "cause-points": RuleKind(_PREMIUM, "CausePointsTerms"),
    "special-surcharge": RuleKind(_PREMIUM, "SpecialSurchargeTerms"),
    "used-car-factor": RuleKind(_PREMIUM, "UsedCarFactorTerms"),
    "riders": RuleKind(_PREMIUM, "RidersTerms"),
    "age-limits": RuleKind(_PREMIUM, "AgeLimitTerms"),
    "instalments": RuleKind(_PREMIUM, "InstalmentTerms"),
    "injury-standard": RuleKind(_INJURY, "InjuryStandardTerms"),
    "death-standard": RuleKind(_INJURY, "DeathStandardTerms"),
    "disability-standard": RuleKind(_INJURY, "DisabilityStandardTerms"),
    "lost-income": RuleKind(_INJURY, "LostIncomeTerms"),
    "other-cars": RuleKind(_PRACTICE, "OtherCarsTerms"),
    "new-for-old": RuleKind(_PRACTICE, "NewForOldTerms"),
    "fault-readings": RuleKind(_PRACTICE, "FaultReadingTerms"),
    "quote-window": RuleKind(_NOTICES, "QuoteWindowTerms"),
    "own-cover-first": RuleKind(_PRACTICE, "OwnCoverFirstTerms"),
    "liability-limit": RuleKind(_PRACTICE, "LiabilityLimitTerms"),
    "claim-extras": RuleKind(_PRACTICE, "ClaimExtrasTerms"),
    "designated-driver": RuleKind(_PRACTICE, "DesignatedDriverTerms"),
    "grave-violations": RuleKind(_NOTICES, "GraveViolationsTerms"),
    "injury-settlement": RuleKind(_PRACTICE, "InjurySettlementTerms"),
    "plausible-amounts": RuleKind(_NOTICES, "PlausibleTerms"),
    "outlook": RuleKind(_OUTLOOK, "LaterTerms"),
}
