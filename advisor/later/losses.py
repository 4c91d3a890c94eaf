"""The losses of a driver, and his own share of a claimed loss, in the form the solver takes."""

import numpy as np

from advisor.claiming.own_share import OwnShare, fixed_deductible, proportional
from advisor.claiming.severity import Empirical, GeneralLaw, Lognormal, Severity
from advisor.domain.money import Won
from advisor.engine.loss.loss import deductible_of
from advisor.engine.reading import KnownDeductible, Reading
from advisor.later.later_years import LaterYears

_UNLIMITED = 1e12


def severity(later_years: LaterYears, most: int | None) -> Severity:
    """Return the law of losses, cut at the sum insured `most`; None means no sum is insured."""
    law: Severity = (
        Empirical(later_years.losses)
        if later_years.losses
        else Lognormal.of_mean(float(later_years.mean_loss), float(later_years.log_deviation))
    )
    if most is None:
        return law
    top = float(most)
    return GeneralLaw(
        mean=float(law.lev(np.asarray(top))),
        lev_of=lambda u: law.lev(np.minimum(u, top)),
        survival_of=lambda u: np.where(u < top, law.survival(u), 0.0),
    )


def own_share(reading: Reading) -> OwnShare:
    """Return what the driver bears of a claimed loss: the case's deductible, none on a total loss.

    If the own car is not covered, later claims are taken to be for other people's things.
    """
    plan, most = reading.deductible, reading.sum_insured
    # A loss of the sum insured itself is total, a loss of the largest float below it is not.
    total_loss = _UNLIMITED if most is None else float(np.nextafter(most, 0.0))
    if plan is None:
        return fixed_deductible(0.0)
    rate, least, largest = _bounds(plan)
    if largest == 0.0:
        return fixed_deductible(0.0)
    return proportional(rate, least, largest, total_loss)


def _bounds(plan: KnownDeductible) -> tuple[float, float, float]:
    """Return the rate, and the least and the largest own share; a fixed sum is both bounds."""
    largest = _UNLIMITED if plan.maximum is None else float(plan.maximum)
    if plan.fixed is not None:
        return 1.0, float(plan.fixed), float(plan.fixed)
    least = min(float(plan.minimum), largest)
    if not plan.rate:
        return 1.0, least, least
    return float(plan.rate), least, largest


def payout_limit(reading: Reading) -> float:
    """Return the payout above which a claim is big.

    If the threshold is read as tested on the gross loss, it is the payout of a loss of that size.
    """
    assumptions = reading.case.assumptions
    limit = reading.threshold - int(assumptions.threshold_included)
    if assumptions.threshold_on_gross_loss and reading.deductible is not None:
        return float(limit - deductible_of(reading.deductible, Won(limit)))
    return float(limit)
