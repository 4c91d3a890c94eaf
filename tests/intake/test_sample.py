"""The shipped sample is read, complete and without problems, as CONTRACT_CASE."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from advisor.domain.accident import Accident, Driver, Estimate, Kind
from advisor.domain.case import Assumptions, Case
from advisor.domain.money import Rate, Won
from advisor.domain.policy import Claim, ClaimStatus, Deductible, OwnDamageCover, Policy
from advisor.intake.case.case_file import read_case

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook

WHOLE = Rate(Decimal(1))

CONTRACT_CASE = Case(
    as_of=date(2026, 11, 21),
    policy=Policy(
        start=date(2026, 3, 2),
        premium=Won(820_000),
        insurer="mg",
        grade=16,
        surcharge_threshold=Won(2_000_000),
        own_damage=OwnDamageCover(
            sum_insured=Won(21_000_000),
            single_vehicle=True,
            deductible=Deductible(Rate(Decimal("0.2")), Won(200_000), Won(500_000)),
        ),
    ),
    accident=Accident(
        day=date(2026, 11, 19),
        kind=Kind.OBJECT,
        own_damage=Estimate.exactly(Won(1_800_000)),
        fault=WHOLE,
        driver=Driver.INSURED,
        cash_repair=Won(1_500_000),
    ),
    claims=(
        Claim(date(2024, 5, 10), Won(900_000), WHOLE, Won(2_000_000), status=ClaimStatus.SETTLED),
    ),
    assumptions=Assumptions(
        renewals=10,
        refund_allowed=True,
        cap_allowed=False,
        count_profile="steps",
        grade_table="mg-2024",
    ),
)


def test_the_sample_is_the_case_of_the_contract(sample: dict[str, Any], rulebook: Rulebook) -> None:
    assert read_case(sample, rulebook, date(2030, 1, 1)) == CONTRACT_CASE


def test_the_bill_of_the_sample_is_a_plain_number(sample: dict[str, Any]) -> None:
    assert sample["accident"]["own_damage"] == 1_800_000
