"""The view with later accidents, for people: a paragraph of an answer, or a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import frozen

from advisor.domain.decision import Option
from advisor.explain.formats import grouped, number
from advisor.explain.width import left, right, width, wrap
from advisor.report.drawing.chart_text import draw, plain
from advisor.report.drawing.regret_chart import regret_chart
from advisor.report.later.later_words import cost_heads, follow, long_costs, open_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from advisor.domain.decision import Decision, Interval
    from advisor.explain.texts import Texts
    from advisor.later.later_advice import KeptOpen, LaterAdvice

_INDENT, _GAP = "  ", "  "
_CHART_ROWS = 18


@frozen(kw_only=True)
class Paper:
    """What a page is written on: its cells a line, how it sets words off, and its signs.

    Without `fine`, charts are drawn in signs that any terminal has.
    """

    cells: int = 80
    accent: Callable[[str], str] = str
    faint: Callable[[str], str] = str
    fine: bool = True


def later_sentences(view: LaterAdvice, texts: Texts, *, which: bool = False) -> Iterator[str]:
    """Give the view in a few sentences, the one that matters first.

    With `which`, one of them says which answer to follow where the decision has another one.
    """
    intervals = view.now.intervals
    code = "sentence" if len(intervals) > 1 else "whatever"
    yield texts(f"expected.{code}", parts=bills(intervals, texts))
    if any(cost.option.is_claim for cost in view.costs):
        yield _this_loss(view, texts)
        if which:
            yield from follow(view, texts)
        yield from _rates(view, texts)
    if view.kept_open is not None:
        yield " ".join(_refund(view.kept_open, texts))
    if view.quoted:
        yield texts("expected.quoted")
    yield _taken(view, texts)


def retention_text(
    view: LaterAdvice,
    decision: Decision,
    texts: Texts,
    paper: Paper,
) -> str:
    """Give the page of `advisor retention`."""
    cells, faint = paper.cells, paper.faint
    first, *rest = later_sentences(view, texts, which=True)
    lines = [paper.accent(line) for line in wrap(first, cells)]
    for said in rest:
        lines += wrap(said, cells)
    lines += ["", faint(texts("later.costs.title")), *_options(view, texts)]
    lines += [line for said in open_note(view, texts, "option") for line in _wrapped(said, cells)]
    if _claims_ever(view):
        lines += ["", faint(texts("expected.table.moments"))]
        lines += [line for said in _moments(view, texts) for line in _wrapped(said, cells)]
        lines += ["", faint(texts("expected.table.rates"))]
        lines += [line for said in _by_rate(view, texts) for line in _wrapped(said, cells)]
        chart = draw(regret_chart(view, decision), texts, cells, _CHART_ROWS, fine=paper.fine)
        lines += ["", *plain(chart)]
    lines += ["", *wrap(texts("basis.disclaimer"), cells)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _claims_ever(view: LaterAdvice) -> bool:
    """Tell whether some bill is claimed on some day, at some rate."""
    found = [*(one.intervals for one in view.moments), *(one.intervals for one in view.by_rate)]
    return any(_bests(intervals) != {Option.SELF_PAY} for intervals in found)


def bills(intervals: Sequence[Interval], texts: Texts) -> str:
    """Say which bills to claim; that small ones are paid oneself goes without saying."""
    if len(intervals) == 1:
        if intervals[0].best is Option.SELF_PAY:
            return texts("expected.bill.never")
        return texts("expected.bill.always", do=_do(intervals[0], texts))
    places = ["first", *("middle" for _ in intervals[2:]), "last"]
    told = list(zip(places, intervals, strict=True))
    shown = told[1:] if intervals[0].best is Option.SELF_PAY else told
    parts = (
        texts(f"expected.bill.{place}", do=_do(one, texts), first=one.first, last=one.last)
        for place, one in shown
    )
    return texts("expected.join").join(parts)


def _do(interval: Interval, texts: Texts) -> str:
    return texts(f"expected.do.{interval.best}")


def _this_loss(view: LaterAdvice, texts: Texts) -> str:
    code = "this-loss" if view.margin else "even"
    return texts(f"expected.{code}", recommended=view.advice.action, margin=view.margin)


def _refund(refund: KeptOpen, texts: Texts) -> Iterator[str]:
    """Say when the claim can be paid back, when that is worth it, and what it costs in all."""
    yield texts("expected.refund.window", by=refund.by)
    yield texts("expected.refund.price", price=refund.price, payout=refund.payout)
    yield texts("expected.refund.total", total=refund.total)


def _rates(view: LaterAdvice, texts: Texts) -> Iterator[str]:
    """Say whether the answer hangs on the accident rate, and from which bills claiming pays."""
    by_option: dict[Option, list[str]] = {}
    for entry in view.by_rate:
        by_option.setdefault(entry.recommended, []).append(number(entry.accident_rate))
    if set(by_option) <= {view.recommended}:
        yield from _same(view, texts)
    else:
        parts = (
            texts("expected.rates.part", recommended=option, rates=", ".join(rates))
            for option, rates in by_option.items()
        )
        yield texts("expected.rates.differ", parts=texts("expected.join").join(parts))
    yield from _starts(view, texts)


def _starts(view: LaterAdvice, texts: Texts) -> Iterator[str]:
    """Say from which bills a claim pays for good, where that is one bill at each rate."""
    firsts = [_first_claimed(entry.intervals) for entry in view.by_rate]
    if not all(firsts):
        return
    opens = [
        one.first
        for entry in view.by_rate
        for one in entry.intervals
        if one.best is Option.CLAIM_REFUND
    ]
    if not opens:
        yield texts("expected.rates.starts", least=min(firsts), most=max(firsts))
    elif max(opens) < min(firsts):
        yield texts("expected.rates.starts-open", least=min(firsts), most=max(firsts))


def _same(view: LaterAdvice, texts: Texts) -> Iterator[str]:
    """Name the lowest and the highest of the other rates."""
    rates = [one.accident_rate for one in view.by_rate if one.accident_rate != view.accident_rate]
    if rates:
        ends = [number(rate) for rate in sorted({min(rates), max(rates)})]
        said = texts("expected.rates.or").join(ends)
        yield texts("expected.rates.same", rate=view.accident_rate, rates=said)


def _bests(intervals: Iterable[Interval]) -> set[Option]:
    return {interval.best for interval in intervals}


def _first_claimed(intervals: Iterable[Interval]) -> int:
    """Give the first bill that is claimed for good; 0 where there is none, or all are."""
    return next((one.first for one in intervals if one.best.is_claim), 0)


def _taken(view: LaterAdvice, texts: Texts) -> str:
    return texts(
        f"expected.taken.{'losses' if view.losses else 'rule'}",
        rate=view.accident_rate,
        mean=view.mean_loss,
        losses=view.losses,
        discount=view.discount_rate,
    )


def _moments(view: LaterAdvice, texts: Texts) -> Iterator[str]:
    for moment in view.moments:
        yield texts(
            "expected.moment.sentence",
            moment=moment.code,
            day=moment.day,
            parts=bills(moment.intervals, texts),
        )


def _options(view: LaterAdvice, texts: Texts) -> Iterator[str]:
    rows = [(texts("expected.table.option"), *cost_heads(texts))]
    for name, one, over in long_costs(view, texts, "option", even_if_same=True):
        rows.append((name, *map(grouped, (one.cash_now, one.later, one.total, over))))
    return table(rows)


def _by_rate(view: LaterAdvice, texts: Texts) -> Iterator[str]:
    """Say for each rate what to do about this loss, where there is a choice, and about others."""
    has_choice = any(cost.option.is_claim for cost in view.costs)
    for entry in view.by_rate:
        code = "row-bills" if not has_choice else "row" if entry.margin else "row-even"
        yield texts(
            f"expected.rates.{code}",
            rate=entry.accident_rate,
            option=entry.advice.action,
            margin=entry.margin,
            parts=bills(entry.intervals, texts),
        )


def _wrapped(said: str, cells: int) -> list[str]:
    first, *rest = wrap(said, cells - 2 * len(_INDENT))
    return [_INDENT + first, *(_INDENT * 2 + line for line in rest)]


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lay out rows under their heads: names on the left, figures on the right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for name, *figures in rows:
        cells = [left(name, widths[0])]
        cells += [right(figure, size) for figure, size in zip(figures, widths[1:], strict=True)]
        yield _INDENT + _GAP.join(cells)
