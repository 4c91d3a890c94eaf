"""Days as people write them, even without the year or the century, and spans of days."""

import re
from datetime import date, timedelta
from functools import partial

from advisor.domain.days import MonthDay, add_months
from advisor.intake.plain_text import plain
from advisor.intake.problems import Unreadable
from advisor.intake.typed.weekday import day_of_week, names_weekday
from advisor.intake.typed.won import unhedged

_DAYS_AGO = {
    "오늘": 0, "today": 0, "어제": 1, "yesterday": 1, "그제": 2, "그저께": 2,
    "the day before yesterday": 2, "day before yesterday": 2,
    "간밤": 1, "지난밤": 1, "어젯밤": 1, "엊저녁": 1, "last night": 1,
    "방금": 0, "지금": 0, "조금 전": 0, "좀 전": 0, "아까": 0, "금방": 0, "오늘 아까": 0,
    "now": 0, "just now": 0, "right now": 0, "a moment ago": 0, "earlier today": 0, "tonight": 0,
    "a few minutes ago": 0, "half an hour ago": 0,
    "방금 전": 0, "그끄저께": 3, "하루 전": 1, "이틀 전": 2, "사흘 전": 3, "나흘 전": 4,
    "닷새 전": 5, "일주일 전": 7, "열흘 전": 10, "보름 전": 15,
    "a week ago": 7, "one week ago": 7,
}  # fmt: skip
"""Words for a day, and how many days before today it was."""

_DAYS_AGO_BARE = {word.replace(" ", ""): days for word, days in _DAYS_AGO.items()}
"""The same words without their blanks."""

_TIMES = (
    r"(?P<day>오늘|어제|그제|그저께|today|yesterday|this)\s*"
    r"(?:새벽|아침|오전|낮|점심|점심때|오후|저녁|밤|(?:아침\s*)?출근길|(?:저녁\s*)?퇴근길"
    r"|at noon|morning|noon|afternoon|evening|night)"
    r"(?:\s*[0-9]{1,2}\s*시(?:\s*(?:반|[0-9]{1,2}\s*분))?\s*쯤?)?"
)
"""A day named by a part of it."""

_NUMBERS = {
    "한": 1, "두": 2, "세": 3, "네": 4, "a": 1, "an": 1,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
}  # fmt: skip
_AGO = (
    rf"(?P<count>[0-9]{{1,3}}|{'|'.join(_NUMBERS)})\s*"
    r"(?:(?P<day>일|days?)|(?P<hour>시간|hours?|hrs?)(?:\s*반)?|(?:분|minutes?|mins?))"
    r"\s*(?P<about>쯤)?\s*(?:전|ago)(?P<about_>\s*쯤)?"
)
"""So many days, hours or minutes ago; a number of days must not be approximate."""

_MINUTES = 60
_MOST_HOURS, _MOST_DAYS = 12, 31
"""More hours ago may have been yesterday, and more days ago is not an exact count."""

_YEAR, _MONTH, _DAY = (
    r"(?P<year>[0-9]{4}|[0-9]{2})",
    r"(?P<month>[0-9]{1,2})",
    r"(?P<day>[0-9]{1,2})",
)
_FORMS = (
    rf"{_YEAR}\s*(?P<sep>[-./])\s*{_MONTH}\s*(?P=sep)\s*{_DAY}\s*\.?",
    rf"{_YEAR}\s*년\s*{_MONTH}\s*월\s*{_DAY}\s*일",
    rf"{_YEAR}\s*년\s*{_MONTH}\s*[-./]\s*{_DAY}\s*\.?",
    r"(?P<year>[0-9]{4}|[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:\.0)?",
    rf"{_MONTH}\s*[-./]\s*{_DAY}\s*\.?",
    rf"{_MONTH}\s*월\s*{_DAY}\s*일",
)

