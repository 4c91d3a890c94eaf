"""Every field of the answer to a random case agrees with the second, slow computation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from engine.answered import compared
from engine.documents import document
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from random import Random


@given(st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_every_field_agrees(chance: Random) -> None:
    """The script `long_comparison.py` in this folder compares thousands of cases more."""
    case = document(chance)
    assert compared(case).differences == [], case


@pytest.mark.parametrize("claimed", [760_000, 905_000])
@pytest.mark.parametrize("earlier", [150_000, 2_600_000])
@pytest.mark.parametrize("bill", [300_000, 2_900_000])
def test_every_field_agrees_where_quotes_meet_earlier_claims_to_pay_back(
    claimed: int, earlier: int, bill: int
) -> None:
    """With two equal quotes a claim's path is that of self-pay, whichever refunds are made."""
    case = {
        "format": 1,
        "as_of": date(2026, 11, 21),
        "policy": {
            "start": date(2026, 3, 2),
            "premium": 820_000,
            "grade": 16,
            "own_damage": {"single_vehicle": True},
        },
        "claim": [
            {"day": date(2026, 5, 1), "property_paid": earlier, "status": "refundable"},
            {"day": date(2026, 7, 1), "property_paid": earlier // 2, "status": "refundable"},
        ],
        "accident": {"day": date(2026, 11, 19), "kind": "object", "own_damage": bill},
        "assumptions": {"quote_clean": 760_000, "quote_claim": claimed, "renewals": 10},
    }
    assert compared(case, steps=4).differences == []
