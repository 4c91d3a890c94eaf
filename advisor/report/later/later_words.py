"""What app and report say alike of later accidents: which answer to follow, costs, obstacles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.decision import Option, Verdict
from advisor.later.parts import KEPT_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.decision import Decision
    from advisor.domain.errors import AdvisorError
    from advisor.explain.texts import Texts
    from advisor.later.later_advice import LaterAdvice, LongCost


def which_view(decision: Decision, view: LaterAdvice, texts: Texts) -> Iterator[str]:
    """Say whether the views agree, and which one to follow where they do not."""
    alike = decision.recommended is view.recommended and not view.hangs_on_refund
    yield texts(
        f"later.follow.{'agree' if alike else 'differ'}",
        first=decision.recommended,
        third=view.advice.action,
        renewals=decision.renewals,
    )
    yield from follow(view, texts)
    yield from _at_worst(view, texts)
    if _hangs_on_unknowns(decision):
        yield texts("later.follow.unknown")


def follow(view: LaterAdvice, texts: Texts) -> Iterator[str]:
    """Say which answer to follow where the few renewals of the decision have another one."""
    code = view.otherwise or ("look-again" if view.hangs_on_refund else None)
    if code is not None:
        yield texts(
            f"expected.follow.{code}",
            renewals=view.headline.renewals,
            short=view.headline.recommended,
            long=view.advice.action,
            by=view.kept_open.by if view.kept_open else None,
        )


def _at_worst(view: LaterAdvice, texts: Texts) -> Iterator[str]:
    """Say what either choice can lose, where the answer hangs on the accident rate."""
    side = view.recommended.is_claim
    mine = [one.margin for one in view.by_rate if one.recommended.is_claim != side]
    theirs = [one.margin for one in view.by_rate if one.recommended.is_claim == side]
    if mine:
        yield texts(
            "later.follow.worst",
            recommended=view.advice.action,
            low=view.by_rate[0].accident_rate,
            high=view.by_rate[-1].accident_rate,
            mine=max(mine),
            theirs=max([view.margin, *theirs]),
        )


def long_costs(
    view: LaterAdvice, texts: Texts, names: str, *, even_if_same: bool = False
) -> Iterator[tuple[str, LongCost, int]]:
    """Give what each option costs in the long run and how much more than the cheapest one.

    The cheapest comes first. `names` begins the codes of their names: `option`, or `app.option` for
    the short ones. Claiming with the refund kept open is an option too, where that is cheaper than
    never to pay back; with `even_if_same`, where it costs the same too.
    """
    rows: list[tuple[str, LongCost]] = [
        (texts(f"{names}.{cost.option}"), cost) for cost in view.costs
    ]
    if view.kept_open is not None and (even_if_same or _spares(view)):
        rows.append((texts(f"{names}.{KEPT_OPEN}"), view.kept_open))
    rows.sort(key=lambda row: row[1].total)
    for name, one in rows:
        yield name, one, one.total - view.least


def open_note(view: LaterAdvice, texts: Texts, names: str) -> Iterator[str]:
    """Say what it is to keep the refund open, where that differs from claiming for good."""
    if view.kept_open is not None and _spares(view):
        name = texts(f"{names}.{KEPT_OPEN}")
        yield texts("expected.table.open", name=name, by=view.kept_open.by)


def _spares(view: LaterAdvice) -> bool:
    """Tell whether the open refund makes claiming cheaper."""
    claims = (cost.total for cost in view.costs if cost.option is Option.CLAIM)
    return view.kept_open is not None and view.kept_open.total < min(claims)


def cost_heads(texts: Texts) -> tuple[str, ...]:
    """Name the figures of a long cost: now, later, in all, and more than the cheapest one."""
    return tuple(texts(f"later.costs.{head}") for head in ("now", "later", "total", "regret"))


def no_view(error: AdvisorError, texts: Texts) -> str:
    """Say that there is no view with later accidents for a case, and why."""
    code = f"later.impossible.{error.facts.get('rule')}"
    if not texts.has(code):
        code = f"later.impossible.{error.code}"
    why = texts(code if texts.has(code) else "later.impossible.other", **error.facts)
    return texts("later.line.impossible", why=why)


def _hangs_on_unknowns(decision: Decision) -> bool:
    """Tell whether what the case leaves open can turn the answer."""
    sides = {entry.recommended.is_claim for entry in decision.range}
    return decision.verdict is Verdict.DEPENDS and len(sides) > 1
