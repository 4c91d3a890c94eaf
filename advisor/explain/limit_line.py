"""The sentence on which bills to claim, and which cash price and settlement beat all else."""

from collections.abc import Callable, Iterable
from functools import partial, reduce
from itertools import groupby

from advisor.domain.accident import Estimate
from advisor.domain.decision import SMALLEST_BILL, BillMap, Decision, Interval
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.explain.covers import lacks_stated_cover
from advisor.explain.formats import rounded_down
from advisor.explain.headlines import no_choice_code, tells_bills_apart
from advisor.explain.texts import Texts

BILL_SUFFIX = {"own_damage": "", "other_property": "-other", "paid": "-paid"}
"""The ending of the code of a limit's text, by the bill that is open."""

_SMALLEST_PART = 10
"""No body shop asks for less than one in so many parts of the insurer's bill."""


def limit_line(decision: Decision, texts: Texts) -> str:
    """Return which bills to claim, and which cash price and settlement beat all else.

    It is empty if there is nothing to distinguish.
    """
    if no_choice_code(decision):
        return ""
    parts = [_settlement(decision, texts)]
    if decision.deciding_map is not decision.break_even:
        parts = [_bills(decision, texts), *parts]
    elif not decision.pays_own_part and tells_bills_apart(decision) and not _of_no_use(decision):
        parts = [_bills(decision, texts), _cash(decision, texts), *parts]
    if decision.pays_own_part:
        parts = [*parts[:-1], _own_part(decision, texts), parts[-1]]
    return " ".join(said for said in parts if said)


def _of_no_use(decision: Decision) -> bool:
    """Return whether the insurer's quotes are stated, though nothing of the bill can be claimed.

    The quotes then change no bill of the map, so a limit would come from the model alone.
    """
    quoted = decision.case.assumptions.quote_claim is not None
    return quoted and not decision.outcomes[Option.CLAIM].available


def _own_part(decision: Decision, texts: Texts) -> str:
    """Return the sentence that the driver pays the own repair, which therefore has no limit.

    If the other side owes a part of it, the driver pays the rest.
    """
    part = "own-part" if decision.payout.from_other_side else "own"
    assumed = "-assumed" if lacks_stated_cover(decision) else ""
    return texts(f"limit.{part}-in-cash{assumed}")


def open_estimate(decision: Decision) -> Estimate:
    """Return the estimate of the bill that the limit is about."""
    accident = decision.case.accident
    others = decision.deciding_map.over == "other_property"
    return accident.other_property if others else accident.own_damage


def turned_within(decision: Decision, texts: Texts) -> str:
    """Return the bills between the ends of the estimate at which the other side is best.

    The threshold may make the answer turn and turn back there. It is empty if there are none.
    """
    estimate, found = open_estimate(decision), decision.deciding_map
    side = decision.recommended.is_claim
    spans = _spans(found, lambda interval: interval.best.is_claim is not side)
    within = [one for one in spans if estimate.low < one[0] and one[1] < estimate.high]
    return _parts(within, found.shown[-1].last, estimate.likely, texts) if within else ""


def _bills(decision: Decision, texts: Texts) -> str:
    """Return the sentence on the bills of the map for which claiming is best."""
    found = decision.deciding_map
    suffix = BILL_SUFFIX[found.over]
    spans = _spans(found, lambda interval: interval.best.is_claim)
    top = found.shown[-1].last
    settles = any(interval.best is Option.SETTLE for interval in found.shown)
    settled = "-settle" if settles and not suffix else ""
    if not spans:
        return texts(f"limit.never{suffix}{settled}", top=texts.formats["words"](top))
    here = decision.case.accident.paid
    bill = open_estimate(decision).likely if here is None else here
    if spans == [(0, top)]:
        return _always(found, bill, texts)
    if (pay_to := _pay_to(decision)) is not None:
        return texts(f"limit.above{suffix}{settled}", pay_to=_amount(pay_to, bill, texts))
    (low, _), (high, end) = spans[0], spans[-1]
    if low and end == top and (bill < low or bill >= high):
        return texts(
            f"limit.outer{suffix}{settled}",
            pay_to=_amount(Won(low - 1), bill, texts),
            claim_from=_amount(high, bill, texts),
        )
    return texts(f"limit.spans{suffix}{settled}", parts=_parts(spans, top, bill, texts))


