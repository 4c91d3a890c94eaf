"""When, and how, the insurer's two quotes for the coming renewal can settle whether to claim."""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve

from advisor.domain.days import renewal_day
from advisor.domain.findings import Facts
from advisor.domain.money import Won, share
from advisor.domain.outcome import Option
from advisor.engine.options.settlement import OfferedOption
from advisor.engine.reading import Reading
from advisor.engine.situation import Situation


def comparison_step(situation: Situation) -> Iterator[tuple[str, Facts]]:
    """Yield the step of comparing the insurer's two quotes, if they can settle anything in time.

    Once claimed, a clean record costs the whole payout, because a cheaper cash price is no longer
    to be had. So the payout is the limit here, not the cash that claiming saves on the first day.
    There is no such step if the quotes are stated already, if the accident came after the cut-off
    of the coming renewal, so that no quote of this year shows it, or if quotes come after the last
    day to pay back.
    """
    reading = situation.reading
    stated = reading.case.assumptions.quote_clean is not None
    first = quotable_from(reading)
    if stated or situation.first_counted > 1 or first > reading.refund_by:
        return
    refund, most = _paid_back(situation)
    if most is None or out_of_reach(situation, most):
        return
    yield (
        "compare-quotes",
        {
            "from": first,
            "until": reading.refund_by,
            "limit": refund.repaid,
            "first_year_above": most,
            "renewals": reading.renewals,
        },
    )


def out_of_reach(situation: Situation, most: Won) -> bool:
    """Return whether no insurer could raise the premium enough to make claiming the dearer option.

    Even the joint pool charges at most a certain multiple of what a driver would pay elsewhere.
    Quotes that may differ by more than that settle nothing, and nobody has to wait for them.
    """
    reading, first = situation.reading, situation.first_counted
    version = reading.rulebook.joint_pool.find(reading.case.policy.start)
    claimed = situation.claimed_path
    if version is None or first >= len(claimed):
        return False
    dearest = share(claimed[first].premium, version.terms.total_highest)
    return most > dearest - situation.path_without_accident[first].premium


def _paid_back(situation: Situation) -> tuple[OfferedOption, Won | None]:
    """Return the advised claim as paid back, and the largest quote gap at which keeping it pays."""
    refund, claim = situation.offered[Option.CLAIM_REFUND], situation.advised_claim
    cash = tuple(item for item in claim.cash if item.code != "extras")
    refund = evolve(refund, cash=cash, paid=claim.paid, repaid=claim.paid)
    return refund, situation.quote_gap.largest_worth_claiming(refund)


def quotable_from(reading: Reading) -> date:
    """Return the first day on which the coming renewal can be quoted, but not before `as_of`."""
    case = reading.case
    version = reading.rulebook.quote_window.find(case.policy.start)
    if version is None:
        return case.as_of
    expiry = renewal_day(case.policy.start, 1)
    return max(expiry - timedelta(days=version.terms.days_before_expiry), case.as_of)
