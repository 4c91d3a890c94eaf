"""The driver's fault as people state it: 내가 80, 나 8 상대 2, 5:5, 무과실, 20% theirs."""

import re

from advisor.intake.plain_text import plain

_NONE = (
    r"(?:내\s*|제\s*)?(?:무과실|(?:내\s*|제\s*)?과실\s*(?:이\s*)?(?:없음|없습니다|없어요|없다|무))"
    r"|(?:전부|모두|다)\s*상대(?:방|편|쪽)?(?:의)?\s*(?:과실|잘못)(?:이에요|임|입니다)?"
    r"|상대(?:방|편|쪽)?(?:이|가)?\s*(?:(?:전부|모두|다|일방)\s*(?:과실|잘못)|잘못)(?:이에요|임|입니다)?"
    r"|no fault|not my fault|not at fault|none of it|(?:all\s+)?(?:theirs|their fault)"
)
_ALL = (
    r"(?:전부|모두|다|100)\s*(?:내|제)\s*(?:과실|잘못)|(?:내가|제가)\s*(?:전부|모두|다)\s*(?:잘못|과실)(?:했어요|했습니다|임|이에요|입니다)?"
    r"|(?:내|제)\s*(?:일방\s*)?과실\s*(?:전부|100)|all mine|all my fault|entirely my fault"
)
_HALF = (
    r"(?:쌍방\s*(?:과실\s*)?)?(?:반반|반\s*반|절반|반)|half|half[ -]?and[ -]?half|fifty[ -]?fifty"
    r"|(?:쌍방\s*(?:과실\s*)?)?(?P<one>5|50)\s*%?\s*(?::|대|to|/|-)\s*(?P=one)\s*%?"
)
"""Two equal shares, so it does not matter whose comes first."""

_PERCENT = r"\s*(?P<{name}_mark>%|프로|퍼센트|퍼|percent)?"
_NUMBER = r"(?P<{name}>[0-9]{{1,3}})" + _PERCENT
_SIDE = r"\s*(?:쪽|차)?\s*(?:이|가|는|은|의)?\s*(?:과실)?\s*(?:이|은|:)?\s*"
_OF_MINE = r"(?:내|나|제|저(?!\s*쪽)|본인|우리)" + _SIDE
_OF_THEIRS = r"(?:상대(?:방|편)?|저\s*쪽)" + _SIDE
_MINE = r"(?:i(?:'m| am)?|me|mine|my (?:share|fault|part)(?: is)?)\s*:?\s*"
_THEIRS = r"(?:they(?:'re| are)?|them|theirs|their (?:share|fault|part)(?: is)?)\s*:?\s*"
_END = r"\s*(?:이?요|임|입니다|이에요|예요|이?래요|나옴|나왔(?:어요|습니다|대요))?\s*\.?"


def _form(*parts: str) -> str:
    mine, theirs = _NUMBER.format(name="mine"), _NUMBER.format(name="theirs")
    said = r"\s*[,/·]?\s*".join(part.format(mine=mine, theirs=theirs) for part in parts)
    return said + _END


_OF_TWO = tuple(
    rf"(?P<{one}>[0-9]{{1,3}})\s*(?::|대)\s*(?P<{other}>[0-9]{{1,3}})"
    rf"\s*(?:으?로|인데|이고|에서|중에?)?\s*,?\s*{whose}(?P={named}){_END}"
    for one, other in (("mine", "theirs"), ("theirs", "mine"))
    for named, whose in (("mine", _OF_MINE), ("theirs", _OF_THEIRS))
)
"""Two shares, and whose one of them is: 6:4로 제가 6."""

_FORMS = (
    *_OF_TWO,
    _form(f"{_OF_MINE}{{mine}}", f"{_OF_THEIRS}{{theirs}}"),
    _form(f"{_OF_THEIRS}{{theirs}}", f"{_OF_MINE}{{mine}}"),
    _form(f"{_MINE}{{mine}}", f"(?:and )?{_THEIRS}{{theirs}}"),
    _form(f"{_THEIRS}{{theirs}}", f"(?:and )?{_MINE}{{mine}}"),
    _form(f"{_OF_MINE}{{mine}}"),
    _form(f"{_OF_THEIRS}{{theirs}}"),
    _form(f"{_MINE}{{mine}}"),
    _form(f"{_THEIRS}{{theirs}}"),
    _form(r"{mine}\s*(?:is |of it is )?(?:mine|me|my fault)"),
    _form(r"{theirs}\s*(?:is |of it is )?(?:theirs|them|their fault)"),
)

_TENTHS, _WHOLE = 10, 100


def own_fault(text: str) -> str:
    """Return the driver's share in percent; a text that does not tell whose it is stays as it is.

    >>> own_fault("내가 80"), own_fault("나 8 상대 2"), own_fault("상대방 100%"), own_fault("5:5")
    ('80%', '80%', '0%', '50%')
    >>> own_fault("6:4로 제가 6이래요"), own_fault("7:3인데 상대가 7"), own_fault("6:4로 제가 5")
    ('60%', '30%', '6:4로 제가 5')
    >>> own_fault("8:2"), own_fault("내가 8"), own_fault("70")
    ('8:2', '내가 8', '70')
    """
    said = plain(text).casefold()
    if said.isdecimal():
        return text
    for words, share in ((_NONE, 0), (_ALL, _WHOLE), (_HALF, _WHOLE // 2)):
        if re.fullmatch(words, said):
            return f"{share}%"
    for form in _FORMS:
        if found := re.fullmatch(form, said):
            share_ = _share(found.groupdict())
            return text if share_ is None else f"{share_}%"
    return text


def _share(found: dict[str, str | None]) -> int | None:
    """Return the driver's percentage; None if two do not add up, or a number may be tenths."""
    mine, theirs = (
        None if (number := found.get(name)) is None else int(number) for name in ("mine", "theirs")
    )
    if mine is not None and theirs is not None:
        whole = mine + theirs
        return mine * _WHOLE // whole if whole in {_TENTHS, _WHOLE} else None
    known = mine if mine is not None else theirs
    marked = found.get("mine_mark") or found.get("theirs_mark")
    if known is None or known > _WHOLE or (0 < known <= _TENTHS and not marked):
        return None
    return known if mine is not None else _WHOLE - known
