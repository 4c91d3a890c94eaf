"""The first lines of an answer, the same wherever it is shown: what to do, and up to which bill.

All recommendations are made here and in `limit_line`; everything else that is said about an answer
tells how far it holds.
"""

from collections.abc import Iterator
from functools import reduce
from itertools import islice

from advisor.domain.decision import Certainty, Decision, Verdict
from advisor.domain.findings import Fact, RangeEntry, Reason, without_index
from advisor.domain.money import NOTHING, Won
from advisor.domain.outcome import Option
from advisor.domain.values import frozen
from advisor.engine.findings.plausible import MEANT_OTHERWISE, UNUSUAL
from advisor.explain import guidance, sentences
from advisor.explain.covers import deciding_cover
from advisor.explain.formats import capitalised, number_spans
from advisor.explain.headlines import (
    awaits_bill,
    has_both_sides,
    has_sums,
    headline,
    no_choice_code,
)
from advisor.explain.limit_line import BILL_SUFFIX, limit_line, open_estimate, turned_within
from advisor.explain.names import claim_days, in_words_of_death, open_key_name, option_code
from advisor.explain.texts import Texts

_FEW_SPANS = 2
"""The most spans of numbers named as turning the answer; more say nothing at a glance."""

_DOUBTS = {MEANT_OTHERWISE: "condition.doubt", UNUSUAL: "condition.doubt-unusual"}
"""The warnings that question an amount, and the texts for them in the first lines."""

_BETWEEN = ", "
_MOST_DOUBTS = 3
"""The most amounts questioned in the first lines; the warnings name every one."""

_UNSETTLED = frozenset({Verdict.DEPENDS, Verdict.KEEP_OPEN})


@frozen
class Opening:
    """The first lines: the verdict, the limit and the conditions that apply.

    If the bill is an estimate on both sides of the limit, the limit is read first.
    """

    verdict: str
    limit: str
    conditions: tuple[str, ...]
    limit_first: bool = False

    @property
    def first(self) -> str:
        """The sentence that is read first."""
        return self.limit if self.limit_first else self.verdict

    @property
    def lines(self) -> tuple[str, ...]:
        """All sentences in the order in which they are read; none is empty."""
        second = self.verdict if self.limit_first else self.limit
        return tuple(said for said in (self.first, second, *self.conditions) if said)


def opening(decision: Decision, texts: Texts, later: str = "") -> Opening:
    """Return the first lines of an answer.

    Args:
        decision: the answer.
        texts: the language to say it in.
        later: the sentence that the view with later accidents adds; empty if it adds none.
    """
    limit = limit_line(decision, texts)
    return Opening(
        verdict=verdict_line(decision, texts),
        limit=limit,
        conditions=tuple(said for said in (*_conditions(decision, texts), later) if said),
        limit_first=bool(limit) and _hangs_on_bill(decision),
    )


def verdict_line(decision: Decision, texts: Texts) -> str:
    """Return what to do and what it saves, in one breath."""
    if no_choice_code(decision) or awaits_bill(decision):
        return _with_plan(decision, headline_words(decision, texts), texts)
    act = act_words(decision, texts)
    said = texts(
        f"opening.{_code(decision)}",
        act=act,
        Act=capitalised(act),
        margin=_saved(decision),
        renewals=decision.renewals,
        turn=_turn(decision, texts),
        what=_open_bill(decision, texts),
        bill=open_estimate(decision).likely,
    )
    if cover := deciding_cover(decision):
        said = said[:1].lower() + said[1:]
        if decision.certainty is Certainty.CLOSE and not _hangs_on_bill(decision):
            said = texts("opening.close-beside", said=said)
        return texts(f"opening.{cover}", said=said)
    return said


def headline_words(decision: Decision, texts: Texts) -> str:
    """Return the headline of an answer without a choice, in words."""
    said = headline(decision)
    return in_words_of_death(decision, texts)(f"headline.{said.code}", **said.facts)


