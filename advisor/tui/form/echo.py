"""The echo of a field: how its value was understood, in the few cells beside it."""

from datetime import date
from decimal import Decimal

from advisor.domain.accident import Estimate
from advisor.domain.days import MonthDay
from advisor.domain.money import TEN_THOUSAND, Won
from advisor.explain.texts import Texts
from advisor.intake.case.field import Field
from advisor.intake.case.fields import field_at, is_money
from advisor.intake.typed.estimate import parse_estimate, small_amount, small_estimate
from advisor.intake.typed.field_value import parse_field

_SHORTER = ("small-short", "small-shortest")

_SHORT_DAY = "%m-%d"


def echo(path: str, text: str, today: date, texts: Texts) -> str:
    """Return the echo of a field's text, empty if the text could not be read."""
    field = field_at(path)
    return "" if field is None else echo_of(field, text, today, texts)


def echo_of(field: Field, text: str, today: date, texts: Texts, *, percent: bool = True) -> str:
    """Return the echo of any field's text; `percent` as in `parse_field`."""
    if not text.strip():
        return ""
    return _shown(parse_field(field, text, today, percent=percent), field, text, texts)


def short_echoes(path: str, text: str, texts: Texts) -> tuple[str, ...]:
    """Return shorter and shorter forms of an echo, empty if it has none.

    Those of a range end with a form without sums, because a sum cut in half is another sum.
    """
    if not is_money(path):
        return ()
    if isinstance(found := parse_estimate(text), Estimate):
        code, last = ("small-range-short", "m") if is_suspect(path, text) else ("range-short", "")
        return texts(f"app.echo.{code}", **_ends(found, text)), last
    if not is_suspect(path, text):
        return ()
    return tuple(texts(f"app.echo.{code}", **_small(text)) for code in _SHORTER)


def is_suspect(path: str, text: str) -> bool:
    """Return whether an amount is so small that 만 (ten thousands) were probably meant."""
    return is_money(path) and small_estimate(text) is not None


def _shown(value: object, field: Field, text: str, texts: Texts) -> str:
    match value:
        case int() if field.is_money:
            return _amount(value, text, texts)
        case Estimate():
            code = "range" if small_estimate(text) is None else "small-range"
            return texts(f"app.echo.{code}", **_ends(value, text))
        case date():
            return _day(value, text, texts)
        case Decimal():
            return texts("app.echo.rate", rate=value)
        case _:
            return ""


def _amount(amount: int, text: str, texts: Texts) -> str:
    """Return an amount in words, empty if exactly these words were typed."""
    if small := _small(text):
        return texts("app.echo.small", **small)
    words = texts("app.echo.won", amount=amount)
    return "" if text.strip() in {words, "0"} else words


def _day(day: date, text: str, texts: Texts) -> str:
    """Return the weekday, with the day unless it was typed in full; of a month, only the day."""
    if isinstance(day, MonthDay):
        return "" if text.strip() == day.isoformat() else day.isoformat()
    weekday = texts(f"app.weekday.{day.isoweekday()}")
    if text.strip() == day.isoformat():
        return texts("app.echo.weekday", weekday=weekday)
    return texts("app.echo.day", day=day.strftime(_SHORT_DAY), weekday=weekday)


def _ends(found: Estimate, text: str) -> dict[str, Won]:
    """Return the ends of a range in won, those of a suspect range multiplied by 만."""
    small = small_estimate(text)
    if small is None:
        return {"low": found.low, "high": found.high}
    return {"low": Won(small.low * TEN_THOUSAND), "high": Won(small.high * TEN_THOUSAND)}


def _small(text: str) -> dict[str, Won]:
    """Return a small amount of bare digits in won and in 만, empty for any other text."""
    amount = small_amount(text)
    return {} if amount is None else {"amount": amount, "larger": Won(amount * TEN_THOUSAND)}
