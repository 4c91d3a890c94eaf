"""What the app, the report and the command line all say about later accidents."""

from collections.abc import Iterator, Sequence

from advisor.domain.decision import Decision, Verdict
from advisor.domain.errors import AdvisorError
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.explain.formats import number
from advisor.explain.names import option_code, option_name
from advisor.explain.texts import Texts
from advisor.later.advice_parts import KEPT_OPEN, ByRate, LongCost
from advisor.later.later_advice import LaterAdvice, LaterInFull


def opinion(decision: Decision, advice: LaterAdvice, texts: Texts) -> str:
    """Return a sentence on whether the answer holds; if not, with the sums for and against it."""
    head = advice.headline
    if not advice.agrees:
        moved = advice.moved
        return texts(
            "later.opinion.close-interest" if moved and moved.interest else "later.opinion.close",
            discount=advice.discount_rate,
            renewals=head.renewals,
            recommended=named_action(decision, str(head.recommended)),
            margin=head.margin,
            rate=advice.accident_rate,
            other=named_action(decision, advice.best.action),
            against=advice.regret,
        )
    alike = head.recommended is advice.recommended
    return texts(f"later.opinion.{'agree' if alike else 'even'}")


def named_action(decision: Decision, action: str) -> str:
    """Return the code of what to do; for an accident already claimed, to keep it or pay it back."""
    if action == KEPT_OPEN:
        return action
    is_back = decision.case.accident.paid is not None and action == Option.SELF_PAY
    return option_code(decision, Option.CLAIM_REFUND if is_back else Option(action))


def refund_hint(advice: LaterAdvice, texts: Texts) -> Iterator[str]:
    """Yield the gain from keeping a refund open, and the chance of refusal that would undo it."""
    hint = advice.hint
    if hint is not None:
        yield texts(
            "later.opinion.hint", gain=hint.gain, loss=hint.loss, by=hint.by, refusal=hint.refusal
        )


def later_clause(decision: Decision, advice: LaterAdvice, texts: Texts) -> str:
    """Return what the first lines of an answer say about later accidents; '' without a choice."""
    if len(advice.costs) == 1:
        return ""
    return " ".join((opinion(decision, advice, texts), *refund_hint(advice, texts)))


def opinion_in_full(decision: Decision, full: LaterInFull, texts: Texts) -> Iterator[str]:
    """Yield the opinion, what either choice can lose, and whether it depends on open questions."""
    yield opinion(decision, full.advice, texts)
    yield from why_different(decision, full.advice, texts)
    yield from refund_hint(full.advice, texts)
    yield from _at_worst(decision, full, texts)
    if _hangs_on_unknowns(decision):
        yield texts("later.opinion.unknown")


def _at_worst(decision: Decision, full: LaterInFull, texts: Texts) -> Iterator[str]:
    """Yield what the answer and its opposite can lose, if the best side depends on the rate."""
    chosen = full.advice.headline.recommended
    mine, theirs = (
        _margins(full.by_rate, is_claim=not chosen.is_claim),
        _margins(full.by_rate, is_claim=chosen.is_claim),
    )
    if mine and theirs:
        yield texts(
            "later.opinion.worst",
            recommended=named_action(decision, str(chosen)),
            low=full.by_rate[0].accident_rate,
            high=full.by_rate[-1].accident_rate,
            mine=max(mine),
            theirs=max(theirs),
        )


def _margins(by_rate: Sequence[ByRate], *, is_claim: bool) -> list[int]:
    return [one.margin for one in by_rate if one.recommended.is_claim == is_claim]


def assumed_years(advice: LaterAdvice, texts: Texts) -> str:
    """Return what is assumed for later years: accidents, losses and any interest."""
    said = texts(
        f"later.taken.{'losses' if advice.losses else 'rule'}",
        rate=advice.accident_rate,
        mean=advice.mean_loss,
        losses=advice.losses,
    )
    if not advice.discount_rate:
        return said
    return f"{said} {texts('later.taken.interest', discount=advice.discount_rate)}"


def why_different(decision: Decision, advice: LaterAdvice, texts: Texts) -> Iterator[str]:
    """Yield why the figures differ from those of the answer: interest, later accidents, or both."""
    found = advice.moved
    if found is None:
        return
    chosen = advice.headline.recommended
    facts: dict[str, object] = {"discount": advice.discount_rate}
    codes = []
    for code, amount in (("interest", found.interest), ("accidents", found.accidents)):
        if amount:
            is_claim = chosen.is_claim == (amount > 0)
            side = named_action(decision, str(Option.CLAIM if is_claim else Option.SELF_PAY))
            facts |= {code: Won(abs(amount)), f"{code}_side": side}
            codes.append(code)
    if codes:
        yield texts(f"later.apart.{'-'.join(codes)}", **facts)


def long_costs(
    decision: Decision, advice: LaterAdvice, texts: Texts, names: str
) -> Iterator[tuple[str, LongCost, int]]:
    """Yield each option's name, its cost, and how much more that is than the least; cheapest first.

    `names` is the section of the names: `option`, or `app.option` for the short ones. Claiming
    with the refund kept open has a row of its own only if it is the best.
    """
    rows: list[tuple[str, LongCost]] = [
        (option_name(decision, cost.option, texts, names), cost) for cost in advice.costs
    ]
    if advice.kept_open is not None and advice.best.keeps_open:
        rows.append((texts(f"{names}.{KEPT_OPEN}"), advice.kept_open))
    rows.sort(key=lambda row: row[1].total)
    for name, one in rows:
        yield name, one, one.total - advice.least


def open_note(advice: LaterAdvice, texts: Texts, names: str) -> Iterator[str]:
    """Yield what keeping the refund open means, if it has a row of its own."""
    if advice.kept_open is not None and advice.best.keeps_open:
        name = texts(f"{names}.{KEPT_OPEN}")
        yield texts("later.costs.open", name=name, by=advice.kept_open.by)


def cost_heads(texts: Texts) -> tuple[str, ...]:
    """Return the heads of the figures: now, later, in total, and more than the cheapest option."""
    return tuple(texts(f"later.costs.{head}") for head in ("now", "later", "total", "regret"))


def rate_numbers(entries: Sequence[ByRate]) -> str:
    """Return the accident rates of some entries, joined by commas."""
    return ", ".join(number(entry.accident_rate) for entry in entries)


def no_opinion(error: AdvisorError, texts: Texts) -> str:
    """Return the sentence that later accidents cannot be counted for a case, and why."""
    code = f"later.impossible.{error.facts.get('rule')}"
    if not texts.has(code):
        code = f"later.impossible.{error.code}"
    why = texts(code if texts.has(code) else "later.impossible.other", **error.facts)
    return texts("later.opinion.impossible", why=why)


def _hangs_on_unknowns(decision: Decision) -> bool:
    """Return whether something that the case leaves open can turn the answer."""
    sides = {entry.recommended.is_claim for entry in decision.range}
    return decision.verdict is Verdict.DEPENDS and len(sides) > 1
