"""What the answer assumes because the case does not state it."""

from advisor.domain.case import Case
from advisor.domain.findings import Assumed, Fact
from advisor.domain.money import Won
from advisor.domain.policy import SPRAIN, Claim, Deductible
from advisor.engine.loss.points import leaves_sprain_open
from advisor.engine.reading import KnownDeductible, Reading
from advisor.engine.scale import leaves_position_open, leaves_profile_open, leaves_table_open


def assumed(case: Case, reading: Reading, *, cover_missed: bool = False) -> tuple[Assumed, ...]:
    """List what the reading assumes, in the order of the case file.

    A case without an own-damage cover may just not mention it. If it would have paid
    (`cover_missed`), its absence is listed as an assumption too. A cover that nobody has looked up
    is assumed to exist.
    """
    policy, cover = case.policy, case.policy.own_damage
    found: list[tuple[str, bool, Fact]] = [
        (
            "policy.percentage" if reading.ladder else "policy.grade",
            leaves_position_open(case),
            reading.grade,
        ),
        (
            "policy.surcharge_threshold",
            policy.surcharge_threshold is None,
            reading.threshold,
        ),
    ]
    found.append(("policy.own_damage", cover_missed, False))
    if cover is not None and reading.deductible is not None:
        found.append(("policy.own_damage", cover.unconfirmed, True))
        found.append(("policy.own_damage.single_vehicle", cover.single_vehicle is None, True))
        found += _assumed_deductible(cover.deductible, reading.deductible)
    found += [
        (
            f"claim[{place}].property_paid",
            claim.property_paid is None,
            _taken_within(reading, claim),
        )
        for place, claim in enumerate(case.claims)
    ]
    found += [
        (f"other_car[{place}].grade", other.grade is None, reading.grade)
        for place, other in enumerate(case.other_cars)
    ]
    accident = case.accident
    found += [
        ("accident.fault", not accident.fault_stated, accident.fault),
        ("accident.injury_grade", accident.injury_open, None),
        ("assumptions.renewals", case.assumptions.renewals is None, reading.renewals),
        (
            "assumptions.count_profile",
            leaves_profile_open(case, reading.rulebook),
            reading.profile_code,
        ),
        ("assumptions.grade_table", leaves_table_open(case, reading.rulebook), reading.table_code),
        ("assumptions.injury_12_points", leaves_sprain_open(case), _sprain_points(reading)),
    ]
    return tuple(Assumed(path, value) for path, open_, value in found if open_)


def _sprain_points(reading: Reading) -> int:
    """Return the points that an injury of grade 12 is assumed to bring."""
    bands = reading.rulebook.accident_points.on(reading.case.accident.day).terms.injury
    points = next(one.points for one in bands if one.first_grade <= SPRAIN <= one.last_grade)
    return int(points)


def _taken_within(reading: Reading, claim: Claim) -> Won:
    """Return the threshold that a past payout of unknown size is assumed not to have crossed."""
    stated = claim.surcharge_threshold
    return reading.threshold if stated is None else stated


def _assumed_deductible(stated: Deductible, plan: KnownDeductible) -> list[tuple[str, bool, Fact]]:
    path = "policy.own_damage.deductible"
    if stated.fixed is not None:
        return []
    if plan.fixed is not None:
        return [(f"{path}.fixed", True, plan.fixed)]
    return [
        (f"{path}.rate", stated.rate is None, plan.rate),
        (f"{path}.minimum", stated.minimum is None, plan.minimum),
        (f"{path}.maximum", stated.maximum is None and plan.maximum is not None, plan.maximum),
    ]
