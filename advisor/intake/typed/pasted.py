"""Finding the part of a pasted message (a garage's estimate, an insurer's text) for a field."""

import re
from collections.abc import Sequence
from datetime import date

from advisor.intake.case.field import Field, FieldKind
from advisor.intake.case.fields import field_at
from advisor.intake.problems import Unreadable
from advisor.intake.typed.amounts_in_text import amounts_in
from advisor.intake.typed.estimate import small_amount
from advisor.intake.typed.field_value import names_another, parse_field

_CELLS = r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+"
"""What separates the cells of a copied table, and lines."""

_MOST_CELLS, _LONGEST = 100, 1_000
"""No message has more lines, or more signs in one; anything beyond is not searched."""

_MOST_TAKEN = 3_000
"""How many signs a field takes: more than any may hold, and few enough to be drawn at once."""

_REPAIR = r"(?i)합계|총|최종|청구|수리|견적|\btotal|\brepair|\bestimate"
_TOTAL = r"(?i)합계|총|최종|청구|\btotal"
_CASH = r"(?i)현금|\bcash"
_PAID = r"(?i)지급|보험금|\bpaid|\bpayout"
_PREMIUM = r"(?i)보험료|\bpremium"

_NAMES = {
    "paid": _PAID, "property_paid": _PAID, "premium": _PREMIUM,
    "quote_clean": _PREMIUM, "quote_claim": _PREMIUM,
    "own_damage": _REPAIR, "cash_repair": _CASH, "other_property": _REPAIR,
}  # fmt: skip
"""The words before the amount of each field in a message."""

_NEAR = 14
"""How many signs before an amount its name is looked for."""


def part_for_field(path: str, text: str, today: date) -> tuple[str, tuple[str, ...]]:
    """Return the part of a paste that a field takes, and the cells that are left out.

    The first cell is taken if the field can read it; else the line or the amount that the message
    names as what the field asks for, or the only one there is. If nothing is clear, it is the first
    cell, so that the user is told why it is refused.
    """
    cells = [cell.strip() for cell in re.split(_CELLS, text) if cell.strip()]
    field = field_at(path)
    searched = [cell for cell in cells[:_MOST_CELLS] if len(cell) <= _LONGEST]
    taken = _meant(field, searched, today) if field and searched else None
    if taken is None:
        taken = next(iter(cells), "")
    if taken in cells:
        cells.remove(taken)
    rest = [taken[_MOST_TAKEN:]] if len(taken) > _MOST_TAKEN else []
    return taken[:_MOST_TAKEN], (*rest, *cells)


def _meant(field: Field, cells: Sequence[str], today: date) -> str | None:
    """Return the part of a message that is meant for a field; None if it is not clear."""
    if field.kind in {FieldKind.TEXT, FieldKind.WORDS}:
        return None
    values = {cell: parse_field(field, cell, today) for cell in cells}
    read = [cell for cell, value in values.items() if not isinstance(value, Unreadable)]
    if read[:1] == [cells[0]]:
        return cells[0]
    if not field.is_money:
        is_clear = field.kind is FieldKind.DAY or len(read) == 1
        return read[0] if read and is_clear else None
    lines = [cell for cell in read if small_amount(cell) is None]
    totals = [cell for cell in lines if re.search(_TOTAL, cell)]
    if totals or len({str(values[cell]) for cell in lines}) == 1:
        return (totals or lines)[-1]
    return None if lines else _named_amount(field, cells)


def _named_amount(field: Field, cells: Sequence[str]) -> str | None:
    """Return the amount in sentences that is named as the field's, or the only one, else None."""
    name = _NAMES.get(field.key)
    found = [amount for cell in cells for amount in amounts_in(cell)]
    if name is None or not found:
        return None
    for one in (_TOTAL, _REPAIR) if name == _REPAIR else (name,):
        named = {each.won: each for each in found if re.search(one, each.before[-_NEAR:])}
        if len(named) == 1:
            return next(iter(named.values())).text
    is_bare = not any(names_another(field.key, cell.casefold()) for cell in cells)
    return found[0].text if len({each.won for each in found}) == 1 and is_bare else None
