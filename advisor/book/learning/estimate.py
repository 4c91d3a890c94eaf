"""Accident-count factors from renewals: a robust fit, shrunk towards the published table.

The equations and their sources are in the README of this folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from math import exp, log, sqrt
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from advisor.book.learning.known import KnownTables
from advisor.book.learning.learnt import LearntFactor, LearntTable, MarketYear
from advisor.book.learning.renewal import CELLS, NONE_COUNTED, AccidentCounts, PaidRenewal
from advisor.domain.terms.core import GradeTableTerms
from advisor.domain.values import frozen

if TYPE_CHECKING:
    Floats = npt.NDArray[np.float64]

TABLE_SPREAD, TABLE_SPREAD_WEIGHT = 0.10, 8.0
"""How far insurers' factors lie from the published ones, in logarithms, and as how many factors
that judgement counts beside the book's own spread."""

PREMIUM_SPREAD, PREMIUM_SPREAD_WEIGHT = 0.08, 10.0
"""Likewise how far single premiums lie from any table, and as how many renewals that counts."""

MARKET_SPREAD, INSURER_SPREAD = 0.05, 0.02
"""How far a year's change lies from none, and an insurer's change from that of the year."""

_HUBER, _BISQUARE = 1.345, 4.685
"""The spreads beyond which a premium counts less, or not at all; each gives 95 % efficiency."""

_MEDIAN_TO_SPREAD = 1.4826
_NORMAL_90 = 1.6449
_SCALE_ROUNDS, _MOST_ROUNDS, _STILL = 6, 100, 1e-9


@frozen
class _Fit:
    """The parameters with their covariance, and the spread of premiums they were found with."""

    found: Floats
    covariance: Floats
    premium_spread: float
    renewals: int

    def reach(self, *places: int) -> float:
        """Return half the width of the 90 % interval of a sum of parameters.

        It uses Student's t, because the spread of premiums is itself estimated from the renewals.
        The quantile is taken to the first term of its expansion in 1 / degrees of freedom.
        """
        freedom = PREMIUM_SPREAD_WEIGHT + self.renewals
        quantile = _NORMAL_90 + (_NORMAL_90**3 + _NORMAL_90) / (4 * freedom)
        variance = float(self.covariance[np.ix_(places, places)].sum())
        return quantile * sqrt(variance)


def learn(
    renewals: Sequence[PaidRenewal], known: Mapping[str, KnownTables]
) -> tuple[LearntTable, ...]:
    """Estimate the factors of every insurer in a book; all are fitted together.

    The clients without accidents show the market's change of each year, which all insurers share
    except for a part of their own. `known` has an entry for each insurer of the book.

    Raises:
        ValueError: there is no renewal.
    """
    if not renewals:
        raise ValueError("renewals")
    layout = _Layout.of(renewals)
    change = np.array([_change(one, known[one.insurer].grades) for one in renewals])
    design = np.zeros((len(renewals), layout.size))
    for row, one in enumerate(renewals):
        for place, sign in layout.parts(one):
            design[row, place] += sign
    start = layout.start(known)
    observed = np.any(design[:, : layout.cells] != 0, axis=0)
    fit = _fit(design, change, start, layout, observed)
    return tuple(
        _table(insurer, renewals, known[insurer], layout, fit) for insurer in layout.insurers
    )


def _change(one: PaidRenewal, grades: GradeTableTerms) -> float:
    """Return the logarithm of the premium's change, without the part due to the grade."""
    step = float(grades.factor(one.grade_after) / grades.factor(one.grade_before))
    return log(one.charged / one.before) - log(step)


@frozen
class _Layout:
    """The places in the vector of parameters: factors, then years, then years of each insurer."""

    insurers: tuple[str, ...]
    years: tuple[int, ...]

    @classmethod
    def of(cls, renewals: Sequence[PaidRenewal]) -> _Layout:
        insurers = tuple(sorted({one.insurer for one in renewals}))
        return cls(insurers, tuple(sorted({one.day.year for one in renewals})))

    @property
    def cells(self) -> int:
        return len(self.insurers) * (len(CELLS) - 1)

    @property
    def size(self) -> int:
        return self.cells + len(self.years) * (1 + len(self.insurers))

    def cell(self, insurer: str, counts: AccidentCounts) -> int | None:
        """Return the place of a factor; None for the clean one, to which others are relative."""
        cell = CELLS.index(counts.cell)
        return self.insurers.index(insurer) * (len(CELLS) - 1) + cell - 1 if cell else None

    def year(self, year: int) -> int:
        return self.cells + self.years.index(year)

    def own_year(self, insurer: str, year: int) -> int:
        place = self.insurers.index(insurer) * len(self.years) + self.years.index(year)
        return self.cells + len(self.years) + place

    def parts(self, one: PaidRenewal) -> list[tuple[int, float]]:
        """Return the places of the parameters that sum to a renewal's change, with their signs."""
        year = one.day.year
        found = [(self.year(year), 1.0), (self.own_year(one.insurer, year), 1.0)]
        for counts, sign in ((one.counts_after, 1.0), (one.counts_before, -1.0)):
            place = self.cell(one.insurer, counts)
            if place is not None:
                found.append((place, sign))
        return found

    def start(self, known: Mapping[str, KnownTables]) -> Floats:
        """Return the parameters before any renewal: factors as published, years without change."""
        start = np.zeros(self.size)
        for insurer in self.insurers:
            clean = float(known[insurer].published(NONE_COUNTED))
            for counts in CELLS[1:]:
                place = self.cell(insurer, counts)
                if place is not None:
                    start[place] = log(float(known[insurer].published(counts)) / clean)
        return start

    def precision(self, table_spread: float) -> Floats:
        """Return how firmly each parameter is held at its start, as 1 / variance."""
        found = np.empty(self.size)
        found[: self.cells] = table_spread**-2
        found[self.cells : self.cells + len(self.years)] = MARKET_SPREAD**-2
        found[self.cells + len(self.years) :] = INSURER_SPREAD**-2
        return found


