"""The loss laws agree with scipy and with plain averages."""

from __future__ import annotations

import numpy as np
import pytest
import scipy
from claiming.small import lognormal
from hypothesis import given
from hypothesis import strategies as st

from advisor.claiming.severity import (
    Empirical,
    Exponential,
    GeneralLaw,
    Lognormal,
    normal_cdf,
)

LOSSES = st.lists(st.floats(0.0, 1e7), min_size=1, max_size=12)
POINTS = np.array([0.0, 1.0, 300.0, 1500.0, 4000.0, 1e5])


def test_normal_law_agrees_with_scipy() -> None:
    z = np.linspace(-12.0, 12.0, 100_001)
    assert normal_cdf(z) == pytest.approx(scipy.stats.norm.cdf(z), abs=1e-11)


@pytest.mark.parametrize("law", [Exponential(1500.0), Lognormal.of_mean(1500.0, 0.9)])
def test_limited_expected_value_is_the_integral_of_the_tail(law: Exponential | Lognormal) -> None:
    for u in POINTS:
        area = scipy.integrate.quad(
            lambda x: float(law.survival(np.asarray(x))), 0.0, u, limit=200
        )[0]
        assert float(law.lev(np.asarray(u))) == pytest.approx(area, rel=1e-7, abs=1e-7)


def test_lognormal_by_moments_has_them() -> None:
    law = lognormal(1188.0, 495.0)
    same = scipy.stats.lognorm(law.sigma, scale=np.exp(law.mu))
    assert (same.mean(), same.std()) == pytest.approx((1188.0, 495.0))
    assert law.mean == pytest.approx(1188.0)
    assert law.survival(POINTS) == pytest.approx(same.sf(POINTS), abs=1e-10)


@given(LOSSES, st.floats(0.0, 2e7))
def test_a_list_of_losses_is_its_own_law(losses: list[float], u: float) -> None:
    law, at = Empirical(losses), np.asarray(u)
    assert law.mean == pytest.approx(np.mean(losses))
    assert float(law.lev(at)) == pytest.approx(np.minimum(losses, u).mean(), abs=1e-6)
    assert float(law.survival(at)) == pytest.approx(np.greater(losses, u).mean())


def test_weights_count_a_loss_more_than_once() -> None:
    once, twice = Empirical([1.0, 5.0], [2.0, 1.0]), Empirical([1.0, 1.0, 5.0])
    assert once.lev(POINTS) == pytest.approx(twice.lev(POINTS))


@pytest.mark.parametrize(
    ("losses", "weights"),
    [([], []), ([1.0], [1.0, 2.0]), ([-1.0], [1.0]), ([np.inf], [1.0]), ([1.0], [0.0])],
)
def test_a_list_that_is_no_law_is_refused(losses: list[float], weights: list[float]) -> None:
    with pytest.raises(ValueError, match=r"loss|weights"):
        Empirical(losses, weights)


@pytest.mark.parametrize("mean", [0.0, -1.0, np.inf, np.nan])
def test_a_mean_must_be_positive_and_finite(mean: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        Exponential(mean)


def test_any_law_can_be_given_as_functions() -> None:
    own = Exponential(700.0)
    law = GeneralLaw(700.0, own.lev, own.survival)
    assert law.lev(POINTS) == pytest.approx(own.lev(POINTS))
    assert law.survival(POINTS) == pytest.approx(own.survival(POINTS))
