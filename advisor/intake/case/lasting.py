"""Drafts that are kept: a day such as 어제, or one without its year, as the day that was meant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.intake.case.fields import FieldKind, Listed, field_at
from advisor.intake.typed.text import parse

if TYPE_CHECKING:
    from advisor.intake.case.draft import Draft


def lasting_text(path: str, text: str, today: date) -> str:
    """Return a typed day as year-month-day; any other text as it is."""
    field = field_at(path)
    if field is None or field.kind is not FieldKind.DAY or not text.strip():
        return text
    day = parse(field, text, today)
    return day.isoformat() if isinstance(day, date) else text


def lasting(draft: Draft, today: date) -> Draft:
    """Return a draft that says the same on any later day."""
    paths = [*draft.values]
    for listed in Listed:
        rows = enumerate(draft.rows(listed))
        paths += [f"{listed}[{at}].{key}" for at, row in rows for key in row]
    for path in paths:
        text = draft.text(path)
        if (day := lasting_text(path, text, today)) != text:
            draft = draft.with_value(path, day)
    return draft