_PART = r"(?:새벽|아침|오전|정오|낮|점심(?:때)?|오후|저녁|밤)"
_ABOUT = r"(?:(?:at|around|about)\s+)"
_CLOCK = (
    r"(?:[0-9]{1,2}(?:[:.][0-9]{2})?\s*(?:[ap]\.?m\.?|o'?clock)|[0-9]{1,2}:[0-9]{2}|noon|midnight)"
)
_PART_OF_DAY = r"(?:in the\s+)?(?:morning|afternoon|evening)|at night"
"""A time in English; one o'clock last night was today, so of a night only its evening is read."""

_BESIDE = (
    r"\s*\(?(?:[월화수목금토일]요일|(?<=\()[월화수목금토일](?=\)))\)?"
    r"|(?<=[0-9일.)])\s+(?!밤\s*(?:12|0?[0-5])\s*[:시])"
    rf"(?:(?:{_PART}|am|pm)\s*)?[0-9]{{1,2}}\s*(?::[0-9]{{2}}|시).*$"
    rf"|(?<=[0-9a-z])(?<!night)(?<!this),?\s+(?:{_ABOUT}*{_CLOCK}|{_ABOUT}+[0-9]{{1,2}}|{_PART_OF_DAY})$"
    rf"|(?<=night)\s+{_ABOUT}*(?:[6-9]|1[01])(?:[:.][0-9]{{2}})?\s*(?:p\.?m\.?|o'?clock)?$"
    rf"|^{_ABOUT}*{_CLOCK}\s+(?=[a-z])"
    rf"|(?<=[0-9일.)])\s+{_PART}(?:에|쯤|경|무렵)?$"
)
"""What may stand beside a day: the day of the week, and the time."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1
    )
    for name in names.split()
}  # fmt: skip
_NAMED = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MONTH_NAMED = (
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_NAMED})\.?,?"
    r"(?:\s+(?P<year>[0-9]{4}))?"
    rf"|(?P<month_>{_NAMED})\.?\s+(?P<day_>[0-9]{{1,2}})(?:st|nd|rd|th)?,?"
    r"(?:\s+(?P<year_>[0-9]{4}))?"
)
"""A day with the English name of its month."""

_LABEL = (
    r"^(?:사고\s*(?:일시|일자|날짜|일)|일시|일자|날짜|보험\s*(?:기간|시작일|개시일)|개시일|시작일"
    r"|(?:accident|policy|start)?\s*(?:date|day|start|period)\s*:|(?:(?:once|on|in|from)\s)+)\s*[:=]?\s*"
    r"|\s*(?:에|쯤|경)?\s*딱?\s*(?:한|1)\s*(?:번|건|차례)(?:\s*(?:있|났|냈|사고).*)?$|\s+once$"
)
"""Words of an insurer's message before a day, and behind it that there was one accident."""

_ONWARDS = (
    r"(?:from\s+)?(?P<first>.+?)\s*(?:부터|[~–](?=.)|\s(?:-|to|until)\s)\s*"
    r"(?P<last>.*?)\s*(?:까지)?"
)
"""A day and the period that begins there, as policies and insurers' apps print it."""

_MONTH_ALONE = (
    r"(?P<year>[0-9]{4})\s*[-./]\s*(?P<month>[0-9]{1,2})\.?"
    r"|(?:(?P<year_>[0-9]{2,4})\s*년|(?P<ago>재?작년|지난해|올해))\s*(?P<month_>[0-9]{1,2})\s*월"
    r"(?:쯤|경|중|에|\s*초|\s*말)?"
    rf"|(?P<named>{_NAMED})\.?,?\s+(?P<_year>[0-9]{{4}})"
)
_MONTH_OPEN = (
    r"(?:[0-9]{2,4}\s*년|재?작년|지난해|올해|금년|내년|이번|다음)?\s*[0-9]{1,2}\s*월(?:\s*[쯤경중에초말순])*"
    rf"|(?:(?:in|next|last|this|early|mid|late)\s+)*(?:{_NAMED})"
)
"""A month whose year may not even be certain."""
_YEARS_AGO = {"내년": -1, "올해": 0, "금년": 0, "작년": 1, "지난해": 1, "재작년": 2}
_BY_TODAY = (
    r"(?:(?P<year>재?작년|지난해|올해|금년|내년)\s*(?=[0-9])"
    r"|(?P<month>이번\s*달|이달|지난\s*달|저번\s*달)\s*(?=[0-9]{1,2}\s*일))"
)
"""A year or a month stated relative to today, before the rest of a day."""

