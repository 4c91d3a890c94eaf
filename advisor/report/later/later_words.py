"""What app and report say alike of later accidents: which answer to follow, costs, obstacles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.decision import Option, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.decision import Decision
    from advisor.domain.errors import AdvisorError
    from advisor.explain.texts import Texts
    from advisor.outlook.expected import Expected, LongCost


def which_view(decision: Decision, view: Expected, texts: Texts) -> Iterator[str]:
    """Say whether the views agree, and which one to follow where they do not."""
    first, long = decision.views[0], decision.views[-1]
    facts = {"renewals": first.renewals, "long": long.renewals}
    alike = first.recommended is long.recommended is view.recommended
    yield texts(
        f"later.follow.{'agree' if alike else 'differ'}",
        first=first.recommended,
        second=long.recommended,
        third=view.recommended,
        **facts,
    )
    yield from follow(view, texts)
    yield from _at_worst(view, texts)
    if _hangs_on_unknowns(decision):
        yield texts("later.follow.unknown")


def follow(view: Expected, texts: Texts) -> Iterator[str]:
    """Say which answer to follow where the few renewals of the decision have another one."""
    if view.otherwise is not None:
        yield texts(
            f"expected.follow.{view.otherwise}",
            renewals=view.headline.renewals,
            short=view.headline.recommended,
            long=view.recommended,
        )


def _at_worst(view: Expected, texts: Texts) -> Iterator[str]:
    """Say what either choice can lose, where the answer hangs on the accident rate."""
    side = view.recommended.is_claim
    mine = [one.margin for one in view.by_rate if one.recommended.is_claim != side]
    theirs = [one.margin for one in view.by_rate if one.recommended.is_claim == side]
    if mine:
        yield texts(
            "later.follow.worst",
            recommended=view.recommended,
            low=view.by_rate[0].accident_rate,
            high=view.by_rate[-1].accident_rate,
            mine=max(mine),
            theirs=max([view.margin, *theirs]),
        )


def long_costs(
    view: Expected, texts: Texts, names: str, *, even_if_same: bool = False
) -> Iterator[tuple[str, LongCost, int]]:
    """Give what each option costs in the long run and how much more than the cheapest one.

    The cheapest comes first. `names` begins the codes of their names: `option`, or `app.option` for
    the short ones. Claiming with the refund kept open is an option too, where that is cheaper than
    never to pay back; with `even_if_same`, where it costs the same too.
    """
    named: list[tuple[str, LongCost]] = [
        (texts(f"{names}.{cost.option}"), cost) for cost in view.costs
    ]
    claims = [cost.total for cost in view.costs if cost.option is Option.CLAIM]
    if view.kept_open is not None and (even_if_same or view.kept_open.total < min(claims)):
        named.append((texts(f"{names}.kept-open"), view.kept_open))
    named.sort(key=lambda item: item[1].total)
    for name, one in named:
        yield name, one, one.total - named[0][1].total


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
