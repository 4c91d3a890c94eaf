"""Print what following the product costs compared with the exact optimum, over random drivers.

A driver has a grade of 5 to 29, one of the two complete grade tables, one of the two count
profiles, up to three past claims and, in every other case, a cash price. Accident rates lie around
0.15 a year. The optimum is that of `claiming` for the years that the driver drives: each later
accident is claimed or paid, whichever is cheaper, and money counts 4 % less for each year that it
is later. The product takes neither into account.

Run it from the top of the checkout: PYTHONPATH=tests python tests/bench/regret.py [DRIVERS]
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from attrs import evolve, frozen
from later.scrapes import RULEBOOK, bill, claimed, scrape

from advisor.domain.money import Won
from advisor.engine.advise import advise
from advisor.later.later_advice import later_rule
from advisor.later.later_years import LaterYears
from advisor.later.priced_case import PricedCase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.domain.case import Case

TERMS = later_rule(RULEBOOK, date(2026, 3, 2)).terms
DRIVERS, SEED, START = 500, 20261129, date(2026, 3, 2)
THRESHOLDS = tuple(map(Won, (500_000, 1_000_000, 1_500_000, 2_000_000)))


@frozen
class Regret:
    """What one decision costs more than the best one, in won and as a part of the lifetime cost."""

    other_side: bool
    won: float
    part: float


@frozen
class Bound:
    """How far the product may be off: share of wrong decisions, and mean part of lifetime cost."""

    stated: int | None
    driven: int | None
    share: float
    part: float


BOUNDS = (
    Bound(None, 10, 0.04, 0.0003),
    Bound(None, None, 0.04, 0.0003),
    Bound(5, 5, 0.05, 0.0005),
    Bound(20, 20, 0.05, 0.0005),
)


def driver(rng: Random) -> tuple[Case, Decimal]:
    """Draw a random case and its driver's number of accidents a year."""
    as_of = START + timedelta(days=rng.randrange(10, 360))
    own = round(min(max(rng.lognormvariate(13.8, 0.8), 250_000), 20_000_000), -4)
    cash = Won(int(round(own * rng.uniform(0.6, 1.0), -4))) if rng.random() < 0.5 else None
    days = (START + timedelta(days=rng.randrange(-1_100, 300)) for _ in range(rng.randrange(4)))
    claims = [
        claimed(day, rng.choice([600_000, 900_000, 2_500_000])) for day in days if day < as_of
    ]
    case = scrape(
        {
            "premium": Won(int(round(rng.uniform(400_000, 1_600_000), -4))),
            "grade": rng.randint(5, 29),
            "surcharge_threshold": rng.choice(THRESHOLDS),
        },
        {
            "day": as_of - timedelta(days=rng.randrange(10)),
            "own_damage": bill(int(own)),
            "cash_repair": cash,
        },
        {
            "renewals": None,
            "grade_table": rng.choice(["mg-2024", "bohum24"]),
            "count_profile": rng.choice(["steps", "two-count-2017"]),
        },
        *claims,
        as_of=as_of,
    )
    rate = min(max(rng.gammavariate(4.0, 0.15 / 4.0), 0.02), 0.5)
    return case, Decimal(f"{rate:.2f}")


def regret(case: Case, rate: Decimal, bound: Bound) -> Regret:
    """Compare the product's recommendation with the best option."""
    stated = evolve(case, assumptions=evolve(case.assumptions, renewals=bound.stated))
    recommended = advise(stated, RULEBOOK).recommended
    taken = LaterYears(rate, Won(1_450_000), Decimal("0.9"), Decimal("0.04"), renewals=bound.driven)
    priced = PricedCase.of_case(case, RULEBOOK, TERMS).under(taken)
    totals = {cost.option: cost.total for cost in priced.costs(priced.offered())}
    best = min(totals, key=totals.__getitem__)
    more = float(totals[recommended] - totals[best])
    lifetime = priced.records.cost(priced.past, case.as_of)
    return Regret(recommended.is_claim != best.is_claim, more, more / lifetime)


def tell(bound: Bound, found: Sequence[Regret]) -> None:
    """Print the figures of one comparison beside their bounds."""
    share = sum(one.other_side for one in found) / len(found)
    part = sum(one.part for one in found) / len(found)
    mean, worst = sum(one.won for one in found) / len(found), max(one.won for one in found)
    stated = bound.stated or "unstated"
    print(
        f"renewals {stated}, driven {bound.driven or 'without end'}: "
        f"other side {share:.2%} (at most {bound.share:.0%}), "
        f"mean {mean:,.0f} won = {part:.4%} (at most {bound.part:.2%}), worst {worst:,.0f} won"
    )


if __name__ == "__main__":
    drivers = int(sys.argv[1]) if len(sys.argv) > 1 else DRIVERS
    for one in BOUNDS:
        chance = Random(SEED)  # noqa: S311 - the same drivers for each comparison
        tell(one, [regret(*driver(chance), one) for _ in range(drivers)])
