"""What the standard pays to one person: limits, treatment, lost work, disability and death."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from advisor.domain.errors import NoRuleInForceError
from advisor.domain.injury import Head, InjuryPayments, InjuryQuestion, Occupation, Ward
from advisor.domain.money import Rate, Won
from advisor.domain.terms.injury import Relation
from advisor.engine.injury.payments import injury_payments, yardstick
from advisor.engine.injury.standard import cut_in_proportion, leibniz
from advisor.rules.rulebook import load_rulebook

RULEBOOK = load_rulebook()
IN_2001 = date(2001, 9, 1)
TODAY = date(2026, 11, 22)
FIVE = Decimal("0.05")
EARNER: dict[str, Any] = {"occupation": Occupation.EMPLOYED, "monthly_income": Won(1_500_000)}


def paid(on: date = IN_2001, **stated: object) -> InjuryPayments:
    return injury_payments(InjuryQuestion(on, **stated), RULEBOOK)  # type: ignore[arg-type]


def sums(found: InjuryPayments) -> dict[str, int]:
    return {line.code: line.amount for line in found.lines}


def notes(found: InjuryPayments) -> set[str]:
    return {note.code for note in found.notes}


def test_without_an_injury_the_limits_alone_are_told() -> None:
    """The limits are told even for a day before the payment standard began."""
    found = paid(date(2001, 7, 31))
    assert (found.lines, found.total, found.standards) == ((), 0, ())
    assert dict(found.limits) == {
        Head.INJURY: 15_000_000,
        Head.DISABILITY: 60_000_000,
        Head.DEATH: 60_000_000,
    }
    with pytest.raises(NoRuleInForceError):
        paid(date(2001, 7, 31), grade=12)


def test_a_slight_injury_by_hand() -> None:
    """The case is grade 12, three days off at 80 % of 1,500,000 a month, and ten visits."""
    found = paid(grade=12, outpatient_visits=10, days_off=3, treatment=Won(230_000), **EARNER)
    assert sums(found) == {
        "treatment": 230_000,
        "consolation": 80_000,
        "lost-work": 120_000,
        "outpatient": 50_000,
    }
    assert found.total == 480_000
    assert [version.ref for version in found.standards] == ["kr.injury_standard@2001-08-01"]


def test_today_the_same_injury_goes_by_the_standard_of_2017() -> None:
    found = paid(TODAY, grade=12, outpatient_visits=10, days_off=3, **EARNER)
    assert sums(found) == {"consolation": 150_000, "lost-work": 127_500, "outpatient": 80_000}
    assert found.standards[0].in_force_from == date(2017, 3, 1)


@pytest.mark.parametrize(
    ("actual", "code", "amount"),
    [
        (119_999, "lost-work-real", 119_999),
        (120_000, "lost-work", 120_000),
        (120_001, "lost-work", 120_000),
    ],
)
def test_the_real_loss_is_paid_where_it_is_lower(actual: int, code: str, amount: int) -> None:
    """Lost work is paid at the real loss if that is below the share of the income."""
    found = paid(grade=12, days_off=3, actual_loss=Won(actual), **EARNER)
    assert sums(found)[code] == amount


def test_housework_goes_by_a_day_labourers_wage() -> None:
    """The payment is 80 % of the wage; if no wage is stated, a note says that it is missing."""
    found = paid(grade=12, days_off=5, occupation=Occupation.HOUSEWORK, day_wage=Won(40_000))
    assert sums(found)["lost-work"] == 160_000
    unknown = paid(grade=12, days_off=5, occupation=Occupation.HOUSEWORK)
    assert "lost-work" not in sums(unknown)
    assert "day-wage-not-stated" in notes(unknown)


def test_those_without_work_lose_none() -> None:
    """Children, pensioners and others without work get nothing for days off."""
    found = paid(grade=12, days_off=5, occupation=Occupation.NONE)
    assert set(sums(found)) == {"consolation"}
    assert "no-income" in notes(found)


def test_days_in_hospital_are_days_off_unless_others_are_stated() -> None:
    """Days in hospital count as days off, because nobody works in hospital."""
    assert sums(paid(grade=9, hospital_days=6, **EARNER))["lost-work"] == 240_000
    assert "lost-work" not in sums(paid(grade=9, hospital_days=6, days_off=0, **EARNER))


@pytest.mark.parametrize(
    ("meals", "amount"),
    [(0, 34_740), (4_740, 30_000), (34_739, 1), (34_740, None), (99_999, None)],
)
def test_meals_given_are_taken_off(meals: int, amount: int | None) -> None:
    """Each day in hospital pays 11,580 won less the meals given, but never less than nothing."""
    found = sums(paid(grade=9, hospital_days=3, meals_given=Won(meals)))
    assert found.get("hospital-less-meals" if meals else "hospital") == amount


@pytest.mark.parametrize(
    ("ward", "days", "counted"),
    [
        (Ward.DOCTOR, 20, 20),
        (Ward.FULL, 6, 6),
        (Ward.FULL, 7, 7),
        (Ward.FULL, 8, 7),
        (Ward.WISH, 20, 0),
    ],
)
def test_a_dearer_ward(ward: Ward, days: int, counted: int) -> None:
    """A dearer ward is paid if a doctor asks for it, or for up to 7 days if no other is free."""
    found = paid(grade=5, hospital_days=days, ward=ward, ward_extra=Won(50_000))
    assert sums(found).get("dearer-ward", 0) == 50_000 * counted
    assert (f"ward-{ward}" in notes(found)) is (counted < days)


@pytest.mark.parametrize(
    ("grade", "loss", "paid_one"),
    [
        (1, "0.34", "consolation-disability"),  # 1,000,000 and 1,000,000
        (1, "0.26", "consolation"),  # 1,000,000 and 800,000
        (4, "0.20", "consolation-disability"),  # 640,000 and 800,000
        (12, "0.08", "consolation-disability"),
    ],
)
def test_of_two_consolations_the_higher_is_paid(grade: int, loss: str, paid_one: str) -> None:
    """If both are equal, the disability's is paid, in which the family has a part."""
    found = paid(grade=grade, loss=Rate(Decimal(loss)))
    assert [line.code for line in found.lines if "consolation" in line.code] == [paid_one]


