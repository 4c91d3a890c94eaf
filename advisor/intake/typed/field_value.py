"""Reading what people type in the form and in flags: forgiving, but never guessing."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from advisor.domain.accident import Estimate
from advisor.domain.days import add_months
from advisor.domain.money import NOTHING, TEN_THOUSAND
from advisor.intake.case.field import Field, FieldKind
from advisor.intake.case.fields import COVER_UNKNOWN, ESTIMATE_KEYS
from advisor.intake.plain_text import bare_amount, plain, without_invisible
from advisor.intake.problems import Unreadable
from advisor.intake.typed.amounts_in_text import only_amount, or_amount_in_words
from advisor.intake.typed.day import day_as_written, parse_day, parse_month
from advisor.intake.typed.estimate import parse_estimate
from advisor.intake.typed.fault import own_fault
from advisor.intake.typed.kind import tells_person
from advisor.intake.typed.period import start_by_expiry
from advisor.intake.typed.rate import has_percent, parse_percent, parse_share
from advisor.intake.typed.short_answers import (
    KIND,
    is_no_bill,
    is_nobody,
    is_unknown,
    parse_choice,
    parse_flag,
    parse_grade,
    parse_injury,
    parse_whole,
    parse_words,
    says_paid,
)
from advisor.intake.typed.won import parse_threshold, parse_won, unhedged

_ACCIDENT = "accident.day"
_NUMBERED = r"^(?:(?:on\s+)?the\s+)?([0-9]{1,2})(?:일|st|nd|rd|th)(?![0-9])"
_MONTHS_WITHOUT_A_31ST = 2
"""A day of this month or the last one may be missing there or still to come."""

_MAN_UNIT = "만"
_THRESHOLD, _PAID = "surcharge_threshold", "paid"

_OWN_CAR = {"own_damage", "cash_repair", "own_rental", "car_value", "sum_insured"}
_OTHERS = {"other_property", "other_rental", "property_limit"}
_PAYOUTS = {"paid", "property_paid"}
_PREMIUMS = {"premium", "quote_clean", "quote_claim"}
_BOUNDS = {"minimum", "maximum", "fixed"}
_OWN_WORDS = (
    ("수리|repair", {"own_damage", "cash_repair", "other_property"}),
    (r"보험료|premium|연간|^연\s", _PREMIUMS),
    ("보험금|지급", _PAYOUTS),
    (r"상대\s*(?:방|편|측)?의?\s*차|대물|\b(?:other|their) (?:car|driver|side|party)",
     _OTHERS | _PAYOUTS),
    (r"(?:내|제|우리)\s*차|자차|\bmy (?:own )?car", _OWN_CAR | _PAYOUTS | _PREMIUMS),
    (r"자기\s*부담|자부담|면책|공제|deductible|excess", _BOUNDS),
    ("현금|cash", {"cash_repair"}),
    ("합의금|위자료|settlement", {"injury_settlement"}),
    ("렌트|(?<!상)대차|rental", {"other_rental", "own_rental"}),
)  # fmt: skip
"""Words that name an amount, and its keys, because a message may be pasted into a wrong field."""

_FIRST_FIGURES = "first-figures-alone"
"""The code of an amount that means a range."""

_UNPAID = (
    r"견적|예상|추정|예정|미지급|미처리|아직|심사|환입|안\s*나|못\s*받"
    r"|estimat|quote|not yet|unpaid|pending"
)
"""Words for what is only expected and so not paid, or was paid back."""


_SHARES = {"fault", "rate"}
_LEAST_SHARE = Decimal("0.01")
"""A bare number below 1 is a fraction, because nobody bears 0.7 percent of a fault or a loss."""


def leaves_open(field: Field, text: str) -> bool:
    """Return whether a text leaves a field open: empty, "don't know", or that nobody was hurt."""
    if field.kind is FieldKind.INJURY and is_nobody(text):
        return True
    is_open = is_unknown(text) and field.kind is not FieldKind.WORDS
    return not without_invisible(text).strip() or (is_open and COVER_UNKNOWN not in field.choices)


def parse_field(
    field: Field, text: str, today: date, *, percent: bool = True
) -> object | Unreadable:
    """Read what somebody typed for a field, and return its value or why it is unreadable.

    A rate is in percent, as in the form; without `percent` it is a fraction, as in flags, unless it
    ends in a percent sign or is above one.
    """
    if COVER_UNKNOWN in field.choices and is_unknown(text):
        return COVER_UNKNOWN
    if field.kind is FieldKind.DAY:
        return _day(field, text, today)
    if field.kind is FieldKind.RATE:
        return _rate(field, text, percent=percent)
    if field.kind in {FieldKind.CHOICE, FieldKind.TEXT}:
        named = parse_choice(text, field.path)
        is_open = field.kind is FieldKind.CHOICE and named not in field.choices
        if is_open and field.path == KIND and tells_person(text):
            return Unreadable("person-hit")
        allowed = ", ".join(field.choices)
        return Unreadable("not-choice", {"allowed": allowed}) if is_open else named
    return _amount(field, text) if field.is_money else _READERS[field.kind](text)


def _day(field: Field, text: str, today: date) -> object | Unreadable:
    if written := day_as_written(text):
        return written
    month = parse_month(text, today) if field.takes_month else None
    day = month or parse_day(text, today)
    if not isinstance(day, Unreadable):
        return day
    started = start_by_expiry(text, today) if field.key == "start" else None
    return (
        started
        or (_by_number(unhedged(plain(text)), today) if field.path == _ACCIDENT else None)
        or day
    )


def _by_number(said: str, today: date) -> date | None:
    """Return the latest day not after today that a number names without its month; else None."""
    first = today.replace(day=1)
    for month in (add_months(first, -back) for back in range(_MONTHS_WITHOUT_A_31ST + 1)):
        day = parse_day(re.sub(_NUMBERED, rf"{month:%Y-%m}-\1", said), today)
        if not isinstance(day, Unreadable) and day <= today:
            return day
    return None


def _amount(field: Field, text: str) -> object | Unreadable:
    if field.kind is FieldKind.ESTIMATE and is_no_bill(text):
        return NOTHING
    if bare_amount(text) is None and names_another(field.key, plain(text)):
        several = only_amount(text)
        return several if isinstance(several, Unreadable) else Unreadable("amount-of-another")
    read = parse_threshold if field.key == _THRESHOLD else _READERS[field.kind]
    value = read(text)
    if not isinstance(value, Unreadable):
        return value
    if field.kind is FieldKind.WON and (
        value.code == _FIRST_FIGURES or isinstance(parse_estimate(text), Estimate)
    ):
        return Unreadable("range-not-taken")
    if field.key == _PAID and says_paid(text):
        return Unreadable("paid-sum-wanted")
    return or_amount_in_words(value, text)


def names_another(key: str, said: str) -> bool:
    """Return whether words that were copied into a field name the amount of another field."""
    elsewhere = any(key not in keys and re.search(words, said) for words, keys in _OWN_WORDS)
    return elsewhere or (key in _PAYOUTS and bool(re.search(_UNPAID, said)))


def _rate(field: Field, text: str, *, percent: bool) -> Decimal | Unreadable:
    said = own_fault(text) if field.key == "fault" else text
    rate = parse_percent(said) if percent else parse_share(said)
    if percent and field.key in _SHARES and not isinstance(rate, Unreadable):
        rate = rate if rate >= _LEAST_SHARE or has_percent(said) else rate.scaleb(2)
    if field.key == "fault" or not isinstance(rate, Unreadable) or rate.code != "two-shares":
        return rate
    return Unreadable("unreadable-percent" if percent else "unreadable-rate")


_READERS: Mapping[FieldKind, Callable[[str], object | Unreadable]] = {
    FieldKind.WON: parse_won,
    FieldKind.ESTIMATE: parse_estimate,
    FieldKind.WHOLE: parse_whole,
    FieldKind.GRADE: parse_grade,
    FieldKind.INJURY: parse_injury,
    FieldKind.FLAG: parse_flag,
    FieldKind.WORDS: parse_words,
}


def document_value(value: object) -> object:
    """Return a typed value in the form that a document holds."""
    if isinstance(value, Estimate):
        return {"low": value.low, "likely": value.likely, "high": value.high}
    return value


def as_typed(value: object) -> str:
    """Return a value of a document as it could be typed in the form; a rate in percent.

    >>> as_typed(1800000), as_typed(Decimal("0.2")), as_typed({"low": 1, "likely": 3, "high": 4})
    ('1,800,000', '20', '1~3~4')
    """
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return f"{value:,}"
        case Decimal() if value.is_finite():
            return f"{_trimmed(value.scaleb(2)):f}"
        case Mapping():
            return _range([value.get(key, "") for key in ESTIMATE_KEYS])
        case _:
            return str(value)


def _range(amounts: list[object]) -> str:
    """Return a range as people write it: without a likely middle, and with one unit for all.

    >>> _range([1_200_000, 1_900_000, 2_600_000])
    '120~260만'
    """
    match amounts:
        case [int(low), int(likely), int(high)] if likely == (low + high) // 2:
            amounts = [low, high]
    whole = [amount for amount in amounts if isinstance(amount, int)]
    if len(whole) == len(amounts) and all(
        n and n % TEN_THOUSAND == 0 and n < TEN_THOUSAND**2 for n in whole
    ):
        return "~".join(str(n // TEN_THOUSAND) for n in whole) + _MAN_UNIT
    return "~".join(map(as_typed, amounts))


def _trimmed(value: Decimal) -> Decimal:
    """Return a number without the zeros behind the point, but with those before it."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
