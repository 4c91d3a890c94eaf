"""The own share and the payout agree with sums in which every loss is taken one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.claiming.own_share import OwnShare, fixed_deductible, proportional
from advisor.claiming.payouts import PayoutLaw, PayoutsByState
from advisor.claiming.severity import Empirical, Exponential, Lognormal
from advisor.claiming.tabulated import tabulated

MONEY = st.integers(0, 5_000)
LISTS = st.lists(MONEY.map(float), min_size=1, max_size=10)


@st.composite
def shares(draw: st.DrawFn) -> OwnShare:
    """Draw own shares of every kind that people are sold."""
    if draw(st.booleans()):
        return fixed_deductible(float(draw(MONEY)))
    rate, floor = draw(st.sampled_from([0.1, 0.2, 0.3, 0.5])), float(draw(MONEY))
    cap = floor + draw(st.integers(1, 4_000))
    free_above = draw(st.sampled_from([np.inf, 100.5, 1_800.5, 4_000.5]))
    return proportional(rate, floor, cap, free_above)


@given(LISTS, shares(), st.integers(-500, 6_000))
def test_excess_is_what_a_claim_saves_on_average(
    losses: list[float], share: OwnShare, q: int
) -> None:
    """The excess is E[(y - q)^+], worked out by hand for prices q of either sign."""
    law, x = PayoutLaw(Empirical(losses), share), np.array(losses)
    y = x - share.of(x)
    assert float(law.excess(np.asarray(float(q)))) == pytest.approx(
        np.maximum(y - q, 0.0).mean(), abs=1e-6
    )
    assert float(law.mean_loss) == pytest.approx(x.mean())


@given(LISTS, shares(), st.integers(-500, 6_000).map(lambda n: n + 0.25))
def test_tail_and_loss_at_describe_the_same_payouts(
    losses: list[float], share: OwnShare, q: float
) -> None:
    """A payout is above q exactly when the loss is above loss_at(q)."""
    law, x = PayoutLaw(Empirical(losses), share), np.array(losses)
    y, at = x - share.of(x), np.asarray(q)
    assert float(law.tail(at)) == pytest.approx((y > q).mean())
    if q >= 0:
        assert (x > float(law.loss_at(at))).tolist() == (y > q).tolist()


@given(shares(), st.floats(0.001, 1e4), st.floats(0.0, 1e4))
def test_more_damage_never_pays_the_driver_less(share: OwnShare, x: float, more: float) -> None:
    low, high = np.array([x]), np.array([x + more])
    assert 0.0 <= share.of(low)[0] <= x
    assert (low - share.of(low))[0] <= (high - share.of(high))[0] + 1e-9


def test_excess_is_shaped_like_its_argument() -> None:
    law = PayoutLaw(Exponential(900.0), proportional(0.2, 200.0, 500.0))
    q = np.linspace(-100.0, 4000.0, 12).reshape(3, 4)
    assert law.excess(q).shape == law.tail(q).shape == law.loss_at(q).shape == (3, 4)
    one_by_one = [float(law.excess(np.asarray(x))) for x in q.ravel()]
    assert law.excess(q).ravel() == pytest.approx(one_by_one)


def test_states_may_have_their_own_deductible() -> None:
    laws = [PayoutLaw(Exponential(900.0), fixed_deductible(d)) for d in (100.0, 400.0)]
    both = PayoutsByState(laws, np.array([1, 0, 1]))
    q = np.array([[0.0, 50.0, 100.0], [200.0, 250.0, 300.0]])
    for name in ("excess", "tail", "loss_at", "own_share"):
        expected = [[getattr(laws[s % 2 == 0], name)(x) for s, x in enumerate(row)] for row in q]
        assert getattr(both, name)(q) == pytest.approx(np.array(expected))
    assert both.mean_loss == pytest.approx([900.0] * 3)


@pytest.mark.parametrize(
    ("start", "fixed", "rate"),
    [
        ([], [], []),
        ([0.0], [0.0, 1.0], [0.0]),
        ([1.0], [0.0], [0.0]),
        ([0.0, 0.0], [0.0, 0.0], [0.0, 0.0]),
        ([0.0], [0.0], [1.0]),
        ([0.0], [0.0], [1.5]),
        ([0.0], [5.0], [0.0]),
        ([0.0, 10.0], [0.0, 5.0], [0.0, 0.0]),
    ],
)
def test_a_share_that_no_contract_has_is_refused(
    start: list[float], fixed: list[float], rate: list[float]
) -> None:
    with pytest.raises(ValueError, match="must"):
        OwnShare(start, fixed, rate)


@pytest.mark.parametrize(
    "bad", [(0.0, 1.0, 2.0), (0.2, 3.0, 2.0), (0.2, 0.0, 0.0), (2.0, 0.0, 1.0)]
)
def test_bounds_out_of_order_are_refused(bad: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="need"):
        proportional(*bad)


@pytest.mark.parametrize("amount", [-1.0, np.inf, np.nan])
def test_a_deductible_is_an_amount(amount: float) -> None:
    with pytest.raises(ValueError, match="deductible"):
        fixed_deductible(amount)


@pytest.mark.parametrize("sigma", [0.7, 0.9, 1.1])
def test_a_table_of_the_excess_is_within_a_quarter_of_a_won(sigma: float) -> None:
    """The table of a smooth law is off by less between any two steps, and beyond its end."""
    share = proportional(0.2, 200_000.0, 500_000.0)
    law = PayoutLaw(Lognormal.of_mean(1_450_000.0, sigma), share)
    table = tabulated(law)
    assert table is not law
    payouts = np.linspace(-1e5, 9e7, 100_001)
    exact = law.excess(payouts)
    for part in (payouts >= -1e5, payouts >= 0.0, payouts > 9e7):
        assert np.abs(table.excess(payouts[part]) - exact[part]).max(initial=0.0) < 0.25
    assert table.tail(payouts) == pytest.approx(law.tail(payouts))
    assert table.loss_at(payouts) == pytest.approx(law.loss_at(payouts))
    assert float(table.mean_loss) == float(law.mean_loss)
    assert float(table.own_share(np.asarray(1e6))) == 200_000.0


def test_a_loss_with_a_chance_of_its_own_has_no_table() -> None:
    """If one in ten accidents is a total loss, the law itself is used and no table of it."""
    law = PayoutLaw(Lognormal.of_mean(1_450_000.0, 0.9))
    assert tabulated(law, 0.1) is law
    assert tabulated(law, 0.0001) is not law
