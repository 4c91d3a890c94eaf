"""Which of several accidents of one year to pay back before renewal."""

from collections.abc import Collection, Iterator

from advisor.domain.decision import RefundChoice
from advisor.domain.money import NOTHING, Won
from advisor.domain.outcome import Option
from advisor.engine.options.paths import Paths
from advisor.engine.options.settlement import OfferedOptions
from advisor.engine.reading import Reading
from advisor.engine.renewals.record import RecordedAccident

_Kind = tuple[object, ...]
"""All that the windows look at in a past claim; claims of one kind are interchangeable there."""


def refund_plan(
    paths: Paths, offered: OfferedOptions, unconfirmed: Collection[int] = ()
) -> tuple[RefundChoice, ...]:
    """Return every option for the new accident with every set of earlier claims to pay back.

    Claims at the indexes `unconfirmed` are taken to be refundable too. Empty if none is refundable.

    The cheapest choice comes first; ties go to fewer refunds, then to earlier claims, then to the
    options' order. Totals are measured against the path without this accident and with the earlier
    claims kept.

    Sets with equally many claims of each kind leave the same record to every window. So their
    premiums are worked out once, and only the sums to pay back are added up for each set.
    """
    reading = paths.reading
    claims = enumerate(reading.case.claims)
    refundable = [index for index, claim in claims if claim.refundable or index in unconfirmed]
    if not refundable:
        return ()
    is_open = reading.refund_allowed and reading.refund_in_time
    sets = list(_sets(paths, refundable if is_open else []))
    kept = paths.with_refunds(frozenset())
    rows: list[tuple[int, int, tuple[int, ...], int, Option]] = []
    for place, choice in enumerate(choice for choice in offered if choice.available):
        now = int(choice.cash_now) + (paths.repaid(choice.repaid) if choice.repaid else 0)
        extras: dict[tuple[int, ...], int] = {}
        for refund, kinds, repaid in sets:
            extra = extras.get(kinds)
            if extra is None:
                trail = kept.trail(choice, frozenset(refund))
                extra = extras[kinds] = kept.extra_premium(trail, reading.renewals)
            rows.append((now + repaid + extra, len(refund), refund, place, choice.option))
    rows.sort(key=lambda row: row[:4])
    return tuple(RefundChoice(new, refund, Won(cost)) for cost, _, refund, _, new in rows)


def plan_of(
    plan: tuple[RefundChoice, ...], recommended: Option, paths: Paths
) -> RefundChoice | None:
    """Return the cheapest choice that may be recommended, None unless its refunds save enough.

    `recommended` is the best option with all earlier claims kept.
    """
    material = paths.reading.advice.material
    possible = advisable(plan, paths.reading)
    if not possible:
        return None
    kept = next(one for one in possible if one.new is recommended and not one.refund)
    best = possible[0]
    return best if best.refund and kept.total - best.total >= material else None


def advisable(plan: tuple[RefundChoice, ...], reading: Reading) -> list[RefundChoice]:
    """Return the choices of a plan whose option for the new accident may be recommended."""
    refunds_too = reading.paid is not None
    return [one for one in plan if refunds_too or one.new is not Option.CLAIM_REFUND]


def _sets(
    paths: Paths, refundable: list[int]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], int]]:
    """Yield every set of claims: their indexes, how many of each kind, and the sum to pay back."""
    claims = paths.reading.case.claims
    kinds: dict[_Kind, int] = {}
    numbered = {index: kinds.setdefault(_kind(paths, index), len(kinds)) for index in refundable}
    found: list[tuple[tuple[int, ...], tuple[int, ...], int]] = [((), (0,) * len(kinds), 0)]
    for index in refundable:
        kind, repaid = numbered[index], paths.repaid(claims[index].property_paid or NOTHING)
        found += [
            (
                (*refund, index),
                (*counted[:kind], counted[kind] + 1, *counted[kind + 1 :]),
                cost + repaid,
            )
            for refund, counted, cost in found
        ]
    yield from found


def _kind(paths: Paths, index: int) -> _Kind:
    """Return all that the renewals of any car look at in a past claim."""
    of_cars = []
    for car, record in enumerate(paths.fleet.records):
        entry = next((entry for entry in record if entry.claim == index), None)
        of_cars.append(
            None if entry is None else (paths.year(entry, car), *_looked_at(paths, entry))
        )
    return tuple(of_cars)


def _looked_at(paths: Paths, entry: RecordedAccident) -> tuple[object, ...]:
    low_fault = paths.reading.low_fault(entry.day, entry.fault)
    paid = entry.paid if paths.reading.ladder else None
    return (entry.points, low_fault.terms.renewals_from if low_fault else None, paid)
