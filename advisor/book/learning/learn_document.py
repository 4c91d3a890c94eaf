"""What was learnt, as plain values for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.book.follow_up import Accuracy, FollowUp
from advisor.report.answer.json_values import Json, json_value, json_values

if TYPE_CHECKING:
    from advisor.book.learning.learnt import LearntFactor, LearntTable

SCHEMA_VERSION = 1


def learn_document(
    tables: Sequence[LearntTable], came_true: FollowUp, saved: Sequence[str]
) -> dict[str, Json]:
    """Return every learnt table with its 90 % intervals, and how near predictions were.

    Factors and shares are strings of decimals; `saved` are the rule files that were written.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "insurers": [_table(table) for table in tables],
        "follow_up": follow_up_document(came_true),
        "saved": list(saved),
    }


def _table(table: LearntTable) -> dict[str, Json]:
    return {
        **json_values(
            table, "insurer", "published", "grade_table", "renewals", "first", "last", "spread"
        ),
        "factors": [_factor(factor) for factor in table.factors],
        "market": [
            json_values(year, "year", "change", "low", "high", "clean") for year in table.market
        ],
    }


def _factor(factor: LearntFactor) -> dict[str, Json]:
    return {
        "accidents_3y": factor.counts.three_years,
        "accidents_1y": factor.counts.one_year,
        **json_values(factor, "published", "factor", "low", "high", "renewals"),
        "settled": factor.is_settled,
    }


def follow_up_document(found: FollowUp) -> dict[str, Json]:
    """Return how near predictions were, overall and by insurer, shares as strings of decimals."""
    return {
        "overall": _accuracy(found.overall) if found.overall else None,
        "by_insurer": [_accuracy(one) for one in found.by_insurer],
        "unpredicted": found.unpredicted,
    }


def _accuracy(accuracy: Accuracy) -> dict[str, Json]:
    return {
        **json_values(accuracy, "insurer", "renewals", "mean_error", "mean_distance"),
        "within_5_percent": json_value(accuracy.within_near),
    }
