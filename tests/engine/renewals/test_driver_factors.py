"""How years of insurance and traffic violations change the premium path."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve
from intake.saying import said
from rules.asked import RULEBOOK, case, decided, renewals

from advisor.domain.case import Case
from advisor.domain.money import Won
from advisor.domain.outcome import Option
from advisor.domain.policy import Violation
from advisor.intake.case.case_file import parse_toml, read_case, write_case
from advisor.intake.case.draft import Draft
from advisor.intake.case.records import case_document

START = date(2026, 3, 2)
TOP = {"grade": 29}
SIGNAL = "signal-centre-line-speeding"


def premiums(asked: Case, option: str = "self-pay") -> list[int]:
    return [year.premium for year in renewals(asked, option)[:5]]


def violated(*seen: tuple[date, str], start: date = START) -> Case:
    asked = case(start, policy=TOP)
    return evolve(asked, violations=tuple(Violation(day, kind) for day, kind in seen))


def test_without_such_keys_nothing_changes() -> None:
    assert premiums(case(START, policy=TOP)) == [1_000_000] * 5


def test_the_first_year_falls_by_its_factor_once_three_years_are_over() -> None:
    """The factor is 1.381 in the first year and 1.00 after three; none is printed between."""
    asked = case(START, policy={**TOP, "insured_since": START})
    path = renewals(asked, "self-pay")
    assert [year.career for year in path[:5]] == [
        Decimal("1.381"), None, None, Decimal("1.00"), Decimal("1.00"),
    ]  # fmt: skip
    fallen = 1_000_000 * 1000 // 1381 // 10 * 10
    assert premiums(asked) == [1_000_000, 1_000_000, 1_000_000, fallen, fallen]
    reason = next(one for one in decided(asked).reasons if one.code == "career-left-out")
    assert reason.facts["renewals"] == 2


def test_a_factor_that_is_not_in_print_stays_as_it_last_was() -> None:
    """The factors are 1.518 in 2017, 1.194 in 2018 and then unknown until 2024: 1.194 stays."""
    asked = case(date(2017, 6, 1), policy={**TOP, "insured_since": date(2017, 6, 1)})
    second = 1_000_000 * 1194 // 1518 // 10 * 10
    assert premiums(asked) == [1_000_000, second, second, second, second]


def test_a_year_that_is_not_in_print_cannot_be_compared() -> None:
    """For a driver in the second year, nobody knows which factor today's premium contains."""
    asked = case(START, policy={**TOP, "insured_since": date(2024, 9, 1)})
    assert premiums(asked) == [1_000_000] * 5


@pytest.mark.parametrize("year", [2005, 2010, 2019, 2023])
def test_in_years_whose_factors_are_not_in_print_a_career_changes_nothing(year: int) -> None:
    """From 2006 to 2015 and from 2019 to May 2024 the case is answered without a career factor."""
    asked = case(date(year, 9, 1), policy={"insured_since": date(year - 1, 9, 1)})
    path = renewals(asked, "self-pay")
    known = {year.renewal for year in path if year.career is not None}
    rule = RULEBOOK.career_factor
    assert all(rule.find(path[place].day) for place in known)
    assert {year.career for year in path if rule.find(year.day) is None} == {None}
    unknown = evolve(asked, policy=evolve(asked.policy, insured_since=None))
    if not known:
        plain = renewals(unknown, "self-pay")
        assert [one.premium for one in path] == [one.premium for one in plain]


def test_three_years_of_insurance_change_nothing() -> None:
    asked = case(START, policy={**TOP, "insured_since": date(2023, 3, 2)})
    assert premiums(asked) == [1_000_000] * 5
    assert "career-left-out" not in {one.code for one in decided(asked).reasons}
    assert "kr.career_factor@2024-06-01" in {version.ref for version in decided(asked).rules}


@pytest.mark.parametrize(
    ("seen", "factors"),
    [
        ([(date(2026, 3, 10), "drunk")], ["1", "1.10", "1.10", "1"]),
        ([(date(2026, 3, 1), "drunk")], ["1.10", "1.10", "1", "1"]),
        (
            [(date(2025, 5, 1), "drunk"), (date(2026, 3, 10), "drunk")],
            ["1.10", "1.20", "1.10", "1"],
        ),
        ([(date(2026, 3, 10), "unlicensed")], ["1", "1.20", "1.20", "1"]),
        ([(date(2026, 3, 10), "hit-and-run")], ["1", "1.20", "1.20", "1"]),
        ([(date(2026, 3, 10), SIGNAL)], ["1", "1", "1", "1"]),
        ([(date(2026, 3, 10), SIGNAL)] * 2, ["1", "1.05", "1", "1"]),
        ([(date(2026, 3, 10), SIGNAL)] * 4, ["1", "1.10", "1", "1"]),
    ],
)
def test_violations(seen: list[tuple[date, str]], factors: list[str]) -> None:
    """Drunk driving counts for two years, signal violations for one; the highest factor counts."""
    path = renewals(violated(*seen), "self-pay")
    assert [year.violations for year in path[:4]] == [Decimal(one) for one in factors]