def test_the_familys_consolation_counts_as_the_disabilitys() -> None:
    """800,000 for a loss of 20 %, and 50 % of it for the wife: above the 1,000,000 of grade 1."""
    found = paid(grade=1, loss=Rate(Decimal("0.20")), family=((Relation.SPOUSE, 1),))
    assert [line.amount for line in found.lines] == [800_000, 400_000]


def test_the_familys_shares_of_a_disability() -> None:
    """Each relative gets a share of their own, in addition to what the injured person gets."""
    family = ((Relation.SPOUSE, 1), (Relation.PARENT, 2), (Relation.CHILD, 1))
    found = paid(loss=Rate(Decimal("0.50")), family=family)
    assert [line.amount for line in found.lines] == [2_500_000, 1_250_000, 1_500_000, 500_000]


@pytest.mark.parametrize(("kept", "parts"), [(False, 1), (True, 2)])
def test_lost_income_of_a_disability(*, kept: bool, parts: int) -> None:
    """The sum is monthly income × loss × Leibniz coefficient, or half if the income is kept."""
    found = paid(loss=Rate(Decimal("0.3")), age=40, keeps_income=kept, **EARNER)
    code = "kept-income" if kept else "lost-income"
    assert sums(found)[code] == int(450_000 * leibniz(240, FIVE, 12) / parts)
    assert sums(found)["consolation-disability"] == 1_000_000


def test_home_care_is_for_a_total_loss() -> None:
    """Home care is paid as one carer a day at a day labourer's wage."""
    stated: dict[str, Any] = {"care_days": 100, "day_wage": Won(40_000)}
    assert sums(paid(loss=Rate(Decimal(1)), **stated))["home-care"] == 4_000_000
    assert "home-care" not in sums(paid(loss=Rate(Decimal("0.99")), **stated))


def test_a_death_by_hand() -> None:
    """What the family's shares leave of the consolation is for the dead person."""
    family = ((Relation.SPOUSE, 1), (Relation.CHILD, 2))
    found = paid(died=True, age=35, family=family, living_cost=Won(500_000), **EARNER)
    assert sums(found)["funeral"] == 2_000_000
    shares = [line.amount for line in found.lines if line.code.startswith("consolation")]
    assert shares == [5_000_000, 4_000_000, 23_000_000]
    assert sums(found)["lost-income-death"] == int(1_000_000 * leibniz(300, FIVE, 12))
    above = found.total - 80_000_000
    assert found.within_limits == 80_000_000
    assert [head.above for head in found.heads] == [above]
    assert "above-limit-of-death" in notes(found)


