"""The answer to a case, worked out by hand from the contract's words, slowly and exactly.

It shares nothing with the engine but the nouns and the rules; where the two disagree, one of
them misreads the contract.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen
from engine.by_hand_loss import Loss
from engine.by_hand_record import Mark, Scale, Year, cut_off, mark_of, renewal

from advisor.domain.accident import Kind
from advisor.domain.decision import Option, Verdict
from advisor.domain.terms.core import Standing

if TYPE_CHECKING:
    from datetime import date

    from advisor.domain.case import Case
    from advisor.domain.rulebook import Rulebook
    from advisor.domain.terms.core import InsurerTerms

REASONS = (
    "single-vehicle-excluded",
    "kind-not-covered",
    "driver-not-covered",
    "no-own-damage-cover",
    "below-deductible",
    "nothing-to-claim",
    "one-part-only",
    "threshold-not-crossed",
    "other-part-crosses",
    "cap-not-allowed",
    "refund-not-allowed",
    "designated-driver-pays",
)
"""The contract's order."""


@frozen
class Priced:
    """One available option over some renewals."""

    option: Option
    tested: int
    crossed: bool
    score: Fraction
    cash_now: Fraction
    premiums: list[int]
    extras: list[int]
    refund: int
    total: Fraction


@frozen
class Reading:
    """One reading of the case: amounts on one side, grade, table and profile on the other."""

    loss: Loss
    scale: Scale
    left_out: tuple[int, ...] = field(default=())
    found: dict[tuple[int, int], list[Year]] = field(init=False, factory=dict, eq=False)

    @property
    def case(self) -> Case:
        return self.loss.case

    @property
    def headline(self) -> int:
        """How many renewals the headline counts."""
        stated = self.case.assumptions.renewals
        if stated is not None:
            return stated
        return 4 if self.case.accident.day >= cut_off(self.case.policy.start, 1) else 3

    def earlier(self) -> list[Mark]:
        marks = [
            mark_of(claim, self.loss.threshold)
            for index, claim in enumerate(self.case.claims)
            if index not in self.left_out
        ]
        return [mark for mark in marks if mark is not None]

    def years(self, tested: int, last: int) -> list[Year]:
        """The model's path with `tested` won of property claimed; looked up if known."""
        if (tested, last) not in self.found:
            marks = self.earlier()
            if self.loss.leaves_record(tested):
                day, score = self.case.accident.day, self.loss.score(tested)
                marks.append(Mark(day, self.loss.fault, score))
            self.found[tested, last] = self.scale.path(marks, last)
        return self.found[tested, last]

    def reasons(self, option: Option) -> list[str]:
        """Why an option is not possible; nothing where it is."""
        found = set[str]()
        if option != Option.SELF_PAY:
            found |= self._claim_reasons()
        if option in {Option.CLAIM_OWN, Option.CLAIM_OTHER}:
            found |= self._one_part_reasons()
        if option == Option.CLAIM_REFUND and not self.refund_allowed:
            found.add("refund-not-allowed")
        if option == Option.CLAIM_CAPPED:
            found |= self._capped_reasons()
        return sorted(found, key=REASONS.index)

    def _claim_reasons(self) -> set[str]:
        loss = self.loss
        if loss.own_payout or loss.other_payout:
            return set()
        if not loss.own_loss and not loss.other_loss:
            return {"nothing-to-claim"}
        found = loss.own_hindrances if loss.own_loss else set()
        if self.case.accident.kind == Kind.INTENTIONAL:
            found.add("kind-not-covered")
        if loss.standing == Standing.NOT_COVERED:
            found.add("driver-not-covered")
        if loss.standing == Standing.PAYS:
            found.add("designated-driver-pays")
        if self.case.policy.own_damage and 0 < loss.own_loss <= loss.deductible:
            found.add("below-deductible")
        return found

    def _one_part_reasons(self) -> set[str]:
        return set() if self.loss.own_payout and self.loss.other_payout else {"one-part-only"}

    def _capped_reasons(self) -> set[str]:
        loss = self.loss
        found = set()
        if loss.own_payout + loss.other_payout <= loss.threshold:
            found.add("threshold-not-crossed")
        if loss.other_payout > loss.threshold:
            found.add("other-part-crosses")
        if not self.case.assumptions.cap_allowed:
            found.add("cap-not-allowed")
        return found

    @property
    def refund_allowed(self) -> bool:
        return self.case.assumptions.refund_allowed is not False

    def tested(self, option: Option) -> int:
        own, other = self.loss.own_payout, self.loss.other_payout
        return {
            Option.SELF_PAY: 0,
            Option.CLAIM: own + other,
            Option.CLAIM_OWN: own,
            Option.CLAIM_OTHER: other,
            Option.CLAIM_REFUND: own + other,
            Option.CLAIM_CAPPED: self.loss.threshold,
        }[option]

    def on_record(self, option: Option) -> int:
        """What stays claimed when the renewal comes."""
        return 0 if option == Option.CLAIM_REFUND else self.tested(option)

    def cash_now(self, option: Option) -> Fraction:
        loss = self.loss
        both = self.cash_within_claim
        return {
            Option.SELF_PAY: loss.cash_price + loss.other_loss,
            Option.CLAIM: both,
            Option.CLAIM_OWN: Fraction(loss.deductible + loss.other_loss),
            Option.CLAIM_OTHER: loss.cash_price,
            Option.CLAIM_REFUND: both,
            Option.CLAIM_CAPPED: both + self.tested(Option.CLAIM) - loss.threshold,
        }[option]

    @property
    def cash_within_claim(self) -> Fraction:
        loss = self.loss
        own = Fraction(loss.deductible) if loss.own_payout else loss.cash_price
        return own + (0 if loss.other_payout else loss.other_loss)

    def premiums(self, option: Option, last: int) -> list[int]:
        years = self.years(self.on_record(option), last)
        quote_clean = self.case.assumptions.quote_clean
        quote_claim = self.case.assumptions.quote_claim
        if quote_clean is None or quote_claim is None:
            return [year.premium for year in years]
        if option in {Option.SELF_PAY, Option.CLAIM_REFUND}:
            return self.scale.quoted_path(years, quote_clean)
        if self.loss.score(self.tested(option)) == self.loss.score(self.tested(Option.CLAIM)):
            return self.scale.quoted_path(years, quote_claim)
        clean = self.years(0, 1)
        return self.scale.quoted_path(years, quote_clean + years[1].premium - clean[1].premium)

    def present(self, amount: int, day: date) -> int:
        return present(amount, self.case.assumptions.interest, (day - self.case.as_of).days)

    def priced(self, option: Option, renewals: int) -> Priced:
        start = self.case.policy.start
        clean = self.premiums(Option.SELF_PAY, renewals)
        premiums = self.premiums(option, renewals)
        extras = [a - b for a, b in zip(premiums, clean, strict=True)][1:]
        refund = self.tested(option) if option == Option.CLAIM_REFUND else 0
        cash = self.cash_now(option)
        total = cash + self.present(refund, self.refund_by)
        total += sum(self.present(e, renewal(start, k)) for k, e in enumerate(extras, start=1))
        tested = self.tested(option)
        crossed = tested > self.loss.threshold
        score = self.loss.score(self.on_record(option))
        return Priced(option, tested, crossed, score, cash, premiums, extras, refund, total)

    @property
    def refund_by(self) -> date:
        """The last day of the current policy year."""
        start = self.case.policy.start
        return renewal(start, 1).fromordinal(renewal(start, 1).toordinal() - 1)

    def available(self) -> list[Option]:
        return [option for option in Option if not self.reasons(option)]

    def all_priced(self, renewals: int) -> list[Priced]:
        return [self.priced(option, renewals) for option in self.available()]

    def best(self, renewals: int) -> tuple[Option, Fraction]:
        """The recommendation and its margin."""
        ranked = [p for p in self.all_priced(renewals) if p.option != Option.CLAIM_REFUND]
        cheapest = min(ranked, key=lambda p: p.total)
        paying_oneself = cheapest.option == Option.SELF_PAY
        others = [p for p in ranked if (p.option == Option.SELF_PAY) != paying_oneself]
        margin = min(p.total for p in others) - cheapest.total if others else Fraction(0)
        return cheapest.option, margin


