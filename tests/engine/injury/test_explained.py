"""Each sum that a person is paid says how it is made up and which rule it comes from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from advisor.domain.injury import Head, InjuryQuestion, Occupation, Ward
from advisor.domain.money import Rate, Won
from advisor.domain.terms.injury import Relation
from advisor.engine.injury.payments import injury_payments, yardstick
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from advisor.domain.findings import Fact
    from advisor.domain.injury import InjuryPayments

RULEBOOK = load_rulebook()
IN_2001 = date(2001, 9, 1)
LIMITS, INJURY, DISABILITY, DEATH, INCOME = (
    "kr.compulsory_injury_limit@2001-08-01",
    "kr.injury_standard@2001-08-01",
    "kr.disability_standard@2001-08-01",
    "kr.death_standard@2001-08-01",
    "kr.lost_income@2001-01-01",
)
EARNER: dict[str, Any] = {"occupation": Occupation.EMPLOYED, "monthly_income": Won(1_500_000)}


def paid(**stated: object) -> InjuryPayments:
    return injury_payments(InjuryQuestion(IN_2001, **stated), RULEBOOK)  # type: ignore[arg-type]


def lines(
    found: InjuryPayments, head: Head
) -> list[tuple[str, int, dict[str, Fact], tuple[str, ...]]]:
    return [
        (line.code, line.amount, dict(line.facts), line.basis)
        for line in found.lines
        if line.head is head
    ]


def notes(found: InjuryPayments) -> dict[str, tuple[dict[str, Fact], tuple[str, ...]]]:
    assert len({note.code for note in found.notes}) == len(found.notes)
    return {note.code: (dict(note.facts), note.basis) for note in found.notes}


def heads(found: InjuryPayments) -> list[tuple[Head, int, int, int]]:
    return [(head.head, head.amount, head.limit, head.above) for head in found.heads]


def test_ten_days_in_hospital_by_hand() -> None:
    """Lost work is 80 % of 1,500,000 × 10 ÷ 30; hospital days are 10 × 11,580 less the meals.

    The dearer ward is paid for seven days.
    """
    found = paid(
        grade=9,
        treatment=Won(14_900_000),
        hospital_days=10,
        ward=Ward.FULL,
        ward_extra=Won(50_000),
        meals_given=Won(10_000),
        outpatient_visits=4,
        **EARNER,
    )
    by = (INJURY,)
    lost = {"share": Rate(Decimal("0.8")), "days": 10, "monthly": 1_500_000}
    assert lines(found, Head.INJURY) == [
        ("treatment", 14_900_000, {}, by),
        ("dearer-ward", 350_000, {"days": 7}, by),
        ("consolation", 140_000, {"grade": 9}, by),
        ("lost-work", 400_000, lost, by),
        ("hospital-less-meals", 105_800, {"days": 10, "each": 11_580, "meals": 10_000}, by),
        ("outpatient", 20_000, {"visits": 4, "each": 5_000}, by),
    ]
    above = {"head": Head.INJURY, "above": Won(915_800), "limit": Won(15_000_000)}
    assert notes(found) == {
        "ward-full": ({"days": 3, "most": 7}, by),
        "days-off-in-hospital": ({"days": 10}, ()),
        "above-limit": (above, (LIMITS,)),
    }
    assert heads(found) == [(Head.INJURY, 15_915_800, 15_000_000, 915_800)]
    assert [version.ref for version in found.rules] == [LIMITS, INJURY]


def test_the_real_loss_and_a_wish_are_told_with_what_they_take_the_place_of() -> None:
    found = paid(
        grade=9,
        hospital_days=10,
        days_off=12,
        actual_loss=Won(300_000),
        ward_extra=Won(1),
        **EARNER,
    )
    by = (INJURY,)
    assert lines(found, Head.INJURY) == [
        ("consolation", 140_000, {"grade": 9}, by),
        ("lost-work-real", 300_000, {"days": 12}, by),
        ("hospital", 115_800, {"days": 10, "each": 11_580, "meals": 0}, by),
    ]
    assert notes(found) == {
        "treatment-not-stated": ({}, by),
        "ward-wish": ({"days": 10, "most": 7}, by),
        "real-loss-is-lower": ({"by_share": 480_000}, by),
    }


def test_a_total_loss_of_capacity_by_hand() -> None:
    """The Leibniz coefficient of 240 months at 5 % is 151.5253; grade 4's consolation is lower."""
    family = ((Relation.SPOUSE, 1), (Relation.CHILD, 2), (Relation.PARENT_IN_LAW, 1))
    found = paid(
        grade=4,
        loss=Rate(Decimal(1)),
        age=40,
        family=family,
        care_days=100,
        day_wage=Won(40_000),
        **EARNER,
    )
    by = (DISABILITY,)
    shares = [
        ("family", 5_000_000, {"relation": Relation.SPOUSE, "count": 1, "share": Decimal("0.5")}),
        ("family", 4_000_000, {"relation": Relation.CHILD, "count": 2, "share": Decimal("0.2")}),
        (
            "family",
            1_000_000,
            {"relation": Relation.PARENT_IN_LAW, "count": 1, "share": Decimal("0.1")},
        ),
    ]
    income = {"monthly": 1_500_000, "loss": 1, "months": 240, "coefficient": Decimal("151.5253")}
    assert lines(found, Head.DISABILITY) == [
        ("consolation-disability", 10_000_000, {"loss": 1}, by),
        *((*share, by) for share in shares),
        ("lost-income", 227_287_969, income, (DISABILITY, INCOME)),
        ("home-care", 4_000_000, {"days": 100, "wage": 40_000}, by),
    ]
    assert lines(found, Head.INJURY) == []
    both = {"injury": 640_000, "disability": 20_000_000}
    above = {"head": Head.DISABILITY, "above": Won(171_287_969), "limit": Won(80_000_000)}
    assert notes(found) == {
        "treatment-not-stated": ({}, (INJURY,)),
        "higher-is-disability": (both, (INJURY, DISABILITY)),
        "works-until": ({"until": 60, "months": 240}, (INCOME,)),
        "home-care-conditions": ({}, by),
        "above-limit": (above, (LIMITS,)),
    }
    assert [version.ref for version in found.standards] == [INJURY, DISABILITY]
    assert [version.ref for version in found.rules] == [LIMITS, INJURY, DISABILITY, INCOME]


