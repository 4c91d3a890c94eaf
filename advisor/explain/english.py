"""Amounts, days, ordinals and plurals as English writes them."""

from datetime import date
from decimal import Decimal

from advisor.domain.days import MonthDay
from advisor.explain.formats import grouped, number, rounded, rounded_result

_THOUSAND = 1_000
_MILLION = 1_000_000
_BILLION = 1_000_000_000
_ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def won(amount: int) -> str:
    """Return the exact amount.

    >>> won(2_300_000)
    '2,300,000 won'
    """
    return f"{grouped(amount)} won"


def apart(distance: int) -> str:
    """Return how far two amounts are apart, whichever is larger.

    >>> apart(-2_300)
    '2,300 won'
    """
    return won(abs(distance))


def in_words(amount: int) -> str:
    """Return the amount in words, rounded as it is spoken.

    >>> in_words(577_870), in_words(1_422_773), in_words(-2_000_000), in_words(931_549_740_000)
    ('580,000 won', '1.42 million won', '-2 million won', '931.54974 billion won')
    """
    spoken = rounded(amount)
    if abs(spoken) < _MILLION:
        return won(spoken)
    unit, name = (_MILLION, "million") if abs(spoken) < _BILLION else (_BILLION, "billion")
    return f"{(Decimal(spoken) / unit).normalize():,f} {name} won"


def in_units(amount: int) -> str:
    """Return an amount as a number of thousands, for texts that add the unit.

    >>> in_units(500_000), in_units(2_600_000)
    ('500', '2600')
    """
    return number(Decimal(amount) / _THOUSAND)


def about(amount: int) -> str:
    """Return a result as it is spoken, marked as approximate if that is not exact.

    >>> about(577_870), about(580_000), about(94_712)
    ('about 580,000 won', '580,000 won', 'about 95,000 won')
    """
    spoken = rounded_result(amount)
    return in_words(spoken) if spoken == amount else f"about {in_words(spoken)}"


def day(day: date) -> str:
    """Return a day with its weekday, or only its month if no more is known.

    >>> from datetime import date
    >>> day(date(2027, 3, 1))
    'Mon 1 March 2027'
    """
    if isinstance(day, MonthDay):
        return f"{_MONTHS[day.month - 1]} {day.year}"
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def ordinal(place: int) -> str:
    """Return the ordinal of a place in a row.

    >>> ordinal(2), ordinal(12)
    ('second', '12th')
    """
    return _ORDINALS[place] if 0 < place < len(_ORDINALS) else f"{place}th"


def counted(count: int | Decimal, forms: str) -> str:
    """Return a number of things; `forms` holds the singular and the plural.

    >>> counted(1, "renewal/renewals"), counted(3, "renewal/renewals")
    ('1 renewal', '3 renewals')
    """
    one, _, more = forms.partition("/")
    return f"{number(count)} {one if count == 1 else more}"
