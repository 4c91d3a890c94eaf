"""Each statement about the case file, tried on whole files with `advisor decide --json`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from freezegun import freeze_time

if TYPE_CHECKING:
    from command_line import Run

FILE = """\
format = 1
as_of = 2026-11-21
[policy]
start = 2026-03-02
premium = 820_000
grade = 16
[policy.own_damage]
single_vehicle = true
deductible = { rate = 0.20, minimum = 200_000, maximum = 500_000 }
[[claim]]
day = 2024-05-10
property_paid = 900_000
[[other_car]]
start = 2026-08-01
premium = 640_000
[accident]
day = 2026-11-19
kind = "collision"
own_damage = 1_800_000
[assumptions]
renewals = 10
"""

PLAN = "{ rate = 0.20, minimum = 200_000, maximum = 500_000 }"


def changed(*changes: tuple[str, str]) -> str:
    """Return FILE with the first text of each pair replaced by the second."""
    text = FILE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def decided(run: Run, text: str) -> tuple[int, dict[str, Any]]:
    code, out, _err = run("decide", "-", "--json", stdin=text.encode())
    return code, json.loads(out)


def paths(run: Run, text: str) -> list[str]:
    code, answer = decided(run, text)
    assert code == 3, answer
    return [problem["path"] for problem in answer["problems"]]


def test_the_file_itself_is_answered(run: Run) -> None:
    code, answer = decided(run, FILE)
    assert (code, answer["schema_version"]) == (0, 2)


READ = [
    ("grade = 16", 'grade = "11Z"'),
    ("grade = 16", 'grade = "29P"'),
    ("grade = 16\n", ""),
    ("grade = 16", "grade = 16\nsurcharge_threshold = 500_000"),
    ("grade = 16", "grade = 16\nsurcharge_threshold = 1_500_000"),
    ("grade = 16", "grade = 16\nproperty_limit = 200_000_000"),
    (PLAN, "{ fixed = 300_000 }"),
    (PLAN, "{ rate = 0.30 }"),
    ("single_vehicle = true\n", ""),
    ("premium = 640_000", 'premium = 640_000\ngrade = "13Z"\nsame_policy = true'),
    ("start = 2026-08-01", "start = 2025-11-22"),
    ("start = 2026-08-01", "start = 2026-11-21"),
    ("day = 2024-05-10", "day = 2019-05-10"),
    ("property_paid = 900_000", "property_paid = 900_000\nfault = 0.0"),
    ("property_paid = 900_000", "injury_grade = 12"),
    ("property_paid = 900_000", 'injury_grade = "death"'),
    ("day = 2024-05-10", 'day = 2026-03-02\nstatus = "refundable"'),
    ("day = 2026-11-19", "day = 2025-12-02"),
    ("day = 2026-11-19", "day = 2026-11-21"),
    ('kind = "collision"', 'kind = "collision"\nfault = 0.7'),
    ('kind = "collision"', 'kind = "animal"\nfault = 0.7'),
    ('kind = "collision"', 'kind = "falling-object"\nfault = 0.0'),
    ('kind = "collision"', 'kind = "fire"\nfault = 1.0'),
    ('kind = "collision"', 'kind = "flood"\nfault = 0.5'),
    ('kind = "collision"', 'kind = "natural"\nfault = 0.5'),
    ('kind = "collision"', 'kind = "collision"\nhigh_value = "theirs"'),
    (
        "own_damage = 1_800_000",
        "own_damage = { low = 1_000_000, likely = 2_000_000, high = 3000000 }",
    ),
    ("own_damage = 1_800_000", "own_damage = 1_800_000\ndepreciation = 1_800_000"),
    ("own_damage = 1_800_000", "paid = 800_000"),
    ("own_damage = 1_800_000", "own_damage = 1_800_000\npaid = 800_000"),
    ("renewals = 10", "renewals = 1"),
    ("renewals = 10", "renewals = 60"),
    ("renewals = 10", "injury_12_points = 1"),
    ("renewals = 10", "injury_12_points = 2"),
    ("renewals = 10", "quote_clean = 760_000\nquote_claim = 760_000"),
]


@pytest.mark.parametrize("change", READ, ids=" → ".join)
def test_what_may_be_said_is_answered(run: Run, change: tuple[str, str]) -> None:
    code, answer = decided(run, changed(change))
    assert code == 0, answer


REFUSED = [
    ("format = 1\n", "", "format"),
    ("format = 1", "format = 2", "format"),
    ("start = 2026-03-02\n", "", "policy.start"),
    ("premium = 820_000\n", "", "policy.premium"),
    ("premium = 820_000", 'premium = "82만"', "policy.premium"),
    ("premium = 820_000", "premium = 820_000.5", "policy.premium"),
    ("premium = 820_000", "premium = -1", "policy.premium"),
    ("grade = 16", "grade = 0", "policy.grade"),
    ("grade = 16", "grade = 30", "policy.grade"),
    ("grade = 16", 'grade = "11X"', "policy.grade"),
    ("grade = 16", "grade = 16\nsurcharge_threshold = 700_000", "policy.surcharge_threshold"),
    (PLAN, "{ rate = 0.2, fixed = 300_000 }", "policy.own_damage.deductible.rate"),
    (PLAN, "{ minimum = 600_000, maximum = 500_000 }", "policy.own_damage.deductible.minimum"),
    (PLAN, "{ maximum = -1 }", "policy.own_damage.deductible.maximum"),
    ("day = 2024-05-10\n", "", "claim[0].day"),
    ("day = 2024-05-10", "day = 2026-11-22", "claim[0].day"),
    ("property_paid = 900_000", "property_paid = 0", "claim[0].property_paid"),
    ("property_paid = 900_000", "property_paid = 900_000\nfault = 1.1", "claim[0].fault"),
    ("property_paid = 900_000", 'property_paid = 1\nstatus = "refundable"', "claim[0].status"),
    (
        "day = 2024-05-10",
        'day = 2026-05-10\nstatus = "refundable"\ninjury_grade = 13',
        "claim[0].status",
    ),
    (
        "day = 2024-05-10",
        'day = 2026-05-10\nstatus = "refundable"\nown_injury = true',
        "claim[0].status",
    ),
    ("property_paid = 900_000", "property_paid = 1\ninjury_grade = 15", "claim[0].injury_grade"),
    ("start = 2026-08-01\n", "", "other_car[0].start"),
    ("premium = 640_000\n", "", "other_car[0].premium"),
    ("premium = 640_000", "premium = 640_000\ngrade = 30", "other_car[0].grade"),
    ("day = 2026-11-19\n", "", "accident.day"),
    ("day = 2026-11-19", "day = 2026-11-22", "accident.day"),
    ("day = 2026-11-19", "day = 2025-12-01", "accident.day"),
    ('kind = "collision"\n', "", "accident.kind"),
    ('kind = "collision"', 'kind = "collison"', "accident.kind"),
    ('kind = "collision"', 'kind = "object"\nfault = 0.5', "accident.fault"),
    ('kind = "collision"', 'kind = "theft"\nfault = 1.0', "accident.fault"),
    ('kind = "collision"', 'kind = "rollover"\nfault = 0.5', "accident.fault"),
    ('kind = "collision"', 'kind = "object"\nhigh_value = "mine"', "accident.high_value"),
    ('kind = "collision"', 'kind = "collision"\nhigh_value = "both"', "accident.high_value"),
    ('kind = "collision"', 'kind = "collision"\ndriver = "friend"', "accident.driver"),
    ('kind = "collision"', 'kind = "collision"\ninjury_grade = 0', "accident.injury_grade"),
    (
        "own_damage = 1_800_000",
        "own_damage = 1_800_000\ndepreciation = 1_800_001",
        "accident.depreciation",
    ),
    (
        "own_damage = 1_800_000",
        "own_damage = { low = 3, likely = 2, high = 4 }",
        "accident.own_damage",
    ),
    ("renewals = 10", "renewals = 0", "assumptions.renewals"),
    ("renewals = 10", "renewals = 61", "assumptions.renewals"),
    ("renewals = 10", "injury_12_points = 3", "assumptions.injury_12_points"),
    ("renewals = 10", "injury_12_points = 0", "assumptions.injury_12_points"),
    ("renewals = 10", "quote_clean = 760_000", "assumptions.quote_clean"),
    ("renewals = 10", "quote_claim = 760_000", "assumptions.quote_clean"),
    ("renewals = 10", "quote_clean = 760_001\nquote_claim = 760_000", "assumptions.quote_clean"),
    ("renewals = 10", "discount_rate = 1.0", "assumptions.discount_rate"),
    ("renewals = 10", 'grade_table = "nobody"', "assumptions.grade_table"),
    ("renewals = 10", 'count_profile = "nobody"', "assumptions.count_profile"),
]


@pytest.mark.parametrize("change", REFUSED, ids=lambda change: f"{change[1]!r}")
def test_what_may_not_be_said_is_refused_at_its_place(
    run: Run, change: tuple[str, str, str]
) -> None:
    old, new, path = change
    found = paths(run, changed((old, new)))
    assert [one.removesuffix(".low").removesuffix(".likely") for one in found] == [path]


def test_the_day_of_the_advice_lies_in_the_policy_year(run: Run) -> None:
    """The advice must be in the policy year of every car; the problem names the right first day."""
    without = ("[[other_car]]\nstart = 2026-08-01\npremium = 640_000\n", "")
    code, answer = decided(run, changed(without, ("as_of = 2026-11-21", "as_of = 2027-03-02")))
    assert code == 3
    (problem,) = answer["problems"]
    assert problem["path"] == "as_of"
    assert problem["facts"]["start"] == "2027-03-02"
    for start in ("2026-11-22", "2025-11-21"):
        found = paths(run, changed(("start = 2026-08-01", f"start = {start}")))
        assert found == ["other_car[0].start"]


def test_no_quote_of_this_year_shows_a_late_accident(run: Run) -> None:
    late = ("as_of = 2026-11-21", "as_of = 2026-12-20"), ("day = 2026-11-19", "day = 2026-12-02")
    quotes = "quote_clean = 760_000\nquote_claim = {}"
    alike = changed(*late, ("renewals = 10", quotes.format("760_000")))
    assert decided(run, alike)[0] == 0
    apart = changed(*late, ("renewals = 10", quotes.format("760_001")))
    assert paths(run, apart) == ["assumptions.quote_clean"]
    one_day_before = apart.replace("2026-12-02", "2026-12-01")
    assert decided(run, one_day_before)[0] == 0


def test_what_was_paid_was_paid_in_this_policy_year(run: Run) -> None:
    before = ("day = 2026-11-19", "day = 2026-03-01\npaid = 800_000")
    assert paths(run, changed(before)) == ["accident.paid"]
    assert decided(run, changed(before).replace("2026-03-01", "2026-03-02"))[0] == 0


def test_all_problems_are_told_at_once_and_in_order(run: Run) -> None:
    text = changed(
        ("grade = 16", "grade = 31"),
        ("property_paid = 900_000", "property_paid = 0"),
        ('kind = "collision"', 'kind = "crash"'),
        ("renewals = 10", "renewals = 99"),
    )
    expected = ["policy.grade", "claim[0].property_paid", "accident.kind", "assumptions.renewals"]
    assert paths(run, text) == expected


def test_an_unknown_key_names_the_nearest_known_one(run: Run) -> None:
    code, answer = decided(run, changed(("premium = 820_000", "premium = 820_000\npremum = 1")))
    assert code == 3
    (problem,) = answer["problems"]
    assert problem["path"] == "policy.premum"
    assert "premium" in problem["instead"]


def test_a_problem_has_its_parts_and_days_are_plain(run: Run) -> None:
    code, answer = decided(run, changed(("day = 2024-05-10", "day = 2026-11-22")))
    assert (code, answer["schema_version"]) == (3, 2)
    (problem,) = answer["problems"]
    assert set(problem) == {"path", "code", "value", "rule", "instead", "facts"}
    assert problem["value"] == "2026-11-22"
    assert problem["facts"]["as_of"] == "2026-11-21"


def test_the_second_claim_counts_as_one(run: Run) -> None:
    second = "[[claim]]\nday = 2025-01-01\nproperty_paid = 0\n[[other_car]]"
    assert paths(run, changed(("[[other_car]]", second))) == ["claim[1].property_paid"]


def test_the_day_is_today_where_none_is_stated(run: Run) -> None:
    with freeze_time("2026-11-20", tick=True):
        code, answer = decided(run, changed(("as_of = 2026-11-21\n", "")))
    assert (code, answer["as_of"]) == (0, "2026-11-20")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FILE, 0),
        ("format = 1\n[policy", 3),
        ("", 3),
        (re.sub("20(2[456])-", "19\\1-", FILE), 4),
    ],
)
def test_exit_codes_tell_what_happened(run: Run, text: str, code: int) -> None:
    assert run("decide", "-", "--json", stdin=text.encode()).code == code


def test_wrong_usage_and_no_such_file_are_two(run: Run) -> None:
    assert run("decide", "--no-such-flag").code == 2
    assert run("decide", "/nowhere/case.toml").code == 2
