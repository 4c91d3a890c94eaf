"""The range: the answer under each other reading of the case, and which unknown matters most."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from attrs import evolve

from advisor.domain.accident import Estimate
from advisor.domain.findings import Fact, RangeEntry, Unknown
from advisor.domain.money import Rate, Won
from advisor.domain.outcome import Option
from advisor.domain.policy import SPRAIN, Claim
from advisor.domain.terms.core import GradeMoveTerms
from advisor.domain.values import frozen
from advisor.engine.loss.points import leaves_sprain_open, with_sprain
from advisor.engine.options.choices import choices
from advisor.engine.options.paths import Paths
from advisor.engine.options.ranking import rank
from advisor.engine.options.settlement import OfferedOptions, Settlement
from advisor.engine.reading import Reading
from advisor.engine.scale import leaves_position_open, leaves_profile_open, leaves_table_open

_PERCENTAGE_STEP = 10
_FEWER_POINTS = 1
_NO_FAULT = Rate(Decimal(0))


@frozen
class _OtherReading:
    """Another reading: the path that it reads differently, and the value it takes there."""

    path: str
    value: Fact
    reading: Reading


def ranges(paths: Paths, settlement: Settlement, offered: OfferedOptions) -> tuple[RangeEntry, ...]:
    """Return the answer under each other reading, changing one thing at a time.

    `settlement` is that of the headline and `offered` its options. The number of renewals counted
    stays the same.
    """
    reading = paths.reading
    places, scales = list(_positions(reading)), list(_scales(reading))
    bills, accidents = list(_bills(reading)), list(_accidents(reading))
    if not (places or scales or bills or accidents):
        return ()
    main = paths.within(reading.renewals)
    ends = main.rounded()
    if (places or scales) and reading.cash_ratio is not None:
        offered = choices(evolve(settlement, exact_cash=True, explained=False))
    return (
        *(_entry(one, main.under(one.reading), offered) for one in places),
        *(_entry(one, ends, _offered(one.reading)) for one in bills),
        *(
            _entry(one, _with_another_record(one.reading, main), _offered(one.reading))
            for one in accidents
        ),
        *(_entry(one, main.under(one.reading), offered) for one in scales),
    )


def _entry(other: _OtherReading, paths: Paths, offered: OfferedOptions) -> RangeEntry:
    ranking = rank(paths, offered)
    return RangeEntry(other.path, other.value, ranking.recommended, ranking.margin)


def _with_another_record(reading: Reading, main: Paths) -> Paths:
    """Return the paths of a reading with another record; the planned refunds stay the same."""
    return Paths.of(reading, main.renewals).with_refunds(main.refunded)


def _offered(reading: Reading) -> OfferedOptions:
    return choices(Settlement.of(reading, explained=False))


def _positions(reading: Reading) -> Iterator[_OtherReading]:
    if not leaves_position_open(reading.case):
        return
    path, places = _possible_positions(reading)
    for place in places:
        if place != reading.grade:
            yield _OtherReading(path, place, evolve(reading, grade=place))


def _possible_positions(reading: Reading) -> tuple[str, range]:
    """Return the key of the place on the scale, and every place that an unknown driver may have."""
    terms = reading.moves(0).terms
    if isinstance(terms, GradeMoveTerms):
        return "policy.grade", range(terms.entry, terms.highest + 1)
    return "policy.percentage", range(terms.lowest, terms.highest + 1, _PERCENTAGE_STEP)


def _bills(reading: Reading) -> Iterator[_OtherReading]:
    """Yield a reading for each end of an estimate; after a payout, estimates decide nothing."""
    if reading.paid is not None:
        return
    accident = reading.case.accident
    for bill in _ends(accident.own_damage, reading.own_bill):
        yield _OtherReading("accident.own_damage", bill, evolve(reading, own_bill=bill))
    for bill in _ends(accident.other_property, reading.other_property):
        yield _OtherReading("accident.other_property", bill, evolve(reading, other_property=bill))


def _ends(estimate: Estimate, likely: Won) -> list[Won]:
    return [bill for bill in (estimate.low, estimate.high) if bill != likely]


def _accidents(reading: Reading) -> Iterator[_OtherReading]:
    """Yield readings with another past payout, no own fault, an injury, or fewer sprain points."""
    case, accident = reading.case, reading.case.accident
    for place, claim in enumerate(case.claims):
        if claim.property_paid is None:
            known = evolve(claim, property_paid=_least_crossing(reading, claim))
            claims = (*case.claims[:place], known, *case.claims[place + 1 :])
            yield _OtherReading(
                f"claim[{place}].property_paid",
                known.property_paid,
                evolve(reading, case=evolve(case, claims=claims)),
            )
    if reads_fault_both_ways(reading):
        faultless = evolve(case, accident=evolve(accident, fault=_NO_FAULT))
        yield _OtherReading("accident.fault", _NO_FAULT, evolve(reading, case=faultless))
    if accident.injury_open:
        yield _OtherReading("accident.injury_grade", SPRAIN, with_sprain(reading))
    if leaves_sprain_open(case):
        fewer = evolve(case.assumptions, injury_12_points=_FEWER_POINTS)
        other = evolve(reading, case=evolve(case, assumptions=fewer))
        yield _OtherReading("assumptions.injury_12_points", _FEWER_POINTS, other)


def reads_fault_both_ways(reading: Reading) -> bool:
    """Return whether the fault is not stated and sources differ on whether there is any."""
    accident = reading.case.accident
    if accident.fault_stated:
        return False
    version = reading.rulebook.fault_readings.find(accident.day)
    return version is not None and accident.kind in version.terms.kinds


def _least_crossing(reading: Reading, claim: Claim) -> Won:
    """Return the smallest payout that crosses the threshold of a past claim."""
    threshold = claim.surcharge_threshold
    included = reading.case.assumptions.threshold_included
    return Won((reading.threshold if threshold is None else threshold) + (not included))


def _scales(reading: Reading) -> Iterator[_OtherReading]:
    if leaves_profile_open(reading.case, reading.rulebook):
        for code in reading.rulebook.open_count_profiles(reading.case.policy.start):
            if code != reading.profile_code:
                profile = reading.rulebook.count_profiles[code]
                other = evolve(reading, profile_code=code, profile=profile)
                yield _OtherReading("assumptions.count_profile", code, other)
    if leaves_table_open(reading.case, reading.rulebook):
        tables = reading.rulebook.complete_grade_tables(reading.case.policy.start)
        for code, table in tables.items():
            if code != reading.table_code:
                other = evolve(reading, table_code=code, table=table)
                yield _OtherReading("assumptions.grade_table", code, other)


def unknowns(
    recommended: Option, margin: Won, entries: Sequence[RangeEntry]
) -> tuple[Unknown, ...]:
    """Rank the open questions by what an answer can save, then by how far it moves the lead.

    If a reading recommends the other side, its margin is what following the headline would lose
    there. The largest such loss is what answering the question is worth.
    """
    found = []
    for assumption, group in groupby(entries, key=lambda entry: entry.assumption):
        readings = list(group)
        leads = [
            _lead(recommended, margin),
            *(_lead(entry.recommended, entry.margin) for entry in readings),
        ]
        lost = [
            entry.margin for entry in readings if entry.recommended.is_claim != recommended.is_claim
        ]
        found.append(Unknown(assumption, min(leads), max(leads), max(lost, default=Won(0))))
    return tuple(sorted(found, key=lambda unknown: (-unknown.worth, -unknown.swing)))


def _lead(recommended: Option, margin: Won) -> Won:
    return margin if recommended.is_claim else Won(-margin)
