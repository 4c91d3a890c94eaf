"""What the standards of compulsory injury cover pay, row by row, with later revisions in print."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from advisor.domain.errors import NoRuleInForceError
from advisor.domain.money import Rate, Won
from advisor.domain.terms.injury import (
    AgeBand,
    DeathStandardTerms,
    DisabilityStandardTerms,
    InjuryStandardTerms,
    LossBand,
    LostIncomeTerms,
)
from advisor.rules.rulebook import load_rulebook

RULEBOOK = load_rulebook()
IN_2001 = date(2001, 8, 1)


@pytest.mark.parametrize(
    ("day", "limits"),
    [
        (date(2001, 7, 31), (60, 15, 60)),
        (date(2001, 8, 1), (80, 15, 80)),
        (date(2005, 2, 21), (80, 15, 80)),
        (date(2005, 2, 22), (100, 20, 100)),
        (date(2016, 3, 31), (100, 20, 100)),
        (date(2016, 4, 1), (150, 30, 150)),
    ],
)
def test_limits_in_millions(day: date, limits: tuple[int, int, int]) -> None:
    """The limits after 2001 come from gyotongn 2631 and plus2114.com."""
    found = RULEBOOK.compulsory_injury_limit.on(day).terms
    assert (found.death, found.injury, found.disability) == tuple(n * 1_000_000 for n in limits)


@pytest.mark.parametrize(
    ("grade", "ten_thousands"),
    [*enumerate([100, 84, 76, 64, 28, 24, 20, 16, 14, 12, 10, 8, 6, 6], start=1)],
)
def test_consolation_by_grade(grade: int, ten_thousands: int) -> None:
    """The consolation falls from 1,000,000 won for injury grade 1 to 60,000 won for grade 14."""
    found = RULEBOOK.injury_standard.on(IN_2001).terms
    assert found.consolation[grade - 1] == ten_thousands * 10_000
    assert len(found.consolation) == 14


def test_the_rest_of_an_injury() -> None:
    """The standard of 2001 pays for treatment, 80 % of lost work and 7 days of a dearer ward."""
    found = RULEBOOK.injury_standard.on(IN_2001).terms
    assert found.lost_work_share == Decimal("0.80")
    assert (found.hospital_day, found.outpatient_visit) == (11_580, 5_000)
    assert found.dearer_ward_days == 7


@pytest.mark.parametrize(
    ("day", "twelfth", "eighth", "share", "visit"),
    [
        (date(2006, 3, 31), 80_000, 160_000, "0.80", 5_000),
        (date(2006, 4, 1), 150_000, 300_000, "0.80", 8_000),
        (date(2017, 2, 28), 150_000, 300_000, "0.80", 8_000),
        (date(2017, 3, 1), 150_000, 300_000, "0.85", 8_000),
    ],
)
def test_later_standards_of_an_injury(
    day: date, twelfth: int, eighth: int, share: str, visit: int
) -> None:
    """The later standards of an injury are from Hankyung of 2006-02-12 and 2017-02-26."""
    found = RULEBOOK.injury_standard.on(day).terms
    assert (found.consolation[11], found.consolation[7]) == (twelfth, eighth)
    assert (found.lost_work_share, found.outpatient_visit) == (Decimal(share), visit)


@pytest.mark.parametrize(
    ("age", "amount"),
    [(0, 28), (19, 28), (20, 32), (59, 32), (60, 28), (99, 28)],
)
def test_consolation_of_a_death(age: int, amount: int) -> None:
    """The consolation for a death changes at the ages of 20 and 60, checked on both sides."""
    found = RULEBOOK.death_standard.on(IN_2001).terms
    assert found.consolation_at(age) == amount * 1_000_000
    assert found.funeral == 2_000_000


def test_shares_of_the_family_in_a_death() -> None:
    """Relatives receive these parts of the consolation for a death, here in millions of won."""
    found = RULEBOOK.death_standard.on(IN_2001).terms
    assert {str(one.relation): one.amount // 1_000_000 for one in found.family} == {
        "parent": 3,
        "spouse": 5,
        "child": 2,
        "sibling": 1,
        "parent-in-law": 1,
    }


@pytest.mark.parametrize(
    ("day", "age", "amount", "funeral"),
    [
        (date(2017, 2, 28), 59, 32, 2),
        (date(2017, 3, 1), 59, 80, 5),
        (date(2017, 3, 1), 60, 50, 5),
        (date(2019, 4, 30), 64, 50, 5),
        (date(2019, 5, 1), 64, 80, 5),
        (date(2019, 5, 1), 65, 50, 5),
    ],
)
def test_later_standards_of_a_death(day: date, age: int, amount: int, funeral: int) -> None:
    """The later standards of a death are from Hankyung of 2017-02-26 and MBN of 2019-04-29."""
    found = RULEBOOK.death_standard.on(day).terms
    assert found.consolation_at(age) == amount * 1_000_000
    assert found.funeral == funeral * 1_000_000


@pytest.mark.parametrize(
    ("percent", "ten_thousands"),
    [
        ("0.1", 40), ("8", 40), ("9", 50), ("13", 50), ("14", 60), ("19", 60), ("20", 80),
        ("26", 80), ("27", 100), ("34", 100), ("35", 120), ("44", 120), ("45", 200), ("49", 200),
        ("50", 250), ("66", 250), ("67", 300), ("78", 300), ("79", 400), ("84", 400), ("85", 500),
        ("89", 500), ("90", 600), ("94", 600), ("94.9", 600), ("95", 800), ("99", 800),
        ("99.9", 800), ("100", 1_000),
    ],
)  # fmt: skip
def test_consolation_by_loss_of_capacity(percent: str, ten_thousands: int) -> None:
    """The consolation rises at each bound of the loss of capacity; 94.9 % is still below 95 %."""
    found = RULEBOOK.disability_standard.on(IN_2001).terms
    assert found.consolation_at(Rate(Decimal(percent) / 100)) == ten_thousands * 10_000


def test_shares_of_the_family_in_a_disability() -> None:
    """The family gets these shares in percent; if no income is lost, half of it is added."""
    found = RULEBOOK.disability_standard.on(IN_2001).terms
    assert {str(one.relation): int(one.share * 100) for one in found.family} == {
        "spouse": 50,
        "parent": 30,
        "child": 20,
        "sibling": 10,
        "parent-in-law": 10,
    }
    assert found.kept_income_share == Decimal("0.50")


def test_the_usual_rate_of_leibniz() -> None:
    """The interest is 5 % / 12 a month; the working age of 65 is from MBN of 2019-04-29."""
    found = RULEBOOK.lost_income.on(IN_2001).terms
    assert (found.interest, found.months_a_year) == (Decimal("0.05"), 12)
    assert found.works_until == 60
    assert RULEBOOK.lost_income.on(date(2019, 4, 30)).terms.works_until == 60
    assert RULEBOOK.lost_income.on(date(2019, 5, 1)).terms.works_until == 65


@pytest.mark.parametrize("name", ["injury_standard", "death_standard", "disability_standard"])
def test_nothing_is_known_before_august_2001(name: str) -> None:
    with pytest.raises(NoRuleInForceError):
        RULEBOOK.others[name].on(date(2001, 7, 31))


def band(age: int) -> AgeBand:
    return AgeBand(age, Won(1))


def test_terms_that_do_not_fit_together_are_told() -> None:
    """Each flaw of the terms is reported, so a user's own file is checked like a shipped one."""
    standard = InjuryStandardTerms((Won(1),) * 13, Rate(Decimal(1)), 0, Won(1), Won(1), 7)
    assert [(place, code) for place, code, _ in standard.flaws()] == [
        ("consolation", "does-not-cover-each-grade-once"),
        ("days_a_month", "not-above-zero"),
    ]
    death = DeathStandardTerms(Won(1), (band(1), band(20), band(20)))
    assert [place for place, _, _ in death.flaws()] == [
        "consolation[0].from_age",
        "consolation[2].from_age",
    ]
    nothing = DisabilityStandardTerms((), (), Rate(Decimal(0)))
    assert [code for _, code, _ in nothing.flaws()] == ["empty"]
    first = LossBand(Rate(Decimal("0.01")), Won(1))
    late = DisabilityStandardTerms((first,), (), Rate(Decimal(0)))
    assert [code for _, code, _ in late.flaws()] == ["out-of-range"]
    free = LostIncomeTerms(Rate(Decimal(0)), 0, 0, 60)
    assert len([*free.flaws()]) == 3
