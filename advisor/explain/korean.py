"""Amounts, days, ordinals and particles as Korean writes them."""

import re
from datetime import date
from decimal import Decimal

from advisor.domain.days import MonthDay
from advisor.domain.money import TEN_THOUSAND
from advisor.explain.formats import grouped, number, rounded, rounded_result

_WEEKDAYS = "월화수목금토일"
_ORDINALS = ("", "첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")

_PARTICLES = {
    form: (closed, open_)
    for closed, open_ in (
        ("이", "가"), ("은", "는"), ("을", "를"), ("과", "와"), ("으로", "로"), ("이라", "라"),
        ("이고", "고"), ("이면", "면"), ("이며", "며"), ("입니다", "입니다"),
    )
    for form in (closed, open_)
}  # fmt: skip
"""Each particle, by either of its forms: after a final consonant, and after a vowel."""

PARTICLES = frozenset(_PARTICLES)

_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS = ord("가"), ord("힣"), 28
_READ_AS = dict(zip("0123456789%lmnrLMNR", "영일이삼사오육칠팔구트엘엠엔알엘엠엔알", strict=True))
_SILENT = ")]}'\"”’」』"
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


def won(amount: int) -> str:
    """Return the exact amount.

    >>> won(2_300_000)
    '2,300,000원'
    """
    return f"{grouped(amount)}원"


def apart(distance: int) -> str:
    """Return how far two amounts are apart, whichever is larger.

    >>> apart(-2_300)
    '2,300원'
    """
    return won(abs(distance))


def in_words(amount: int) -> str:
    """Return the amount in words, rounded as it is spoken.

    >>> in_words(577_870), in_words(123_456_789), in_words(1_000_050_000_000)
    ('58만 원', '1억 2,346만 원', '1조 5,000만 원')
    """
    spoken = rounded(amount)
    if spoken % TEN_THOUSAND or not spoken:
        return won(spoken)
    hundred_millions, ten_thousands = divmod(abs(spoken) // TEN_THOUSAND, TEN_THOUSAND)
    trillions, hundred_millions = divmod(hundred_millions, TEN_THOUSAND)
    scales = {"조": trillions, "억": hundred_millions, "만": ten_thousands}
    parts = (f"{grouped(many)}{scale}" for scale, many in scales.items() if many)
    return f"{'-' if spoken < 0 else ''}{' '.join(parts)} 원"


def in_units(amount: int) -> str:
    """Return an amount as a number of 만, for texts that add the unit.

    >>> in_units(500_000), in_units(855_000)
    ('50', '85.5')
    """
    return number(Decimal(amount) / TEN_THOUSAND)


def about(amount: int) -> str:
    """Return a result as it is spoken, marked as approximate if that is not exact.

    >>> about(577_870), about(580_000), about(94_712)
    ('약 58만 원', '58만 원', '약 95,000원')
    """
    spoken = rounded_result(amount)
    return in_words(spoken) if spoken == amount else f"약 {in_words(spoken)}"


def day(day: date) -> str:
    """Return a day with its weekday, or only its month if no more is known.

    >>> from datetime import date
    >>> day(date(2027, 3, 1))
    '2027년 3월 1일(월)'
    """
    if isinstance(day, MonthDay):
        return f"{day.year}년 {day.month}월"
    return f"{day.year}년 {day.month}월 {day.day}일({_WEEKDAYS[day.weekday()]})"


def ordinal(place: int) -> str:
    """Return the ordinal of a place in a row.

    >>> ordinal(2), ordinal(12)
    ('두 번째', '12번째')
    """
    return f"{_ORDINALS[place]} 번째" if 0 < place < len(_ORDINALS) else f"{place}번째"


def with_particle(word: str, particle: str) -> str:
    """Return a word with a particle, in the form that the last sound of the word requires.

    >>> with_particle("보험사", "은"), with_particle("16", "으로"), with_particle("서울", "으로")
    ('보험사는', '16으로', '서울로')
    """
    closed, open_ = _PARTICLES[particle]
    final = _final_consonant(word)
    soft = particle in {"으로", "로"} and final == _RIEUL
    return word + (closed if final and not soft else open_)


_RIEUL = (ord("알") - _FIRST_SYLLABLE) % _FINALS


def _final_consonant(word: str) -> int:
    """Return the final consonant of the last sound, 0 if it has none.

    Brackets behind a word are ignored, as the rules of spelling require.
    """
    last = (_IN_BRACKETS.sub("", word) or word).rstrip(_SILENT)[-1:]
    sound = _READ_AS.get(last, last)
    if sound and _FIRST_SYLLABLE <= ord(sound) <= _LAST_SYLLABLE:
        return (ord(sound) - _FIRST_SYLLABLE) % _FINALS
    return 0
