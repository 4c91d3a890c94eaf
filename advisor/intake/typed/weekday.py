"""Days of last week and of this one as people say them: 지난주 금요일, last Friday."""

import re
from datetime import date, timedelta

_KOREAN = "월화수목금토일"
_ENGLISH = ("mon(?:day)?", "tue(?:s(?:day)?)?", "wed(?:nesday)?", "thu(?:rs(?:day)?)?",
            "fri(?:day)?", "sat(?:urday)?", "sun(?:day)?")  # fmt: skip
_WEEKDAY = "|".join(
    f"(?P<day{number}>{korean}(?:요일|욜)?|{english})"
    for number, (korean, english) in enumerate(zip(_KOREAN, _ENGLISH, strict=True))
)
_BEFORE_LAST, _LAST, _THIS = (
    r"지지난\s*주|저저번\s*주|(?:the\s+)?week\s+before\s+last",
    r"지난\s*주|저번\s*주|last\s+week",
    r"이번\s*주|금주|this\s+week",
)
_WEEK = rf"(?:(?P<before_last>{_BEFORE_LAST})|(?P<last>{_LAST})|(?P<this>{_THIS}))(?:의|에|'s)?"
_TIME = (
    r"(?:에|\s+(?:새벽|아침|오전|정오|낮|점심|오후|저녁|밤|at|morning|afternoon|evening|night|[0-9])"
    r".*)?"
)
_FORMS = (
    rf"{_WEEK}\s*(?:on\s+)?(?:{_WEEKDAY}){_TIME}",
    rf"(?:{_WEEKDAY})\s+(?:of\s+)?{_WEEK}{_TIME}",
    rf"(?P<past>지난|저번|last)?\s*(?:{_WEEKDAY}){_TIME}",
)

_SUNDAY = 6


def day_of_week(text: str, today: date) -> date | None:
    """Return the day that a weekday names; None if it names none, or may be one of two.

    Two weeks are possible for 지난 목요일 on a Friday, and for anything about a Sunday or said on
    one, because a Sunday may end a week or begin one.

    >>> day_of_week("지난주 금요일 저녁 7시쯤", date(2026, 11, 24))
    datetime.date(2026, 11, 20)
    >>> day_of_week("last Thursday", date(2026, 11, 27)) is None
    True
    """
    found = next((match for form in _FORMS if (match := re.fullmatch(form, text))), None)
    if found is None:
        return None
    named = found.groupdict()
    wanted = next(number for number in range(7) if named[f"day{number}"])
    if _SUNDAY in {wanted, today.weekday()}:
        return None
    this_week = today + timedelta(days=wanted - today.weekday())
    if "this" not in named:
        weeks = 1 if named["past"] and this_week >= today else None
    else:
        weeks = 2 if named["before_last"] else 1 if named["last"] else 0
    day = None if weeks is None else this_week - timedelta(weeks=weeks)
    return day if day and day <= today else None


def names_weekday(text: str) -> bool:
    """Return whether a text names a day of the week, in any week."""
    return any(re.fullmatch(form, text) for form in _FORMS)
