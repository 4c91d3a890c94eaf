"""How tough a bonus-malus system is, and which losses its drivers should claim.

The classical systems of `policies/classic` and the Korean one are measured alike. Long-run figures
are those of drivers who claim every loss with a payout; retentions are the optimal ones.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import numpy as np
from attrs import evolve

from advisor.claiming.own_share import fixed_deductible
from advisor.claiming.payouts import PayoutLaw, Payouts, PayoutsByState
from advisor.claiming.severity import Exponential, Lognormal
from advisor.claiming.system_file import Blueprint, systems_in
from advisor.claiming.systems import Status, SystemSource
from advisor.claiming.year import ClaimingProblem
from advisor.domain.accident import Accident, Estimate, Kind
from advisor.domain.case import Case
from advisor.domain.money import Rate, Won
from advisor.domain.policy import OwnDamageCover, Policy
from advisor.domain.rulebook import Rulebook
from advisor.domain.values import frozen
from advisor.engine.reading import read
from advisor.later.figures import Figures, Measured, ShownStates, long_run
from advisor.later.korea import SystemInputs, korean_system, problem_of
from advisor.later.later_advice import later_rule
from advisor.later.later_years import LaterYears
from advisor.later.moves import Moves
from advisor.rules.locate import policies_folder

KOREA = "kr"
_LOSS_PER_PREMIUM = 1.5
_RATE, _INTEREST = 0.1, 0.06
_CLAIMS = 4


@frozen
class Setting:
    """What the user states; None takes the system's default, `plain` leaves the record out."""

    accident_rate: Decimal | None = None
    mean_loss: Decimal | None = None
    log_deviation: Decimal | None = None
    discount_rate: Decimal | None = None
    plain: bool = False


def classic_systems() -> Mapping[str, Blueprint]:
    """Read the classical systems, by name.

    Raises:
        SystemFileError: with all problems of all files.
    """
    return systems_in(policies_folder() / "classic")


def system_names() -> tuple[str, ...]:
    """Return the name of every system, the Korean one first."""
    return (KOREA, *classic_systems())


def korean_size(rulebook: Rulebook, day: date) -> int:
    """Return the number of states of the Korean system.

    Raises:
        NoRuleInForceError: the Korean system of that day is not known.
    """
    premium = later_rule(rulebook, day).terms.average_premium
    return len(tuple(Moves.of(read(_average_driver(premium, day), rulebook)).states()))


def measured(name: str, setting: Setting, rulebook: Rulebook, day: date) -> Measured:
    """Solve and measure one system.

    Raises:
        KeyError: there is no such system.
        NoRuleInForceError: the Korean system of that day is not known.
    """
    if name == KOREA:
        return _korean(setting, rulebook, day)
    return _classic(classic_systems()[name], setting)


def _classic(found: Blueprint, setting: Setting) -> Measured:
    system = found.system(_CLAIMS, special=not setting.plain)
    places = [found.ladder.labels.index(label.partition("/")[0]) for label in system.labels]
    rate = np.asarray(_number(setting.accident_rate, _RATE))
    if found.accident_rate and setting.accident_rate is None:
        rate = np.array(found.accident_rate)[places]
    interest = _number(setting.discount_rate, _INTEREST)
    problem = ClaimingProblem(system, PayoutLaw(Exponential(1.0)), rate, 1.0 / (1.0 + interest))
    mean = float(system.premium @ long_run(problem))
    mean_loss = _number(setting.mean_loss, _LOSS_PER_PREMIUM * mean)
    problem = evolve(problem, payouts=_payouts(found, places, mean_loss, setting))
    figures = Figures(problem, system.premium, mean_loss, interest)
    return figures.measured(found.name, found.title, found.sources)


def _payouts(found: Blueprint, places: list[int], mean_loss: float, setting: Setting) -> Payouts:
    law = (
        Exponential(mean_loss)
        if setting.log_deviation is None
        else Lognormal.of_mean(mean_loss, float(setting.log_deviation))
    )
    if not found.own_risk:
        return PayoutLaw(law)
    laws = [PayoutLaw(law, fixed_deductible(risk)) for risk in found.own_risk]
    return PayoutsByState(laws, places)


def _korean(setting: Setting, rulebook: Rulebook, day: date) -> Measured:
    """Measure the rules of a day for a driver with the average premium in the typical grade."""
    rule = later_rule(rulebook, day)
    terms = rule.terms
    inputs = SystemInputs.of(read(_average_driver(terms.average_premium, day), rulebook))
    later_years = LaterYears(
        accident_rate=_or(setting.accident_rate, terms.accident_rate),
        mean_loss=Won(int(_or(setting.mean_loss, Decimal(terms.mean_loss)))),
        log_deviation=_or(setting.log_deviation, terms.log_deviation),
        discount_rate=_or(setting.discount_rate, terms.discount_rate),
    )
    found = korean_system(inputs)
    problem = problem_of(found, later_years)
    figures = Figures(
        problem,
        found.system.premium,
        float(later_years.mean_loss),
        float(later_years.discount_rate),
    )
    clean = [s for s, state in enumerate(found.number) if not any(state.years)]
    by_grade = np.array([state.grade for state in found.number])
    groups = [np.flatnonzero(by_grade == by_grade[s]) for s in clean]
    source = SystemSource(rule.rule, rule.ref, Status.COMPUTED)
    shown = ShownStates(tuple(clean), tuple(groups), tuple(str(by_grade[s]) for s in clean))
    return evolve(figures, shown=shown).measured(KOREA, "", (source,))


def _average_driver(premium: Won, day: date) -> Case:
    nothing = Estimate.exactly(Won(0))
    return Case(
        as_of=day,
        policy=Policy(start=day, premium=premium, own_damage=OwnDamageCover()),
        accident=Accident(day=day, kind=Kind.OBJECT, own_damage=nothing, fault=Rate(Decimal(1))),
    )


def _or(stated: Decimal | None, taken: Decimal) -> Decimal:
    return taken if stated is None else stated


def _number(stated: Decimal | None, taken: float) -> float:
    return taken if stated is None else float(stated)