Other = tuple[str, "str | int", Reading]
"""A reading of something that the case leaves open: its path, its value, the reading."""

Ranges = dict[tuple[str, object], tuple[Option, Fraction]]
"""What each other reading recommends, and by how much."""


@cache
def present(amount: int, rate: Decimal, days: int) -> int:
    """Discounted over `days` of a year of 365, rounded to the won, halves away from zero."""
    if not rate or not days:
        return amount
    context = Context(prec=60)
    factor = context.power(1 + rate, context.divide(Decimal(-days), Decimal(365)))
    exact = context.multiply(Decimal(amount), factor)
    return int(exact.to_integral_value(rounding=ROUND_HALF_UP))


def insurer_terms(case: Case, rulebook: Rulebook) -> InsurerTerms | None:
    insurer = case.policy.insurer
    version = rulebook.insurers[insurer].find(case.policy.start) if insurer else None
    return version.terms if version else None


def headline_reading(case: Case, rulebook: Rulebook) -> Reading:
    """The case with what it leaves open taken as the contract says."""
    insurer = insurer_terms(case, rulebook)
    table = case.assumptions.grade_table or (insurer and insurer.grade_table) or "mg-2024"
    profile = case.assumptions.count_profile or (insurer and insurer.count_profile) or "steps"
    grade = case.policy.grade or 16
    accident = case.accident
    loss = Loss(case, rulebook, accident.own_damage.likely, accident.other_property.likely)
    return Reading(loss, Scale(case, rulebook, grade, table, profile))


def at_bill(reading: Reading, bill: int) -> Reading:
    """The same case with another repair bill; a stated cash price keeps its ratio, exactly."""
    return evolve(reading, loss=evolve(reading.loss, bill=bill, exact=True))


