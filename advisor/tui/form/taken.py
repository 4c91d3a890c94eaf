"""What an empty field is read as, so that the form can say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.accident import Kind, fault_unstated
from advisor.domain.findings import Assumed
from advisor.domain.outcome import Option
from advisor.explain.sentences import plays_a_part
from advisor.intake.case.field import Listed
from advisor.intake.nested import row_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.domain.decision import Decision
    from advisor.domain.findings import Fact
    from advisor.intake.case.draft import Draft

_READINGS = (
    "half_point_years",
    "large_property_points",
    "threshold_included",
    "threshold_on_gross_loss",
)
"""Assumptions that have a value of their own where a case states none."""


def taken(path: str, draft: Draft, decision: Decision | None) -> Assumed | None:
    """Return the value that stands for an empty field, None where empty means just that.

    None too where nothing hangs on the value.
    """
    if draft.text(path).strip():
        return None
    if path == "accident.fault":
        kind = draft.text("accident.kind")
        return Assumed(path, fault_unstated(Kind(kind))) if kind in set(Kind) else None
    if decision is None or not plays_a_part(path, decision):
        return None
    said = next((found for found in decision.assumed if found.path == path), None)
    if said:
        return said
    row = row_at(path)
    found = _of_a_row(row, decision) if row else _values(decision).get(path)
    return None if found is None else Assumed(path, found)


def _of_a_row(row: tuple[Listed, int, str], decision: Decision) -> Fact | None:
    """Return the share of fault and the threshold of a past claim that states none."""
    listed, index, key = row
    if listed is not Listed.CLAIM or index >= len(decision.case.claims):
        return None
    if key == "fault":
        return decision.case.claims[index].fault
    return decision.threshold.amount if key == "surcharge_threshold" else None


def _values(decision: Decision) -> Mapping[str, Fact]:
    assumptions = decision.case.assumptions
    refused = decision.outcome(Option.CLAIM_REFUND).reasons
    return {
        "accident.cash_repair": decision.case.accident.own_damage.likely or None,
        "assumptions.renewals": decision.renewals,
        "assumptions.refund_allowed": "refund-not-allowed" not in refused,
        "assumptions.cap_allowed": bool(assumptions.cap_allowed),
        **{f"assumptions.{key}": getattr(assumptions, key) for key in _READINGS},
    }
