"""Amounts as people write them: digits, separators, and units such as 천, 만, k and million."""

import re
from collections.abc import Iterator
from decimal import Decimal

from advisor.domain.money import TEN_THOUSAND, Won
from advisor.domain.values import frozen
from advisor.intake.case.field import LARGEST_AMOUNT
from advisor.intake.plain_text import bare_amount, plain, without_zero_fraction
from advisor.intake.problems import Unreadable

_NUMERALS = str.maketrans("일이삼사오육칠팔구", "123456789")
_SPELLED = r"(?:[일이삼사오육칠팔구]?\s*[십백천만억조]\s*)+"

_UNJOINED = {"ㅁㅏㄴ": "만", "ㅇㅓㄱ": "억"}
"""Units as a terminal without its own input method passes them on, letter by letter."""

ENGLISH_UNITS = {"k": 1_000, "thousand": 1_000, "million": 1_000_000}
"""English units, which the answer uses too; each follows a single number.

A lone m is not a unit, because the key m types 만 in the form.
"""

_ENGLISH = (
    rf"(?P<number>[0-9]+(?:\.[0-9]+)?|[0-9]{{1,3}}(?:,[0-9]{{3}})+)\s*"
    rf"(?P<unit>{'|'.join(ENGLISH_UNITS)})"
)

LETTER_FOR_A_UNIT = "letter-for-a-unit"
_LETTER = r"[0-9][0-9.,]*\s*(?:[mㅡㅏ]|mil|mio)(?:\s*won)?"
"""An m, what the keys m and k send when they type Hangul, and words that are ambiguous."""

_UNTAXED = (
    r".*[0-9십백천만억원n]\s*\(?\s*(?:(?:부가세|부가가치세|vat|tax)\s*(?:별도|제외|미포함|불포함)"
    r"|(?:plus|excl\.?|excluding|without|\+)\s*(?:부가세|부가가치세|vat|tax))\s*\)?"
)
"""A price to which tax is still to be added."""

_ROUGHLY = r"(?P<least>.*(?:[십백천만억]|[0-9]{5,}|[0-9],[0-9]{3})\s*원?)\s*대(?:\s*[초중후]반)?"
"""An amount of which only the first figures are stated: 150만 원대."""

_SIGN = r"\s*[₩\\]?\s*[-+−–]"

_DIGITS = {"": 0, "십": 1, "백": 2, "천": 3}
_SCALES = {"": 0, "만": 4, "억": 8, "조": 12}
"""Units within ten thousand, and those above; each as its power of ten."""

_LEAST_DIGITS_AFTER = {0: 1, 4: 3, 8: 5, 12: 9}
"""The fewest digits of a rest without a unit: 1만5 and 1억5000 often mean 1만5천 and 1억5천만."""

_FRAME = r"(?:일?금)?\s*(?:[₩\\]|krw)?\s*(?P<body>.*?)\s*(?P<won>원\s*정?|정|won|krw)?"
_TERM = (
    r"(?P<number>(?:[0-9]{1,3}(?:[ ,][0-9]{3})+(?![0-9])|[0-9]+(?:_[0-9]+)*)(?:\.[0-9]{1,12})?)?"
    r"\s*(?P<digit>[십백천]?)\s*(?P<scale>[만억조]?)\s*"
)


_CALLED = r"[1-9][0-9]{1,2}"
"""A threshold without its unit."""

_HEDGES = (
    r"(?:(?:약|대략|대충|얼추|아마도?)\s*|한\s+(?![달주해])"
    r"|(?:about|around|roughly|approximately|circa|maybe|probably)\s+"
    r"|(?:approx|ca)\.?\s*(?=[0-9₩\\]))?(?P<body>.+?)\s*"
    r"(?:정도|쯤|즈음|경|무렵|가량|내외|안팎|or so)?"
)
"""Words around a figure that only say that it is not exact."""


