"""The answer: what to do, how sure that is, and everything it is based on."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from attrs import evolve, field

from advisor.domain.case import Case
from advisor.domain.findings import (
    Assumed,
    Fact,
    Owed,
    Payer,
    RangeEntry,
    Reason,
    SharedFaultWay,
    Unknown,
)
from advisor.domain.money import Won
from advisor.domain.outcome import Option, Outcome, Outcomes, PremiumPath
from advisor.domain.rule import Text, Version
from advisor.domain.values import frozen

T = TypeVar("T")


class Verdict(StrEnum):
    """The answer in one word; the last two are for an accident that is already claimed."""

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
    """What the insurers pay if everything that is covered is claimed."""

    own_damage: Won
    other_property: Won
    deductible: Won
    from_other_side: Won

    @property
    def total(self) -> Won:
        """The own insurer's payout, which is compared with the surcharge threshold."""
        return Won(self.own_damage + self.other_property)


@frozen
class ThresholdTest:
    """The payout compared with the surcharge threshold; only a higher payout crosses it."""

    amount: Won
    tested: Won
    crossed: bool
    near: bool


@frozen
class Interval:
    """A range of amounts of one bill, both ends included, for which one option is the best."""

    first: Won
    last: Won
    best: Option


SMALLEST_BILL = Won(10_000)
"""No repair shop asks for less, so a limit below this amount is not worth showing."""


@frozen
class BillMap:
    """The best option for every amount of one bill; `over` names the bill by its key.

    The intervals run from 0 to the top without a gap. `own_paid_from` is the lowest bill of which
    the own cover pays anything; it is set only if some bills are best claimed without that cover.
    """

    over: str
    intervals: tuple[Interval, ...]
    own_paid_from: Won | None = None

    @property
    def shown(self) -> tuple[Interval, ...]:
        """The intervals to show, without those of bills that are too small to occur."""
        last = self.intervals[-1]
        first, *rest = (one for one in self.intervals if one.last >= SMALLEST_BILL or one is last)
        return (evolve(first, first=self.intervals[0].first), *rest)

    def best(self, amount: int) -> Option:
        """Return the best option for an amount of the bill."""
        return next(one.best for one in self.intervals if amount <= one.last)

    def claim_from(self, amount: int) -> Won | None:
        """Return the lowest bill of the stretch of claims around `amount`, else of the next one up.

        Adjacent intervals of different claims are one stretch. None if there is no stretch.
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
class Stretch:
    """A range of numbers of renewals, both ends included, for which one option is the best."""

    first: int
    last: int
    best: Option


@frozen
class RefundChoice:
    """One way to handle this year's accidents; `refund` lists the claims to pay back, by index."""

    new: Option
    refund: tuple[int, ...]
    total: Won


_THEIR_DAMAGE = "other_property"


@frozen
class Agenda:
    """What is left to find out and to do: what is open, what to ask, and the next steps."""

    unknowns: tuple[Unknown, ...]
    ask: tuple[Reason, ...]
    steps: tuple[Reason, ...]


@frozen
class Decision:
    """The whole answer to one case.

    `renewals` is how many renewals the totals count. If a `plan` of refunds is cheaper, all figures
    assume that its refunds are made. `without_accident` is the path against which extra premiums
    are measured. `bill` is the case's own amount, at which `break_even` is read. `table_names` has
    the names of the tables that are mentioned, by the key that takes them and their code.

    `cash_up_to` is the highest cash price of the own repair at which paying it costs no more than
    the best claim. `settle_up_to` is the highest sum at which settling an injury in cash costs no
    more than the best other option, None if no sum is stated or none is low enough.
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
    plan_by: date | None
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
    _map_over: Callable[[str], BillMap] = field(eq=False, repr=False)
    _find_claim_from: Callable[[], Won | None] = field(eq=False, repr=False)
    _make_agenda: Callable[[], Agenda] = field(eq=False, repr=False)
    payers: tuple[Payer, ...] = ()
    ways: tuple[SharedFaultWay, ...] = ()
    owed: tuple[Owed, ...] = ()
    settle_up_to: Won | None = None
    table_names: Mapping[tuple[str, Fact], Text] = field(factory=dict)

    @property
    def pay_back_by(self) -> date | None:
        """The last day to pay back the payout or, if only these are, earlier claims of the plan."""
        return self.refund_by or self.plan_by

    @cached_property
    def break_even(self) -> BillMap:
        """The best option for every amount of the bill, worked out when it is first needed."""
        return self._map_over("")

    @cached_property
    def deciding_map(self) -> BillMap:
        """The map of the other party's damage if that decides, else `break_even`.

        It decides if its estimate is what may turn the answer, or if the own repair is paid in
        cash either way.
        """
        unsettled = self.verdict in {Verdict.DEPENDS, Verdict.KEEP_OPEN}
        first = self.unknowns[0].assumption if unsettled and self.unknowns else ""
        theirs = first == f"accident.{_THEIR_DAMAGE}" or self.pays_own_part
        if not theirs or self.break_even.over == _THEIR_DAMAGE:
            return self.break_even
        return self._map_over(_THEIR_DAMAGE)

    @cached_property
    def agenda(self) -> Agenda:
        """What is left to find out and to do, drawn up when it is first needed."""
        return self._make_agenda()

    @property
    def unknowns(self) -> tuple[Unknown, ...]:
        """The open questions, and what it is worth to know their answers."""
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
    def claim_from(self) -> Won | None:
        """The bill from which claiming is best, found without drawing the whole map."""
        return self._find_claim_from()

    @property
    def pays_own_part(self) -> bool:
        """Whether no cover pays the own repair, while the other party's part can be claimed."""
        return any(
            one.code == "part-in-cash" and one.facts["part"] == "own" for one in self.reasons
        )

    @property
    def advised(self) -> Option | None:
        """The option to point out: the recommended one, None if the verdict is `depends`."""
        return None if self.verdict is Verdict.DEPENDS else self.recommended

    @property
    def best(self) -> Outcome:
        """What the recommended option costs."""
        return self.outcomes[self.recommended]

    def terms(self, kind: type[T]) -> T | None:
        """Return the terms of a kind that the answer rests on; None if it rests on none."""
        found = (version.terms for version in self.rules)
        return next((terms for terms in found if isinstance(terms, kind)), None)

    def outcome(self, option: Option) -> Outcome:
        """Return what one option costs."""
        return self.outcomes[option]


@frozen
class Advised:
    """An answer as it was given: its JSON, its day, and the program and rules that made it.

    `version` is the program's, `rules_hash` the fingerprint of the rules that were in force.
    """

    advised_on: date
    version: str
    rules_hash: str
    answer: str