@pytest.mark.parametrize(
    ("children", "is_cut"),
    [(9, False), (10, True), (13, True)],  # 5 + 3 × 3 + 2 × 9 = 32 million, all there is
)
def test_shares_above_the_whole_are_cut_alike(children: int, *, is_cut: bool) -> None:
    """Every share is cut in proportion, to the won, and their sum is exactly the whole."""
    family = ((Relation.SPOUSE, 1), (Relation.PARENT, 3), (Relation.CHILD, children))
    found = paid(died=True, age=59, family=family, occupation=Occupation.NONE)
    shares = [line.amount for line in found.lines if line.code.startswith("consolation")]
    assert sum(shares) == 32_000_000
    asked = 14_000_000 + 2_000_000 * children
    assert abs(shares[0] - Fraction(5_000_000 * 32_000_000, max(asked, 32_000_000))) < 1
    assert ("cut-alike" in notes(found)) is is_cut
    assert "consolation-rest" not in sums(found)


@pytest.mark.parametrize(
    ("stated", "note", "is_there"),
    [
        ({"grade": 12}, "treatment-not-stated", True),
        ({"grade": 12, "treatment": Won(1)}, "treatment-not-stated", False),
        ({"outpatient_visits": 1}, "grade-not-stated", True),
        ({"outpatient_visits": 1, "grade": 12}, "grade-not-stated", False),
        ({"hospital_days": 1, "died": True}, "grade-not-stated", False),
        ({"hospital_days": 1, "died": True}, "treatment-not-stated", False),
        ({"hospital_days": 1}, "days-off-in-hospital", True),
        ({"hospital_days": 1, "days_off": 1}, "days-off-in-hospital", False),
        ({"grade": 12}, "days-off-in-hospital", False),
        ({"grade": 1, "loss": Rate(Decimal("0.1"))}, "higher-is-injury", True),
        ({"grade": 14, "loss": Rate(Decimal("0.1"))}, "higher-is-disability", True),
        ({"grade": 14}, "higher-is-disability", False),
        ({"days_off": 9, "actual_loss": Won(1), **EARNER}, "real-loss-is-lower", True),
        ({"days_off": 9, "actual_loss": Won(10**9), **EARNER}, "real-loss-is-lower", False),
        ({"days_off": 9}, "income-not-stated", True),
        ({"days_off": 9, **EARNER}, "income-not-stated", False),
        ({"died": True}, "age-not-stated", True),
        ({"died": True, "age": 30, **EARNER}, "living-assumed", True),
        ({"died": True, "age": 30, "living_cost": Won(1), **EARNER}, "living-assumed", False),
        ({"died": True, "age": 30, **EARNER}, "works-until", True),
        ({"died": True, "age": 30, "work_months": 9, **EARNER}, "works-until", False),
        ({"grade": 12}, "above-limit", False),
        ({"grade": 1, "treatment": Won(15_000_000)}, "above-limit", True),
        ({"care_days": 1, "loss": Rate(Decimal(1))}, "day-wage-not-stated", True),
    ],
)
def test_what_is_not_stated_or_taken_otherwise_is_said(
    stated: dict[str, Any], note: str, *, is_there: bool
) -> None:
    assert (note in notes(paid(**stated))) is is_there


@pytest.mark.parametrize(("treatment", "above"), [(14_000_000, 0), (14_000_001, 1)])
def test_what_is_above_a_limit(treatment: int, above: int) -> None:
    """The limit for an injury is 15 million; 1 million of it is the consolation of grade 1."""
    found = paid(grade=1, treatment=Won(treatment))
    assert [head.above for head in found.heads] == [above]
    assert found.within_limits == 15_000_000
    assert found.total == 15_000_000 + above


def test_what_cutting_leaves_over_goes_to_the_largest_fractions() -> None:
    """Of 10 won, shares of 4, 4 and 3 get 3.64, 3.64 and 2.73, which leaves two won over.

    The last share has the largest fraction and gets one of them; the first share gets the other.
    """
    assert cut_in_proportion((Won(4), Won(4), Won(3)), Won(10)) == (4, 3, 3)


