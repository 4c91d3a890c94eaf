"""The answer as a message of at most eight lines that reads well in any font, and in one line."""

from collections.abc import Iterator, Sequence
from itertools import islice

from advisor.domain.accident import Estimate
from advisor.domain.case import Case
from advisor.domain.decision import Decision, Verdict
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.engine.findings.plausible import DOUBTED
from advisor.explain import sentences
from advisor.explain.formats import rounded, rounded_result
from advisor.explain.headlines import paid_by_others
from advisor.explain.names import in_words_of_death, option_code
from advisor.explain.opening import Opening, opening, refund_loss
from advisor.explain.texts import Texts
from advisor.intake.case.fields import DEATH
from advisor.report.answer.costs import OptionCosts, costs

MOST_LINES = 8
_SUMS = 3
"""How many options are named with their sums: the recommended one and the next cheapest."""


def message(decision: Decision, texts: Texts, office: str = "") -> str:
    """Return the answer as a message of at most `MOST_LINES` lines, each ended by a line feed.

    It is empty if an amount is doubtful (probably a typing error): whoever keeps the case should
    correct it before a message goes to anybody.

    Args:
        decision: the answer.
        texts: the language to say it in.
        office: the sender, named at the end; empty if nobody is to be named.
    """
    if any(one.code in DOUBTED for one in decision.warnings):
        return ""
    texts = in_words_of_death(decision, texts.preferring("sent"))
    found = opening(decision, texts)
    head = [_accident(decision, texts), *found.lines[: len(found.lines) - len(found.conditions)]]
    said = _lines(decision, texts, head, found, 1)
    room = MOST_LINES - 1 - len(said)
    if room > 0:
        said = _lines(decision, texts, head, found, 1 + room)
    last = texts("message.end") if not office else texts("message.end-of", office=office)
    return "\n".join((*islice(said, MOST_LINES - 1), last)) + "\n"


def _lines(
    decision: Decision, texts: Texts, head: Sequence[str], found: Opening, most: int
) -> list[str]:
    """Return all lines except the closing one, with at most `most` of the conditions."""
    conditions = found.conditions[:most]
    return [
        *head,
        *conditions,
        *_sums(decision, texts),
        *_deadline(decision, texts, said_before=(found.verdict, *conditions)),
        *islice(sentences.questions(decision, texts), 1),
    ]


def summary(decision: Decision, texts: Texts) -> str:
    """Return the answer in one line, short enough for a table: its first lines and the warnings."""
    heeded = (texts("message.heed", said=said) for said in sentences.warnings(decision, texts))
    return " ".join((*opening(decision, texts).lines, *heeded))


def _accident(decision: Decision, texts: Texts) -> str:
    accident = decision.case.accident
    parts = ", ".join(_harm(decision.case, texts))
    code = "message.accident" if parts else "message.accident-alone"
    return texts(code, day=accident.day, kind=accident.kind, parts=parts)


def _harm(case: Case, texts: Texts) -> Iterator[str]:
    """Yield what the accident costs, whether somebody was hurt or died, and a stated fault."""
    accident = case.accident
    if accident.paid is not None:
        yield texts("message.paid", paid=accident.paid)
        return
    for name in ("own_damage", "other_property"):
        bill: Estimate = getattr(accident, name)
        gone = case.car_is_gone and name == "own_damage"
        suffix = "-gone" if gone else "-range" if bill.low < bill.high else ""
        code = f"message.{name.replace('_', '-')}{suffix}"
        if bill.high:
            yield texts(code, low=bill.low, likely=bill.likely, high=bill.high)
        beside = accident.cash_repair if name == "own_damage" else accident.other_rental
        if beside and bill.high:
            yield texts(f"message.{'cash' if name == 'own_damage' else 'rental'}", amount=beside)
    if accident.injury_grade is not None:
        code = "death" if accident.injury_grade == DEATH else "injury"
        yield texts(f"message.{code}", grade=accident.injury_grade)
    if accident.own_injury:
        yield texts("message.own-injury")
    if accident.fault_stated and accident.fault < 1:
        yield texts("message.fault", fault=accident.fault)


def _sums(decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield what the best options cost in total, or what the only option costs."""
    rows = [row for row in costs(decision).rows if _shown(row.option, decision)]
    if paid_by_others(decision):
        return
    if len(rows) == 1:
        yield from _alone(rows[0], decision, texts)
        return
    first = _first(rows)
    said = texts.formats["words" if _tells_apart([row.total for row in first]) else "won"]
    shown = (
        texts("message.sum", option=option_code(decision, row.option), total=said(row.total))
        for row in first
    )
    yield texts("message.sums", sums=" · ".join(shown), renewals=decision.renewals)


def _alone(row: OptionCosts, decision: Decision, texts: Texts) -> Iterator[str]:
    """Yield what the only option costs: how much in cash, and how much in higher premiums."""
    if row.now and row.option is Option.SELF_PAY:
        accident = decision.case.accident
        is_open = any(
            bill.low < bill.high for bill in (accident.own_damage, accident.other_property)
        )
        is_more = any(one.code == "self-payment-injury-open" for one in decision.reasons)
        code = "-and-injury" if is_more else "-open" if is_open else ""
        yield texts(f"message.cash-alone{code}", cash=row.now)
    if rise := decision.outcomes[row.option].extra_premium:
        yield texts("message.premiums-alone", premiums=rise, renewals=decision.renewals)


def _first(rows: Sequence[OptionCosts]) -> list[OptionCosts]:
    """Return the best rows, with the best one of the side not advised among them, if any."""
    first, side = [*rows[:_SUMS]], rows[0].option.is_claim
    others = [row for row in rows if row.option.is_claim != side]
    if others and others[0] not in first:
        first[-1] = others[0]
    return first


def _tells_apart(totals: Sequence[Won]) -> bool:
    """Return whether the rounded sums differ by what the answer says, so need not be exact."""
    best, *others = totals
    return all(rounded(one) - rounded(best) == rounded_result(one - best) for one in others)


def _shown(option: Option, decision: Decision) -> bool:
    return option is not Option.CLAIM_REFUND or decision.case.accident.paid is not None


def _deadline(decision: Decision, texts: Texts, said_before: tuple[str, ...]) -> Iterator[str]:
    """Yield the last day to pay a claim back, unless an earlier line has already named that day.

    A policy that ends with a total loss is not renewed, so there is nothing to pay back.
    """
    if decision.verdict is Verdict.SELF_PAY:
        return  # nothing is claimed that could be paid back
    ends = any(warning.code == "total-loss" for warning in decision.warnings)
    claimed = decision.outcomes[Option.CLAIM]
    if claimed.available and claimed.path == decision.without_accident:
        return  # the claim leaves no record, so there is no reason to pay it back
    if ends and decision.verdict is not Verdict.KEEP_OPEN:
        return
    last = decision.refund_by
    if last is None or any(texts.formats["day"](last) in line for line in said_before):
        return
    if decision.case.accident.paid is None and last == decision.case.as_of:
        return  # the last day is today, and the insurer pays no claim on the day it is made
    code = f"message.refund{'' if decision.case.accident.paid is None else '-paid'}"
    if (lost := refund_loss(decision)) >= decision.material:
        code = "condition.open-claim-at-a-cost"
    yield texts(code, day=last, refund_by=last, lost=lost)
