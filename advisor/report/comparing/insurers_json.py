"""Insurers side by side for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.report.answer.to_json import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.domain.comparison import InsurerCost
    from advisor.report.answer.plain import Json


def insurers_document(costs: Sequence[InsurerCost]) -> dict[str, Json]:
    """Return each insurer with its outlays, the cheapest first.

    `insurer` is null where no rule knows it, `with_claim` where nothing can be claimed. `known_by`
    is empty where a stand-in takes the place of the insurer's tables: such insurers differ in the
    premium alone.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "renewals": costs[0].decision.renewals,
        "insurers": [_insurer(cost) for cost in costs],
    }


def _insurer(cost: InsurerCost) -> Json:
    offer, decision = cost.offer, cost.decision
    return {
        "name": offer.name,
        "insurer": cost.insurer,
        "current": cost.current,
        "premium": offer.premium,
        "quote_clean": offer.quote_clean,
        "quote_claim": offer.quote_claim,
        "known_by": list(cost.known_by),
        "without_claim": cost.without_claim,
        "with_claim": cost.with_claim,
        "verdict": str(decision.verdict),
        "recommended": str(decision.recommended),
        "margin": decision.margin,
        "outlay": cost.outlay,
    }
