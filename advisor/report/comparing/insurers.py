"""Insurers side by side, as text and JSON: what each costs, and what is known of each."""

from collections.abc import Iterator, Sequence

from advisor.domain.comparison import InsurerCost
from advisor.domain.money import Won
from advisor.domain.rulebook import Rulebook
from advisor.explain.names import in_language, option_code
from advisor.explain.paper import Paper
from advisor.explain.tables import table_within
from advisor.explain.texts import Texts
from advisor.explain.width import joined_lines
from advisor.report.answer.json_values import Json, json_values

_HEADS = ("name", "premium", "without", "with", "best")
_HEADS_ALONE = ("name", "renewal", "in-all")
"""The columns if there was no accident."""

_COUNTS = "count-profile"
"""The entry of `known_by` of an insurer whose own accident-count factors are in the rules."""


def insurer_names(costs: Sequence[InsurerCost], rulebook: Rulebook, texts: Texts) -> list[str]:
    """Return the name of each insurer."""
    return [insurer_name(cost, rulebook, texts) for cost in costs]


def _is_mixed(costs: Sequence[InsurerCost]) -> bool:
    return len({cost.is_estimated for cost in costs}) > 1


def insurer_name(cost: InsurerCost, rulebook: Rulebook, texts: Texts) -> str:
    """Return an insurer's name in the rules, else as typed; the case's own insurer is marked."""
    if cost.insurer is not None:
        version = rulebook.insurers[cost.insurer].current(cost.decision.case.as_of)
        called = in_language(version.terms.name, texts)
    elif cost.offer.name:
        called = cost.offer.name
    else:
        return texts("compare.insurers.unnamed")
    return texts("compare.insurers.current", name=called) if cost.current else called


def insurers_text(costs: Sequence[InsurerCost], rulebook: Rulebook, paper: Paper) -> str:
    """Return a line for each insurer, the cheapest first, and notes on how to read the figures."""
    names = insurer_names(costs, rulebook, paper.texts)
    title, head, *lines = insurers_table(costs, names, paper.texts, paper.cells)
    said = paper.wrapped(*insurers_notes(costs, names, paper.texts))
    return joined_lines((*paper.wrapped(title), "", paper.faint(head), *lines, "", *said))


def insurers_table(
    costs: Sequence[InsurerCost], names: Sequence[str], texts: Texts, cells: int
) -> list[str]:
    """Return the title of the table, its head, and a line for each insurer.

    If some insurers are known by their quotes, those that are estimated are marked.
    """
    alone = costs[0].is_without_accident
    heads = _HEADS_ALONE if alone else _HEADS
    rows = [tuple(texts(f"compare.insurers.head-{head}") for head in heads)]
    row = _renewal_row if alone else _row
    for name, cost in zip(names, costs, strict=True):
        is_marked = cost.is_estimated and _is_mixed(costs)
        shown = texts("compare.insurers.estimated", name=name) if is_marked else name
        rows.append(row(shown, cost, texts))
    code = "title-alone" if alone else "title"
    title = texts(f"compare.insurers.{code}", renewals=costs[0].decision.renewals)
    return [title, *table_within(rows, cells)]


def _renewal_row(name: str, cost: InsurerCost, _texts: Texts) -> tuple[str, ...]:
    return (name, _shown(cost.at_renewal), _shown(cost.without_claim))


def _row(name: str, cost: InsurerCost, texts: Texts) -> tuple[str, ...]:
    best = texts(f"choice.{option_code(cost.decision, cost.decision.recommended)}")
    amounts = (cost.offer.premium, cost.without_claim, cost.with_claim)
    return (name, *(_shown(amount) for amount in amounts), best)


def _shown(amount: Won | None) -> str:
    return "–" if amount is None else f"{amount:,}"


def insurers_notes(
    costs: Sequence[InsurerCost],
    names: Sequence[str],
    texts: Texts,
    how: str = "compare.insurers.note",
) -> Iterator[str]:
    """Yield who is the cheapest, whose tables are not known, and what that means for the figures.

    `how` is the code of the last sentence, which says how to improve the figures.
    """
    yield from _cheapest(costs, names, texts)
    unknown = [name for name, cost in zip(names, costs, strict=True) if not cost.known_by]
    if unknown:
        alone = "all" if len(unknown) == len(costs) else "some"
        facts = {"names": ", ".join(unknown), "count": len(unknown)}
        yield texts(f"compare.insurers.stand-in-{alone}", **facts)
    if costs[0].is_without_accident:
        yield texts("compare.insurers.no-accident")
        if any(cost.offer.unused for cost in costs):
            yield texts("compare.insurers.unused")
        return
    if any("quotes" in cost.known_by for cost in costs):
        yield texts("compare.insurers.quotes")
    yield texts(how)


def _cheapest(costs: Sequence[InsurerCost], names: Sequence[str], texts: Texts) -> Iterator[str]:
    if len(costs) == 1:
        yield texts("compare.insurers.only")
        return
    best = costs[0]
    alike = zip(names, costs, strict=True)
    name = ", ".join(name for name, cost in alike if cost.outlay == best.outlay)
    now = next(cost for cost in costs if cost.current)
    if _is_mixed(costs if best is now else (best, now)):
        code = "unlike-alone" if best.is_without_accident else "unlike"
        yield texts(f"compare.insurers.{code}", name=name)
        return
    if best.is_estimated and len({_COUNTS in cost.known_by for cost in (best, now)}) > 1:
        yield texts("compare.insurers.unlike-tables", name=name)
        return
    if best.current:
        alone = all(cost.outlay > best.outlay for cost in costs[1:])
        yield texts(f"compare.insurers.{'stay' if alone else 'none-cheaper'}")
        return
    saved = now.outlay - best.outlay
    code = "hardly" if saved < now.decision.material else "cheaper"
    yield texts(f"compare.insurers.{code}", name=name, saved=saved)


def insurers_document(costs: Sequence[InsurerCost]) -> dict[str, Json]:
    """Return each insurer with its outlays as JSON, the cheapest first.

    `insurer` is null if no rule knows the insurer, `with_claim` if nothing can be claimed.
    `known_by` is empty if a default stands in for the insurer's own tables: such insurers differ
    only in the premium.
    """
    return {
        "renewals": costs[0].decision.renewals,
        "no_accident": costs[0].is_without_accident,
        "insurers": [_insurer(cost) for cost in costs],
    }


def _insurer(cost: InsurerCost) -> Json:
    offer, decision = cost.offer, cost.decision
    return {
        "name": offer.name,
        **json_values(cost, "insurer", "current"),
        **json_values(offer, "premium", "quote_clean", "quote_claim"),
        "known_by": list(cost.known_by),
        "estimated": cost.is_estimated,
        **json_values(cost, "without_claim", "with_claim"),
        **json_values(decision, "verdict", "recommended", "margin"),
        "outlay": cost.outlay,
    }
