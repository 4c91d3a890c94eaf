"""Turn a case and the rules into a decision: `advise` is the only entry point for that."""

from collections.abc import Mapping
from functools import partial

from attrs import evolve

from advisor.domain.case import Case
from advisor.domain.decision import Agenda, BillMap, Decision, Payout, Verdict
from advisor.domain.findings import Fact, RangeEntry
from advisor.domain.lazy_sequences import LazySequence
from advisor.domain.money import NOTHING, Won
from advisor.domain.outcome import Option
from advisor.domain.rule import Rule, Text
from advisor.domain.rulebook import Rulebook
from advisor.engine.findings.assumed import assumed
from advisor.engine.findings.payers import owed, payers, ways
from advisor.engine.findings.questions import questions
from advisor.engine.findings.reasons import SpecialReasons, reasons
from advisor.engine.findings.rules_used import rules_behind, rules_used
from advisor.engine.findings.steps import steps
from advisor.engine.findings.warnings import stale_rules, warnings
from advisor.engine.limits.break_even import break_even, claim_from
from advisor.engine.limits.cash_price import cash_up_to, settle_up_to
from advisor.engine.limits.open_bill import open_bill_amount
from advisor.engine.limits.ranges import ranges, unknowns
from advisor.engine.options.verdict import VerdictBasis, certainty, is_sure, verdict
from advisor.engine.reading import Reading
from advisor.engine.situation import Situation, situation_of

_GRADE_TABLE, _COUNT_PROFILE = "assumptions.grade_table", "assumptions.count_profile"


def advise(case: Case, rulebook: Rulebook) -> Decision:
    """Decide one case.

    The map over the open bill, the reasons, the questions and the steps are worked out only when
    they are first asked for.

    Raises:
        NoRuleInForceError: no version of a rule governs one of the case's days.
    """
    situation = situation_of(case, rulebook)
    reading, headline = situation.reading, situation.headline
    others = ranges(situation.paths, situation.settlement, situation.offered)
    question = VerdictBasis(
        headline=headline,
        outcomes=situation.outcomes,
        others=others,
        material=reading.advice.material,
        claimed_already=reading.paid is not None,
        late=reading.first_counted > 1,
    )
    answer = verdict(question)
    special, paying = SpecialReasons.of(situation), payers(situation)
    settlements, debts = ways(situation), owed(situation)
    cautions = warnings(situation, answer)
    rules = rules_used(situation, (*special, *paying, *settlements, *debts, *cautions))
    unsure = [version for version in rules if not is_sure(version)]
    return Decision(
        case=case,
        verdict=answer,
        certainty=certainty(question, answer, rules_behind(situation, unsure)),
        recommended=headline.recommended,
        margin=headline.margin,
        renewals=reading.renewals,
        material=reading.advice.material,
        horizon=situation.stretches,
        plan=situation.plan,
        plan_by=reading.refund_by if situation.plan else None,
        refund_by=reading.refund_by if situation.refundable else None,
        payout=_payout(situation),
        threshold=situation.threshold,
        outcomes=situation.outcomes,
        without_accident=situation.path_without_accident,
        budget=_budget(situation),
        cash_up_to=cash_up_to(situation.paths, situation.settlement, situation.offered),
        bill=open_bill_amount(reading),
        map_over=partial(_map, situation),
        find_claim_from=partial(_claim_from, situation),
        make_agenda=partial(_agenda, situation, answer, others),
        range=others,
        assumed=assumed(case, reading, cover_missed=situation.cover_missed),
        warnings=(*cautions, *stale_rules(situation, rules)),
        reasons=LazySequence(partial(reasons, situation, special)),
        refund_plan=situation.refund_plan,
        payers=paying,
        ways=settlements,
        owed=debts,
        settle_up_to=settle_up_to(situation.paths, situation.offered),
        rules=rules,
        table_names=_table_names(reading, others),
    )


def _table_names(reading: Reading, others: tuple[RangeEntry, ...]) -> dict[tuple[str, Fact], Text]:
    """Return the names of the grade tables and count profiles behind the answer and its range."""
    rules: dict[str, Mapping[str, Rule[object]]] = {
        _GRADE_TABLE: reading.rulebook.grade_tables,
        _COUNT_PROFILE: reading.rulebook.count_profiles,
    }
    used: list[tuple[str, Fact]] = [
        (_GRADE_TABLE, reading.table_code),
        (_COUNT_PROFILE, reading.profile_code),
    ]
    used += [(entry.assumption, entry.value) for entry in others if entry.assumption in rules]
    found = {(path, code): rules[path].get(str(code)) for path, code in used}
    return {key: rule.name or rule.title for key, rule in found.items() if rule}


def _agenda(situation: Situation, answer: Verdict, others: tuple[RangeEntry, ...]) -> Agenda:
    headline = situation.headline
    found = unknowns(headline.recommended, headline.margin, others)
    asked = questions(situation, _budget(situation), found)
    return Agenda(found, asked, steps(situation, answer))


def _map(situation: Situation, over: str) -> BillMap:
    """Draw the map over the bill with the key `over`, or over the open bill if `over` is empty."""
    bills = situation.open_bill
    return break_even(evolve(bills, over=over) if over else bills)


def _claim_from(situation: Situation) -> Won | None:
    return claim_from(situation.open_bill, open_bill_amount(situation.reading))


def _payout(situation: Situation) -> Payout:
    loss, claim = situation.loss, situation.claim
    if not claim.available:
        return Payout(NOTHING, NOTHING, NOTHING, loss.from_other_side)
    paid = situation.reading.paid
    if paid is not None:
        others_alone = loss.other_loss and not situation.reading.own_bill
        own = NOTHING if others_alone else paid
        return Payout(own, Won(paid - own), NOTHING, loss.from_other_side)
    deductible = loss.deductible if loss.own_paid else NOTHING
    return Payout(loss.own_paid, loss.other_paid, deductible, loss.from_other_side)


def _budget(situation: Situation) -> Won | None:
    """Return how much the premiums may rise in total before claiming becomes the dearer option.

    If somebody is hurt, this includes the rise that the injury causes with self-pay too, or the
    cost of settling the injury in cash if that is cheaper. Once the insurer has paid, it is the sum
    to pay back. None if nothing can be claimed.
    """
    if not situation.claim.available:
        return None
    if situation.reading.paid is not None:
        return situation.reading.paid
    paying = (
        outcome.cash_now + outcome.extra_premium
        for outcome in situation.outcomes
        if outcome.available and outcome.option in {Option.SELF_PAY, Option.SETTLE}
    )
    return Won(min(paying) - situation.outcomes[Option.CLAIM].cash_now)
