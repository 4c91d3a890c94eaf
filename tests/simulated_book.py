"""Simulated books of clients, whose insurers' true factors only the test knows."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from advisor.book.learning.known import KnownTables
from advisor.book.learning.renewal import AccidentCounts, PaidRenewal
from advisor.domain.money import Won
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from advisor.domain.terms.core import GradeTableTerms

RULEBOOK = load_rulebook()
DAY = date(2026, 11, 22)
PUBLISHED = KnownTables(
    "two-count-2017",
    RULEBOOK.count_profiles["two-count-2017"].on(DAY).terms,
    "mg-2024",
    RULEBOOK.grade_tables["mg-2024"].on(DAY).terms,
)
GRADES: GradeTableTerms = PUBLISHED.grades

Table = dict[tuple[int, int], float]

HIDDEN: Mapping[str, Table] = {
    "first": {
        (0, 0): 0.89, (1, 0): 1.00, (1, 1): 1.12, (2, 0): 1.28, (2, 1): 1.35, (2, 2): 1.45,
        (3, 0): 1.52, (3, 1): 1.58, (3, 2): 1.70,
    },
    "second": {
        (0, 0): 0.89, (1, 0): 0.95, (1, 1): 1.02, (2, 0): 1.18, (2, 1): 1.25, (2, 2): 1.38,
        (3, 0): 1.42, (3, 1): 1.50, (3, 2): 1.62,
    },
    "third": {
        (0, 0): 0.89, (1, 0): 1.06, (1, 1): 1.24, (2, 0): 1.47, (2, 1): 1.52, (2, 2): 1.55,
        (3, 0): 1.75, (3, 1): 1.80, (3, 2): 1.85,
    },
}  # fmt: skip
"""Factors hidden from the estimator; (0, 0) is as published, because only ratios can be seen."""

MARKET = {2022: 0.97, 2023: 0.98, 2024: 1.00, 2025: 1.005, 2026: 1.014}


@frozen
class Noise:
    """How premiums vary: `spread` each, and a share `odd` far off; `rate` is accidents a year."""

    spread: float = 0.04
    odd: float = 0.03
    rate: float = 0.25


USUAL = Noise()


def simulated(
    seed: int, insurers: Mapping[str, Table], clients: int, noise: Noise = USUAL
) -> list[PaidRenewal]:
    """Return random renewals of some clients in the years of MARKET; insurers take turns."""
    chance = Random(seed)  # noqa: S311 - chance, not secrecy
    names = sorted(insurers)
    found: list[PaidRenewal] = []
    for number in range(clients):
        insurer = names[number % len(names)]
        found += _client(chance, insurer, insurers[insurer], noise, f"client {number}")
    return found


def _client(
    chance: Random, insurer: str, table: Table, noise: Noise, client: str
) -> Iterator[PaidRenewal]:
    years = [_accidents(chance, noise.rate) for _ in range(3)]
    grade, premium = chance.randint(8, 24), chance.randint(400_000, 1_500_000)
    counts = _counts(years)
    for year, market in MARKET.items():
        years = [*years[1:], _accidents(chance, noise.rate)]
        after = _counts(years)
        moved = grade - years[-1] if years[-1] else grade + (after.three_years == 0)
        moved = min(29, max(1, moved))
        step = float(GRADES.factor(moved) / GRADES.factor(grade)) * market
        step *= table[_cell(after)] / table[_cell(counts)]
        step *= 2.0 ** chance.choice((-1, 1)) if chance.random() < noise.odd else 1.0
        charged = int(premium * step * chance.lognormvariate(0, noise.spread)) // 10 * 10
        yield PaidRenewal(
            insurer, date(year, chance.randint(1, 12), chance.randint(1, 28)),
            Won(premium), Won(charged), grade, moved, counts, after, client=client,
        )  # fmt: skip
        grade, premium, counts = moved, charged, after


def _accidents(chance: Random, rate: float) -> int:
    return sum(chance.random() < rate / 3 for _ in range(3))


def _counts(years: list[int]) -> AccidentCounts:
    return AccidentCounts(sum(years), years[-1])


def _cell(counts: AccidentCounts) -> tuple[int, int]:
    told = counts.cell
    return told.three_years, told.one_year


def odd_one(renewal: PaidRenewal) -> PaidRenewal:
    """Return a renewal whose premium was typed with a zero too many."""
    return evolve(renewal, charged=Won(renewal.charged * 10))
