"""Warnings: what the driver should know beside the amounts."""

from collections.abc import Iterable, Iterator

from advisor.domain.accident import Kind
from advisor.domain.decision import Verdict
from advisor.domain.findings import Facts, Reason
from advisor.domain.money import Won, share
from advisor.domain.outcome import PremiumYear
from advisor.domain.rule import Version
from advisor.engine.findings.injury import settlement_asked
from advisor.engine.findings.plausible import implausible_amounts
from advisor.engine.scale import leaves_table_open
from advisor.engine.situation import Situation

_SECOND = 2
_DEADLINE_CLOSE_DAYS = 30


def warnings(situation: Situation, answer: Verdict) -> tuple[Reason, ...]:
    """Return what the driver should know beside the amounts."""
    case, rulebook = situation.reading.case, situation.reading.rulebook
    return (
        *implausible_amounts(case, rulebook),
        *_near_threshold(situation),
        *_accident_number(situation),
        *_calendar(situation, answer),
        *_flood(situation),
        *_other_side(situation),
        *_insurer(situation),
        *_injury(situation),
    )


def _near_threshold(situation: Situation) -> Iterator[Reason]:
    test, entry = situation.threshold, situation.claim.entry
    if test.near and entry is not None and entry.fault:
        facts: Facts = {
            "tested": test.tested,
            "threshold": test.amount,
            "distance": test.amount - test.tested,
            "alone": situation.harms_nobody_else,
        }
        yield Reason("near-threshold", facts)
    if situation.loss.total_loss and not situation.covered.own:
        yield Reason("total-loss", {"sum_insured": situation.loss.own_bill})


def _accident_number(situation: Situation) -> Iterator[Reason]:
    """Warn how many accidents in three years a claim makes, and of the insurer's refusal."""
    first = situation.first_counted
    if not situation.counts or first >= len(situation.claimed_path):
        return
    year = situation.claimed_path[first]
    if year.accidents_3y >= _SECOND:
        second = year.accidents_3y == _SECOND
        code = "second-claim-in-three-years" if second else "many-claims-in-three-years"
        yield _with_joint_pool(situation, code, year)
    yield from _underwriting(situation, year.accidents_3y, year.accidents_1y)


def _with_joint_pool(situation: Situation, code: str, year: PremiumYear) -> Reason:
    """Return the warning, with the renewal premium if only the joint pool takes the driver."""
    reading = situation.reading
    version = reading.rulebook.joint_pool.find(reading.case.policy.start)
    if version is None:
        return Reason(code, {"count": year.accidents_3y})
    unit = reading.rulebook.premium.on(reading.case.policy.start).terms.unit
    least, most = (
        Won(share(year.premium, times) // unit * unit)
        for times in (version.terms.total_lowest, version.terms.total_highest)
    )
    facts: Facts = {
        "count": year.accidents_3y,
        "day": year.day,
        "premium": year.premium,
        "pool_least": least,
        "pool_most": most,
    }
    return Reason(code, facts, (version.ref,))


def _underwriting(situation: Situation, three_years: int, one_year: int) -> Iterator[Reason]:
    case, rulebook = situation.reading.case, situation.reading.rulebook
    insurer = case.policy.insurer
    version = rulebook.insurer_on(insurer, case.policy.start)
    for limit in version.terms.underwriting_limits if version else ():
        count = three_years if limit.years > 1 else one_year
        if version and limit.own_renewal and count >= limit.accidents:
            facts: Facts = {
                "insurer": insurer,
                "accidents": limit.accidents,
                "years": limit.years,
                "count": count,
                "year": version.in_force_from.year,
            }
            yield Reason("underwriting-limit", facts, (version.ref,))


def _calendar(situation: Situation, answer: Verdict) -> Iterator[Reason]:
    last = situation.reading.refund_by
    days = (last - situation.reading.case.as_of).days
    pays_back = answer is not Verdict.SELF_PAY or situation.plan is not None
    if situation.refundable and pays_back and days <= _DEADLINE_CLOSE_DAYS:
        yield Reason("refund-deadline-close", {"days": days, "day": last})
    if situation.first_counted > 1 and (situation.claim.entry or situation.settlement.unclaimed):
        yield Reason("late-accident", {"day": situation.reading.renewal_day(2)})


def _flood(situation: Situation) -> Iterator[Reason]:
    """Say what makes a flood the driver's own fault, if a fault of 0 is only assumed."""
    accident = situation.reading.case.accident
    is_taken = accident.kind is Kind.FLOOD and not accident.fault_stated
    if is_taken and situation.reading.paid is None and not situation.covered.own:
        yield Reason("flood-by-own-fault", {})


def _other_side(situation: Situation) -> Iterator[Reason]:
    """Say how much of its share the other side need not pay, as the repair is above its limit."""
    if not situation.loss.unpaid:
        return
    accident, rulebook = situation.reading.case.accident, situation.reading.rulebook
    version = rulebook.repair_limit.find(accident.day)
    facts: Facts = {"left": situation.loss.unpaid, "car_value": accident.car_value}
    yield Reason("above-repair-limit", facts, (version.ref,) if version else ())


def _insurer(situation: Situation) -> Iterator[Reason]:
    """Say which grade table stands in for the insurer's own, if that is not known."""
    reading = situation.reading
    insurer = reading.case.policy.insurer
    if insurer is None or reading.ladder is not None:
        return
    if insurer not in reading.rulebook.insurers:
        yield Reason("insurer-unknown", {"insurer": insurer, "table": reading.table_code})
    elif leaves_table_open(reading.case, reading.rulebook):
        facts: Facts = {"insurer": insurer, "table": reading.table_code}
        yield Reason("insurer-table-unknown", facts, (reading.table.ref,))


def _injury(situation: Situation) -> Iterator[Reason]:
    """Say which violations are prosecuted even if the injury is settled."""
    if settlement_asked(situation) is None:
        return
    accident, rulebook = situation.reading.case.accident, situation.reading.rulebook
    version = rulebook.grave_violations.find(accident.day)
    if version is None:
        return
    terms = version.terms
    facts: Facts = {
        "count": len(terms.violations),
        "violations": ", ".join(terms.violations),
        "beside": ", ".join(terms.beside),
    }
    yield Reason("grave-violations", facts, (version.ref,))


def stale_rules(situation: Situation, rules: Iterable[Version[object]]) -> Iterator[Reason]:
    """Name the rules behind an answer that have not been checked for a long time."""
    as_of = situation.reading.case.as_of
    for version in rules:
        if version.stale(as_of):
            facts: Facts = {"rule": version.ref, "checked_on": version.checked_on}
            yield Reason("rules-not-checked", facts, (version.ref,))
