"""The answer: what to do, how sure that is, and all that it follows from."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property

from attrs import evolve, field

from advisor.domain.case import Case
from advisor.domain.findings import (
    Assumed,
    Fact,
    Owed,
    Payer,
    RangeEntry,
    Reason,
    Unknown,
    Way,
)
from advisor.domain.money import Won
from advisor.domain.outcome import Option, Outcome, Outcomes, PremiumPath
from advisor.domain.rule import Text, Version
from advisor.domain.values import frozen


class Verdict(StrEnum):
    """The answer in one word; the last two are those of an accident that is already claimed."""

    CLAIM = "claim"
    SELF_PAY = "self-pay"
    KEEP_OPEN = "keep-open"
    DEPENDS = "depends"
    NOT_COVERED = "not-covered"
    KEEP = "keep"
    REFUND = "refund"


class Certainty(StrEnum):
    """How sure the answer is."""

    FIRM = "firm"
    LIKELY = "likely"
    CLOSE = "close"


@frozen
class Payout:
    """What the insurers pay when everything that a cover answers is claimed."""

    own_damage: Won
    other_property: Won
    deductible: Won
    from_other_side: Won

    @property
    def total(self) -> Won:
        """The own insurer's payout, which is what the threshold tests."""
        return Won(self.own_damage + self.other_property)


@frozen
class ThresholdTest:
    """The payout beside the surcharge threshold; only more than the threshold crosses it."""

    amount: Won
    tested: Won
    crossed: bool
    near: bool


@frozen
class Interval:
    """Amounts of one bill, both ends included, for which one option is the best."""

    first: Won
    last: Won
    best: Option


SMALLEST_BILL = Won(10_000)
"""Nobody is asked for less, so no limit below it is worth telling."""


@frozen
class BillMap:
    """The best option for every amount of one bill; `over` names the bill by its key.

    The intervals run from 0 to the top without a gap. `own_paid_from` is the least bill of which
    the own cover pays something, told where some bills are best claimed without it.
    """

    over: str
    intervals: tuple[Interval, ...]
    own_paid_from: Won | None = None

    @property
    def told(self) -> tuple[Interval, ...]:
        """The intervals for people: of bills too small to be one there is no interval."""
        last = self.intervals[-1]
        first, *rest = (one for one in self.intervals if one.last >= SMALLEST_BILL or one is last)
        return (evolve(first, first=self.intervals[0].first), *rest)

    def best(self, amount: int) -> Option:
        """Return the best option for an amount of the bill."""
        return next(one.best for one in self.intervals if amount <= one.last)

    def claim_from(self, amount: int) -> Won | None:
        """Return where the claims begin that the bill lies in, else those next above it.

        Intervals of different claims that touch are one stretch. None where there is none.
        """
        begins: Won | None = None
        for one in self.intervals:
            if not one.best.is_claim:
                begins = None
            elif begins is None:
                begins = one.first
            if begins is not None and amount <= one.last:
                return begins
        return None


@frozen
class Limit:
    """The numbers to have in mind.

    `claim_from` is the bill from which on claiming is best. `cash_up_to` is the highest cash price
    of the own repair at which paying costs no more than the best claim. `settle_up_to` is the
    highest sum at which settling an injury in cash costs no more than the best other way, None
    where no sum is asked for or none is low enough.
    """

    claim_from: Won | None
    cash_up_to: Won | None
    settle_up_to: Won | None = None


@frozen
class Stretch:
    """Numbers of renewals, both ends included, over which one option is the best."""

    first: int
    last: int
    best: Option


@frozen
class RefundChoice:
    """One way through several accidents of this year; `refund` are indexes of the claims."""

    new: Option
    refund: tuple[int, ...]
    total: Won


_THEIR_DAMAGE = "other_property"


@frozen
class Agenda:
    """What there is to find out and to do: what is open, what to ask, and the next steps."""

    unknowns: tuple[Unknown, ...]
    ask: tuple[Reason, ...]
    steps: tuple[Reason, ...]


