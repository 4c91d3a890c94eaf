"""The shipped tables agree with the printed ones cell by cell, and each file names its source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from advisor.rules.rulebook import load_rulebook

RULEBOOK = load_rulebook()
TODAY = date(2026, 11, 21)

MG = (
    "200 178 162 140 134 120 111 100 90 85 81 71 64 58 57 54 47 46 46 43 41 41 40 34 34 34 34 30 30"
)
BOHUM24 = (
    "200 167 158 138 123 118 103 97 89 87 81 72 65 61 58 54 52 50 48 47 45 42 39 37 35 34 33 32 30"
)
COMMERCIAL = (
    "200 178 162 142 134 122 109 95 92 89 82 69 64 61 57 54 49 45 44 41 40 40 38 36 34 33 32 31 30"
)
TWO_WHEELER = "92 73 60 59 59 53 47 47 41 40 40 39 39 34 33 32 32"
OLD_Z = "200 176 166 143 128 119 103 96 93 88 82 72 65 60 55 51 48 44 41 40 40"
OLD_F = (
    "188 171 154.5 135.5 123.5 111 99.5 94.5 90.5 85 77 68.5 62.5 57.5 53 49.5 46 42.5 40.5 40 40"
)
SAMSUNG_2018_BEFORE = (
    "167.4 146.6 125.7 115.6 108.8 103.0 92.4 90.3 83.4 "
    "82.2 80.4 70.3 64.8 60.6 57.6 54.9 53.1 50.6"
)
SAMSUNG_2018_AFTER = (
    "172.4 143.5 126.9 112.3 109.6 104.2 89.6 87.6 84.5 "
    "83.1 79.0 69.3 65.5 61.4 57.6 54.2 53.7 50.1"
)
SAMSUNG_2022_BEFORE = (
    "176.4 142.6 124.6 114.6 109.2 101.1 97.3 90.3 85.1 83.7 78.9 70.6 65.3 61.4 57.9 53.5 52.5"
)
SAMSUNG_2022_AFTER = (
    "177.8 140.5 124.0 112.9 112.2 99.0 98.8 91.0 85.3 83.5 78.4 71.0 65.2 61.5 57.7 53.8 52.8"
)


def percents(text: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(cell) for cell in text.split())


@pytest.mark.parametrize(
    ("code", "vehicle", "cells", "complete"),
    [
        ("mg-2024", "personal", MG, True),
        ("bohum24", "personal", BOHUM24, True),
        ("mg-2024-commercial", "commercial", COMMERCIAL, True),
        ("mg-2024-two-wheeler", "two-wheeler", TWO_WHEELER, False),
        ("old-21", "personal", OLD_Z, True),
        ("samsung-2018-before", "personal", SAMSUNG_2018_BEFORE, False),
        ("samsung-2018-after", "personal", SAMSUNG_2018_AFTER, False),
        ("samsung-2022-before", "personal", SAMSUNG_2022_BEFORE, False),
        ("samsung-2022-after", "personal", SAMSUNG_2022_AFTER, False),
        ("db", "personal", "186.5 144.5 139.8", False),
    ],
)
def test_relativities_are_those_in_print(
    code: str, vehicle: str, cells: str, *, complete: bool
) -> None:
    terms = RULEBOOK.grade_tables[code].versions[-1].terms
    assert terms.relativities == percents(cells)
    assert (terms.vehicle, terms.complete) == (vehicle, complete)


def test_no_other_table_is_shipped() -> None:
    assert len(RULEBOOK.grade_tables) == 10


def test_two_wheelers_begin_at_grade_11() -> None:
    """The relativities are 92 % at grade 11Z, 74 % at 11N, 53 % at 16 and 32 % at 27."""
    terms = RULEBOOK.grade_tables["mg-2024-two-wheeler"].on(TODAY).terms
    assert terms.factor(11) == Decimal("0.92")
    assert terms.factor(16) == Decimal("0.53")
    assert terms.factor(27) == Decimal("0.32")
    assert terms.suffixed == {"11N": Decimal(74)}


def test_the_old_table_has_half_grades() -> None:
    """The half grades run from 188 % at 1F to 40 % at 20F; 21P has 40 % too."""
    suffixed = RULEBOOK.grade_tables["old-21"].versions[0].terms.suffixed
    assert tuple(suffixed.values()) == percents(OLD_F)
    assert [*suffixed][::20] == ["1F", "21P"]


def test_a_grade_gives_its_fraction() -> None:
    """The factor of a grade is its percentage as a fraction; grade 11Z is about 81 %, not 100 %."""
    factor = RULEBOOK.grade_tables["mg-2024"].on(TODAY).terms.factor
    assert [factor(grade) for grade in (1, 11, 16, 29)] == [
        Decimal(2),
        Decimal("0.81"),
        Decimal("0.54"),
        Decimal("0.30"),
    ]


@pytest.mark.parametrize("code", ["mg-2024", "bohum24"])
def test_the_whole_tables_hold_for_the_era_of_29_grades(code: str) -> None:
    """A new version of the complete tables begins on 2017-01-01, with the scale of 29 grades."""
    rule = RULEBOOK.grade_tables[code]
    assert rule.on(date(2016, 12, 31)) is not rule.on(date(2017, 1, 1))
    assert rule.on(date(2017, 1, 1)) is rule.on(TODAY)


@pytest.mark.parametrize("code", ["mg-2024", "bohum24"])
def test_the_tables_of_today_stand_in_back_to_2010(code: str) -> None:
    """No table is in print for 2010 to 2016, so today's figures are used and marked as inferred."""
    rule = RULEBOOK.grade_tables[code]
    assert rule.find(date(2009, 12, 31)) is None
    before = rule.on(date(2010, 1, 1))
    assert before.terms == rule.on(TODAY).terms
    assert before.confidence == "X"
    assert before.note
    assert "were not found" in before.note.en


