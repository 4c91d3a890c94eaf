"""Bonus-malus systems and their measures, for programs: figures are decimals as strings."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from advisor.report.answer.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.later.measured import ClassRow, Measured
    from advisor.report.answer.plain import Json

_PLACES = 6


def system_document(found: Measured) -> dict[str, Json]:
    """Return one system: its measures, and premium, share and losses to claim by class."""
    return {
        "id": found.name,
        "title": found.title,
        "states": found.states,
        "accident_rates": _figures(found.accident_rate),
        "mean_loss": figure(found.mean_loss),
        "discount_rate": figure(found.discount_rate),
        "mean_premium": figure(found.mean_premium),
        "level": figure(found.level),
        "variation": figure(found.variation),
        "efficiency": figure(found.efficiency),
        "average_retention": figure(found.average_retention),
        "classes": [_class(row) for row in found.rows],
        "sources": [
            {"covers": source.covers, "text": source.text, "status": str(source.status)}
            for source in found.sources
        ],
    }


def _class(row: ClassRow) -> dict[str, Json]:
    return {
        "class": row.label,
        "premium": figure(row.premium),
        "share": figure(row.share),
        "losses": [
            {"above": figure(one.low), "to": figure(one.high), "action": str(one.action)}
            for one in row.regions
        ],
    }


def _figures(values: Iterable[float]) -> list[Json]:
    return [figure(value) for value in values]


def figure(value: float) -> Json:
    """Return a figure as an exact decimal; what has no end is null.

    >>> figure(0.1 + 0.2), figure(math.inf)
    ('0.3', None)
    """
    return plain(Decimal(str(round(value, _PLACES)))) if math.isfinite(value) else None
