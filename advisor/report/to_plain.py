"""The answer for screen readers: one fact a line, in whole sentences, without tables or symbols."""

from collections.abc import Iterable, Iterator

from advisor.domain.decision import Decision
from advisor.domain.outcome import Outcome
from advisor.explain import guidance
from advisor.explain.covers import impossible_lines
from advisor.explain.headlines import has_sums
from advisor.explain.names import option_code
from advisor.explain.opening import opening
from advisor.explain.texts import Texts
from advisor.report.answer.to_text import said_parts

_ESSENTIAL = frozenset({"section.ask", "section.warnings", "section.assumed"})


def to_plain(decision: Decision, texts: Texts, *, full: bool = False) -> str:
    """Return the answer, each line of which can be understood by itself.

    The short form says what to do, what it costs, what to ask and what to heed, and what was
    assumed; with `full`, all sections follow.
    """
    lines = list(opening(decision, texts).lines)
    for code, said in _sections(decision, texts, full=full):
        items = list(said)
        if items:
            lines += [texts(code), *items]
    lines.append(texts("basis.disclaimer"))
    return "\n".join(lines) + "\n"


def _sections(
    decision: Decision, texts: Texts, *, full: bool
) -> Iterator[tuple[str, Iterable[str]]]:
    yield "plain.costs", _costs(decision, texts, full=full)
    for code, said in said_parts(decision, texts):
        if full or code in _ESSENTIAL:
            yield code, said


def _costs(decision: Decision, texts: Texts, *, full: bool) -> Iterator[str]:
    if not has_sums(decision):
        return
    for outcome in decision.outcomes:
        if outcome.available:
            yield _cost(outcome, decision, texts)
    yield from guidance.same_either_way(decision, texts)
    if full:
        yield from impossible_lines(decision, texts)


def _cost(outcome: Outcome, decision: Decision, texts: Texts) -> str:
    back = outcome.repayment
    facts = {
        "option": option_code(decision, outcome.option),
        "now": outcome.cash_now,
        "renewals": decision.renewals,
        "extra": outcome.extra_premium,
        "total": outcome.total,
        "back": back.amount if back else 0,
        "day": back.day if back else None,
    }
    if back:
        return texts("plain.refund", **facts)
    return texts("plain.option" if outcome.extra_premium else "plain.once", **facts)
