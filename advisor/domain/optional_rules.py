"""The rules beyond the core, any of which a folder of rules may lack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from advisor.domain.rule import Governs, Rule, Text

if TYPE_CHECKING:
    from advisor.domain.terms.injury import (
        DeathStandardTerms,
        DisabilityStandardTerms,
        InjuryStandardTerms,
        LostIncomeTerms,
    )
    from advisor.domain.terms.later import LaterTerms
    from advisor.domain.terms.notices import (
        GraveViolationsTerms,
        JointPoolTerms,
        PlausibleTerms,
        QuoteWindowTerms,
    )
    from advisor.domain.terms.practice import (
        ClaimExtrasTerms,
        DesignatedDriverTerms,
        FaultReadingTerms,
        InjurySettlementTerms,
        LiabilityLimitTerms,
        NewForOldTerms,
        OtherCarsTerms,
        OwnCoverFirstTerms,
    )
    from advisor.domain.terms.premium import (
        CausePointsTerms,
        InstalmentTerms,
        PercentageLadderTerms,
        PremiumFormulaTerms,
        RidersTerms,
        SpecialSurchargeTerms,
        UsedCarFactorTerms,
    )
    from advisor.domain.terms.record import (
        CareerFactorTerms,
        CountRangeTerms,
        NoFaultTerms,
        RecordHolderTerms,
        ReEntryTerms,
        UnknownOffenderTerms,
        ViolationFactorTerms,
    )
    from advisor.domain.terms.settlement import (
        CertifiedPartsTerms,
        CompulsoryInjuryLimitTerms,
        DeductibleRecoveryTerms,
        DrunkDrivingTerms,
        MarketDriftTerms,
        MarketValueLossTerms,
        RentalCompensationTerms,
        RepairLimitTerms,
    )

T = TypeVar("T")

_UNTITLED = Text("", "")


class OptionalRule(Generic[T]):
    """A rule that a folder may lack, as an attribute that is named like its file.

    The file is read when the rule is first used. A missing rule has no versions: its `find` returns
    None for every day, and its `on` raises NoRuleInForceError with its id.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, rules: OptionalRules, owner: type) -> Rule[T]:
        found = rules.others.get(self._name)
        kind = self._name.replace("_", "-")
        if found is None:
            return Rule(f"kr.{self._name}", kind, Governs.ACCIDENT, _UNTITLED, ())
        return cast("Rule[T]", found)


class OptionalRules:
    """The optional rules, typed by their terms; `others` holds all that exist, by file name."""

    __slots__ = ()

    others: Mapping[str, Rule[object]]

    career_factor: ClassVar[OptionalRule[CareerFactorTerms]] = OptionalRule()
    cause_points: ClassVar[OptionalRule[CausePointsTerms]] = OptionalRule()
    certified_parts: ClassVar[OptionalRule[CertifiedPartsTerms]] = OptionalRule()
    claim_extras: ClassVar[OptionalRule[ClaimExtrasTerms]] = OptionalRule()
    compulsory_injury_limit: ClassVar[OptionalRule[CompulsoryInjuryLimitTerms]] = OptionalRule()
    count_range: ClassVar[OptionalRule[CountRangeTerms]] = OptionalRule()
    death_standard: ClassVar[OptionalRule[DeathStandardTerms]] = OptionalRule()
    deductible_recovery: ClassVar[OptionalRule[DeductibleRecoveryTerms]] = OptionalRule()
    designated_driver: ClassVar[OptionalRule[DesignatedDriverTerms]] = OptionalRule()
    disability_standard: ClassVar[OptionalRule[DisabilityStandardTerms]] = OptionalRule()
    drunk_driving: ClassVar[OptionalRule[DrunkDrivingTerms]] = OptionalRule()
    fault_readings: ClassVar[OptionalRule[FaultReadingTerms]] = OptionalRule()
    grave_violations: ClassVar[OptionalRule[GraveViolationsTerms]] = OptionalRule()
    injury_settlement: ClassVar[OptionalRule[InjurySettlementTerms]] = OptionalRule()
    injury_standard: ClassVar[OptionalRule[InjuryStandardTerms]] = OptionalRule()
    instalments: ClassVar[OptionalRule[InstalmentTerms]] = OptionalRule()
    joint_pool: ClassVar[OptionalRule[JointPoolTerms]] = OptionalRule()
    liability_limit: ClassVar[OptionalRule[LiabilityLimitTerms]] = OptionalRule()
    lost_income: ClassVar[OptionalRule[LostIncomeTerms]] = OptionalRule()
    market_drift: ClassVar[OptionalRule[MarketDriftTerms]] = OptionalRule()
    market_value_loss: ClassVar[OptionalRule[MarketValueLossTerms]] = OptionalRule()
    new_for_old: ClassVar[OptionalRule[NewForOldTerms]] = OptionalRule()
    no_fault: ClassVar[OptionalRule[NoFaultTerms]] = OptionalRule()
    other_cars: ClassVar[OptionalRule[OtherCarsTerms]] = OptionalRule()
    outlook: ClassVar[OptionalRule[LaterTerms]] = OptionalRule()
    own_cover_first: ClassVar[OptionalRule[OwnCoverFirstTerms]] = OptionalRule()
    percentage_ladder: ClassVar[OptionalRule[PercentageLadderTerms]] = OptionalRule()
    plausible_amounts: ClassVar[OptionalRule[PlausibleTerms]] = OptionalRule()
    premium_formula: ClassVar[OptionalRule[PremiumFormulaTerms]] = OptionalRule()
    quote_window: ClassVar[OptionalRule[QuoteWindowTerms]] = OptionalRule()
    re_entry: ClassVar[OptionalRule[ReEntryTerms]] = OptionalRule()
    record_holder: ClassVar[OptionalRule[RecordHolderTerms]] = OptionalRule()
    rental_compensation: ClassVar[OptionalRule[RentalCompensationTerms]] = OptionalRule()
    repair_limit: ClassVar[OptionalRule[RepairLimitTerms]] = OptionalRule()
    riders: ClassVar[OptionalRule[RidersTerms]] = OptionalRule()
    special_surcharge: ClassVar[OptionalRule[SpecialSurchargeTerms]] = OptionalRule()
    unknown_offender: ClassVar[OptionalRule[UnknownOffenderTerms]] = OptionalRule()
    used_car_factor: ClassVar[OptionalRule[UsedCarFactorTerms]] = OptionalRule()
    violation_factor: ClassVar[OptionalRule[ViolationFactorTerms]] = OptionalRule()