def act_words(decision: Decision, texts: Texts) -> str:
    """Return what to do as a command, with the earlier claims to pay back, if there are any."""
    return _with_plan(decision, _act(decision, decision.recommended, texts), texts)


def _with_plan(decision: Decision, said: str, texts: Texts) -> str:
    """Return a sentence with the earlier claims to pay back added to it.

    They are to be paid back even if this accident leaves nothing to choose.
    """
    plan = decision.plan
    if plan is None:
        return said
    count = len(plan.refund)
    days = claim_days(plan.refund, decision, texts, texts.formats["day"])
    beside = "-beside" if no_choice_code(decision) or awaits_bill(decision) else ""
    code = f"opening.plan.{'one' if count == 1 else 'more'}{beside}"
    return texts(code, act=said, count=count, days=days)


def _turn(decision: Decision, texts: Texts) -> str:
    """Return what can turn the answer, with its numbers if they are few; empty if nothing can."""
    path = _decisive(decision)
    if not path:
        return ""
    if texts.has(own := f"opening.turned.{path}"):
        return texts(own)
    what = open_key_name(decision.unknowns[0].assumption, texts)
    spans = number_spans(entry.value for entry in _against(decision, path))
    if texts.has(at := f"opening.turned.at.{path}") and 0 < len(spans) <= _FEW_SPANS:
        values = reduce(lambda some, more: texts("limit.or", some=some, more=more), spans)
        return texts(at, values=values)
    return texts("opening.turned.any", what=what)


def _against(decision: Decision, path: str) -> Iterator[RangeEntry]:
    """Yield the readings of an open key that recommend the other side by a material margin."""
    side = decision.recommended.is_claim
    for entry in decision.range:
        same = without_index(entry.assumption) == path
        if same and entry.recommended.is_claim != side and entry.margin >= decision.material:
            yield entry


def _saved(decision: Decision) -> Won:
    """Return what the advice saves over the other side, or else over settling or not settling.

    The latter is all there is to choose if nothing but an injury is for the insurer.
    """
    beside = (Option.SELF_PAY, Option.SETTLE)
    ways = [way.total for way in decision.outcomes if way.available and way.option in beside]
    if has_both_sides(decision) or len(ways) < len(beside):
        return decision.margin
    return Won(max(ways) - min(ways))


def _code(decision: Decision) -> str:
    if not has_both_sides(decision):
        saved = _saved(decision)
        return ("cheaper" if saved >= decision.material else "close") if saved else "one"
    close, margin = decision.certainty is Certainty.CLOSE, decision.margin
    if _hangs_on_bill(decision):
        kind = ("-close" if margin else "-even") if close else ""
        return f"depends-bill{kind}"
    kind = ("close" if close else "cheaper") if margin else "even"
    if decision.verdict not in _UNSETTLED:
        return kind
    if margin and deciding_cover(decision):
        # one condition in a sentence is enough
        return f"depends-if-covered{'-close' if close else ''}"
    return "depends" if kind == "cheaper" else f"depends-{kind}"


def _act(decision: Decision, option: Option, texts: Texts) -> str:
    """Return an option as a command; self-pay may be for only what the other side leaves."""
    choice = option_code(decision, option)
    is_part = choice == Option.SELF_PAY and decision.payout.from_other_side
    return in_words_of_death(decision, texts)(
        f"opening.act.{choice}{'-part' if is_part else ''}",
        paid=decision.case.accident.paid,
        refund_by=decision.refund_by,
        settlement=decision.case.accident.injury_settlement,
    )


def _decisive(decision: Decision) -> str:
    """Return the path of what may turn an unsettled answer; empty if it is settled."""
    if decision.verdict not in _UNSETTLED or not decision.unknowns:
        return ""
    return without_index(decision.unknowns[0].assumption)


def _hangs_on_bill(decision: Decision) -> bool:
    return _decisive(decision) == f"accident.{decision.deciding_map.over}"