def test_a_violation_of_the_current_year_raises_the_coming_renewals() -> None:
    assert premiums(violated((date(2026, 3, 10), "drunk")))[:2] == [1_000_000, 1_100_000]


def test_the_factor_is_the_same_on_every_path() -> None:
    plain, drunk = case(START, policy=TOP), violated((date(2026, 3, 10), "drunk"))
    for option in ("self-pay", "claim"):
        before, after = premiums(plain, option), premiums(drunk, option)
        assert [after[1], after[3]] == [before[1] * 11 // 10, before[3]]


def test_an_insurers_quote_holds_the_factor_already() -> None:
    asked = violated((date(2026, 3, 10), "drunk"))
    quoted = evolve(
        asked,
        assumptions=evolve(
            asked.assumptions, quote_clean=Won(1_100_000), quote_claim=Won(1_300_000)
        ),
    )
    path = renewals(quoted, "self-pay")
    assert path[1].premium == 1_100_000
    assert path[3].premium == 1_000_000


@pytest.mark.parametrize(
    ("start", "kind", "factor"),
    [
        (date(2006, 9, 1), "unlicensed", "1.20"),
        (date(2006, 8, 31), "unlicensed", "1.10"),
    ],
)
def test_the_version_of_the_renewal_governs(start: date, kind: str, factor: str) -> None:
    """The factor is 10 % until August 2007, and 20 % for contracts from September 2007."""
    asked = evolve(
        case(start, policy={"grade": 16}), violations=(Violation(date(2006, 1, 10), kind),)
    )
    assert renewals(asked)[1].violations == Decimal(factor)


def test_a_case_with_them_reads_back_equal_and_keeps_them_in_a_form() -> None:
    asked = evolve(
        violated((date(2026, 3, 10), "drunk")),
        policy=evolve(case(START).policy, insured_since=date(2020, 1, 1)),
    )
    document = parse_toml(write_case(asked))
    assert isinstance(document, dict)
    assert read_case(document, RULEBOOK, START) == asked
    typed, wrong = Draft.from_document(document).document(START)
    assert wrong == ()
    assert read_case(typed, RULEBOOK, START) == asked


def test_what_is_wrong_with_them_is_said_at_its_place() -> None:
    document = case_document(case(START, policy={"insured_since": date(2026, 3, 3)}))
    document["violation"] = [{"day": date(2027, 1, 1), "kind": "singing"}, {"kind": 1}]
    found = read_case(document, RULEBOOK, START)
    assert not isinstance(found, Case)
    assert all(map(said, found))
    assert [(one.path, one.code) for one in found] == [
        ("policy.insured_since", "insured-after-start"),
        ("violation[0].day", "violation-after-as-of"),
        ("violation[0].kind", "not-choice"),
        ("violation[1].day", "missing"),
        ("violation[1].kind", "not-text"),
    ]


def test_a_violation_is_a_reason_and_stands_behind_the_amounts_that_it_changes() -> None:
    decision = decided(violated((date(2026, 3, 10), "drunk")))
    rule = "kr.violation_factor@2007-09-01"
    reason = next(one for one in decision.reasons if one.code == "violation-factor")
    assert reason.basis == (rule,)
    assert reason.facts == {
        "before": Decimal(1),
        "after": Decimal("1.10"),
        "day": date(2027, 3, 2),
        "renewals": 2,
    }
    lines = [line for line in decision.outcomes[Option.CLAIM].lines if line.code == "extra-premium"]
    assert [rule in line.basis for line in lines] == [True, True, False]
    assert rule in {version.ref for version in decision.rules}


def test_a_violation_that_changes_nothing_is_said_to_do_so() -> None:
    reasons = {one.code for one in decided(violated((date(2020, 3, 10), "drunk"))).reasons}
    assert "violation-factor-same" in reasons
    assert "violation-factor" not in reasons


def test_a_career_that_changes_the_premium_is_a_reason() -> None:
    decision = decided(case(START, policy={**TOP, "insured_since": START}))
    reason = next(one for one in decision.reasons if one.code == "career-factor")
    assert (reason.facts["before"], reason.facts["after"]) == (Decimal("1.381"), Decimal("1.00"))
    assert reason.basis == ("kr.career_factor@2024-06-01",)
