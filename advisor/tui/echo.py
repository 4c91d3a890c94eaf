"""What a typed value was understood as, in the few cells beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from advisor.domain.accident import Estimate
from advisor.intake.fields import FieldKind, field_at
from advisor.intake.typed_text import parse

if TYPE_CHECKING:
    from advisor.explain.texts import Texts
    from advisor.domain.accident import Estimate
from advisor.intake.fields import Field

_SUSPECT_BELOW = 10_000
"""An amount under one 만 in a field for repairs or premiums is most often meant in 만."""

_MONEY = {FieldKind.WON, FieldKind.ESTIMATE}


def echo(path: str, text: str, today: date, texts: Texts) -> str:
    """Say in a few cells how a field was read; nothing where it could not be read."""
    field = field_at(path)
    if field is None or not text.strip():
        return ""
    match parse(field, text, today):
        case int(amount) if field.kind in _MONEY:
            return texts(f"app.echo.{'small' if _is_small(amount) else 'won'}", amount=amount)
        case Estimate(low=low, high=high):
            return texts("app.echo.range", low=low, high=high)
        case date() as day:
            weekday = texts(f"app.weekday.{day.isoweekday()}")
            return texts("app.echo.day", day=day, weekday=weekday)
        case Decimal() as rate:
            return texts("app.echo.rate", rate=rate)
        case _:
            return ""


def is_suspect(path: str, text: str) -> bool:
    """Tell whether an amount is so small that it is probably meant in ten thousands."""
    field: Field | None = field_at(path)
    digits = text.replace(",", "")
    is_money = field is not None and field.kind in _MONEY
    return is_money and digits.isdecimal() and _is_small(int(digits))


def _is_small(amount: int) -> bool:
    return 0 < amount < _SUSPECT_BELOW
