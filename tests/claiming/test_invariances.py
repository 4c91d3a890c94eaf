"""Properties that every model of claiming must have, whatever the system."""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from claiming import small
from claiming.approximations import naive_prices
from claiming.chain import mean_premium, poisson_counts
from claiming.evaluate import evaluate
from claiming.small import two_class
from claiming.worked import MOST, first_retentions, reference, system
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.claiming.own_share import fixed_deductible
from advisor.claiming.payouts import PayoutLaw
from advisor.claiming.rule import best_rule, law_of_rule
from advisor.claiming.severity import Exponential, Lognormal
from advisor.claiming.solve import claim_prices, solve
from advisor.claiming.systems import System, count_tally
from advisor.claiming.year import ClaimingProblem, Prices

NAMES = sorted({*MOST, "belgium_1971", "belgium_1992", "malaysia", "switzerland", "japan_1993"})
few = settings(max_examples=15)


@st.composite
def ladders(draw: st.DrawFn) -> System:
    """Draw random ladders: premiums fall along the classes, and claims never lead up."""
    size = draw(st.integers(2, 6))
    falls = draw(st.lists(st.floats(0.0, 400.0), min_size=size, max_size=size))
    premium = 3000.0 - np.cumsum(falls)
    back = draw(st.integers(1, size))
    after = [
        [max(c - back * k, 0) if k else min(c + 1, size - 1) for c in range(size)] for k in range(3)
    ]
    return System("random", tuple(map(str, range(size))), premium, after, count_tally(2))


def problem_of(ladder: System, mean: float = 800.0, deductible: float = 0.0) -> ClaimingProblem:
    return ClaimingProblem(
        ladder, PayoutLaw(Exponential(mean), fixed_deductible(deductible)), 0.2, 0.95
    )


@few
@given(ladders(), st.floats(0.1, 1000.0))
def test_money_has_no_unit(ladder: System, scale: float) -> None:
    """If premiums, losses and deductible are multiplied by a scale, the retentions are as well."""
    other = attrs.evolve(ladder, premium=ladder.premium * scale)
    plain = first_retentions(problem_of(ladder, 800.0, 100.0))
    scaled = first_retentions(problem_of(other, 800.0 * scale, 100.0 * scale))
    assert scaled == pytest.approx(plain * scale, rel=1e-6, abs=1e-6 * scale)


@few
@given(ladders(), st.floats(-2000.0, 2000.0))
def test_a_constant_on_all_premiums_changes_nothing(ladder: System, constant: float) -> None:
    other = attrs.evolve(ladder, premium=ladder.premium + constant)
    plain, moved = (first_retentions(problem_of(x)) for x in (ladder, other))
    assert moved == pytest.approx(plain, abs=1e-5)


@few
@given(ladders(), st.floats(0.0, 500.0))
def test_no_loss_below_the_deductible_is_worth_claiming(ladder: System, d: float) -> None:
    assert (first_retentions(problem_of(ladder, 800.0, d)) >= d - 1e-9).all()


@few
@given(ladders(), st.lists(st.floats(0.0, 5000.0), min_size=6, max_size=6))
def test_no_rule_beats_the_best(ladder: System, limits: list[float]) -> None:
    problem = problem_of(ladder)
    shape = ladder.after.shape
    d = np.broadcast_to(np.array(limits[: ladder.size]), shape)
    thumb = evaluate(problem, lambda _: best_rule(problem, Prices(d, d)), 8).values
    assert (thumb >= solve(problem, 8).values - 1e-3).all()


@few
@given(ladders())
def test_a_dearer_class_later_never_makes_a_claim_cheaper_than_nothing(ladder: System) -> None:
    """On a ladder where claims lead to dearer classes every price of a claim is at least 0."""
    problem = problem_of(ladder)
    d = claim_prices(problem, solve(problem).values, 0.3).small
    assert d.min() >= -1e-6


@pytest.mark.parametrize("name", NAMES)
def test_without_accidents_the_naive_rule_is_exact(name: str) -> None:
    """As the accident rate tends to 0, the retention tends to the naive price to full recovery."""
    problem = attrs.evolve(reference(name), rate=np.asarray(1e-9))
    naive = naive_prices(problem).small[0]
    assert first_retentions(problem) == pytest.approx(naive, abs=1e-4)


def test_without_accidents_both_tiers_cost_the_naive_prices() -> None:
    """So it is for small and for big claims, whatever was claimed before in the year."""
    problem = small.problem(cap=False, rate=1e-9)
    found, naive = claim_prices(problem, solve(problem).values), naive_prices(problem)
    assert found.small == pytest.approx(naive.small, abs=1e-4)
    assert found.big == pytest.approx(naive.big, abs=1e-4)


@pytest.mark.parametrize("law", [Exponential(900.0), Lognormal.of_mean(900.0, 1.1)])
def test_two_classes_cost_the_discounted_difference(law: Exponential | Lognormal) -> None:
    """A claim costs v (c2 - c1) under any law, unless a second accident would cost that anyway."""
    problem = ClaimingProblem(two_class(500.0, 800.0), PayoutLaw(law), 1e-7, 0.95)
    assert first_retentions(problem) == pytest.approx([285.0, 285.0], abs=1e-3)


@pytest.mark.parametrize("name", ["belgium_1992", "malaysia"])
def test_a_deductible_moves_losses_not_premiums(name: str) -> None:
    """If the deductible exceeds all losses, the prices are the same as without accidents."""
    far = ClaimingProblem(
        system(name, 10.0), PayoutLaw(Exponential(10.0), fixed_deductible(1e5)), 0.1, 0.94
    )
    no_loss = attrs.evolve(far, rate=np.asarray(0.0))
    d, none = (claim_prices(p, solve(p).values).small for p in (far, no_loss))
    assert d == pytest.approx(none, abs=1e-4)


def test_hunger_for_bonus_lowers_premiums_in_the_long_run() -> None:
    """Drivers who pay small losses themselves climb higher than if they claimed every accident."""
    problem = reference("belgium_1992")
    values = solve(problem).values
    law = law_of_rule(problem, lambda t: best_rule(problem, claim_prices(problem, values, t)))
    assert law.sum(axis=0) == pytest.approx(np.ones(23))
    hungry = mean_premium(problem.system, law)
    assert hungry < 0.96 * mean_premium(problem.system, poisson_counts(0.1, 4))
