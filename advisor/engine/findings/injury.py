"""What an injury costs in points and premiums, and the sum asked for settling it in cash."""

from collections.abc import Iterator

from advisor.domain.errors import NoRuleInForceError
from advisor.domain.findings import Facts, Reason
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.engine.loss.points import injury_points, with_sprain
from advisor.engine.options.paths import Paths
from advisor.engine.options.settlement import Settlement, Trail
from advisor.engine.situation import Situation


def settlement_asked(situation: Situation) -> Won | None:
    """Return the sum asked for settling an injury in cash, None if that is not an option."""
    offered = situation.offered
    if Option.SETTLE not in offered or not offered[Option.SETTLE].available:
        return None
    return situation.reading.case.accident.injury_settlement


def injury_reasons(situation: Situation) -> Iterator[Reason]:
    """Explain what an injury brings: its points, their cost, and what the standard would pay."""
    reading = situation.reading
    accident, rulebook = reading.case.accident, reading.rulebook
    if accident.injury_open:
        yield from _open(situation)
    if not reading.hurt or situation.covered.driver_pays:
        return
    version = rulebook.accident_points.on(accident.day)
    points = injury_points(
        accident.injury_grade,
        version.terms,
        own_injury=accident.own_injury,
        twelve=reading.case.assumptions.injury_12_points,
    )
    asked = settlement_asked(situation)
    code = "injury-not-self-paid" if asked is None else "injury-settled-or-claimed"
    facts: Facts = {"points": points} if asked is None else {"points": points, "amount": asked}
    yield Reason(code, facts, (version.ref,))
    yield from _cost(situation)
    if asked is not None:
        yield from _standard(situation, asked)


def _open(situation: Situation) -> Iterator[Reason]:
    """Say what the usual injury would cost in premiums, if nobody knows yet whether there is one.

    It would cost that on every path, because the insurer pays for an injury in any case.
    """
    reading, renewals = situation.reading, situation.reading.renewals
    hurt = with_sprain(reading)
    unclaimed = Settlement(hurt, situation.covered, situation.loss).unclaimed
    version = reading.rulebook.accident_points.on(reading.case.accident.day)
    if unclaimed is None or situation.covered.driver_pays:
        return
    paths = Paths.of(hurt, renewals).with_refunds(situation.paths.refunded)
    borne = paths.extra_premium(Trail(unclaimed, paths.refunded), renewals)
    facts: Facts = {"points": unclaimed.points, "amount": Won(borne), "renewals": renewals}
    yield Reason("injury-open", facts, (version.ref,))


def _cost(situation: Situation) -> Iterator[Reason]:
    """Say what the injury alone costs in premiums; every option that bears it includes that sum.

    It is the extra premium of self-pay, which bears nothing of the accident but the injury.
    """
    borne = situation.outcomes[Option.SELF_PAY]
    if not borne.available or not borne.extra_premium:
        return
    basis = {ref: None for line in borne.lines for ref in line.basis if line.renewal}
    facts: Facts = {"amount": borne.extra_premium, "renewals": situation.reading.renewals}
    yield Reason("injury-premium", facts, tuple(basis))


def _standard(situation: Situation, asked: Won) -> Iterator[Reason]:
    """Compare the sum asked for with what the payment standard of the accident's day pays."""
    accident, rulebook = situation.reading.case.accident, situation.reading.rulebook
    rule = rulebook.injury_settlement.find(accident.day)
    if rule is None or not isinstance(accident.injury_grade, int):
        return
    from advisor.engine.injury.payments import yardstick  # noqa: PLC0415 - few settle an injury

    try:
        given = yardstick(accident.injury_grade, rule.terms.visits, accident.day, rulebook)
    except NoRuleInForceError:
        return
    facts: Facts = {
        "asked": asked,
        "grade": given.grade,
        "visits": given.visits,
        "amount": given.amount,
        "day": given.standard_of,
    }
    yield Reason("injury-standard", facts, (*given.basis, rule.ref))
