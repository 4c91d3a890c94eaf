"""The test of a payout against the surcharge threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.domain.case import Assumptions
    from advisor.domain.money import Won


def crosses(tested: Won, threshold: Won, assumptions: Assumptions) -> bool:
    """Tell whether an amount crosses the threshold: only one above it, by the wording in force."""
    return tested > threshold or (assumptions.threshold_included and tested == threshold)