def _fit(
    design: Floats, change: Floats, start: Floats, layout: _Layout, observed: npt.NDArray[np.bool_]
) -> _Fit:
    """Find spreads and parameters in turn, then the parameters alone.

    With fixed spreads, Huber's loss is convex and has one minimum; from there the bisquare loss,
    which ignores far-off premiums altogether, takes over.
    """
    problem = _Robust(design, change, start)
    premium_spread, table_spread = PREMIUM_SPREAD, TABLE_SPREAD
    found = start
    for _ in range(_SCALE_ROUNDS):
        prior = layout.precision(table_spread)
        found, covariance, used = problem.minimum(_huber, prior, premium_spread, found)
        free = max(0.0, len(change) - used)
        off = np.abs(change - design @ found)
        premium_spread = _pooled(PREMIUM_SPREAD, PREMIUM_SPREAD_WEIGHT, off, free)
        strayed = (found - start) ** 2 + np.diag(covariance)
        moved = np.sqrt(strayed[: layout.cells][observed])
        table_spread = _pooled(TABLE_SPREAD, TABLE_SPREAD_WEIGHT, moved, float(len(moved)))
    prior = layout.precision(table_spread)
    found, _, _ = problem.minimum(_huber, prior, premium_spread, found)
    found, covariance, _ = problem.minimum(_bisquare, prior, premium_spread, found)
    return _Fit(found, covariance, premium_spread, len(change))


def _pooled(taken: float, weight: float, off: Floats, count: float) -> float:
    """Return a spread pooled from a judgement, which counts as `weight` values, and those seen."""
    seen = _MEDIAN_TO_SPREAD * float(np.median(off)) if count else 0.0
    return sqrt((weight * taken**2 + count * seen**2) / (weight + count))


def _huber(off: Floats) -> Floats:
    return np.minimum(1.0, _HUBER / np.maximum(off, _STILL))


def _bisquare(off: Floats) -> Floats:
    near: Floats = np.maximum(0.0, 1 - (off / _BISQUARE) ** 2) ** 2
    return near


@frozen
class _Robust:
    """A robust problem: changes as sums of parameters that are held near where they start."""

    design: Floats
    change: Floats
    start: Floats

    def minimum(
        self, weigh: Callable[[Floats], Floats], prior: Floats, spread: float, at: Floats
    ) -> tuple[Floats, Floats, float]:
        """Reweigh the residuals until the parameters no longer move.

        Returns the parameters, their covariance, and how many of them the renewals really fix.
        """
        found, used = at, 0.0
        covariance: Floats = np.diag(1 / prior)
        for _ in range(_MOST_ROUNDS):
            off = np.abs(self.change - self.design @ found) / spread
            weighted = self.design.T * (weigh(off) / spread**2)
            information = weighted @ self.design
            covariance = np.asarray(np.linalg.inv(information + np.diag(prior)), np.float64)
            apart = self.change - self.design @ self.start
            moved = self.start + covariance @ (weighted @ apart)
            used = float(np.sum(covariance * information))
            still = float(np.max(np.abs(moved - found))) < _STILL
            found = moved
            if still:
                break
        return found, covariance, used


def _table(
    insurer: str,
    renewals: Sequence[PaidRenewal],
    known: KnownTables,
    layout: _Layout,
    fit: _Fit,
) -> LearntTable:
    own = [one for one in renewals if one.insurer == insurer]
    seen = Counter(cell for one in own for cell in {one.counts_before.cell, one.counts_after.cell})
    clean = Counter(one.day.year for one in own if one.is_clean)
    days = sorted(one.day for one in own)
    return LearntTable(
        insurer=insurer,
        published=known.profile_code,
        grade_table=known.grades_code,
        factors=tuple(
            _factor(counts, seen[counts], known, layout.cell(insurer, counts), fit)
            for counts in CELLS
        ),
        market=tuple(
            _market(year, clean[year], (layout.year(year), layout.own_year(insurer, year)), fit)
            for year in sorted({day.year for day in days})
        ),
        renewals=len(own),
        first=days[0],
        last=days[-1],
        spread=_rounded(exp(fit.premium_spread) - 1),
    )


def _factor(
    counts: AccidentCounts, renewals: int, known: KnownTables, place: int | None, fit: _Fit
) -> LearntFactor:
    """Return a factor; the clean one is taken as published, because only ratios can be seen."""
    published, clean = known.published(counts), known.published(NONE_COUNTED)
    if place is None:
        return LearntFactor(counts, published, published, published, published, renewals)
    middle, reach = float(fit.found[place]), fit.reach(place)
    low, factor, high = (_rounded(float(clean) * exp(middle + side * reach)) for side in (-1, 0, 1))
    return LearntFactor(counts, published, factor, low, high, renewals)


def _market(year: int, clean: int, places: tuple[int, int], fit: _Fit) -> MarketYear:
    middle, reach = float(sum(fit.found[place] for place in places)), fit.reach(*places)
    low, change, high = (_rounded(exp(middle + side * reach) - 1) for side in (-1, 0, 1))
    return MarketYear(year, change, low, high, clean)


def _rounded(number: float) -> Decimal:
    return Decimal(f"{number:.3f}")