def refund_loss(decision: Decision) -> Won:
    """Return how much more claiming and paying back costs than paying at once; 0 if no more."""
    refund, paid = decision.outcomes[Option.CLAIM_REFUND], decision.outcomes[Option.SELF_PAY]
    possible = refund.available and paid.available
    return max(Won(refund.total - paid.total), NOTHING) if possible else NOTHING


def _open_bill(decision: Decision, texts: Texts) -> str:
    """Return the name of the bill that the answer depends on; empty if it depends on none."""
    return texts(f"opening.final.{decision.deciding_map.over}") if _hangs_on_bill(decision) else ""


def _conditions(decision: Decision, texts: Texts) -> Iterator[str]:
    has_choice = not no_choice_code(decision)
    if has_choice:
        yield from _of_doubt(decision, texts)
    yield from _of_reason(sentences.SHARED_FAULT, decision, texts)
    if not has_sums(decision):
        yield from guidance.rental(decision, texts, "condition.rental")
    yield from _of_reason("plan", decision, texts)
    yield from sentences.refusals(decision, texts)
    if not has_choice:
        return
    yield from _of_estimate(decision, texts)
    yield from _of_refund(decision, texts)
    yield from _of_horizon(decision, texts)


def _of_doubt(decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield one question about all improbable amounts, on which the whole answer may depend."""
    once: dict[Fact, Reason] = {}
    for one in decision.warnings:
        if one.code in _DOUBTS:
            once.setdefault(one.facts["path"], one)
    doubts = [*islice(once.values(), _MOST_DOUBTS)]
    if len(doubts) > 1:
        named = (texts(f"{_DOUBTS[one.code]}-named", **one.facts) for one in doubts)
        yield texts("condition.doubts", doubts=_BETWEEN.join(named))
        return
    for one in doubts:
        yield texts(_DOUBTS[one.code], **one.facts)


def _of_reason(code: str, decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield what to know before acting: who pays for a part, or what the plan pays back."""
    for reason in decision.reasons:
        if reason.code == code:
            yield texts(f"condition.{code}", **reason.facts)


def _of_estimate(decision: Decision, texts: Texts) -> Iterator[str]:
    bill = open_estimate(decision)
    over = decision.deciding_map.over
    if bill.low == bill.high or over == "paid":
        return
    turns = any(_against(decision, f"accident.{over}"))
    within = turned_within(decision, texts)
    code = "turns" if turns else "turns-within" if within else "holds"
    ends = {"low": bill.low, "likely": bill.likely, "high": bill.high}
    yield texts(f"condition.estimate-{code}", within=within, **ends)
    if over != decision.break_even.over:
        return
    for reason in decision.reasons:
        if reason.code == "threshold-within-estimate":
            yield texts(f"condition.threshold-within-estimate{BILL_SUFFIX[over]}", **reason.facts)


def _of_refund(decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield by when a claim can be undone, if it is worth keeping the answer open until then."""
    if decision.verdict is Verdict.KEEP_OPEN:
        lost = refund_loss(decision)
        side = "claim" if decision.recommended.is_claim else "self-pay"
        code = f"condition.open-{side}{'-at-a-cost' if lost >= decision.material else ''}"
        if decision.refund_by == decision.case.as_of:
            code = "condition.open-today"  # a claim of today will hardly be paid today
        yield texts(code, refund_by=decision.refund_by, lost=lost)


def _of_horizon(decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield what to do instead if the car is given up sooner, or kept for longer.

    If the case states for how long, more years are worded as a change of plan.
    """
    stated = decision.case.assumptions.renewals
    for reason in decision.reasons:
        if reason.code in {"horizon-shorter", "horizon-longer"}:
            best, day = Option(str(reason.facts["best"])), reason.facts["day"]
            act = _act(decision, best, texts)
            is_change = stated is not None and reason.code == "horizon-longer"
            code = f"condition.{reason.code}{'-than-said' if is_change else ''}"
            yield texts(code, year=getattr(day, "year", day), act=act, renewals=stated)