def test_the_old_table_is_whole_for_its_years() -> None:
    """The old table governs 2006 to 2009 and has all 21 grades of the scale of those years."""
    rule = RULEBOOK.grade_tables["old-21"]
    for day in (date(2005, 12, 31), date(2010, 1, 1)):
        assert rule.find(day) is None
    for day in (date(2006, 1, 1), date(2009, 12, 31)):
        assert len(rule.on(day).terms.relativities) == RULEBOOK.grade_moves.on(day).terms.highest


def test_a_grade_beyond_the_table_has_the_relativity_of_its_last_one() -> None:
    """A contract of 2009 renews on a scale that has more grades than the table of that year."""
    terms = RULEBOOK.grade_tables["old-21"].on(date(2009, 3, 2)).terms
    assert terms.factor(27) == terms.factor(21) == Decimal("0.40")


@pytest.mark.parametrize("code", ["steps", "two-count-2017"])
def test_the_profiles_of_today_stand_in_back_to_2006(code: str) -> None:
    """No factor is in print for 2006 to 2016, so today's are used and marked as inferred."""
    rule = RULEBOOK.count_profiles[code]
    assert rule.find(date(2005, 12, 31)) is None
    before = rule.on(date(2006, 1, 1))
    assert before is rule.on(date(2016, 12, 31))
    assert before is not rule.on(date(2017, 1, 1))
    assert before.terms == rule.on(TODAY).terms
    assert before.confidence == "X"


@pytest.mark.parametrize(
    ("three_years", "factor"), [(0, "1.00"), (1, "1.12"), (2, "1.37"), (3, "1.60"), (9, "1.60")]
)
@pytest.mark.parametrize("one_year", [0, 1, 5])
def test_steps_look_at_three_years_only(three_years: int, one_year: int, factor: str) -> None:
    terms = RULEBOOK.count_profiles["steps"].on(TODAY).terms
    assert terms.factor(three_years, one_year) == Decimal(factor)


@pytest.mark.parametrize(
    ("three_years", "one_year", "factor"),
    [
        (0, 0, "0.89"),
        (1, 0, "0.98"),
        (1, 1, "1.07"),
        (2, 0, "1.37"),
        (2, 1, "1.37"),
        (2, 2, "1.37"),
        (3, 0, "1.60"),
        (4, 3, "1.60"),
    ],
)
def test_the_two_counts_of_2017(three_years: int, one_year: int, factor: str) -> None:
    rule = RULEBOOK.count_profiles["two-count-2017"]
    assert rule.on(TODAY).terms.factor(three_years, one_year) == Decimal(factor)
    assert rule.on(TODAY).confidence == "X"


@pytest.mark.parametrize(
    ("code", "limits"),
    [
        ("samsung", {(3, 4, True)}),
        ("hyundai", {(3, 4, True)}),
        ("db", {(3, 4, True), (1, 3, True), (3, 3, False), (1, 2, False)}),
        ("meritz", {(1, 2, True), (3, 3, True)}),
        ("hanwha", {(1, 2, True), (3, 4, True)}),
        ("lotte", {(3, 2, True)}),
        ("kb", {(3, 1, True)}),
        ("mg", {(3, 3, True), (3, 1, False)}),
    ],
)
def test_insurers_refuse_from_so_many_accidents_on(
    code: str, limits: set[tuple[int, int, bool]]
) -> None:
    """A limit states years, accidents, and whether it is about the insurer's own renewal."""
    terms = RULEBOOK.insurers[code].on(TODAY).terms
    found = {(one.years, one.accidents, one.own_renewal) for one in terms.underwriting_limits}
    assert found == limits


def test_only_an_insurer_with_a_whole_table_names_one() -> None:
    """A table that is incomplete in print decides no case, so no insurer names it."""
    named = {
        code: rule.on(TODAY).terms.grade_table
        for code, rule in RULEBOOK.insurers.items()
        if rule.on(TODAY).terms.grade_table
    }
    assert named == {"mg": "mg-2024"}
