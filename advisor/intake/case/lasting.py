"""Drafts that are kept: a day such as 어제, or one without its year, as the day that was meant.

And a sum that was copied with the words of a message as the sum alone.
"""

from datetime import date

from advisor.intake.case.draft import Draft
from advisor.intake.case.field import FieldKind, Listed
from advisor.intake.case.fields import field_at
from advisor.intake.plain_text import plain
from advisor.intake.problems import Unreadable
from advisor.intake.typed.text import parse
from advisor.intake.typed.won import unlabelled


def lasting_text(path: str, text: str, today: date) -> str:
    """Return a typed day as year-month-day, a sum without the words of a message around it.

    Any other text stays as it is.
    """
    field = field_at(path)
    if field is None or not text.strip():
        return text
    if field.kind is FieldKind.DAY:
        day = parse(field, text, today)
        return day.isoformat() if isinstance(day, date) else text
    bare = unlabelled(plain(text)) if field.is_money else ""
    if not bare or bare == plain(text) or isinstance(parse(field, text, today), Unreadable):
        return text
    return bare


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
