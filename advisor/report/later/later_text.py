"""The view with later accidents as text: a paragraph of an answer, or a page of its own."""

from collections.abc import Iterable, Iterator, Sequence

from advisor.domain.decision import Decision, Interval
from advisor.domain.outcome import Option
from advisor.explain.formats import capitalised, grouped, number
from advisor.explain.paper import Paper
from advisor.explain.tables import plain_table
from advisor.explain.texts import Texts
from advisor.explain.width import joined_lines
from advisor.later.advice_parts import ByRate, KeptOpen
from advisor.later.later_advice import LaterAdvice, LaterInFull
from advisor.report.drawing.chart_rows import without_roles
from advisor.report.drawing.chart_text import draw
from advisor.report.drawing.charts import regret_chart
from advisor.report.later.later_words import (
    assumed_years,
    cost_heads,
    long_costs,
    named_action,
    open_note,
    opinion_in_full,
    rate_numbers,
    why_different,
)

_INDENT, _GAP = "  ", "  "
_CHART_ROWS = 18
_PAYING = frozenset({Option.SELF_PAY, Option.SETTLE})


def later_sentences(decision: Decision, advice: LaterAdvice, texts: Texts) -> Iterator[str]:
    """Yield what is assumed when later accidents are counted."""
    if advice.quoted:
        yield texts("later.quoted")
    yield assumed_years(advice, texts)
    yield from why_different(decision, advice, texts)


def bills_said(full: LaterInFull, texts: Texts) -> Iterator[str]:
    """Yield which repair bills to claim today; nothing if there is no bill to vary."""
    if full.moments:
        intervals = full.now.intervals
        code = "said" if len(intervals) > 1 else "whatever"
        parts = bills(intervals, texts)
        yield capitalised(texts(f"later.bill.{code}", parts=parts))


def later_notes(decision: Decision, full: LaterInFull, texts: Texts) -> Iterator[str]:
    """Yield what a page says besides the opinion: other accident rates, the refund, assumptions."""
    advice = full.advice
    if len(advice.costs) > 1:
        yield from _rates(decision, full, texts)
    if advice.kept_open is not None:
        yield " ".join(_refund(advice.kept_open, texts))
    if advice.quoted:
        yield texts("later.quoted")
    yield assumed_years(advice, texts)


def retention_text(full: LaterInFull, decision: Decision, paper: Paper) -> str:
    """Return the page of `advisor retention`."""
    texts = paper.texts
    first, *others = _said(decision, full, texts)
    lines = [*map(paper.accent, paper.wrapped(first)), *paper.wrapped(*others)]
    costs = full.advice.costs
    if len(costs) > 1 or costs[0].total:
        lines += paper.title("later.costs.title", renewals=full.advice.headline.renewals)
        lines += _options(decision, full.advice, texts)
        lines += paper.hanging(open_note(full.advice, texts, "option"))
    if not full.moments:
        lines += [
            *paper.title("later.rates.title"),
            *paper.hanging(_by_rate(decision, full, texts)),
        ]
    elif _claims_ever(full):
        lines += [*paper.title("later.bills.table"), *paper.hanging(_moments(full, texts))]
        lines += [
            *paper.title("later.rates.table"),
            *paper.hanging(_by_rate(decision, full, texts)),
        ]
        chart = regret_chart(full, decision)
        drawn = draw(chart, texts, paper.cells, _CHART_ROWS, fine=paper.fine)
        lines += ["", *without_roles(drawn)]
    lines += ["", *paper.wrapped(texts("basis.disclaimer"))]
    return joined_lines(lines)


def _said(decision: Decision, full: LaterInFull, texts: Texts) -> Iterator[str]:
    opinion = [*opinion_in_full(decision, full, texts)] if len(full.advice.costs) > 1 else []
    yield from (*opinion[:1], *bills_said(full, texts), *opinion[1:])
    yield from later_notes(decision, full, texts)


def _claims_ever(full: LaterInFull) -> bool:
    """Return whether any bill is best claimed, on any of the days or at any of the rates."""
    found = [*(one.intervals for one in full.moments), *(one.intervals for one in full.by_rate)]
    return any(one.best not in _PAYING for intervals in found for one in intervals)