def _always(found: BillMap, bill: Won, texts: Texts) -> str:
    """Return the sentence that every bill is claimed, and for which only the other's part."""
    suffix, top = BILL_SUFFIX[found.over], found.shown[-1].last
    left_out = () if suffix else _spans(found, partial(_leaves_own, found))
    if not left_out:
        return texts(f"limit.always{suffix}")
    if left_out == [(0, top)]:
        return texts("limit.own-always")
    if len(left_out) == 1 and left_out[0][0] == 0:
        return texts("limit.own-above", pay_to=_amount(left_out[0][1], bill, texts))
    return texts("limit.own-spans", parts=_parts(left_out, top, bill, texts))


def _leaves_own(found: BillMap, interval: Interval) -> bool:
    """Return whether the own cover pays nothing of an interval's bills, by choice or as too low."""
    paid_from = found.own_paid_from
    not_yet = paid_from is not None and interval.last < paid_from
    return not_yet or interval.best is Option.CLAIM_OTHER


def _spans(found: BillMap, wanted: Callable[[Interval], bool]) -> list[tuple[Won, Won]]:
    """Return the first and the last bill of each stretch of wanted intervals."""
    stretches = ((held, list(one)) for held, one in groupby(found.shown, wanted))
    return [(one[0].first, one[-1].last) for held, one in stretches if held]


def _parts(spans: Iterable[tuple[Won, Won]], top: Won, bill: Won, texts: Texts) -> str:
    """Return stretches of bills in words; one at an end of the map names only its other end."""
    parts = (
        texts(
            f"limit.{'span-on' if last == top else 'span' if first else 'span-to'}",
            first=_amount(first, bill, texts),
            last=_amount(last, bill, texts),
        )
        for first, last in spans
    )
    return reduce(lambda some, more: texts("limit.or", some=some, more=more), parts)


def _pay_to(decision: Decision) -> Won | None:
    """Return the bill up to which to pay, if every bill above is claimed; None otherwise."""
    found = decision.deciding_map.shown
    last_paid = next((one for one in reversed(found) if not one.best.is_claim), None)
    if last_paid is None or last_paid is found[-1]:
        return None
    before = found[: found.index(last_paid)]
    return None if any(one.best.is_claim for one in before) else last_paid.last


def _cash(decision: Decision, texts: Texts) -> str:
    """Return the cash price up to which paying is cheaper; empty if it is the bill itself.

    If somebody is hurt, paying may mean to settle the injury as well.
    """
    cash, accident = decision.cash_up_to, decision.case.accident
    if cash is None or not SMALLEST_BILL <= cash < accident.own_damage.likely:
        return ""
    ways = (one for one in decision.outcomes if one.option in {Option.SELF_PAY, Option.SETTLE})
    cheapest = min((one for one in ways if one.available), key=lambda one: one.total, default=None)
    settled = "-settle" if cheapest and cheapest.option is Option.SETTLE else ""
    stated = accident.cash_repair
    if stated is None:
        if cash * _SMALLEST_PART < accident.own_damage.likely:
            return ""
        said, pay_to = _amount(cash, accident.own_damage.likely, texts), _pay_to(decision)
        is_said = pay_to is not None and said == _amount(pay_to, accident.own_damage.likely, texts)
        return "" if is_said else texts(f"limit.cash{settled}", cash=said)
    facts = {"cash": _amount(cash, stated, texts), "stated": texts.exact(stated)}
    return texts(f"limit.cash{settled}{'-above' if stated > cash else ''}", **facts)


def _settlement(decision: Decision, texts: Texts) -> str:
    """Return up to which sum it is best to settle an injury in cash; empty if there is none."""
    limit, asked = decision.settle_up_to, decision.case.accident.injury_settlement
    if limit is None or asked is None:
        return ""
    return texts("limit.settle", amount=_amount(limit, asked, texts))


def _amount(limit: Won, near: Won, texts: Texts) -> str:
    """Return a limit rounded down, or exact if rounding would put `near` on the wrong side."""
    rounded = rounded_down(limit)
    wrong = rounded < near <= limit
    return texts.formats["won" if wrong else "words"](limit if wrong else rounded)
