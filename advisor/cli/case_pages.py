"""Saved cases as a table for people and as plain values for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.domain.accident import Estimate
from advisor.explain.outside import harmless
from advisor.explain.width import left, right, width
from advisor.intake.problems import Unreadable
from advisor.intake.typed.estimate import parse_estimate
from advisor.report.answer.to_json import SCHEMA_VERSION
from advisor.report.drawing.chart_rows import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.explain.texts import Texts
    from advisor.report.answer.plain import Json
    from advisor.storage.kept import SavedCase

_GAP = "  "
_HEADS = ("number", "name", "saved", "accident", "bill")
_DAY, _BILL = "accident.day", "accident.own_damage"
_NARROWEST = 12


def case_list(cases: Sequence[SavedCase], texts: Texts, cells: int) -> str:
    """Give a line for each case; a name that is too long is cut, a figure never."""
    rows = [tuple(texts(f"storage.head.{head}") for head in _HEADS)]
    rows += [_row(case, texts) for case in cases]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    others = sum(widths) - widths[1] + len(_GAP) * (len(widths) - 1)
    names = min(widths[1], max(_NARROWEST, cells - others))
    lines = (
        _GAP.join(
            (
                right(number, widths[0]), left(cut(name, names), names), left(saved, widths[2]),
                left(day, widths[3]), right(bill, widths[4]),
            )
        )
        for number, name, saved, day, bill in rows
    )  # fmt: skip
    return "\n".join(line.rstrip() for line in lines) + "\n"


def cases_document(cases: Sequence[SavedCase]) -> dict[str, Json]:
    """Give the cases as plain values: the repair bill in won, null where none can be read."""
    found: list[Json] = [
        {
            "number": case.number,
            "name": case.name,
            "saved_on": case.saved_on.isoformat(),
            "accident_day": case.draft.text(_DAY),
            "own_damage": _bill(case),
            "ticked": [*sorted(case.ticked)],
        }
        for case in cases
    ]
    return {"schema_version": SCHEMA_VERSION, "cases": found}


def _row(case: SavedCase, texts: Texts) -> tuple[str, ...]:
    name = harmless(case.name) if case.name.strip() else texts("storage.unnamed")
    bill = _bill(case)
    typed = case.draft.text(_BILL) if bill is None else f"{bill:,}"
    shown = (cut(harmless(text), _NARROWEST * 2) for text in (case.draft.text(_DAY), typed))
    return (str(case.number), name, case.saved_on.isoformat(), *shown)


def _bill(case: SavedCase) -> int | None:
    """Give the repair bill that a case takes as likely."""
    bill = parse_estimate(case.draft.text(_BILL))
    if isinstance(bill, Unreadable):
        return None
    return bill.likely if isinstance(bill, Estimate) else bill