def test_an_income_that_is_kept_counts_half_as_consolation_for_the_disability() -> None:
    """The sum is 1,500,000 × 26 % × 11.6812 ÷ 2; with the 800,000 it is above 1,000,000."""
    found = paid(grade=1, loss=Rate(Decimal("0.26")), age=59, keeps_income=True, **EARNER)
    facts = {
        "monthly": 1_500_000,
        "loss": Decimal("0.26"),
        "months": 12,
        "coefficient": Decimal("11.6812"),
    }
    assert lines(found, Head.DISABILITY) == [
        ("consolation-disability", 800_000, {"loss": Decimal("0.26")}, (DISABILITY,)),
        ("kept-income", 2_277_838, facts, (DISABILITY, INCOME)),
    ]
    assert lines(found, Head.INJURY) == []
    both = {"injury": 1_000_000, "disability": 3_077_838}
    assert notes(found)["higher-is-disability"] == (both, (INJURY, DISABILITY))


def test_the_higher_consolation_is_named_and_the_familys_goes_with_it() -> None:
    """600,000 for a loss of 14 %, and half of it for a wife: less than the 1,000,000 of grade 1."""
    loss, wife = Rate(Decimal("0.14")), ((Relation.SPOUSE, 1),)
    found = paid(grade=1, loss=loss, age=59, family=wife, **EARNER)
    assert lines(found, Head.INJURY) == [("consolation", 1_000_000, {"grade": 1}, (INJURY,))]
    assert [line[0] for line in lines(found, Head.DISABILITY)] == ["lost-income"]
    both = {"injury": 1_000_000, "disability": 900_000}
    assert notes(found)["higher-is-injury"] == (both, (INJURY, DISABILITY))
    assert [head[0] for head in heads(found)] == [Head.INJURY, Head.DISABILITY]


def test_a_death_says_what_each_claimant_gets_and_how_the_income_was_reckoned() -> None:
    """Shares of 5 + 20 × 2 = 45 million are cut to 32; a third of the income is for living."""
    family = ((Relation.SPOUSE, 1), (Relation.CHILD, 20))
    found = paid(died=True, age=35, family=family, **EARNER)
    income = {
        "monthly": 1_500_000,
        "living": 500_000,
        "months": 300,
        "coefficient": Decimal("171.0600"),
    }
    assert lines(found, Head.DEATH) == [
        ("funeral", 2_000_000, {}, (DEATH,)),
        ("consolation-family", 3_555_556, {"relation": Relation.SPOUSE, "count": 1}, (DEATH,)),
        ("consolation-family", 28_444_444, {"relation": Relation.CHILD, "count": 20}, (DEATH,)),
        ("lost-income-death", 171_060_047, income, (INCOME,)),
    ]
    above = {"head": Head.DEATH, "above": Won(125_060_047), "limit": Won(80_000_000)}
    assert notes(found) == {
        "cut-alike": ({"asked": 45_000_000, "whole": 32_000_000}, (DEATH,)),
        "works-until": ({"until": 60, "months": 300}, (INCOME,)),
        "living-assumed": ({"parts": 3}, (INCOME,)),
        "above-limit-of-death": (above, (LIMITS,)),
    }


def test_the_rest_of_a_consolation_is_told_with_the_whole() -> None:
    family = ((Relation.SPOUSE, 1), (Relation.CHILD, 0))
    found = paid(died=True, age=35, family=family, occupation=Occupation.NONE)
    assert lines(found, Head.DEATH)[1:] == [
        ("consolation-family", 5_000_000, {"relation": Relation.SPOUSE, "count": 1}, (DEATH,)),
        ("consolation-rest", 27_000_000, {"age": 35, "whole": 32_000_000}, (DEATH,)),
    ]
    assert notes(found) == {"no-income": ({}, ())}
    alone = paid(died=True, age=35, living_cost=Won(9_000_000), work_months=12, **EARNER)
    assert [line[:2] for line in lines(alone, Head.DEATH)] == [
        ("funeral", 2_000_000),
        ("consolation-whole", 32_000_000),
    ]  # a person who spends more than they earn leaves no income
    assert "living-assumed" not in notes(alone)


def test_the_yardstick_names_its_rule_and_what_it_was_asked() -> None:
    found = yardstick(12, 10, IN_2001, RULEBOOK)
    assert (found.grade, found.visits, found.basis) == (12, 10, (INJURY,))
