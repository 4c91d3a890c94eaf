"""The cost lines of one option, each with its day and its basis."""

from collections.abc import Iterator
from functools import partial

from advisor.domain.lazy_sequences import LazySequence
from advisor.domain.money import NOTHING, Won, total
from advisor.domain.outcome import REFUND_LINE, CostLine, Outcome
from advisor.engine.options.paths import Paths
from advisor.engine.options.settlement import OfferedOption, Trail
from advisor.engine.reading import Reading
from advisor.engine.renewals.driver_factors import driver_basis
from advisor.engine.renewals.premium_path import Track


def outcome(paths: Paths, choice: OfferedOption) -> Outcome:
    """Return all that one option costs over the renewals counted."""
    if not choice.available:
        return Outcome(option=choice.option, reasons=choice.reasons, available=False)
    trail = paths.trail(choice)
    now = sum([int(item.amount) for item in choice.cash]) + paths.repaid(choice.repaid)
    return Outcome(
        option=choice.option,
        reasons=choice.reasons,
        tested=choice.tested,
        crossed=choice.crossed,
        score=choice.score,
        lines=LazySequence(partial(_lines, paths, choice, trail)),
        path=paths.path(choice),
        outlay=total((Won(now), *_premiums(paths, trail), _repaid_by_plan(paths))),
    )


def _lines(paths: Paths, choice: OfferedOption, trail: Trail) -> tuple[CostLine, ...]:
    return (
        *_cash_lines(paths.reading, choice),
        *_refund_line(paths, choice),
        *_premium_lines(paths, trail),
        *_other_car_lines(paths, trail),
    )


def _cash_lines(reading: Reading, choice: OfferedOption) -> tuple[CostLine, ...]:
    day = reading.case.as_of
    return tuple(
        CostLine(
            code=item.code,
            renewal=0,
            day=day,
            amount=Won(int(item.amount)),
            present=Won(int(item.amount)),
            basis=(_cash_basis(reading, item.code),),
        )
        for item in choice.cash
    )


_KEYS = {
    "other-part": "accident.other_property",
    "above-property-limit": "policy.property_limit",
    "depreciation": "accident.depreciation",
    "extras": "accident.extras",
    "injury-settlement": "accident.injury_settlement",
}


def _cash_basis(reading: Reading, code: str) -> str:
    """Name the rule version, or the key of the case, that an amount comes from."""
    policy, accident = reading.case.policy, reading.case.accident
    if code == "deductible":
        return reading.rulebook.deductible.on(policy.start).ref
    if code == "above-cap":
        return reading.rulebook.surcharge_threshold.on(policy.start).ref
    if code in _KEYS:
        return _KEYS[code]
    cash = accident.cash_repair
    cheaper = cash is not None and cash < accident.own_damage.likely
    return "accident.cash_repair" if cheaper else "accident.own_damage"


def _refund_line(paths: Paths, choice: OfferedOption) -> tuple[CostLine, ...]:
    if not choice.repaid:
        return ()
    reading = paths.reading
    start = reading.case.policy.start
    return (
        CostLine(
            code=REFUND_LINE,
            renewal=0,
            day=reading.refund_by,
            amount=choice.repaid,
            present=paths.repaid(choice.repaid),
            basis=(reading.rulebook.refund.on(start).ref,),
        ),
    )


def _premium_lines(paths: Paths, trail: Trail) -> Iterator[CostLine]:
    ours, theirs = paths.track(trail), paths.track(paths.baseline)
    if ours is theirs:
        return
    years = paths.pricings[0].years
    for k in range(1, paths.reading.renewals + 1):
        amount = Won(ours.premiums[k] - theirs.premiums[k])
        if amount:
            day = years.days[k]
            yield CostLine(
                code="extra-premium",
                renewal=k,
                day=day,
                amount=amount,
                present=paths.present(amount, day),
                basis=(
                    *_premium_basis(paths, ours, theirs, k),
                    *driver_basis(paths.reading, years, k),
                ),
            )


def _premium_basis(paths: Paths, ours: Track, theirs: Track, renewal: int) -> tuple[str, ...]:
    """Name the rules and keys behind an extra premium; these may be the quotes alone."""
    quoted, pricing = paths.quoted, paths.pricings[0]
    keys = ("assumptions.quote_clean", "assumptions.quote_claim")
    premiums = ours.premiums[renewal], theirs.premiums[renewal]
    if quoted and premiums == (quoted.claim, quoted.clean):
        return keys
    count, other = ours.counts[renewal], theirs.counts[renewal]
    grade, clean = ours.grades[renewal], theirs.grades[renewal]
    basis: tuple[str, ...] = ()
    profile, table = pricing.profiles[renewal], paths.reading.table
    worth = profile.terms.ratio
    if worth(count.accidents_3y, count.accidents_1y) != worth(
        other.accidents_3y, other.accidents_1y
    ):
        basis = (profile.ref,)
    if table.terms.ratio(grade) != table.terms.ratio(clean):
        basis += (table.ref, pricing.years.moves[renewal].ref)
    if count.special != other.special:
        start = paths.reading.case.policy.start
        basis += (paths.reading.rulebook.special_surcharge.on(start).ref,)
    return basis + keys if quoted else basis


def _other_car_lines(paths: Paths, trail: Trail) -> Iterator[CostLine]:
    reading = paths.reading
    for car in range(1, len(paths.fleet.starts)):
        ours, theirs = paths.track(trail, car), paths.track(paths.baseline, car)
        days = paths.fleet.years[car].days
        for renewal in paths.renewals_due(car, reading.renewals):
            amount = Won(ours.premiums[renewal] - theirs.premiums[renewal])
            if amount:
                day = days[renewal]
                yield CostLine(
                    code="other-car",
                    renewal=renewal,
                    day=day,
                    amount=amount,
                    present=paths.present(amount, day),
                    basis=(
                        f"other_car[{car - 1}]",
                        reading.table.ref,
                        reading.moves_on(day).ref,
                    ),
                )


def _premiums(paths: Paths, trail: Trail) -> Iterator[Won]:
    """Yield the present value of every premium that is due, for every car."""
    if len(paths.fleet.starts) == 1 and not paths.reading.case.assumptions.discount_rate:
        yield from paths.track(trail).premiums[1 : paths.reading.renewals + 1]
        return
    for car in range(len(paths.fleet.starts)):
        track, days = paths.track(trail, car), paths.fleet.years[car].days
        for renewal in paths.renewals_due(car, paths.reading.renewals):
            yield paths.present(track.premiums[renewal], days[renewal])


def _repaid_by_plan(paths: Paths) -> Won:
    """Return the present value of what the plan pays back for earlier claims of the year."""
    claims = paths.reading.case.claims
    return total(paths.repaid(claims[index].property_paid or NOTHING) for index in paths.refunded)