@frozen
class Decision:
    """The whole answer to one case.

    `renewals` are those that the totals count; where a `plan` of refunds is cheaper, everything
    is given with its refunds made. `without_accident` is the path that extra premiums are measured
    against. `bill` is the amount at which `break_even` is read: the case's own. `table_names` are
    what the tables that it names are called, by the key that takes them and their code.
    """

    case: Case
    verdict: Verdict
    certainty: Certainty
    recommended: Option
    margin: Won
    renewals: int
    material: Won
    horizon: tuple[Stretch, ...]
    plan: RefundChoice | None
    refund_by: date | None
    payout: Payout
    threshold: ThresholdTest
    outcomes: Outcomes
    without_accident: PremiumPath
    budget: Won | None
    cash_up_to: Won | None
    bill: Won
    range: tuple[RangeEntry, ...]
    assumed: tuple[Assumed, ...]
    warnings: tuple[Reason, ...]
    reasons: Sequence[Reason]
    refund_plan: tuple[RefundChoice, ...]
    rules: tuple[Version[object], ...]
    _draw_map: Callable[[str], BillMap] = field(eq=False, repr=False)
    _find_claim_from: Callable[[], Won | None] = field(eq=False, repr=False)
    _draw_up: Callable[[], Agenda] = field(eq=False, repr=False)
    payers: tuple[Payer, ...] = ()
    ways: tuple[Way, ...] = ()
    owed: tuple[Owed, ...] = ()
    settle_up_to: Won | None = None
    table_names: Mapping[tuple[str, Fact], Text] = field(factory=dict)

    @cached_property
    def break_even(self) -> BillMap:
        """The best option for every amount of the bill, worked out when it is first asked for."""
        return self._draw_map("")

    @cached_property
    def hangs_on(self) -> BillMap:
        """The map of the other party's damage where that decides, and not the own repair.

        It does where its estimate is what may turn the answer, and where the own repair is paid
        in cash either way. It is `break_even` everywhere else.
        """
        unsettled = self.verdict in {Verdict.DEPENDS, Verdict.KEEP_OPEN}
        first = self.unknowns[0].assumption if unsettled and self.unknowns else ""
        theirs = first == f"accident.{_THEIR_DAMAGE}" or self.pays_own_part
        if not theirs or self.break_even.over == _THEIR_DAMAGE:
            return self.break_even
        return self._draw_map(_THEIR_DAMAGE)

    @cached_property
    def agenda(self) -> Agenda:
        """What there is to find out and to do, drawn up when it is first asked for."""
        return self._draw_up()

    @property
    def unknowns(self) -> tuple[Unknown, ...]:
        """What is open, and what knowing it is worth."""
        return self.agenda.unknowns

    @property
    def ask(self) -> tuple[Reason, ...]:
        """What to ask, and whom."""
        return self.agenda.ask

    @property
    def steps(self) -> tuple[Reason, ...]:
        """What to do next, in order."""
        return self.agenda.steps

    @cached_property
    def limit(self) -> Limit:
        """The numbers to have in mind; the first needs no more of the map than leads up to it."""
        return Limit(self._find_claim_from(), self.cash_up_to, self.settle_up_to)

    @property
    def pays_own_part(self) -> bool:
        """Whether no cover pays the own repair, while the other party's part can be claimed."""
        return any(
            one.code == "part-in-cash" and one.facts["part"] == "own" for one in self.reasons
        )

    @property
    def advised(self) -> Option | None:
        """The option to point at: the recommended one, None where the answer depends."""
        return None if self.verdict is Verdict.DEPENDS else self.recommended

    def outcome(self, option: Option) -> Outcome:
        """Return what one option costs."""
        return self.outcomes[option]


@frozen
class Advised:
    """An answer as it was given: its JSON, the day, and what made it.

    `version` is that of the program, `rules_hash` the fingerprint of the rules in force.
    """

    advised_on: date
    version: str
    rules_hash: str
    answer: str