def other_readings(case: Case, rulebook: Rulebook) -> list[Other]:
    """All other readings of what the case leaves open, one thing at a time."""
    base = headline_reading(case, rulebook)
    base = evolve(base, loss=evolve(base.loss, exact=True))
    return [*_other_scales(base, insurer_terms(case, rulebook)), *_other_amounts(base)]


def _other_scales(base: Reading, insurer: InsurerTerms | None) -> list[Other]:
    case, scale = base.case, base.scale
    found: list[Other] = []
    if case.assumptions.grade_table is None and not (insurer and insurer.grade_table):
        table = evolve(base, scale=evolve(scale, table="bohum24"))
        found.append(("assumptions.grade_table", "bohum24", table))
    if case.policy.grade is None:
        found += [
            ("policy.grade", grade, evolve(base, scale=evolve(scale, grade=grade)))
            for grade in (*range(11, 16), *range(17, 30))
        ]
    if case.assumptions.count_profile is None and not (insurer and insurer.count_profile):
        profile = evolve(base, scale=evolve(scale, profile="two-count-2017"))
        found.append(("assumptions.count_profile", "two-count-2017", profile))
    return found


def _other_amounts(base: Reading) -> list[Other]:
    own, other = base.case.accident.own_damage, base.case.accident.other_property
    bills = {own.low, own.high} - {own.likely}
    found: list[Other] = [("accident.own_damage", bill, at_bill(base, bill)) for bill in bills]
    for amount in {other.low, other.high} - {other.likely}:
        loss = evolve(base.loss, other_property=amount)
        found.append(("accident.other_property", amount, evolve(base, loss=loss)))
    return found


def ranges(case: Case, rulebook: Rulebook) -> Ranges:
    """The recommendation and margin of every other reading over the headline's renewals."""
    return {
        (path, value): reading.best(reading.headline)
        for path, value, reading in other_readings(case, rulebook)
    }


def verdict(reading: Reading, others: Ranges) -> Verdict:
    """The answer in one word."""
    loss = reading.loss
    answered = (loss.own_loss and loss.own_answered) or (loss.other_loss and loss.other_answered)
    if (loss.own_loss or loss.other_loss) and not answered:
        return Verdict.NOT_COVERED
    side = reading.best(reading.headline)[0].is_claim
    if any(option.is_claim != side for option, _ in others.values()):
        return Verdict.KEEP_OPEN if _pays_to_keep_open(reading, others) else Verdict.DEPENDS
    if reading.best(reading.case.assumptions.long_renewals)[0].is_claim != side:
        return Verdict.DEPENDS
    return Verdict.CLAIM if side else Verdict.SELF_PAY


def _pays_to_keep_open(reading: Reading, others: Ranges) -> bool:
    """A claim paid back costs no more above self-pay than claiming can win in any reading."""
    if Option.CLAIM_REFUND not in reading.available():
        return False
    back, paying = (
        reading.priced(option, reading.headline).total
        for option in (Option.CLAIM_REFUND, Option.SELF_PAY)
    )
    best = [reading.best(reading.headline), *others.values()]
    return any(option.is_claim and back - paying <= margin for option, margin in best)


def refund_plan(case: Case, rulebook: Rulebook) -> list[tuple[Option, tuple[int, ...], Fraction]]:
    """Every choice for the new accident with every set of earlier ones to pay back."""
    kept = headline_reading(case, rulebook)
    refundable = [i for i, claim in enumerate(case.claims) if claim.refundable]
    if not refundable:
        return []
    sizes = range(len(refundable) + 1) if case.assumptions.refund_allowed is not False else [0]
    sets = [s for size in sizes for s in combinations(refundable, size)]
    news = [Option.SELF_PAY, Option.CLAIM, Option.CLAIM_REFUND]
    return [
        (new, left_out, _plan_total(kept, new, left_out))
        for new in news
        if not kept.reasons(new)
        for left_out in sets
    ]


def _plan_total(kept: Reading, new: Option, left_out: tuple[int, ...]) -> Fraction:
    """What the new accident costs as `new`, with the repayments and the path they lead to."""
    case, last = kept.case, kept.headline
    without = evolve(kept, left_out=left_out).years(kept.on_record(new), last)
    premiums = [year.premium for year in without]
    if case.assumptions.quote_clean is not None:
        model = kept.years(kept.on_record(new), 1)[1].premium
        quote = kept.premiums(new, 1)[1] + without[1].premium - model
        premiums = kept.scale.quoted_path(without, quote)
    clean = kept.premiums(Option.SELF_PAY, last)
    own_refund = kept.tested(new) if new == Option.CLAIM_REFUND else 0
    repaid = [own_refund, *(case.claims[i].property_paid or 0 for i in left_out)]
    total = kept.cash_now(new) + sum(kept.present(amount, kept.refund_by) for amount in repaid)
    extras = (premiums[k] - clean[k] for k in range(last + 1))
    days = (renewal(case.policy.start, k) for k in range(last + 1))
    return total + sum(kept.present(e, day) for e, day in zip(extras, days, strict=True))
