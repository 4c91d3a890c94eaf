"""What an injury brings and costs, and what is asked for one that could be settled in cash."""

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
    """Return the sum for which an injury could be settled; None where there is none to settle."""
    offered = situation.offered
    if Option.SETTLE not in offered or not offered[Option.SETTLE].available:
        return None
    return situation.reading.case.accident.injury_settlement


def injury_reasons(situation: Situation) -> Iterator[Reason]:
    """Say what an injury brings: its points, what they cost, and what the standard would pay."""
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
    """Say what the usual injury would cost in premiums, where nobody knows yet if there is one.

    It costs that on every path: somebody who is hurt is paid by the insurer.
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
    """Say what the injury alone costs in premiums: it is in the sum of each option that bears it.

    Self-pay bears the injury and nothing else of the accident.
    """
    borne = situation.outcomes[Option.SELF_PAY]
    if not borne.available or not borne.extra_premium:
        return
    basis = {ref: None for line in borne.lines for ref in line.basis if line.renewal}
    facts: Facts = {"amount": borne.extra_premium, "renewals": situation.reading.renewals}
    yield Reason("injury-premium", facts, tuple(basis))


def _standard(situation: Situation, asked: Won) -> Iterator[Reason]:
    """Hold the sum that is asked for against what the payment standard of the day gives."""
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
