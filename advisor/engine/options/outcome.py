"""The cost lines of one option, each with its day and its basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.days import last_day
from advisor.domain.decision import CostLine, Outcome
from advisor.domain.money import Won
from advisor.engine.renewals.driver_factors import driver_basis

if TYPE_CHECKING:
    from advisor.domain.decision import PremiumPath, PremiumYear
    from advisor.engine.options.choices import Choice
    from advisor.engine.options.paths import Paths
    from advisor.engine.reading import Reading


def outcome(paths: Paths, choice: Choice, offered: tuple[Choice, ...]) -> Outcome:
    """Give all that one option costs over the headline's renewals."""
    if not choice.available:
        return Outcome(option=choice.option, reasons=choice.reasons, available=False)
    path = paths.path(choice, offered)
    base = paths.path(offered[0], offered)
    return Outcome(
        option=choice.option,
        reasons=choice.reasons,
        tested=choice.tested,
        crossed=choice.crossed,
        score=choice.score,
        lines=(
            *_cash_lines(paths.reading, choice),
            *_refund_line(paths, choice),
            *_premium_lines(paths, path, base),
        ),
        path=path,
    )


def _cash_lines(reading: Reading, choice: Choice) -> tuple[CostLine, ...]:
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


def _cash_basis(reading: Reading, code: str) -> str:
    """Name the rule version, or the key of the case, that an amount comes from."""
    policy, accident = reading.case.policy, reading.case.accident
    if code == "deductible":
        return reading.rulebook.deductible.on(policy.start).ref
    if code == "above-cap":
        return reading.rulebook.surcharge_threshold.on(policy.start).ref
    if code == "other-part":
        return "accident.other_property"
    cash = accident.cash_repair
    cheaper = cash is not None and cash < accident.own_damage.likely
    return "accident.cash_repair" if cheaper else "accident.own_damage"


def _refund_line(paths: Paths, choice: Choice) -> tuple[CostLine, ...]:
    if not choice.repaid:
        return ()
    reading = paths.reading
    start = reading.case.policy.start
    return (
        CostLine(
            code="refund",
            renewal=0,
            day=last_day(start),
            amount=choice.repaid,
            present=paths.repaid(choice.repaid),
            basis=(reading.rulebook.refund.on(start).ref,),
        ),
    )


def _premium_lines(paths: Paths, path: PremiumPath, base: PremiumPath) -> tuple[CostLine, ...]:
    lines = []
    until = paths.reading.renewals + 1
    for year, other in zip(path[1:until], base[1:until], strict=True):
        amount = Won(year.premium - other.premium)
        if amount:
            lines.append(
                CostLine(
                    code="extra-premium",
                    renewal=year.renewal,
                    day=year.day,
                    amount=amount,
                    present=paths.present(amount, year.day),
                    basis=(
                        *_premium_basis(paths.reading, year, other),
                        *driver_basis(paths.reading, base[0], year),
                    ),
                )
            )
    return tuple(lines)


def _premium_basis(reading: Reading, year: PremiumYear, other: PremiumYear) -> tuple[str, ...]:
    basis = []
    if year.count_factor != other.count_factor:
        basis.append(reading.profile.on(year.day).ref)
    if (year.grade_factor, year.special) != (other.grade_factor, other.special):
        basis += [reading.table.ref, reading.moves(year.renewal).ref]
    if reading.case.assumptions.quote_clean is not None:
        basis += ["assumptions.quote_clean", "assumptions.quote_claim"]
    return tuple(basis)
