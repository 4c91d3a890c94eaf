"""Finding amounts among other words, and the words beside one that change what it means."""

import re
from collections.abc import Iterator
from typing import TypeVar

from advisor.domain.money import Won
from advisor.domain.values import frozen
from advisor.intake.plain_text import plain
from advisor.intake.problems import Unreadable
from advisor.intake.typed.won import parse_won

T = TypeVar("T")

_DIGITS = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_BELOW = r"\s*(?:천만|백만|만|천|백)(?:\s*[0-9,]+(?![0-9,]|\s*[천백]?만))?"
_AMOUNT = (
    rf"(?i)(?<![a-z0-9,.만천백억])(?:[₩\\]\s*)?{_DIGITS}"
    rf"(?:(?:\s*억(?:\s*[0-9,]+)?)?(?:{_BELOW})*\s*(?:원|won)|\s*억(?:\s*[0-9,]+)?(?:{_BELOW})*"
    rf"|(?:{_BELOW})+|\s*(?:k|thousand|million))(?![a-z0-9])"
    r"|(?<![a-z0-9,.])[₩\\]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{5,})(?![a-z0-9,.])"
)
"""An amount with a unit, or with enough digits to be in won."""

_CHANGED_BEFORE = (
    r"(?i)(?:[월달]\D{0,8}|분[기납]|회당|하루|하루에|일당|(?:^|\s)일|최소|최대|적어도|많아도|적게는|많게는|추가로?|[-+−–~]"
    r"|at least|at most|up to|over|under|(?:more|less) than|above|below|min|max|monthly|plus|minus"
    r"|extra|another|not?)\s*$"
)
_CHANGED_BEHIND = (
    r"(?i)\s*(?:정도|쯤|가량)?(?:은|는|이|가|을|를|에|에서|의|도|만|보다)?\s*"
    r"(?:이상|이하|미만|초과|넘|안\s*[넘되됐됨돼]|못|조금|약간|좀|밑|아래|부터|까지|씩|더|덜|빼|뺀|제외"
    r"|별도|할인|깎|할부|절반|반(?![가-힣])|배|아니|아님|[-+−–~]|[/(]?\s*(?:월|달|month)"
    r"|or (?:more|less)|and (?:more|up)|plus|off|less|each|(?:per|a) (?:month|day)|monthly|max|min)"
)
"""Words right beside an amount that make it a bound, a part or a rate."""

_AMONG_WORDS = {"unreadable-amount", "units-do-not-fall"}
"""Refusals of a text in which one amount may yet stand among other words."""

_YEARLY = r"(?:1|일)\s*년(?:에|치|간)?|(?:1|one|a|per)\s*year"
"""Words for a year, which a premium is for whether they are there or not."""


@frozen
class MentionedAmount:
    """An amount among words: its text, its sum, and the text since the amount before it."""

    text: str
    won: Won
    before: str


def amounts_in(text: str) -> Iterator[MentionedAmount]:
    """Yield the amounts of a text in order, except those changed by the words beside them."""
    end = 0
    for match in re.finditer(_AMOUNT, text):
        before, behind = text[end : match.start()], text[match.end() :]
        end = match.end()
        won = parse_won(match[0])
        is_changed = re.search(_CHANGED_BEFORE, before) or re.match(_CHANGED_BEHIND, behind)
        if not isinstance(won, Unreadable) and not is_changed:
            yield MentionedAmount(match[0], won, before)


def parse_won_in_words(text: str) -> Won | Unreadable:
    """Read an amount that may have words around it.

    >>> parse_won_in_words("1년 82만원"), parse_won_in_words("월 7만원").code
    (820000, 'unreadable-amount')
    """
    return or_amount_in_words(parse_won(text), text)


def or_amount_in_words(read: T, text: str) -> T | Won | Unreadable:
    """Return what was read, or where that is nothing the one amount among the words of a text."""
    if not isinstance(read, Unreadable) or read.code not in _AMONG_WORDS:
        return read
    among = only_amount(text)
    return among.won if isinstance(among, MentionedAmount) else among or read


def only_amount(text: str) -> MentionedAmount | Unreadable | None:
    """Return the only amount in a line of words; refuse several by name; None if there is none.

    >>> only_amount("1년 82만원").won, only_amount("월 7만원"), only_amount("3개월 21만원")
    (820000, None, None)
    >>> only_amount("부품 50만 공임 30만").facts
    {'amounts': '50만, 30만'}
    """
    whole = re.sub(_YEARLY, " ", plain(text))
    found = tuple(amounts_in(whole))
    if len(found) > 1:
        return Unreadable("several-amounts", {"amounts": ", ".join(one.text for one in found)})
    has_more = any(sign.isdecimal() for one in found for sign in whole.replace(one.text, "", 1))
    return found[0] if found and not has_more else None
