"""Which rule versions an answer rests on."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from advisor.domain.accident import Kind
from advisor.domain.findings import Owed, Payer, Reason, SharedFaultWay
from advisor.domain.rule import Version
from advisor.engine.limits.ranges import reads_fault_both_ways
from advisor.engine.options.ranking import cost, recommendable
from advisor.engine.reading import Reading
from advisor.engine.renewals.driver_factors import career_rule, violation_rule
from advisor.engine.renewals.policy_years import PolicyYears
from advisor.engine.situation import Situation

Named = Owed | Payer | Reason | SharedFaultWay


def rules_used(situation: Situation, entries: Iterable[Named] = ()) -> tuple[Version[object], ...]:
    """Return each version once, in the order of the decision; those named by `entries` last."""
    found = (*_versions(situation), *_named(situation, entries))
    return tuple({version.ref: version for version in found}.values())


def rules_behind(
    situation: Situation, rules: Sequence[Version[object]]
) -> Iterator[Version[object]]:
    """Yield the rules that decide between the recommended option and the best of the other side.

    They are the ones that the cost lines of the two name and, if nothing can be claimed, those that
    refuse it.
    """
    if not rules:
        return
    best, paths = situation.headline.recommended, situation.paths
    other_side = (
        choice
        for choice in recommendable(paths, situation.offered)
        if choice.option.is_claim != best.is_claim
    )
    dear = partial(cost, paths, renewals=paths.reading.renewals)
    compared = [best, *(choice.option for choice in sorted(other_side, key=dear)[:1])]
    lines = (line for option in compared for line in situation.outcomes[option].lines)
    refs = {ref for line in lines for ref in line.basis}
    if not situation.claim.available:
        policy, accident = situation.reading.case.policy, situation.reading.case.accident
        refs.add(situation.reading.rulebook.cover.on(accident.day).ref)
        if not situation.covered.own and policy.own_damage is not None:
            refs.add(situation.reading.rulebook.deductible.on(policy.start).ref)
    yield from (version for version in rules if version.ref in refs)


def _named(situation: Situation, entries: Iterable[Named]) -> Iterator[Version[object]]:
    """Yield the rules outside the core that the entries name as their basis."""
    others = situation.reading.rulebook.others
    for ref in (ref for entry in entries for ref in entry.basis):
        name = ref.partition("@")[0].partition(".")[2]
        if name in others:
            yield from (version for version in others[name].versions if version.ref == ref)


def _versions(situation: Situation) -> Iterator[Version[object]]:
    reading = situation.reading
    case, rulebook = reading.case, reading.rulebook
    start, accident = case.policy.start, case.accident
    yield rulebook.cover.on(accident.day)
    if case.policy.own_damage is not None:
        yield rulebook.deductible.on(start)
    yield rulebook.surcharge_threshold.on(start)
    yield rulebook.accident_points.on(accident.day)
    for entry in situation.paths.past:
        yield rulebook.accident_points.on(entry.day)
    yield rulebook.evaluation_window.on(start)
    yield from _of_renewals(situation)
    yield reading.table
    yield rulebook.premium.on(start)
    yield rulebook.advice.on(start)
    yield from _low_fault(situation)
    high_value = rulebook.high_value.find(accident.day)
    if high_value and accident.high_value is not None:
        yield high_value
    yield from _of_few(reading)
    if situation.claim.available:
        yield rulebook.refund.on(start)
    insurer = rulebook.insurer_on(case.policy.insurer, start)
    if insurer:
        yield insurer


def _of_few(reading: Reading) -> Iterator[Version[object]]:
    """Yield the rules that only some accidents, records or cars call for."""
    case, others = reading.case, reading.rulebook.others
    policy, accident = case.policy, case.accident
    came_back = policy.grade_before_gap is not None and policy.grade is None
    called_for = (
        ("unknown_offender", policy.start, accident.kind is Kind.PARKED_UNKNOWN),
        ("no_fault", accident.day, not accident.fault),
        ("fault_readings", accident.day, reads_fault_both_ways(reading)),
        ("special_surcharge", policy.start, reading.ladder is not None),
        ("re_entry", policy.start, came_back and reading.ladder is None),
        ("other_cars", accident.day, bool(case.other_cars)),
    )
    for name, day, holds in called_for:
        version = others[name].find(day) if holds and name in others else None
        if version is not None:
            yield version


def _of_renewals(situation: Situation) -> Iterator[Version[object]]:
    """Yield the rules of each renewal, those of the driver's own factors included."""
    reading, pricing = situation.reading, situation.paths.pricings[0]
    years = pricing.years
    each = zip(pricing.profiles, years.moves, _of_driver(reading, years), strict=True)
    for versions, _ in groupby(each):  # most renewals use the same versions
        profile, moves, of_driver = versions
        yield from (profile, moves, *of_driver)


def _of_driver(reading: Reading, years: PolicyYears) -> Iterator[tuple[Version[object], ...]]:
    """Yield for each renewal the career and violation rules that the case calls for."""
    case = reading.case
    if case.policy.insured_since is None and not case.violations:
        yield from ((),) * len(years.days)
        return
    for day in years.days:
        asked = career_rule(reading, day), violation_rule(reading, day)
        yield tuple(version for version in asked if version is not None)


def _low_fault(situation: Situation) -> Iterator[Version[object]]:
    """Yield the rule that may leave out an accident, for each one with so little own fault."""
    reading = situation.reading
    accident = reading.case.accident
    met = [(accident.day, accident.fault)]
    met += [(entry.day, entry.fault) for entry in situation.paths.past]
    for day, fault in met:
        version = reading.low_fault(day, fault)
        if version:
            yield version
