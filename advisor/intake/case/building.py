"""Readings in which nothing is wrong become a case; what is absent takes its meaning of §1."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from advisor.domain.accident import FAULT_UNSTATED, Accident, Driver, Estimate, HighValue, Kind
from advisor.domain.case import Assumptions, Case, Client
from advisor.domain.money import NOTHING, WHOLE, Rate
from advisor.domain.policy import Claim, Deductible, OtherCar, OwnDamageCover, Policy, Violation
from advisor.intake.case.claim_rules import REFUNDABLE, somebody_hurt
from advisor.intake.case.fields import COVER, DEDUCTIBLE, INJURY_UNKNOWN, KEYS, Listed

if TYPE_CHECKING:
    from advisor.intake.case.readings import Readings

_UNSTATED = Estimate.exactly(NOTHING)
_INJURY = "accident.injury_grade"


def build_case(readings: Readings, as_of: date) -> Case:
    """Make the case of readings without problems.

    Raises:
        LookupError: something required is missing after all.
    """
    return Case(
        as_of=as_of,
        policy=_policy(readings),
        accident=_accident(readings),
        claims=tuple(_claim(readings, path) for path in readings.rows(Listed.CLAIM)),
        violations=tuple(
            Violation(readings.need(f"{path}.day", date), readings.need(f"{path}.kind", str))
            for path in readings.rows(Listed.VIOLATION)
        ),
        assumptions=_assumptions(readings),
        other_cars=tuple(_other_car(readings, path) for path in readings.rows(Listed.OTHER_CAR)),
        client=Client(**{key: readings.get(f"client.{key}", str) or "" for key in KEYS["client"]}),
    )


def fault_unstated(kind: Kind) -> Rate:
    """Return the own share of the fault that is meant where none is stated."""
    return Rate(Decimal(FAULT_UNSTATED.get(kind, 1)))


def _policy(readings: Readings) -> Policy:
    return Policy(
        start=readings.need("policy.start", date),
        premium=readings.need_won("policy.premium"),
        insurer=readings.get("policy.insurer", str),
        grade=readings.get("policy.grade", int),
        surcharge_threshold=readings.won("policy.surcharge_threshold"),
        own_damage=_cover(readings) if COVER in readings.stated else None,
        grade_before_gap=readings.get("policy.grade_before_gap", int),
        percentage=readings.get("policy.percentage", int),
        insured_since=readings.day("policy.insured_since"),
        property_limit=readings.won("policy.property_limit"),
    )


def _cover(readings: Readings) -> OwnDamageCover:
    return OwnDamageCover(
        sum_insured=readings.won(f"{COVER}.sum_insured"),
        single_vehicle=readings.get(f"{COVER}.single_vehicle", bool),
        deductible=Deductible(
            rate=readings.rate(f"{DEDUCTIBLE}.rate"),
            minimum=readings.won(f"{DEDUCTIBLE}.minimum"),
            maximum=readings.won(f"{DEDUCTIBLE}.maximum"),
            fixed=readings.won(f"{DEDUCTIBLE}.fixed"),
        ),
    )


def _claim(readings: Readings, claim: str) -> Claim:
    fault = readings.rate(f"{claim}.fault")
    paid = readings.won(f"{claim}.property_paid")
    return Claim(
        day=readings.need(f"{claim}.day", date),
        property_paid=NOTHING if paid is None and somebody_hurt(readings, claim) else paid,
        fault=WHOLE if fault is None else fault,
        surcharge_threshold=readings.won(f"{claim}.surcharge_threshold"),
        injury_grade=readings.injury(f"{claim}.injury_grade"),
        own_injury=bool(readings.get(f"{claim}.own_injury", bool)),
        refundable=readings.get(f"{claim}.status", str) == REFUNDABLE,
    )


def _other_car(readings: Readings, car: str) -> OtherCar:
    return OtherCar(
        start=readings.need(f"{car}.start", date),
        premium=readings.need_won(f"{car}.premium"),
        grade=readings.get(f"{car}.grade", int),
        same_policy=bool(readings.get(f"{car}.same_policy", bool)),
    )


def _accident(readings: Readings) -> Accident:
    kind = Kind(readings.need("accident.kind", str))
    fault = readings.rate("accident.fault")
    driver = readings.get("accident.driver", str)
    dear = readings.get("accident.high_value", str)
    return Accident(
        day=readings.need("accident.day", date),
        kind=kind,
        own_damage=readings.estimate("accident.own_damage") or _UNSTATED,
        fault=fault_unstated(kind) if fault is None else fault,
        driver=Driver(driver) if driver else Driver.INSURED,
        high_value=HighValue(dear) if dear else None,
        cash_repair=readings.won("accident.cash_repair"),
        other_property=readings.estimate("accident.other_property") or _UNSTATED,
        other_rental=readings.won("accident.other_rental") or NOTHING,
        injury_grade=readings.injury(_INJURY),
        own_injury=bool(readings.get("accident.own_injury", bool)),
        own_rental=readings.won("accident.own_rental") or NOTHING,
        car_value=readings.won("accident.car_value"),
        car_registered=readings.day("accident.car_registered"),
        fault_stated=fault is not None or kind not in FAULT_UNSTATED,
        paid=readings.won("accident.paid"),
        depreciation=readings.won("accident.depreciation") or NOTHING,
        extras=readings.won("accident.extras") or NOTHING,
        injury_settlement=readings.won("accident.injury_settlement"),
        injury_open=readings.get(_INJURY, str) == INJURY_UNKNOWN,
    )


def _assumptions(readings: Readings) -> Assumptions:
    def allowed(key: str) -> bool | None:
        return readings.get(f"assumptions.{key}", bool)

    unstated = Assumptions()
    return Assumptions(
        renewals=readings.get("assumptions.renewals", int),
        discount_rate=readings.rate("assumptions.discount_rate"),
        premium_drift=readings.rate("assumptions.premium_drift") or unstated.premium_drift,
        refund_allowed=allowed("refund_allowed"),
        cap_allowed=allowed("cap_allowed"),
        count_profile=readings.get("assumptions.count_profile", str),
        grade_table=readings.get("assumptions.grade_table", str),
        quote_clean=readings.won("assumptions.quote_clean"),
        quote_claim=readings.won("assumptions.quote_claim"),
        injury_12_points=readings.get("assumptions.injury_12_points", int),
        half_point_years=readings.get("assumptions.half_point_years", int)
        or unstated.half_point_years,
        large_property_points=bool(allowed("large_property_points")),
        threshold_included=bool(allowed("threshold_included")),
        threshold_on_gross_loss=bool(allowed("threshold_on_gross_loss")),
        no_fault_hold=allowed("no_fault_hold"),
    )
