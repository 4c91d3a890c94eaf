"""A case beside its variants as rows of values: differences are marked, and given in won."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from advisor.domain.comparison import Variant, outlay_change
from advisor.domain.decision import Decision, Verdict
from advisor.domain.findings import Fact
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.values import frozen
from advisor.explain.formats import capitalised
from advisor.explain.headlines import headline, short_code, shown_instead
from advisor.explain.limit_line import BILL_SUFFIX
from advisor.explain.names import option_code, option_name, yes_or_no
from advisor.explain.texts import Texts
from advisor.report.answer.json_values import Json, json_value
from advisor.report.answer.to_json import answer_document

_ABSENT = "-"
_INSTEAD = "desk.verdict"
"""The text section that is used, as on the desk, if there is no option to take."""

_OVER_YEARS = frozenset({"outlay", "cost", "extra", "margin", "total"})
"""Rows that are sums over years: they are not comparable if the years counted differ."""


@frozen
class ComparedCell:
    """One value of a row; `difference` is an amount less the case's own, None if not shown."""

    value: Fact
    difference: Won | None = None
    differs: bool = False


@frozen
class ComparedRow:
    """One property of all answers, the case's own value first.

    `code` names it (`compare.row.<code>`), `kind` says what its values are: won, option, verdict,
    number, day or flag. An absent value is None.
    """

    code: str
    kind: str
    cells: tuple[ComparedCell, ...]

    @property
    def differs(self) -> bool:
        """Return whether any variant differs from the case."""
        return any(cell.differs for cell in self.cells)


def comparison_rows(decisions: Sequence[Decision]) -> tuple[ComparedRow, ...]:
    """Return the rows of a case and its variants; rows without any value are left out.

    The row of an option's total has the name that all answers use for the option, if they agree.
    """
    base = decisions[0]
    others = frozenset(
        index for index, one in enumerate(decisions) if outlay_change(base, one) is None
    )
    rows = (
        ComparedRow(
            code,
            kind,
            _cells(
                kind,
                [value(decision) for decision in decisions],
                others if code.partition(".")[0] in _OVER_YEARS else frozenset(),
            ),
        )
        for code, kind, value in _properties(decisions)
    )
    return tuple(row for row in rows if any(cell.value is not None for cell in row.cells))


def shown_cell(row: ComparedRow, cell: ComparedCell, texts: Texts) -> str:
    """Return the value of a cell in words or figures."""
    match row.kind, cell.value:
        case _, None:
            return _ABSENT
        case "won", int() as amount:
            return texts("compare.value.won", amount=amount)
        case "flag", bool() as yes:
            return yes_or_no(texts, yes=yes)
        case "option", code:
            return _chosen("option", code, texts)
        case "verdict", code:
            return _chosen("compare.verdict", code, texts)
        case kind, value:
            return texts(f"compare.value.{kind}", value=value)


def shown_difference(cell: ComparedCell) -> str:
    """Return the difference of an amount with its sign, or an empty text if there is none."""
    return f"{cell.difference:+,}" if cell.difference else ""


def _cells(
    kind: str, values: Sequence[Fact], incomparable: frozenset[int]
) -> tuple[ComparedCell, ...]:
    own = values[0]
    return tuple(
        ComparedCell(
            value,
            None if index in incomparable else _difference(kind, own, value),
            value != own,
        )
        for index, value in enumerate(values)
    )


def _difference(kind: str, own: Fact, value: Fact) -> Won | None:
    if kind != "won" or not isinstance(own, int) or not isinstance(value, int):
        return None
    return Won(value - own) or None


def _properties(
    decisions: Sequence[Decision],
) -> Iterator[tuple[str, str, Callable[[Decision], Fact]]]:
    """Yield the code, kind and value function of each row, in reading order.

    What costs least is told beside the verdict where that leaves it open, or names no option.
    """
    yield "verdict", "verdict", _verdict
    if any(_verdict(one) != _cheapest(one) for one in decisions):
        yield "recommended", "option", _cheapest
    yield "outlay", "won", lambda decision: decision.best.outlay
    yield "cost", "won", lambda decision: decision.best.total
    yield "now", "won", lambda decision: decision.best.cash_now
    yield "extra", "won", lambda decision: decision.best.extra_premium
    yield "margin", "won", lambda decision: decision.margin
    for option in Option:
        called, *others = {option_code(one, option) for one in decisions}
        yield f"total.{option if others else called}", "won", partial(_total, option)
    yield "payout", "won", lambda decision: decision.payout.total
    yield "deductible", "won", lambda decision: decision.payout.deductible
    yield "crossed", "flag", _crossed
    yield "points", "number", lambda decision: decision.outcomes[Option.CLAIM].score
    yield "grade", "number", _claimed_grade
    over = decisions[0].break_even.over
    yield f"switch{BILL_SUFFIX[over]}", "won", partial(_first_switch, over)
    yield "refund-by", "day", lambda decision: decision.pay_back_by


def _verdict(decision: Decision) -> str:
    """Return the code of what the headline says in a word or two, or of an open verdict."""
    is_open = decision.verdict in {Verdict.KEEP_OPEN, Verdict.DEPENDS}
    return str(decision.verdict) if is_open else short_code(headline(decision).code)


def _cheapest(decision: Decision) -> str:
    """Return what costs least, or who pays in its place."""
    return shown_instead(decision) or option_code(decision, decision.recommended)


def best_name(decision: Decision, best: Option, texts: Texts) -> str:
    """Return the name of the best option, or who pays if there is no option to take."""
    code = shown_instead(decision)
    return _instead(code, texts) if code else option_name(decision, best, texts)


def _chosen(section: str, code: object, texts: Texts) -> str:
    named = f"{section}.{code}"
    return texts(named) if texts.has(named) else _instead(code, texts)


def _instead(code: object, texts: Texts) -> str:
    return capitalised(texts(f"{_INSTEAD}.{code}"))


def _total(option: Option, decision: Decision) -> Won | None:
    if option not in decision.outcomes:
        return None
    outcome = decision.outcome(option)
    return outcome.total if outcome.available else None


def _crossed(decision: Decision) -> bool | None:
    return decision.threshold.crossed if decision.outcomes[Option.CLAIM].available else None


def _claimed_grade(decision: Decision) -> int | None:
    """Return the grade at the coming renewal after a claim."""
    path = decision.outcomes[Option.CLAIM].path
    return path[1].grade if len(path) > 1 else None


def _first_switch(over: str, decision: Decision) -> Won | None:
    """Return the amount of the bill `over` at which the best option first changes, or None."""
    found = decision.break_even
    return found.shown[1].first if found.over == over and len(found.shown) > 1 else None


def comparison_document(
    base: Decision, variants: Sequence[tuple[Variant, Mapping[str, object]]]
) -> dict[str, Json]:
    """Return the answers of a case and of its variants as JSON, each with the values it sets.

    A key that a variant removes is null. `outlay_change` is the variant's outlay less that of the
    case, null if the variant counts other years. `premium_unchanged` marks a variant that changes
    something that affects the premium but keeps the premium of the case.
    """
    return {
        "base": answer_document(base),
        "variants": [
            {
                "set": {path: _plain(value) for path, value in values.items()},
                "premium_unchanged": variant.premium_unchanged,
                "outlay_change": outlay_change(base, variant.decision),
                "answer": answer_document(variant.decision),
            }
            for variant, values in variants
        ],
    }


def _plain(value: object) -> Json:
    match value:
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case None | bool() | int() | str() | Decimal() | date():
            return json_value(value)
        case _:
            return str(value)
