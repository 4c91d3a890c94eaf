"""Which answer to follow: the decision's, for a few renewals, or the one with later accidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.decision import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.decision import Decision
    from advisor.domain.errors import AdvisorError
    from advisor.explain.texts import Texts
    from advisor.outlook.expected import Expected


def which_view(decision: Decision, view: Expected, texts: Texts) -> Iterator[str]:
    """Say whether the views agree on claiming, and which one to follow where they do not."""
    first, long = decision.views[0], decision.views[-1]
    side = view.recommended.is_claim
    facts = {"renewals": first.renewals, "long": long.renewals}
    if first.recommended.is_claim == long.recommended.is_claim == side:
        yield texts("later.follow.agree", **facts)
    else:
        yield texts(
            "later.follow.differ",
            first=first.recommended,
            second=long.recommended,
            third=view.recommended,
            **facts,
        )
        short = "differ" if first.recommended.is_claim != side else "agrees"
        yield texts(f"later.follow.short-{short}", **facts)
    if _hangs_on_unknowns(decision):
        yield texts("later.follow.unknown")


def says_otherwise(decision: Decision, view: Expected) -> bool:
    """Tell whether the view comes to the other side than the decision."""
    return decision.recommended.is_claim != view.recommended.is_claim


def in_the_way(error: AdvisorError, texts: Texts) -> str:
    """Say why there is no view with later accidents for a case."""
    code = f"later.impossible.{error.facts.get('rule')}"
    if not texts.has(code):
        code = f"later.impossible.{error.code}"
    return texts(code if texts.has(code) else "later.impossible.other", **error.facts)


def _hangs_on_unknowns(decision: Decision) -> bool:
    """Tell whether what the case leaves open can turn the answer."""
    sides = {entry.recommended.is_claim for entry in decision.range}
    return decision.verdict is Verdict.DEPENDS and len(sides) > 1