def test_income_of_those_who_work_no_more_is_none() -> None:
    found = paid(died=True, age=60, **EARNER)
    assert "lost-income-death" not in sums(found)
    assert sums(paid(died=True, age=59, **EARNER))["lost-income-death"] > 0


def test_shares_that_are_not_in_print_are_not_made_up() -> None:
    found = paid(TODAY, died=True, age=64, family=((Relation.SPOUSE, 1),))
    assert sums(found)["consolation-whole"] == 80_000_000
    assert "family-shares-unknown" in notes(found)


def test_the_coefficient_agrees_with_the_regulators_example() -> None:
    """MBN 2019-04-29: a labourer aged 35 gets 277 million for work until 60, 302 until 65."""
    until = [
        sums(paid(day, died=True, age=35, living_cost=Won(0), **EARNER))["lost-income-death"]
        for day in (date(2019, 4, 30), date(2019, 5, 1))
    ]
    assert until[1] / until[0] == pytest.approx(302 / 277, abs=0.002)


@pytest.mark.parametrize(("months", "coefficient"), [(0, 0), (1, Fraction(240, 241))])
def test_leibniz_of_few_months(months: int, coefficient: Fraction) -> None:
    assert leibniz(months, FIVE, 12) == coefficient


@given(months=st.integers(1, 600))
def test_leibniz_is_the_sum_of_the_months_discounted(months: int) -> None:
    """The coefficient is the present value of one won a month: (1 − (1 + i)^(−n)) / i."""
    step = Fraction(240, 241)
    assert leibniz(months, FIVE, 12) == leibniz(months - 1, FIVE, 12) + step**months


@given(
    shares=st.lists(st.integers(1, 10**8), min_size=1, max_size=12),
    whole=st.integers(1, 10**8),
)
def test_cut_shares_are_alike_and_add_up(shares: list[int], whole: int) -> None:
    """Each cut share is within a won of its exact part; shares that fit are left as they are."""
    cut = cut_in_proportion(tuple(map(Won, shares)), Won(whole))
    if sum(shares) <= whole:
        assert list(cut) == shares
        return
    assert sum(cut) == whole
    for share, left in zip(shares, cut, strict=True):
        assert abs(left - Fraction(share * whole, sum(shares))) < 1


@given(
    grade=st.integers(1, 14) | st.none(),
    loss=st.integers(0, 1_000).map(lambda n: Rate(Decimal(n) / 1_000)),
    died=st.booleans(),
    age=st.integers(0, 120) | st.none(),
    days=st.integers(0, 400),
    income=st.integers(0, 10**8) | st.none(),
    children=st.integers(0, 30),
)
def test_every_line_belongs_to_a_head_and_names_its_rule(  # noqa: PLR0913 - one for each key
    grade: int | None,
    loss: Rate,
    *,
    died: bool,
    age: int | None,
    days: int,
    income: int | None,
    children: int,
) -> None:
    stated = InjuryQuestion(
        IN_2001,
        grade=None if died else grade,
        died=died,
        age=age,
        hospital_days=days,
        monthly_income=None if income is None else Won(income),
        loss=loss,
        family=((Relation.CHILD, children),) if children else (),
    )
    for on in (IN_2001, TODAY):
        found = injury_payments(evolve(stated, on=on), RULEBOOK)
        sums = Counter[Head]()
        for line in found.lines:
            sums[line.head] += line.amount
        assert {one.head: one.amount for one in found.heads} == sums
        assert all(line.amount > 0 and line.basis for line in found.lines)
        assert found.within_limits <= sum(limit for _, limit in found.limits)
        refs = {version.ref for version in found.rules}
        assert {ref for line in found.lines for ref in line.basis} <= refs


@pytest.mark.parametrize(
    ("day", "grade", "visits", "amount"),
    [
        (IN_2001, 12, 0, 80_000),
        (IN_2001, 12, 10, 130_000),
        (IN_2001, 14, 3, 75_000),
        (TODAY, 12, 10, 230_000),
        (TODAY, 14, 0, 150_000),
    ],
)
def test_the_yardstick_of_a_slight_injury(day: date, grade: int, visits: int, amount: int) -> None:
    """A cash settlement is compared with this amount, and the answer names the standard's day."""
    found = yardstick(grade, visits, day, RULEBOOK)
    assert found.amount == amount
    assert found.standard_of == (date(2001, 8, 1) if day == IN_2001 else date(2017, 3, 1))