_LABELLED = (
    r"(?:(?:예상|추정|총|총액|합계|전체|연간|연(?=\s)|최종|실?납입|차량|견적(?:가|서|액|금액)?"
    r"|수리(?:비용|비)?|비용|금액|보험료|지급|보험금"
    r"|total|estimated?|quoted?|repairs?|costs?|bill|premium|amount|is)(?:은|는|이|가)?\s*)*"
    r"[:=]?\s*(?P<body>[^a-z가-힣].*?|[십백천만억약한].*?|(?:krw|about|around).+?)\s*"
    r"(?:\(?\s*(?:예상|예정|추정|견적|(?:부가세|vat|tax)\s*(?:포함|included|incl\.?)"
    r"|(?:incl\.?|including)\s*(?:vat|tax))\s*\)?)?\s*"
    r"(?:입니다|이에요|예요|이?요|임|이?래요|이랍니다|(?:나왔|들었|받았)(?:습니다|어요|음|대요|답니다)|나옴|받음"
    r"|예상(?:됩니다|돼요)|나올\s*(?:듯|것\s*같(?:아요|습니다))|지급(?:됨|\s*완료|되었습니다)?)?"
    r"\s*[.,。!?^]*(?:(?<=[\s가-힣.!?])[ㅠㅜㅋㅎ]+)?"
)
"""Words around a figure in an insurer's or a garage's message, none of which change it."""


def unhedged(text: str) -> str:
    """Return plain text without the words that name its figure or mark it as approximate.

    >>> unhedged("약 60만원 정도"), unhedged("about 600,000"), unhedged("60만 이상")
    ('60만원', '600,000', '60만 이상')
    >>> unhedged("예상 수리비: 1,234,000원 (부가세 포함)"), unhedged("월 12만원")
    ('1,234,000원', '월 12만원')
    """
    if text.isdecimal():
        return text
    figure = unlabelled(text)
    found = re.fullmatch(_HEDGES, figure)
    return found["body"] if found else figure


def unlabelled(text: str) -> str:
    """Return plain text without the words that name its figure.

    >>> unlabelled("예상 수리비: 약 120만원입니다"), unlabelled("월 12만원")
    ('약 120만원', '월 12만원')
    """
    found = re.fullmatch(_LABELLED, text)
    return found["body"] if found else text


@frozen
class _Term:
    """A number with its units, such as 2 천 in 1억2천만; an empty number counts as one."""

    number: str
    digit: int
    scale: int

    @property
    def has_unit(self) -> bool:
        return bool(self.digit or self.scale)

    @property
    def has_fraction(self) -> bool:
        return "." in self.number

    @property
    def amount(self) -> Decimal:
        return Decimal(self.number or 1).scaleb(self.digit)


def parse_threshold(text: str) -> Won | Unreadable:
    """Read a surcharge threshold, which may be stated as its number of 만: 200 is 2,000,000.

    No threshold is a few hundred won, so a bare number cannot mean that.

    >>> parse_threshold("200"), parse_threshold("200만"), parse_threshold("200원")
    (2000000, 2000000, 200)
    """
    called = re.fullmatch(_CALLED, without_zero_fraction(plain(text)))
    return Won(int(called[0]) * TEN_THOUSAND) if called else parse_won(text)


def parse_won(text: str) -> Won | Unreadable:
    """Read an amount: 2300000, 2,300,000, 230만, 230만5천, 1억2천만, 2.3백만, 이백삼십만, ₩50,000.

    1.1 million, 600k and 600 thousand are read as well, 820000.0 as programs write it, and
    약 60만 정도 as 60만. Units must fall from left to right; a sign, a fraction of a won and a rest
    whose unit is unclear are refused.
    """
    bare = bare_amount(text)
    return _by_units(text) if bare is None else _in_bounds(Decimal(bare))


def _by_units(text: str) -> Won | Unreadable:
    whole = _joined(unhedged(plain(text)))
    if found := _refused_at_sight(whole):
        return found
    frame = re.fullmatch(_FRAME, whole)
    body = _in_digits(frame["body"]) if frame else ""
    if english := re.fullmatch(_ENGLISH, body):
        amount = Decimal(english["number"].replace(",", "")) * ENGLISH_UNITS[english["unit"]]
        return _in_bounds(amount)
    terms = tuple(_terms(body))
    if not terms or not all(terms):
        return Unreadable("unreadable-amount")
    known = tuple(term for term in terms if term)
    if any(term.has_fraction or not term.has_unit for term in known[:-1]):
        return Unreadable("unreadable-amount")
    if known[-1].has_fraction and not known[-1].has_unit:
        return Unreadable("fraction-of-a-won")
    named = bool(frame and frame["won"])
    return _sum(known, named=named)


