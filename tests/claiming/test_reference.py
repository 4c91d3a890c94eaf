"""Our own reference tables, worked out beforehand by two other methods and a simulation.

The driver has 0.1 accidents a year of mean loss 1500, 6 % interest, a premium of 1000 at level 100
and no own share.
"""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from claiming.approximations import lemaire, lemaire_rule, naive_prices
from claiming.evaluate import evaluate
from claiming.oracles import solve_horizon
from claiming.small import lognormal
from claiming.worked import CLASSIC, first_retentions, gamma_law, reference

from advisor.claiming.payouts import PayoutLaw
from advisor.claiming.rule import ClaimingRule, best_rule
from advisor.claiming.severity import Exponential
from advisor.claiming.solve import claim_prices, solve
from advisor.claiming.year import ClaimingProblem, Prices

EXPONENTIAL = {
    "belgium_1971": [
        *(206.92, 364.34, 508.27, 640.33, 759.74, 868.31, 967.55, 1015.82, 1062.97, 1110.69),
        *(1204.67, 1297.78, 1438.69, 1598.00, 1852.84, 2291.71, 1700.00, 981.73),
    ],
    "belgium_1992": [
        *(224.28, 343.13, 479.63, 632.37, 782.13, 929.54, 1075.14, 1219.60, 1372.31, 1523.58),
        *(1673.73, 1823.41, 1983.28, 2145.59, 2298.74, 2449.91, 2621.76, 2883.13, 3371.04),
        *(2851.11, 2303.66, 1707.64, 985.34),
    ],
    "brazil": [61.27, 164.17, 259.55, 348.25, 432.04, 504.90, 279.98],
    "malaysia": [1052.65, 1052.65, 962.81, 822.74, 624.23, 405.47],
    "japan_1993": [
        *(114.48, 215.76, 361.42, 586.81, 865.17, 1183.45, 1521.70, 1833.40, 2121.61, 2388.21),
        *(2602.90, 2767.66, 2862.25, 2181.14, 1464.52, 729.06),
    ],
}


@pytest.mark.parametrize("name", sorted(EXPONENTIAL))
def test_first_retention_of_every_class(name: str) -> None:
    """The values hold just after renewal; tables run from the cheapest class to the dearest."""
    problem = reference(name)
    by_price = np.argsort(problem.system.premium, kind="stable")
    found = first_retentions(problem)
    if name in {"malaysia", "brazil", "japan_1993"}:  # the best class stands last in the file
        by_price = np.arange(found.size)[::-1]
    assert found[by_price] == pytest.approx(EXPONENTIAL[name], abs=0.01)


VARIED = lognormal(1500.0, 2250.0)  # a coefficient of variation of 1.5


def test_the_shape_of_the_law_hardly_moves_the_largest_retention() -> None:
    """In Belgium 1992 the largest retention is 3371, 3367 or 3369 for three laws of one mean."""
    laws = (Exponential(1500.0), VARIED, gamma_law(1.0 / 2.25, 1500.0 * 2.25))
    largest = [first_retentions(reference("belgium_1992", law)).max() for law in laws]
    assert largest == pytest.approx([3371, 3367, 3369], abs=0.5)


@pytest.mark.parametrize(
    ("renewals", "expected"),
    [
        (1, [66.0, 165.4, 235.2, 294.2, 345.4]),
        (3, [133.1, 452.9, 645.4, 796.3, 569.3]),
        (5, [174.9, 650.1, 978.5, 1167.8, 650.1]),
        (10, [213.4, 861.3, 1526.9, 1810.5, 813.9]),
        (20, [223.7, 925.9, 1803.9, 2259.9, 961.1]),
    ],
)
def test_finite_horizon(renewals: int, expected: list[float]) -> None:
    """Belgium 1992 has these retentions at levels 0, 5, 11, 14 and 22 if the end has no value."""
    problem = reference("belgium_1992")
    values = solve_horizon(problem, renewals, steps=8)
    d = claim_prices(problem, values, 0.0, 8).small[0]
    assert d[[0, 5, 11, 14, 22]] == pytest.approx(expected, abs=0.05)


