"""A rule that is added as data only is offered by the form from its day on, and not before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from advisor.domain.case import Case
from advisor.domain.money import Won
from advisor.explain.texts import Texts
from advisor.intake.case.draft import Draft, read_draft
from advisor.intake.case.field import ListKey
from advisor.rules.rulebook import load_rulebook
from advisor.tui.form.choices import UNSTATED
from advisor.tui.form.deductible_plans import DeductiblePlans
from advisor.tui.form.form_words import FormWords

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook

TODAY = date(2027, 6, 1)
NEW = Won(3_000_000)
OWN, PAST = "policy.surcharge_threshold", "claim[0].surcharge_threshold"


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """Return a rulebook that from 2027 on has one more threshold and only one deductible plan."""
    shipped = load_rulebook()
    threshold, deductible = shipped.surcharge_threshold, shipped.deductible
    last, plans = threshold.versions[-1], deductible.versions[-1]
    later = evolve(
        last,
        in_force_from=date(2027, 1, 1),
        terms=evolve(last.terms, allowed=(*last.terms.allowed, NEW)),
    )
    only = evolve(
        plans,
        in_force_from=date(2027, 1, 1),
        terms=evolve(plans.terms, plans=(plans.terms.standard_plan,)),
    )
    return evolve(
        shipped,
        surcharge_threshold=evolve(threshold, versions=(*threshold.versions, later)),
        deductible=evolve(deductible, versions=(*deductible.versions, only)),
    )


def draft(start: str, claim: str = "2026-12-31") -> Draft:
    typed = {
        "policy.start": start,
        "policy.premium": "82만",
        "accident.day": start,
        "accident.kind": "object",
        "as_of": start,
    }
    return Draft(typed).with_row(ListKey.CLAIM, {"day": claim, "property_paid": "90만"})


@pytest.mark.parametrize(
    ("start", "offered"), [("2026-12-31", False), ("2027-01-01", True), ("", True)]
)
def test_the_policy_year_says_what_can_be_chosen(
    rulebook: Rulebook,
    start: str,
    offered: bool,  # noqa: FBT001 - one of the parameters
) -> None:
    """If no day is typed, today's rules are offered."""
    choices = FormWords.of(Texts("ko"), rulebook, TODAY).choices_of(draft(start))
    assert ("3,000,000" in choices.values(OWN)) is offered
    assert (len(choices.plans()) == 1) is offered


@pytest.mark.parametrize(("day", "offered"), [("2026-12-31", False), ("2027-01-01", True)])
def test_the_day_of_a_past_claim_says_what_its_policy_could_have(
    rulebook: Rulebook,
    day: str,
    offered: bool,  # noqa: FBT001 - one of the parameters
) -> None:
    choices = FormWords.of(Texts("ko"), rulebook, TODAY).choices_of(draft("2027-03-02", day))
    assert ("3,000,000" in choices.values(PAST)) is offered


@pytest.mark.parametrize("start", ["2026-12-31", "2027-01-01"])
def test_what_the_form_offers_is_never_refused(rulebook: Rulebook, start: str) -> None:
    typed = draft(start, "2026-12-30")
    choices = FormWords.of(Texts("ko"), rulebook, TODAY).choices_of(typed)
    plans = DeductiblePlans(rulebook, TODAY)
    for path in (OWN, PAST):
        for value in choices.values(path):
            assert isinstance(read_draft(typed.with_value(path, value), rulebook, TODAY), Case)
    for plan in choices.plans():
        chosen = plans.with_plan(typed, plan.code)
        assert plans.code(chosen) == plan.code
        assert isinstance(read_draft(chosen, rulebook, TODAY), Case)
    assert UNSTATED in choices.values(OWN)


def test_a_year_before_all_rules_offers_nothing(rulebook: Rulebook) -> None:
    choices = FormWords.of(Texts("ko"), rulebook, TODAY).choices_of(draft("1999-03-02"))
    assert choices.values(OWN) == (UNSTATED,)
    assert choices.plans() == ()
    assert DeductiblePlans(rulebook, TODAY).code(draft("1999-03-02")) == UNSTATED