def bills(intervals: Sequence[Interval], texts: Texts) -> str:
    """Return which bills to claim, leaving out small ones that are paid; empty if no intervals."""
    if not intervals:
        return ""
    if len(intervals) == 1:
        if intervals[0].best is Option.SELF_PAY:
            return texts("later.bill.never")
        return texts("later.bill.always", do=_do(intervals[0], texts))
    places = ["first", *("middle" for _ in intervals[2:]), "last"]
    told = list(zip(places, intervals, strict=True))
    shown = told[1:] if intervals[0].best is Option.SELF_PAY else told
    parts = (
        texts(f"later.bill.{place}", do=_do(one, texts), first=one.first, last=one.last)
        for place, one in shown
    )
    return texts("later.join").join(parts)


def _do(interval: Interval, texts: Texts) -> str:
    return texts(f"later.do.{interval.best}")


def _refund(refund: KeptOpen, texts: Texts) -> Iterator[str]:
    """Yield until when the claim can be paid back, and for which payouts that is worth it."""
    yield texts("later.refund.window", by=refund.by)
    yield texts("later.refund.price", price=refund.price, payout=refund.payout)


def _rates(decision: Decision, full: LaterInFull, texts: Texts) -> Iterator[str]:
    """Yield whether the advice depends on the accident rate, and from which bills claiming pays."""
    by_option: dict[Option, list[ByRate]] = {}
    for entry in full.by_rate:
        by_option.setdefault(entry.recommended, []).append(entry)
    if set(by_option) <= {full.advice.recommended}:
        yield from _same(full, texts)
    else:
        parts = (
            texts(
                "later.rates.part",
                recommended=named_action(decision, str(option)),
                rates=rate_numbers(entries),
            )
            for option, entries in by_option.items()
        )
        yield texts("later.rates.differ", parts=texts("later.join").join(parts))
    firsts = [_first_claimed(entry.intervals) for entry in full.by_rate]
    if all(firsts) and max(firsts) > min(firsts) and full.moments:
        yield texts("later.rates.starts", least=min(firsts), most=max(firsts))


def _same(full: LaterInFull, texts: Texts) -> Iterator[str]:
    """Yield that the advice is the same at the lowest and the highest of the other rates."""
    mine = full.advice.accident_rate
    rates = [one.accident_rate for one in full.by_rate if one.accident_rate != mine]
    if rates:
        ends = [number(rate) for rate in sorted({min(rates), max(rates)})]
        said = texts("later.rates.or").join(ends)
        yield texts("later.rates.same", rate=mine, rates=said)


def _first_claimed(intervals: Iterable[Interval]) -> int:
    """Return the smallest bill that is claimed; 0 if none is, or all are."""
    return next((one.first for one in intervals if one.best.is_claim), 0)


def _moments(full: LaterInFull, texts: Texts) -> Iterator[str]:
    for moment in full.moments:
        yield texts(
            "later.moment.sentence",
            moment=moment.code,
            day=moment.day,
            parts=bills(moment.intervals, texts),
        )


def _options(decision: Decision, advice: LaterAdvice, texts: Texts) -> list[str]:
    rows = [(texts("later.costs.option"), *cost_heads(texts))]
    for name, one, over in long_costs(decision, advice, texts, "option"):
        rows.append((name, *map(grouped, (one.cash_now, one.later, one.total, over))))
    return plain_table(rows)


def _by_rate(decision: Decision, full: LaterInFull, texts: Texts) -> Iterator[str]:
    """Yield, for each accident rate, which bills to claim, and what is best for this loss."""
    has_choice = len(full.advice.costs) > 1
    for entry in full.by_rate:
        code = "row-bills" if not has_choice else "row" if entry.margin else "row-even"
        if not entry.intervals:
            code = "row-alone"
        yield texts(
            f"later.rates.{code}",
            rate=entry.accident_rate,
            option=named_action(decision, entry.best.action),
            margin=entry.margin,
            parts=bills(entry.intervals, texts),
        )
