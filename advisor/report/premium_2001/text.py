"""A premium of 2001 for people: each step with its factor and what it makes of the amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.explain.formats import number
from advisor.explain.width import left, right, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.domain.premium_2001 import Bill, BillLine
    from advisor.explain.texts import Texts

_INDENT = "  "
_BULLET = "- "
_GAP = "  "


def bill_text(bill: Bill, texts: Texts, cells: int) -> str:
    """Return the bill within some cells a line."""
    lines = [*wrap(texts("premium.title", day=bill.question.start), cells), ""]
    lines += _table(bill, texts, cells)
    lines += ["", texts("premium.why")]
    for note in bill.notes:
        first, *rest = wrap(texts(f"premium.note.{note.code}", **note.facts), cells - 4)
        lines += [_INDENT + _BULLET + first, *(_INDENT * 2 + line for line in rest)]
    basis = ", ".join(version.ref for version in bill.rules)
    lines += ["", *wrap(texts("premium.basis", rules=basis), cells)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _table(bill: Bill, texts: Texts, cells: int) -> Iterator[str]:
    """Return the steps: what it is, by what it multiplies, and the amount after it."""
    factors = [_factor(line, texts) for line in bill.lines]
    amounts = [texts("premium.amount", amount=line.amount) for line in bill.lines]
    of_factors, of_amounts = max(map(width, factors)), max(map(width, amounts))
    room = cells - len(_INDENT) - len(_GAP) * 2 - of_factors - of_amounts
    for line, factor, amount in zip(bill.lines, factors, amounts, strict=True):
        *before, last = wrap(texts(f"premium.line.{line.code}", **line.facts), room)
        yield from (_INDENT + row for row in before)
        figures = f"{right(factor, of_factors)}{_GAP}{right(amount, of_amounts)}"
        yield f"{_INDENT}{left(last, room)}{_GAP}{figures}"


def _factor(line: BillLine, texts: Texts) -> str:
    return "" if line.factor is None else texts("premium.factor", factor=number(line.factor))
