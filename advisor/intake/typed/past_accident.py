"""Past accidents in one cell, as people note them: the day, and what the insurer paid."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from advisor.intake.case.fields import DEATH
from advisor.intake.plain_text import plain, without_invisible
from advisor.intake.problems import Unreadable
from advisor.intake.typed.day import parse_day, parse_month
from advisor.intake.typed.estimate import in_won
from advisor.intake.typed.short_answers import parse_injury
from advisor.intake.typed.won import parse_won

_DAY = r"[0-9]{1,2}(?!\s*[십백천만억원,]|[0-9])"
"""The day of a month; a number followed by a unit of money is a sum."""

_DAY_FIRST = (
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}|[0-9]{6}"
    rf"|(?:[0-9]{{4}}|[0-9]{{2}})\s*[-./년]\s*[0-9]{{1,2}}\s*(?:[-./월]\s*(?:{_DAY}\s*[.일]?)?)?"
    rf"|[0-9]{{1,2}}\s*[-./월]\s*{_DAY}\s*[.일]?)"
    r"(?![0-9])[\s:,·(/]*(?P<rest>.*)"
)
_AMOUNT = r"[₩\\]?[0-9][0-9,.]*\s*(?:[십백천만억]\s*[0-9]*\s*)*원?"
_UNIT = "[십백천만억원]"
_LEAST_BARE = 1_000
"""A smaller number without a unit is a share, a count or a grade, not a sum."""

_UNDONE = "환입|취소|면책|미처리|paid back|withdrawn"
"""Words for a claim that no longer leaves a record, or never left one."""

_SHARES = r"(?<![0-9])([0-9]{1,3})\s*[:대]\s*([0-9]{1,3})(?![0-9])"
_WHOLE_SHARES = {10, 100}
_FAULTLESS = r"무\s*과실|과실\s*(?:없|무)|not? (?:my |at )?fault"
_FAULT = r"(?:과실|fault)\D{0,6}?(?P<said>[0-9]{1,3})|(?<![0-9])(?P<share>[0-9]+)\s*%"
_PER_CENT = Decimal("0.01")

_NOBODY = r"(?:대인|부상)(?:사고)?\s*(?:무(?!\S*급)|없|x|×|-|0)"
_GRADE = r"([0-9]+)\s*급"
_HURT = "대인|부상|사망|injur|death"
_OWN_INJURY = "자손|자상|자기신체"
_GRADES = range(1, 15)

_BETWEEN = (
    r"\s*(?:[;\n]|(?:\s[/&]\s|,)\s*(?=(?:[0-9]{4}|[0-9]{2})\s*[-./년]\s*[0-9]{1,2}\s*[-./월]))\s*"
)
"""What separates two accidents in one cell; a slash in a day has no blanks around it."""

_COUNTED = r"(?P<count>[0-9]{1,2})\s*(?:건|회|번)?(?:\s*[(:,]\s*(?P<rest>.*?)\)?)?"
"""How many accidents there were, and perhaps which: 2건, 1건(24.5.10 90만)."""

_NONE = r"무\s*사고|사고\s*(?:이력\s*)?없음|이력\s*없음|no (?:accidents?|claims?)"


def read_past_accidents(
    text: str, unit: int, today: date
) -> tuple[Mapping[str, object], ...] | Unreadable:
    """Return day and payout of each past accident in a cell; see `read_past_accident`.

    A mere count is refused unless it is 0, because an accident without its day cannot be placed.
    """
    whole = without_invisible(text).strip()
    if counted := re.fullmatch(_COUNTED, plain(whole)):
        whole = counted["rest"] or ""
        if not whole and int(counted["count"]):
            return Unreadable("past-accident-count")
    if re.fullmatch(_NONE, plain(whole)):
        return ()
    found = []
    for said in filter(None, re.split(_BETWEEN, whole)):
        one = read_past_accident(said, unit, today)
        if isinstance(one, Unreadable):
            return one
        found.append(one)
    return tuple(found)


def read_past_accident(text: str, unit: int, today: date) -> Mapping[str, object] | Unreadable:
    """Return day and payout of a past accident, and what is said about fault and injuries.

    Bare amounts count in `unit`. Words that would change the record but cannot be read are refused,
    not left out.

    >>> from datetime import date
    >>> read_past_accident("2024.5.2 물적 150만원", 1, date(2026, 11, 21))
    {'day': datetime.date(2024, 5, 2), 'property_paid': 1500000}
    """
    whole = plain(text)
    found = re.fullmatch(_DAY_FIRST, whole)
    if found is None:
        is_open = parse_day(whole, today) == Unreadable("day-open")
        return Unreadable("day-open" if is_open else "unreadable-past-accident")
    said = found["day"].strip()
    day = parse_day(said, today)
    if isinstance(day, Unreadable):
        month = parse_month(said, today)
        if month is None:
            return day
        day = month
    sums = [one for said in re.findall(_AMOUNT, found["rest"]) if (one := _won(said, unit))]
    if len(sums) > 1 or (not sums and any(sign.isdigit() for sign in found["rest"])):
        return Unreadable("unreadable-past-accident")
    record = _record(found["rest"])
    if isinstance(record, Unreadable):
        return record
    return {"day": day, **({"property_paid": sums[0]} if sums else {}), **record}


def _record(said: str) -> dict[str, object] | Unreadable:
    """Return the fault and the injuries that the words state, or why they cannot be read."""
    if re.search(_UNDONE, said):
        return Unreadable("past-accident-undone")
    shares = re.search(_SHARES, said)
    if shares and sum(map(int, shares.groups())) in _WHOLE_SHARES:
        return Unreadable("two-shares")
    found: dict[str, object] = {}
    if re.search(_FAULTLESS, said):
        found["fault"] = Decimal(0)
    elif share := re.search(_FAULT, said):
        fault = int(share["said"] or share["share"]) * _PER_CENT
        if fault > 1:
            return Unreadable("unreadable-past-accident")
        found["fault"] = fault
    if re.search(_OWN_INJURY, said):
        found["own_injury"] = True
    injury = _injury(said)
    if isinstance(injury, Unreadable):
        return injury
    return found if injury is None else {**found, "injury_grade": injury}


def _injury(said: str) -> int | str | Unreadable | None:
    """Return the grade of another person's injury; None if nobody else was hurt."""
    if grades := [int(grade) for grade in re.findall(_GRADE, said)]:
        known = all(grade in _GRADES for grade in grades)
        return min(grades) if known else Unreadable("unreadable-past-accident")
    if not re.search(_HURT, said) or re.search(_NOBODY, said):
        return None
    if "사망" in said or "death" in said:
        return DEATH
    words = parse_injury(re.sub(r"대인|부상|[0-9][0-9,.]*\S*", " ", said))
    return words if isinstance(words, int) else Unreadable("past-injury-grade")


def _won(said: str, unit: int) -> int | None:
    counted = in_won(said.strip(), unit)
    amount = counted if isinstance(counted, Unreadable) else parse_won(counted)
    if isinstance(amount, Unreadable) or not (re.search(_UNIT, said) or amount >= _LEAST_BARE):
        return None
    return int(amount)