_SHORT_YEAR = r"['’‘`´](?=[0-9]{2}[^0-9])"
"""The sign in place of the century before a year of two digits."""

_DAY_OPEN = (
    r"[0-9한두세네]+\s*(?:년|해|달|개월|주|주일)\s*(?:반\s*)?(?:쯤\s*)?전"
    r"|(?:[0-9]{2,4}\s*년도?|재?작년|지난해|올해)\s*(?:[초말봄]|여름|가을|겨울)?(?:\s*[쯤경에])*"
    r"(?:\s*[두세네0-9]+\s*[번건](?:\s*(?:있|났|냈|사고).*)?)?|이달\s*[초말]?|며칠\s*전|엊그제"
    r"|(?:지난|저번|이번)\s*[달주]\s*(?:초|중순|주?말)?|the\s+other\s+day"
    r"|(?:(?:[0-9]+|an?|one|two|three)\s+(?:weeks?|months?|years?)|a\s+few\s+days)\s+ago"
    r"|(?:(?:[0-9]|one|two|three|twice)\s+(?:\w+\s+)?(?:in\s+)?)?(?:(?:19|20)[0-9]{2}|last\s+year)"
    r"|(?:(?:early|late|(?:the\s+)?(?:start|end)\s+of)\s+)?(?:last|this)\s+(?:week|weekend|month|year)"
)
"""Words that name a time, but not its day."""

_LAST_MONTH, _CENTURY = 12, 100
_YEARS_AHEAD = 20
"""A year of two digits is at most so many years ahead, else it is of the century before."""

_LONGEST_WITHOUT_LEAP_DAY = 8

_A_YEAR = [timedelta(days) for days in (364, 365, 366)]

_DAYS_IN = {
    r"d|days?|일": 1,
    r"w|weeks?|주|주일": 7,
    r"months?|달|개월": 31,  # so that no day of a long month is left out
}
_PERIOD = rf"(?P<count>[0-9]{{1,4}}|[일한두세네])\s*(?P<unit>{'|'.join(_DAYS_IN)})?"
_COUNTED = {"일": 1, "한": 1, "두": 2, "세": 3, "네": 4}


def parse_day(text: str, today: date) -> date | Unreadable:
    """Read a day: 2026-11-22, 20261122, 2026. 11. 22., 26.11.22, 261122, 11/22, 오늘, yesterday.

    Without a year it is the latest such day that is not after today. Some hours ago and last night
    are read as calendar days.
    """
    bare = re.sub(_SHORT_YEAR, "", re.sub(_LABEL, "", plain(text)))
    if first := _first_day(bare, today):
        return first
    if names_weekday(said := unhedged(bare)):
        return day_of_week(said, today) or Unreadable("day-open")
    whole = re.sub(_BY_TODAY, partial(_counted, today), re.sub(_BESIDE, "", bare).strip(), count=1)
    if (ago := _days_ago(whole)) is not None:
        return today - timedelta(days=ago)
    whole = unhedged(whole.removesuffix("에"))
    if named := re.fullmatch(_MONTH_NAMED, whole):
        day, month, year = (named[key] or named[f"{key}_"] for key in ("day", "month", "year"))
        return _latest(int(day), _MONTHS[month], year, today)
    match = next((found for form in _FORMS if (found := re.fullmatch(form, whole))), None)
    if match is None:
        return _unread(whole)
    year = match.groupdict().get("year")
    return _latest(int(match["day"]), int(match["month"]), year, today)


