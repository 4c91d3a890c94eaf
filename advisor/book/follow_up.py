"""What came true: predicted premiums against those that were charged."""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from advisor.book.learning.renewal import PaidRenewal
from advisor.domain.money import Rate
from advisor.domain.values import frozen

NEAR = Fraction(5, 100)
"""A prediction that is off by at most this share of the premium charged counts as right."""

_PLACES = Decimal("0.0001")


@frozen
class Accuracy:
    """How near the predictions of some renewals were; errors are shares of what was charged.

    `insurer` is empty for all insurers together. `mean_error` is signed: above 0, insurers charged
    more than was predicted. `mean_distance` is the mean of the errors without their signs, and
    `within_near` is the share of renewals whose error is at most 5 %.
    """

    insurer: str
    renewals: int
    mean_error: Rate
    mean_distance: Rate
    within_near: Rate


@frozen
class FollowUp:
    """The accuracy of all predictions and by insurer; `unpredicted` counts renewals without one."""

    overall: Accuracy | None
    by_insurer: tuple[Accuracy, ...]
    unpredicted: int


def follow_up(renewals: Iterable[PaidRenewal]) -> FollowUp:
    """Compare what was predicted with what was charged."""
    every = tuple(renewals)
    predicted = [one for one in every if one.predicted is not None]
    insurers = sorted({one.insurer for one in predicted})
    return FollowUp(
        overall=_accuracy("", predicted) if predicted else None,
        by_insurer=tuple(
            _accuracy(insurer, [one for one in predicted if one.insurer == insurer])
            for insurer in insurers
        ),
        unpredicted=len(every) - len(predicted),
    )


def prediction_error(renewal: PaidRenewal) -> Fraction | None:
    """Return (charged − predicted) / charged, exactly; None if nothing was predicted."""
    if renewal.predicted is None:
        return None
    return Fraction(renewal.charged - renewal.predicted, renewal.charged)


def _accuracy(insurer: str, predicted: list[PaidRenewal]) -> Accuracy:
    errors = [error for one in predicted if (error := prediction_error(one)) is not None]
    near = sum(abs(error) <= NEAR for error in errors)
    return Accuracy(
        insurer=insurer,
        renewals=len(errors),
        mean_error=rounded(sum(errors, Fraction(0)) / len(errors)),
        mean_distance=rounded(sum(map(abs, errors), Fraction(0)) / len(errors)),
        within_near=rounded(Fraction(near, len(errors))),
    )


def rounded(share: Fraction) -> Rate:
    """Return a share of what was charged, rounded to hundredths of a percent."""
    exact = Decimal(share.numerator) / share.denominator
    return Rate(exact.quantize(_PLACES, rounding=ROUND_HALF_EVEN))
