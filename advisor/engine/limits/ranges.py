"""The range: the answer under each other reading of what the case leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from advisor.domain.decision import RangeEntry
from advisor.domain.terms.core import GradeMoveTerms
from advisor.engine.loss.loss import loss_of
from advisor.engine.options.choices import Settlement, choices
from advisor.engine.options.paths import Paths
from advisor.engine.options.ranking import rank
from advisor.engine.scale import (
    leaves_position_open,
    leaves_profile_open,
    leaves_table_open,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.decision import Fact
    from advisor.domain.money import Won
    from advisor.engine.loss.cover import Cover
    from advisor.engine.options.choices import Choice
    from advisor.engine.reading import Reading
    from advisor.engine.renewals.record import Record

_PERCENTAGE_STEP = 10

_Other = tuple[str, "Fact", "Reading"]


def ranges(reading: Reading, covered: Cover, past: Record) -> tuple[RangeEntry, ...]:
    """Answer each other reading over the headline's renewals, one thing changed at a time."""
    main = Paths(reading, past, reading.renewals)
    offered = _offered(reading, covered)
    entries = []
    for path, value, other in _other_readings(reading):
        paths = Paths(other, past, other.renewals, main.counts)
        same_loss = not path.startswith("accident.")
        ranking = rank(paths, offered if same_loss else _offered(other, covered), other.renewals)
        entries.append(RangeEntry(path, value, ranking.recommended, ranking.margin))
    return tuple(entries)


def _offered(reading: Reading, covered: Cover) -> tuple[Choice, ...]:
    return choices(Settlement(reading, covered, loss_of(reading, covered, reading.own_bill)))


def _other_readings(reading: Reading) -> Iterator[_Other]:
    yield from _grades(reading)
    yield from _bills(reading)
    yield from _profiles(reading)
    yield from _tables(reading)


def _grades(reading: Reading) -> Iterator[_Other]:
    if not leaves_position_open(reading.case):
        return
    path, places = _places(reading)
    for place in places:
        if place != reading.grade:
            yield path, place, evolve(reading, grade=place)


def _places(reading: Reading) -> tuple[str, range]:
    """Give every place on the scale where a driver of whom nothing is known may stand."""
    terms = reading.moves(0).terms
    if isinstance(terms, GradeMoveTerms):
        return "policy.grade", range(terms.entry, terms.highest + 1)
    return "policy.percentage", range(terms.lowest, terms.highest + 1, _PERCENTAGE_STEP)


def _bills(reading: Reading) -> Iterator[_Other]:
    accident = reading.case.accident
    for bill in _ends(accident.own_damage.low, reading.own_bill, accident.own_damage.high):
        yield "accident.own_damage", bill, evolve(reading, own_bill=bill)
    other = accident.other_property
    for bill in _ends(other.low, reading.other_property, other.high):
        yield "accident.other_property", bill, evolve(reading, other_property=bill)


def _ends(low: Won, likely: Won, high: Won) -> list[Won]:
    return [bill for bill in (low, high) if bill != likely]


def _profiles(reading: Reading) -> Iterator[_Other]:
    if not leaves_profile_open(reading.case, reading.rulebook):
        return
    for code, profile in reading.rulebook.count_profiles.items():
        if code != reading.profile_code and profile.find(reading.case.policy.start):
            yield (
                "assumptions.count_profile",
                code,
                evolve(reading, profile_code=code, profile=profile),
            )


def _tables(reading: Reading) -> Iterator[_Other]:
    if not leaves_table_open(reading.case, reading.rulebook):
        return
    tables = reading.rulebook.complete_grade_tables(reading.case.policy.start)
    for code, table in tables.items():
        if code != reading.table_code:
            yield "assumptions.grade_table", code, evolve(reading, table_code=code, table=table)
