"""Rules of thumb from the literature, by name, to compare with the exact rule.

Each gives what a claim costs in later premiums, so `best_rule` can make a claiming rule of it.
`test_reference` says how far they are off, `test_published` rebuilds printed limits with the naive
rule, and the exact prices tend to it in `test_invariances`.
"""

from __future__ import annotations

import math

import numpy as np
from attrs import frozen
from claiming.evaluate import rule_gain

from advisor.claiming.howard import NotSettledError
from advisor.claiming.numerics import Floats, Ints
from advisor.claiming.rule import ClaimingRule, best_rule, claim_rates
from advisor.claiming.year import ClaimingProblem, Prices

_LONGEST = 1000  # years after which records are taken as equal, discounted or not


def naive_prices(problem: ClaimingProblem, years: int | None = None) -> Prices:
    """Return what a claim costs if no accident follows, over some renewals or to full recovery.

    D(s) = sum over h = 1..n of v^h [P(T_0^(h-1) T_k+1 s) - P(T_0^(h-1) T_k s)], at the start
    of the year, for every tally k already reached; shape (J, S).

    Args:
        problem: only the system and the discount matter.
        years: n, or None until the premiums are the same for ever.
    """
    system, tally = problem.system, problem.system.tally
    total = np.zeros(system.after.shape)
    places: Ints = system.after
    for h in range(1, (_LONGEST if years is None else years) + 1):
        total += problem.discount**h * system.premium[places]
        places = system.after[0][places]
        if years is None and (places == places[0]).all():
            break
    small = total[tally.small] - total
    return Prices(small, total[tally.big] - total if tally.two_tier else small)


@frozen(eq=False)
class Lemaire:
    """Lemaire's rule: one retention for each state, which holds for the whole year."""

    values: Floats  # V under his valuation, shape (S,)
    prices: Prices  # D in state s with no claim yet, at the start of the year, shape (S,)


def lemaire(problem: ClaimingProblem, tol: float = 1e-9, most: int = 200) -> Lemaire:
    """Iterate between retentions and values as Lemaire does (ASTIN Bulletin 9, 1977).

    With x the retention of a state, lambda_s = lambda P(X > x) its claim rate, and N Poisson
    with that mean: V(s) = P(s) + v^(1/2) lambda E[what an accident costs at once]
    + v E[V(T_N s)] and D(s) = v E[V(T_(N+1) s) - V(T_N s)]. The rule ignores that the best
    retention changes within the year.

    Args:
        problem: without tiers, with a discount below 1.
        tol: largest change of a price in the last round, in the money unit.
        most: rounds allowed.

    Raises:
        NotSettledError: `most` rounds were not enough.
    """
    tally = problem.system.tally
    d, change = np.zeros(problem.system.size), np.inf
    for _ in range(most):
        law = _counts(claim_rates(problem, _claim_above(d))[0], len(tally.counts))
        values = _value(problem, d, law)
        ahead = values[problem.system.after]
        new = problem.discount * np.asarray((law * (ahead[tally.small] - ahead)).sum(axis=0))
        change = float(np.abs(new - d).max())
        d = new
        if change <= tol:
            return Lemaire(values, Prices(d, d))
    raise NotSettledError(change)


def lemaire_rule(problem: ClaimingProblem, found: Lemaire) -> ClaimingRule:
    """Return the rule that uses these retentions all year, whatever was claimed before."""
    d = np.broadcast_to(found.prices.small, problem.system.after.shape)
    return best_rule(problem, Prices(d, d))


def _claim_above(d: Floats) -> ClaimingRule:
    return ClaimingRule(d, d, np.zeros(d.shape, np.bool_))


def _counts(rate: Floats, tallies: int) -> Floats:
    """Return Poisson probabilities of 0, 1, ... claims, the last of that many or more, (J, S)."""
    p = np.array([np.exp(-rate) * rate**k / math.factorial(k) for k in range(tallies - 1)])
    return np.vstack([p, 1.0 - p.sum(axis=0)])


def _value(problem: ClaimingProblem, d: Floats, law: Floats) -> Floats:
    system, v = problem.system, problem.discount
    free = Prices(np.zeros(d.shape), np.zeros(d.shape))  # premiums are counted by the chain
    at_once = problem.rate * (problem.payouts.mean_loss - rule_gain(problem, _claim_above(d), free))
    matrix = np.eye(system.size)
    for to, p in zip(system.after, law, strict=True):
        np.add.at(matrix, (np.arange(system.size), to), -v * p)
    paid = system.premium + math.sqrt(v) * at_once
    return np.asarray(np.linalg.solve(matrix, paid), dtype=np.float64)
