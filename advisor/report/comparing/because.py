"""Why a change moves the cost as it does, where the figure alone looks odd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.comparison import TYPED, outlay_change
from advisor.intake.case.field import Listed
from advisor.intake.case.fields import DEDUCTIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.comparison import Change, Variant
    from advisor.domain.decision import Decision
    from advisor.explain.texts import Texts

_THRESHOLD = "policy.surcharge_threshold"
_FEWER, _LATER = "claim-fewer", "later"


def because(base: Decision, variant: Variant, texts: Texts) -> tuple[str, ...]:
    """Return the sentences that explain a variant, most often none."""
    return tuple(texts(f"compare.because.{code}") for code in _codes(base, variant))


def _codes(base: Decision, variant: Variant) -> Iterator[str]:
    change = variant.change
    moved = _cost(variant.decision) - _cost(base)
    if moved > 0 and (change.code == _FEWER or _drops_claim(change)):
        yield "cleaner-record"
    if moved < 0 and change.code == _LATER:
        yield "later"
    elif outlay_change(base, variant.decision) is None:
        yield "other-years"
    if change.code == TYPED and _keeps_deductible(base, change):
        yield "deductible-kept"


def _cost(decision: Decision) -> int:
    return decision.outcome(decision.recommended).total


def _drops_claim(change: Change) -> bool:
    return any(
        path.startswith(f"{Listed.CLAIM}[") and path.endswith("]") and not text.strip()
        for path, text in change.settings.items()
    )


def _keeps_deductible(base: Decision, change: Change) -> bool:
    """Tell whether a threshold is typed alone, beside a minimum that would hang on it."""
    cover = base.case.policy.own_damage
    alone = not any(path.startswith(DEDUCTIBLE) for path in change.settings)
    stated = cover is not None and cover.deductible.minimum is not None
    return _THRESHOLD in change.settings and alone and stated