def test_special_bonus_rule() -> None:
    """The retention in one class depends on the years since the last claim."""
    built = CLASSIC["belgium_1992"].system()
    scaled = attrs.evolve(built, premium=built.premium * 10.0)
    found = first_retentions(ClaimingProblem(scaled, PayoutLaw(Exponential(1500.0)), 0.1, 1 / 1.06))
    expected = {
        16: [1884.9, 1884.9, 1884.9, 2288.6],
        18: [1951.8, 2294.4, 2726.9, 3258.4],
        20: [1596.2, 2048.0, 2598.4, 3258.4],
        22: [1074.6, 1627.8, 2320.3, 3258.4],
    }
    for level, row in expected.items():
        states = [built.state(f"{level}/{years}") for years in range(4)]
        assert found[states] == pytest.approx(row, abs=0.05)


def test_a_record_without_a_rule_changes_nothing() -> None:
    """If years since the last claim are states but lead to no class, the plain table holds."""
    ladder = CLASSIC["belgium_1992"].ladder
    assert ladder.at_worst is not None
    idle = attrs.evolve(ladder, at_worst=attrs.evolve(ladder.at_worst, worst=22))
    built = idle.system("idle", "11", 4, (), special=True)
    scaled = attrs.evolve(built, premium=built.premium * 10.0)
    found = first_retentions(ClaimingProblem(scaled, PayoutLaw(Exponential(1500.0)), 0.1, 1 / 1.06))
    expected = np.repeat(EXPONENTIAL["belgium_1992"], 4)
    assert found == pytest.approx(expected, abs=0.01)


SIMPLIFICATIONS = [
    # system, largest error of the retention: Lemaire, naive 3 years, naive full;
    # largest excess cost: claim all, naive 3 years, naive full, Lemaire; all in percent
    ("belgium_1971", (3.0, 47, 7.7), (3.8, 1.06, 0.07, 0.03)),
    ("belgium_1992", (2.9, 55, 9.3), (10.4, 2.60, 0.30, 0.09)),
    ("switzerland", (2.2, 66, 4.8), (22.0, 2.99, 0.24, 0.07)),
    ("brazil", (1.4, 38, 9.5), (0.2, 0.03, 0.01, 0.00)),
    ("malaysia", (2.1, 9, 14.2), (4.9, 0.15, 0.13, 0.11)),
    ("netherlands", (2.9, 47, 9.8), (7.7, 1.26, 0.29, 0.11)),
    ("japan_1993", (3.0, 63, 11.1), (9.6, 1.78, 0.30, 0.07)),
]


@pytest.mark.parametrize(("name", "errors", "costs"), SIMPLIFICATIONS)
def test_what_simplifications_cost(
    name: str, errors: tuple[float, ...], costs: tuple[float, ...]
) -> None:
    """Each rule of thumb is as far from the exact rule as the table says, to its last digit."""
    _agrees(reference(name), errors, costs)


def test_what_simplifications_cost_where_losses_are_lognormal() -> None:
    """With lognormal losses (`VARIED`) Belgium 1992 has a row of its own in the table."""
    row = (2.6, 55.0, 8.1), (11.2, 2.50, 0.33, 0.12)
    _agrees(reference("belgium_1992", VARIED), *row)


def _agrees(problem: ClaimingProblem, errors: tuple[float, ...], costs: tuple[float, ...]) -> None:
    exact = first_retentions(problem)
    found = lemaire(problem)
    three, full = naive_prices(problem, 3), naive_prices(problem)
    thumbs = (found.prices.small, three.small[0], full.small[0])
    off = [float(np.abs(d - exact).max() / exact.max()) * 100 for d in thumbs]
    assert off[1] == pytest.approx(errors[1], abs=0.5)  # printed without a decimal
    assert (off[0], off[2]) == pytest.approx((errors[0], errors[2]), abs=0.051)
    shape = problem.system.after.shape
    rules = [
        best_rule(problem, Prices(np.zeros(shape), np.zeros(shape))),
        best_rule(problem, _all_year(three.small[0], shape)),
        best_rule(problem, _all_year(full.small[0], shape)),
        lemaire_rule(problem, found),
    ]
    best = solve(problem, 8).values
    excess = [_excess(problem, rule, best) for rule in rules]
    assert excess == pytest.approx(costs, abs=0.055)


def _all_year(d: np.ndarray, shape: tuple[int, ...]) -> Prices:
    wide = np.broadcast_to(d, shape)
    return Prices(wide, wide)


def _excess(problem: ClaimingProblem, rule: ClaimingRule, best: np.ndarray) -> float:
    values = evaluate(problem, lambda _: rule, 8).values
    return float((values / best - 1.0).max()) * 100
