"""What app, report and command line say alike of later accidents."""

from collections.abc import Iterator, Sequence

from advisor.domain.decision import Decision, Verdict
from advisor.domain.errors import AdvisorError
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.explain.formats import number
from advisor.explain.names import named_choice, option_name
from advisor.explain.texts import Texts
from advisor.later.later_advice import LaterAdvice, LaterInFull
from advisor.later.parts import KEPT_OPEN, ByRate, LongCost


def opinion(decision: Decision, advice: LaterAdvice, texts: Texts) -> str:
    """Say whether the answer stays; where it does not, both sums in one sentence."""
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
            against=advice.against,
        )
    alike = head.recommended is advice.recommended
    return texts(f"later.opinion.{'agree' if alike else 'even'}")


def named_action(decision: Decision, action: str) -> str:
    """Name what to do; what is already claimed is kept or paid back."""
    if action == KEPT_OPEN:
        return action
    is_back = decision.case.accident.paid is not None and action == Option.SELF_PAY
    return named_choice(decision, Option.CLAIM_REFUND if is_back else Option(action))


def refund_hint(advice: LaterAdvice, texts: Texts) -> Iterator[str]:
    """Say what an open refund would gain, and the chance of a refusal at which it turns."""
    hint = advice.hint
    if hint is not None:
        yield texts(
            "later.opinion.hint", gain=hint.gain, loss=hint.loss, by=hint.by, refusal=hint.refusal
        )


def later_clause(decision: Decision, advice: LaterAdvice, texts: Texts) -> str:
    """Return what an answer says of later accidents in its first lines; '' without a choice."""
    if len(advice.costs) == 1:
        return ""
    return " ".join((opinion(decision, advice, texts), *refund_hint(advice, texts)))


def opinion_in_full(decision: Decision, full: LaterInFull, texts: Texts) -> Iterator[str]:
    """Say the same with what either choice can lose, and what all hangs on."""
    yield opinion(decision, full.advice, texts)
    yield from apart(decision, full.advice, texts)
    yield from refund_hint(full.advice, texts)
    yield from _at_worst(decision, full, texts)
    if _hangs_on_unknowns(decision):
        yield texts("later.opinion.unknown")


def _at_worst(decision: Decision, full: LaterInFull, texts: Texts) -> Iterator[str]:
    """Say what the answer and its opposite can lose, where it hangs on the accident rate."""
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


def taken(advice: LaterAdvice, texts: Texts) -> str:
    """Say what is taken for later years, the interest in words."""
    said = texts(
        f"later.taken.{'losses' if advice.losses else 'rule'}",
        rate=advice.accident_rate,
        mean=advice.mean_loss,
        losses=advice.losses,
    )
    if not advice.discount_rate:
        return said
    return f"{said} {texts('later.taken.interest', discount=advice.discount_rate)}"


def apart(decision: Decision, advice: LaterAdvice, texts: Texts) -> Iterator[str]:
    """Say what sets the figures apart from those of the answer: interest, later accidents."""
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
    """Return what each option costs, and how much more than the cheapest one, which is first.

    `names` begins the codes of their names: `option`, or `app.option` for the short ones.
    Claiming with the refund kept open is a row where it is what is the cheapest.
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
    """Say what it is to keep the refund open, where there is a row for it."""
    if advice.kept_open is not None and advice.best.keeps_open:
        name = texts(f"{names}.{KEPT_OPEN}")
        yield texts("later.costs.open", name=name, by=advice.kept_open.by)


def cost_heads(texts: Texts) -> tuple[str, ...]:
    """Name the figures of a long cost: now, later, in all, and more than the cheapest one."""
    return tuple(texts(f"later.costs.{head}") for head in ("now", "later", "total", "regret"))


def rate_numbers(entries: Sequence[ByRate]) -> str:
    """Return the rates of some entries in a row."""
    return ", ".join(number(entry.accident_rate) for entry in entries)


def no_opinion(error: AdvisorError, texts: Texts) -> str:
    """Say that there is no view with later accidents for a case, and why."""
    code = f"later.impossible.{error.facts.get('rule')}"
    if not texts.has(code):
        code = f"later.impossible.{error.code}"
    why = texts(code if texts.has(code) else "later.impossible.other", **error.facts)
    return texts("later.opinion.impossible", why=why)


def _hangs_on_unknowns(decision: Decision) -> bool:
    """Tell whether what the case leaves open can turn the answer."""
    sides = {entry.recommended.is_claim for entry in decision.range}
    return decision.verdict is Verdict.DEPENDS and len(sides) > 1