def _terms(body: str) -> Iterator[_Term | None]:
    """Yield the terms of a text, and None for a part that is not a term."""
    at = 0
    while at < len(body):
        match = re.compile(_TERM).match(body, at)
        if match is None or match.end() == at:
            yield None
            return
        at = match.end()
        digit, scale = _DIGITS[match["digit"]], _SCALES[match["scale"]]
        number = match["number"] or ""
        if not (digit or scale):
            number = without_zero_fraction(number)
        yield _Term(re.sub("[ ,_]", "", number), digit, scale)


def _sum(terms: tuple[_Term, ...], *, named: bool) -> Won | Unreadable:
    """Return the sum of the terms, each section (what precedes a 만, 억 or 조) times its scale."""
    amount = Decimal(0)
    room: int | None = None
    for section in _sections(terms):
        scale = section[-1].scale
        within = _section(section, named=named and not scale)
        if within is None or (room is not None and within.scaleb(scale) >= Decimal(10) ** room):
            return Unreadable("units-do-not-fall")
        left_open = room is not None and not named and _left_open(section, room)
        if left_open:
            return Unreadable(left_open)
        amount += within.scaleb(scale)
        room = scale
    return _in_bounds(amount)


def _in_bounds(amount: Decimal) -> Won | Unreadable:
    if amount > LARGEST_AMOUNT:
        return Unreadable("amount-too-large", {"maximum": LARGEST_AMOUNT})
    if amount != int(amount):
        return Unreadable("fraction-of-a-won")
    return Won(int(amount))


def _sections(terms: tuple[_Term, ...]) -> Iterator[tuple[_Term, ...]]:
    section: list[_Term] = []
    for term in terms:
        section.append(term)
        if term.scale:
            yield tuple(section)
            section = []
    if section:
        yield tuple(section)


def _section(terms: tuple[_Term, ...], *, named: bool) -> Decimal | None:
    """Return the sum of a section, such as 2천3백 or 2천350; None if its units do not fall.

    A number after 천 or 백 must have all its digits, because 5천3 may mean 5,003 or 5,300; it may
    be shorter if the amount is `named` as won.
    """
    total = Decimal(0)
    room: int | None = None
    for term in terms:
        if not term.number and not term.digit and (room is not None or not term.scale):
            return None
        if room is not None and not _fits(term, room, named=named):
            return None
        total += term.amount
        room = term.digit
    return total


def _fits(term: _Term, room: int, *, named: bool) -> bool:
    if term.amount >= Decimal(10) ** room:
        return False
    return bool(term.digit) or named or len(term.number) == room


def _left_open(section: tuple[_Term, ...], room: int) -> str:
    """Return the code of a rest below a scale whose unit is unclear, else an empty text.

    A bare number may be too short to be meant as won. 천, 백 or 십 right behind 억 or 조 counts 만
    or 억 when spoken, but won when taken literally.
    """
    first = section[0]
    if not first.has_unit:
        return "rest-without-unit" if len(first.number) < _LEAST_DIGITS_AFTER[room] else ""
    skips = room > _SCALES["만"] and not section[-1].scale
    return "rest-skips-a-unit" if skips else ""


def _refused_at_sight(whole: str) -> Unreadable | None:
    """Return why an amount is refused before it is cut into terms, None if it is not."""
    if roughly := re.fullmatch(_ROUGHLY, whole):
        least = parse_won(roughly["least"])
        if isinstance(least, Unreadable):
            return least
        unit = 10 ** (len(str(least)) - len(str(least).rstrip("0")))
        return Unreadable("first-figures-alone", {"least": least, "most": least + unit})
    if re.match(_SIGN, whole):
        return Unreadable("signed-amount")
    if re.fullmatch(_UNTAXED, whole):
        return Unreadable("without-tax")
    return Unreadable(LETTER_FOR_A_UNIT) if re.fullmatch(_LETTER, whole) else None


def _joined(text: str) -> str:
    """Return a text with the letters of a unit joined: 230ㅁㅏㄴ is 230만."""
    for letters, unit in _UNJOINED.items():
        text = text.replace(letters, unit)
    return text


def _in_digits(body: str) -> str:
    """Return spelled-out numbers in digits: 2백3십만 for 이백삼십만.

    Each numeral needs its unit, because 이삼 may be 23 or 2 to 3.
    """
    return body.translate(_NUMERALS) if re.fullmatch(_SPELLED, body) else body