def day_as_written(text: str) -> date | None:
    """Return a day written as programs do, 2026-11-22; None for any other text."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def parse_month(text: str, today: date) -> MonthDay | None:
    """Read a month of a year: 2025-07, 25년 7월, 작년 7월, July 2025; None if it is not one.

    >>> parse_month("작년 7월쯤", date(2026, 11, 22))
    MonthDay(2025, 7, 15)
    """
    found = re.fullmatch(_MONTH_ALONE, re.sub(f"{_LABEL}|{_BESIDE}", "", plain(text)).strip())
    if found is None:
        return None
    stated = found["year"] or found["year_"] or found["_year"]
    year = _full_year(stated, today) if stated else today.year - _YEARS_AGO[found["ago"]]
    named = found["named"]
    month = _MONTHS[named] if named else int(found["month"] or found["month_"])
    known = 1 <= month <= _LAST_MONTH and date.min.year <= year < date.max.year
    return MonthDay.of(year, month) if known else None


def _first_day(text: str, today: date) -> date | Unreadable | None:
    """Return the first day of a policy year, None if the text is not a period of days."""
    period = re.fullmatch(_ONWARDS, text)
    begins = parse_day(period["first"], today) if period else None
    if period is None or not isinstance(begins, date):
        return None
    if not period["last"]:
        return begins
    ends = parse_day(period["last"], today)
    if not isinstance(ends, date):
        return None
    return begins if ends - begins in _A_YEAR else Unreadable("unreadable-day")


def _counted(today: date, found: re.Match[str]) -> str:
    """Return the year or the month that words mean today, as written before the rest of a day."""
    if found["year"]:
        return f"{today.year - _YEARS_AGO[found['year']]}년 "
    first = today.replace(day=1)
    before = found["month"].startswith(("지난", "저번"))
    month = add_months(first, -1) if before else first
    return f"{month.year}년 {month.month}월 "


def _latest(day: int, month: int, year: str | None, today: date) -> date | Unreadable:
    """Return the day of a year, or without a year the latest such day not after today."""
    back = range(today.year, today.year - _LONGEST_WITHOUT_LEAP_DAY - 1, -1)
    years = (_full_year(year, today),) if year else back
    days = (_day(y, month, day) for y in years)
    allowed = (d for d in days if d is not None and (year or d <= today))
    return next(allowed, None) or Unreadable("no-such-day")


def _days_ago(whole: str) -> int | None:
    """Return how many days ago a word or a phrase means, None if it means none."""
    words = " ".join(whole.rstrip(".").split()).removesuffix("요").removesuffix("에")
    ago = _DAYS_AGO_BARE.get(words.replace(" ", ""))
    if ago is not None:
        return ago
    if part := re.fullmatch(_TIMES, words):
        return _DAYS_AGO.get(part["day"], 0)
    found = re.fullmatch(_AGO, words)
    if found is None:
        return None
    count = int(found["count"]) if found["count"].isdecimal() else _NUMBERS[found["count"]]
    if found["day"]:
        is_exact = not (found["about"] or found["about_"])
        return count if is_exact and count <= _MOST_DAYS else None
    hours = count if found["hour"] else count // _MINUTES
    return 0 if hours <= _MOST_HOURS else None


def _unread(whole: str) -> Unreadable:
    """Return why a day is unreadable: only a month, only a time without its day, or neither."""
    if re.fullmatch(_MONTH_ALONE, whole) or re.fullmatch(_MONTH_OPEN, whole):
        return Unreadable("month-alone")
    return Unreadable("day-open" if re.fullmatch(_DAY_OPEN, whole) else "unreadable-day")


def _full_year(year: str, today: date) -> int:
    if len(year) > 2:  # noqa: PLR2004 - two digits leave the century open
        return int(year)
    century = today.year - today.year % _CENTURY
    found = century + int(year)
    return found if found <= today.year + _YEARS_AHEAD else found - _CENTURY


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_period(text: str) -> timedelta | None:
    """Return a span of days; None if the text is not one.

    >>> parse_period("30일").days, parse_period("4w").days, parse_period("soon")
    (30, 28, None)
    """
    found = re.fullmatch(_PERIOD, plain(text).strip().lower())
    if found is None or (found["count"] in _COUNTED and not found["unit"]):
        return None
    unit = found["unit"] or "d"
    days = next(days for units, days in _DAYS_IN.items() if re.fullmatch(units, unit))
    return timedelta(days=days * (_COUNTED.get(found["count"]) or int(found["count"])))
