"""The test of a payout against the surcharge threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.money import Won

if TYPE_CHECKING:
    from advisor.domain.case import Assumptions


def crosses(tested: Won, threshold: Won, assumptions: Assumptions) -> bool:
    """Tell whether an amount crosses the threshold: only one above it, by the wording in force."""
    return tested > threshold or (assumptions.threshold_included and tested == threshold)


def most_within(threshold: Won, assumptions: Assumptions) -> Won:
    """Return the highest amount that does not cross the threshold."""
    return Won(threshold - assumptions.threshold_included)
