"""A deductible in one piece, as people write it: a fixed sum, or a share of the loss."""

import re
from collections.abc import Mapping

from advisor.domain.accident import Estimate
from advisor.domain.money import TEN_THOUSAND
from advisor.intake.plain_text import plain
from advisor.intake.problems import Unreadable
from advisor.intake.typed.estimate import parse_estimate
from advisor.intake.typed.rate import parse_share
from advisor.intake.typed.won import parse_won, unhedged

_OF_WHAT = r"(?:손해액|수리비|물적손해|자차손해)(?:액)?의?\s*(?=[0-9])"
_SHARE = r"(?P<rate>[0-9]+(?:\.[0-9]+)?\s*%)(?P<bounds>.*)"
_BARE_SHARE = r"[0-9]{1,2}(?:\.[0-9]+)?|100"
"""No deductible is a hundred won or less, so such a number is a share."""

_IN_A_ROW = r"^([0-9]{1,2})\s*[/-]\s*([0-9]{1,3}만?)\s*[/-]\s*([0-9]{1,3}만?)$"
"""A share, its minimum and its maximum, as in the lists of agencies: 20/20/50."""

_FIXED = r"(?:정액|fixed)(?:\s*(?:제|으로|:))?\s*\(?([^()]+)\)?"
"""A sum that is named as a fixed one."""

_BOUNDS = r"(?:(?:최소|최저|min)\s*(?P<least>.+?))?[\s,]*(?:(?:최대|최고|max)\s*(?P<most>.+))?"
_SUMS = r"[^~〜∼/]*[0-9][^~〜∼/]*만[^~〜∼/]*[~〜∼/][^~〜∼/]*[0-9][^~〜∼/]*만[^~〜∼/]*"
"""Two sums: the bounds of a share that is left to the standard plan."""

_LEAST_SUM = 1_000
"""A bound below this is a number whose unit was left out."""

_USUAL = range(5, 301)
"""The numbers of 만 that are usual as bounds: 20~50 can mean nothing else."""


def parse_deductible(text: str) -> Mapping[str, object] | Unreadable:
    """Return the keys of a deductible as a case file has them.

    >>> parse_deductible("30만"), parse_deductible("20")
    ({'fixed': 300000}, {'rate': Decimal('0.20')})
    >>> parse_deductible("20% (20~50만)") == parse_deductible("20%, 최소 20만 최대 50만")
    True
    >>> parse_deductible("20%(20~50)") == parse_deductible("20% 20-50") == parse_deductible(
    ...     "20% (20~50만)"
    ... )
    True
    """
    whole = re.sub(_OF_WHAT, "", unhedged(plain(text)))
    whole = re.sub(_IN_A_ROW, r"\1% (\2~\3)", whole)
    if re.fullmatch(_BARE_SHARE, whole):
        return _shared(whole, "")
    if share := re.fullmatch(_SHARE, whole):
        return _shared(share["rate"], share["bounds"].strip(" ,()·/").replace("/", "~"))
    if fixed := re.fullmatch(_FIXED, whole):
        return _sum(fixed[1])
    amount = parse_won(text)
    if not isinstance(amount, Unreadable):
        return {"fixed": int(amount)}
    bounds = _bounds(whole.replace("/", "~")) if re.fullmatch(_SUMS, whole) else amount
    if not isinstance(bounds, Unreadable):
        return bounds
    is_no_amount = amount.code == "unreadable-amount"
    return Unreadable("unreadable-deductible") if is_no_amount else amount


def _sum(said: str) -> Mapping[str, object] | Unreadable:
    """Read a sum that is named as fixed; a bare number of a usual size counts 만."""
    amount = parse_won(said)
    if isinstance(amount, Unreadable):
        return amount
    return {"fixed": int(amount) * (TEN_THOUSAND if amount in _USUAL else 1)}


def _shared(rate_text: str, bounds: str) -> Mapping[str, object] | Unreadable:
    rate = parse_share(rate_text)
    if isinstance(rate, Unreadable) or not bounds:
        return rate if isinstance(rate, Unreadable) else {"rate": rate}
    limits = _bounds(bounds)
    return limits if isinstance(limits, Unreadable) else {"rate": rate, **limits}


def _bounds(bounds: str) -> Mapping[str, object] | Unreadable:
    """Read the minimum and maximum of a deductible; bare numbers of a usual size count 만."""
    if found := re.fullmatch(_BOUNDS, bounds):
        named = {"minimum": found["least"], "maximum": found["most"]}
        limits = {key: parse_won(said) for key, said in named.items() if said}
    else:
        between = parse_estimate(bounds)
        if not isinstance(between, Estimate):
            return Unreadable("unreadable-deductible")
        limits = {"minimum": between.low, "maximum": between.high}
    known = {key: int(limit) for key, limit in limits.items() if not isinstance(limit, Unreadable)}
    if len(known) < len(limits) or not all(known.values()):
        return Unreadable("unreadable-deductible")
    if all(limit in _USUAL for limit in known.values()):
        known = {key: limit * TEN_THOUSAND for key, limit in known.items()}
    if min(known.values()) < _LEAST_SUM:
        return Unreadable("unreadable-deductible")
    return known
