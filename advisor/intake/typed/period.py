"""What tables hold besides plain days: periods, months as titles, and how to write a day."""

import re
from datetime import date, timedelta

from advisor.domain.days import renewal_day
from advisor.intake.plain_text import plain
from advisor.intake.problems import Unreadable
from advisor.intake.typed.day import parse_day

_BETWEEN_DAYS = (
    r"\s*[~〜∼→]\s*|\s*부터\s*|\s+[-–—]\s+|\s*[–—]\s*"
    r"|(?<=[./][0-9])-(?=[0-9])|(?<=[./][0-9]{2})-(?=[0-9])|(?<=[0-9]\.|[0-9]일)-(?=[0-9])"
    r"|(?<=[0-9]{8})-(?=[0-9]{8})"
)
"""What separates the first day of a period from its last; a hyphen within a day does not."""

_UNTIL = "까지"

_WEEK = "[1-6]|첫째|둘째|셋째|넷째|다섯째|마지막"
_MONTH_TITLE = (
    rf"(?:[0-9]{{2,4}}\s*[년.]\s*)?[0-9]{{1,2}}월"
    rf"(?:\s*(?:{_WEEK})\s*주)?\s*(?:분|접수|접수분|사고)?"
)
_DAY_PATTERN = r"(?i)[ymd년월일./\s-]+"

_EXPIRY = (
    r"(?:~|(?:보험\s*)?(?:만기|만료|종료|갱신)(?:일자|일)?(?:은|는|이|가)?|until|expir(?:y|es|ation)(?:\s+date)?"
    r"|ends?|renew(?:al|s))(?:\s+(?:on|in))?\s*:?\s*(?P<day>[^~]+?)\s*(?:까지)?\s*(?:임|입니다|이에요|예요)?"
    r"|(?P<day_>[^~]+?)\s*(?:까지|에?\s*(?:만기|만료|종료|갱신))\s*(?:임|입니다|이에요|예요|돼요|됩니다)?"
)
"""A day with words that say that a policy ends on it."""

_A_YEAR_ON = timedelta(days=366)


def start_by_expiry(text: str, today: date) -> date | Unreadable | None:
    """Return the first day of a policy whose last day is told; None if the text does not tell it.

    A day without its year is the next such day; a month alone is refused as such.

    >>> start_by_expiry("만기 2027.3.14", date(2026, 11, 22))
    datetime.date(2026, 3, 14)
    >>> start_by_expiry("3/14까지", date(2026, 11, 22)), start_by_expiry("3/14", date(2026, 11, 22))
    (datetime.date(2026, 3, 14), None)
    """
    said = re.fullmatch(_EXPIRY, plain(text))
    if said is None:
        return None
    told = said["day"] or said["day_"]
    day = parse_day(told, today)
    if not isinstance(day, date):
        return day
    has_year = parse_day(told, today + _A_YEAR_ON) == day  # without a year it moves with today
    has_ended = has_year and not re.search("갱신|renew", said[0])  # a renewal begins the next one
    return renewal_day(day, -1) if day > today or has_ended else day


def days_of_period(text: str) -> tuple[str, ...]:
    """Return the two days of a period as they are written, or the text alone if it is not one.

    >>> days_of_period("2026.3.2 ~ 2027.3.2"), days_of_period("2026/3/2-2027/3/2")
    (('2026.3.2', '2027.3.2'), ('2026/3/2', '2027/3/2'))
    >>> days_of_period("26-03-02")
    ('26-03-02',)
    """
    first, *last = re.split(_BETWEEN_DAYS, text, maxsplit=1)
    return (first, *(day.removesuffix(_UNTIL).strip() for day in last))


def is_month_title(text: str) -> bool:
    """Return whether a text names a month, or a week of one, and nothing else.

    >>> is_month_title("2026년 11월"), is_month_title("11월 둘째 주"), is_month_title("11월 3일")
    (True, True, False)
    """
    return re.fullmatch(_MONTH_TITLE, plain(text)) is not None


def is_day_pattern(text: str) -> bool:
    """Return whether a text says how a day is to be written.

    >>> is_day_pattern("YYYY-MM-DD"), is_day_pattern("년월일"), is_day_pattern("상담일")
    (True, True, False)
    """
    return re.fullmatch(_DAY_PATTERN, text) is not None
