"""Each rule of the case file: what it allows, what it refuses, and the path of the problem."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from intake.saying import said

from advisor.domain.accident import Estimate
from advisor.domain.case import Case
from advisor.domain.errors import NoRuleInForceError
from advisor.domain.money import Won
from advisor.explain.texts import LANGUAGES, Language, Texts
from advisor.intake.case.case_file import parse_toml, read_case, write_case
from advisor.intake.case.case_rules import is_year_ahead
from advisor.intake.case.field import LARGEST_AMOUNT
from advisor.intake.case.fields import NO_COVER
from advisor.intake.nested import remove_value, set_value, value_at
from advisor.intake.problems import shown
from advisor.report.answer.to_json import problem_text
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook
    from advisor.intake.problems import Problem

TODAY = date(2026, 11, 22)
DEDUCTIBLE = "policy.own_damage.deductible"
ABSENT = ...  # test names are made from it, and it prints alike in every process

Changes = dict[str, object]
D = Decimal


@pytest.fixture
def case_with(sample: dict[str, Any], rulebook: Rulebook) -> CaseWith:
    return CaseWith(sample, rulebook)


class CaseWith:
    """The sample with some keys changed, read as a file."""

    def __init__(self, sample: dict[str, Any], rulebook: Rulebook) -> None:
        self.document = sample
        self.rulebook = rulebook

    def __call__(self, changes: Changes) -> Case | tuple[Problem, ...]:
        for path, value in changes.items():
            if value is ABSENT:
                remove_value(self.document, path)
            else:
                assert set_value(self.document, path, value)
        return read_case(self.document, self.rulebook, TODAY)

    def problems(self, changes: Changes) -> list[tuple[str, str]]:
        read = self(changes)
        found = () if isinstance(read, Case) else read
        assert all(map(said, found))
        return [(problem.path, problem.code) for problem in found]

    def problem(self, changes: Changes) -> Problem:
        read = self(changes)
        assert not isinstance(read, Case)
        assert len(read) == 1
        return read[0]


WRONG: list[tuple[Changes, str, str]] = [
    # the file itself
    ({"format": ABSENT}, "format", "missing"),
    ({"format": 2}, "format", "unknown-format"),
    ({"format": -1}, "format", "unknown-format"),
    ({"format": True}, "format", "not-whole"),
    ({"format": "1"}, "format", "not-whole"),
    ({"polcy": {}}, "polcy", "unknown-key"),
    ({"policy.premum": 1}, "policy.premum", "unknown-key"),
    ({"zzz": 1}, "zzz", "no-such-key"),
    ({"policy.a b": 1}, 'policy."a b"', "no-such-key"),
    ({f"{DEDUCTIBLE}.min": 1}, f"{DEDUCTIBLE}.min", "unknown-key"),
    ({"claim[0].paid": 1}, "claim[0].paid", "unknown-key"),
    ({"assumptions": 3}, "assumptions", "not-table"),
    ({"policy.own_damage": True}, "policy.own_damage", "not-table"),
    ({DEDUCTIBLE: 3}, DEDUCTIBLE, "not-table"),
    ({"claim": {"day": date(2024, 5, 10)}}, "claim", "not-tables"),
    ({"claim": [3]}, "claim[0]", "not-table"),
    # what is required
    ({"policy.start": ABSENT}, "policy.start", "missing"),
    ({"policy.premium": ABSENT}, "policy.premium", "missing"),
    ({"accident.day": ABSENT}, "accident.day", "missing"),
    ({"accident.kind": ABSENT}, "accident.kind", "missing"),
    ({"claim[0].day": ABSENT}, "claim[0].day", "missing"),
    # exact types
    ({"policy.premium": "820000"}, "policy.premium", "not-won"),
    ({"policy.premium": D("820000.0")}, "policy.premium", "not-won"),
    ({"policy.premium": True}, "policy.premium", "not-won"),
    ({"policy.start": "2026-03-02"}, "policy.start", "not-day"),
    ({"as_of": datetime(2026, 11, 21)}, "as_of", "not-day"),  # noqa: DTZ001 - a local one
    ({f"{DEDUCTIBLE}.rate": "20%"}, f"{DEDUCTIBLE}.rate", "not-rate"),
    ({f"{DEDUCTIBLE}.rate": 0.2}, f"{DEDUCTIBLE}.rate", "not-rate"),
    ({f"{DEDUCTIBLE}.rate": D("nan")}, f"{DEDUCTIBLE}.rate", "not-rate"),
    ({f"{DEDUCTIBLE}.rate": D("inf")}, f"{DEDUCTIBLE}.rate", "not-rate"),
    ({f"{DEDUCTIBLE}.rate": False}, f"{DEDUCTIBLE}.rate", "not-rate"),
    ({"policy.grade": "16"}, "policy.grade", "not-grade"),
    ({"policy.grade": "16F"}, "policy.grade", "not-grade"),
    ({"policy.insurer": 3}, "policy.insurer", "not-text"),
    ({"accident.kind": "wall"}, "accident.kind", "not-choice"),
    ({"accident.driver": 1}, "accident.driver", "not-choice"),
    ({"claim[0].status": "open"}, "claim[0].status", "not-choice"),
    ({"accident.own_injury": 0}, "accident.own_injury", "not-flag"),
    ({"accident.injury_grade": "dead"}, "accident.injury_grade", "not-injury"),
    ({"assumptions.renewals": D(3)}, "assumptions.renewals", "not-whole"),
    ({"accident.own_damage": "180만"}, "accident.own_damage", "not-estimate"),
    ({"accident.own_damage": [1, 2, 3]}, "accident.own_damage", "not-estimate"),
    # bounds
    ({"policy.premium": 0}, "policy.premium", "won-out-of-range"),
    ({"policy.premium": 10**13 + 1}, "policy.premium", "won-out-of-range"),
    ({"policy.own_damage.sum_insured": 0}, "policy.own_damage.sum_insured", "won-out-of-range"),
    ({"accident.cash_repair": -1}, "accident.cash_repair", "won-out-of-range"),
    ({"accident.own_damage": -1}, "accident.own_damage", "won-out-of-range"),
    ({"policy.grade": 0}, "policy.grade", "grade-out-of-range"),
    ({"policy.grade": 30}, "policy.grade", "grade-out-of-range"),
    ({"policy.grade": "30P"}, "policy.grade", "grade-out-of-range"),
    ({"accident.injury_grade": 0}, "accident.injury_grade", "injury-out-of-range"),
    ({"accident.injury_grade": 15}, "accident.injury_grade", "injury-out-of-range"),
    ({"claim[0].fault": D("1.01")}, "claim[0].fault", "rate-out-of-range"),
    ({"claim[0].fault": D("-0.01")}, "claim[0].fault", "rate-out-of-range"),
    ({"claim[0].fault": D("0.3333333333333")}, "claim[0].fault", "too-many-places"),
    ({f"{DEDUCTIBLE}.rate": 20}, f"{DEDUCTIBLE}.rate", "rate-out-of-range"),
    ({"assumptions.renewals": 0}, "assumptions.renewals", "whole-out-of-range"),
    ({"assumptions.renewals": 61}, "assumptions.renewals", "whole-out-of-range"),
    (
        {"assumptions.discount_rate": 1},
        "assumptions.discount_rate",
        "rate-out-of-range-open-maximum",
    ),
    (
        {"assumptions.discount_rate": D("-0.01")},
        "assumptions.discount_rate",
        "rate-out-of-range-open-maximum",
    ),
    (
        {"assumptions.premium_drift": D("-0.5")},
        "assumptions.premium_drift",
        "rate-out-of-range-open-minimum",
    ),
    (
        {"assumptions.premium_drift": D("0.51")},
        "assumptions.premium_drift",
        "rate-out-of-range-open-minimum",
    ),
    ({"claim[0].day": date(1899, 12, 31)}, "claim[0].day", "day-out-of-range"),
    # estimates
    (
        {"accident.own_damage": {"low": 3, "likely": 2, "high": 4}},
        "accident.own_damage.low",
        "estimate-not-rising",
    ),
    (
        {"accident.other_property": {"low": 1, "likely": 5, "high": 4}},
        "accident.other_property.likely",
        "estimate-not-rising",
    ),
    (
        {"accident.own_damage": {"low": 1, "likely": 2}},
        "accident.own_damage.high",
        "missing",
    ),
    (
        {"accident.own_damage": {"low": 1, "likely": 2, "high": D("3.0")}},
        "accident.own_damage.high",
        "not-won",
    ),
    (
        {"accident.own_damage": {"low": 1, "likely": 2, "high": 3, "hi": 3}},
        "accident.own_damage.hi",
        "unknown-key",
    ),
    # two keys: at the one that comes first
    ({NO_COVER: True}, NO_COVER, "cover-beside-none"),
    ({f"{DEDUCTIBLE}.fixed": 300_000}, f"{DEDUCTIBLE}.rate", "fixed-beside-share"),
    ({DEDUCTIBLE: {"fixed": 1, "minimum": 2}}, f"{DEDUCTIBLE}.minimum", "fixed-beside-share"),
    ({DEDUCTIBLE: {"fixed": 1, "maximum": 2}}, f"{DEDUCTIBLE}.maximum", "fixed-beside-share"),
    ({f"{DEDUCTIBLE}.minimum": 500_001}, f"{DEDUCTIBLE}.minimum", "minimum-above-maximum"),
    ({"assumptions.quote_claim": 905_000}, "assumptions.quote_clean", "one-quote"),
    ({"assumptions.quote_clean": 760_000}, "assumptions.quote_clean", "one-quote"),
    (
        {"assumptions.quote_clean": 905_001, "assumptions.quote_claim": 905_000},
        "assumptions.quote_clean",
        "quotes-swapped",
    ),
    (
        {
            "as_of": date(2026, 12, 2),
            "accident.day": date(2026, 12, 2),
            "assumptions.quote_clean": 760_000,
            "assumptions.quote_claim": 760_001,
        },
        "assumptions.quote_clean",
        "quotes-of-late-accident",
    ),
    ({"accident.depreciation": 1_800_001}, "accident.depreciation", "depreciation-above-damage"),
    (
        {
            "accident.depreciation": 2_600_001,
            "accident.own_damage": {"low": 1_500_000, "likely": 1_800_000, "high": 2_600_000},
        },
        "accident.depreciation",
        "depreciation-above-damage",
    ),
    (
        {"accident.day": date(2026, 3, 1), "accident.paid": 800_000},
        "accident.paid",
        "paid-before-start",
    ),
    (
        {"other_car": [{"start": date(2025, 11, 21), "premium": 640_000}]},
        "other_car[0].start",
        "other-car-of-another-year",
    ),
    (
        {"other_car": [{"start": date(2026, 11, 22), "premium": 640_000}]},
        "other_car[0].start",
        "other-car-of-another-year",
    ),
    ({"other_car": [{"start": date(2026, 8, 1)}]}, "other_car[0].premium", "missing"),
    # days
    ({"as_of": date(2027, 3, 2)}, "as_of", "as-of-outside-policy-year"),
    ({"accident.day": date(2026, 11, 22)}, "accident.day", "accident-after-as-of"),
    ({"accident.day": date(2025, 12, 1)}, "accident.day", "accident-before-window"),
    ({"claim[0].day": date(2026, 11, 22)}, "claim[0].day", "claim-after-as-of"),
    # claims
    ({"claim[0].property_paid": 0}, "claim[0].property_paid", "nothing-paid"),
    (
        {
            "claim[0].property_paid": ABSENT,
            "claim[0].status": "refundable",
            "claim[0].day": date(2026, 6, 1),
        },
        "claim[0].property_paid",
        "refundable-without-amount",
    ),
    ({"claim[0].status": "refundable"}, "claim[0].status", "refundable-before-start"),
    (
        {
            "claim[0].status": "refundable",
            "claim[0].day": date(2026, 3, 2),
            "claim[0].injury_grade": 14,
        },
        "claim[0].status",
        "refundable-with-injury",
    ),
    (
        {
            "claim[0].status": "refundable",
            "claim[0].day": date(2026, 3, 2),
            "claim[0].own_injury": True,
        },
        "claim[0].status",
        "refundable-with-injury",
    ),
    # what a kind of accident takes
    ({"accident.fault": D("0.7")}, "accident.fault", "fault-not-taken"),
    ({"accident.fault": 1}, "accident.fault", "fault-not-taken"),
    ({"accident.high_value": "mine"}, "accident.high_value", "high-value-not-taken"),
    (
        {"accident.kind": "flood", "accident.high_value": "theirs"},
        "accident.high_value",
        "high-value-not-taken",
    ),
    # names
    (
        {"policy.surcharge_threshold": 2_500_000},
        "policy.surcharge_threshold",
        "threshold-not-allowed",
    ),
    (
        {"claim[0].surcharge_threshold": 700_000},
        "claim[0].surcharge_threshold",
        "threshold-not-allowed",
    ),
    ({"assumptions.count_profile": "step"}, "assumptions.count_profile", "unknown-count-profile"),
    ({"assumptions.grade_table": "mg-2023"}, "assumptions.grade_table", "unknown-grade-table"),
    ({"assumptions.grade_table": "db"}, "assumptions.grade_table", "unknown-grade-table"),
    (
        {"assumptions.grade_table": "mg-2024-two-wheeler"},
        "assumptions.grade_table",
        "unknown-grade-table",
    ),
]


@pytest.mark.parametrize(("changes", "path", "code"), WRONG, ids=str)
def test_what_breaks_a_rule_is_one_problem_at_its_path(
    case_with: CaseWith, changes: Changes, path: str, code: str
) -> None:
    """The problem shows the value that stands there, and both languages have words for it."""
    assert case_with.problems(changes) == [(path, code)]
    problem = case_with.problem(changes)
    assert said(problem)
    if path in changes and changes[path] is not ABSENT:
        assert str(problem.value) in str(shown(changes[path]))


SIGNAL = "signal-centre-line-speeding"


def seen(day: object, kind: object = SIGNAL) -> Changes:
    return {"violation": [{"day": day, "kind": kind}]}


@pytest.mark.parametrize(
    ("changes", "path", "code", "facts"),
    [
        (seen(date(2026, 11, 22)), "violation[0].day", "violation-after-as-of",
         {"as_of": date(2026, 11, 21)}),
        (seen(date(2026, 12, 1)) | {"as_of": ABSENT}, "violation[0].day", "violation-after-as-of",
         {"as_of": TODAY}),
        ({"policy.insured_since": date(2026, 3, 3)}, "policy.insured_since", "insured-after-start",
         {"start": date(2026, 3, 2)}),
        ({"policy.grade": 23, "policy.start": date(2005, 12, 2), "as_of": date(2006, 1, 2),
          "accident.day": date(2006, 1, 1), "claim": [],
          "policy.surcharge_threshold": ABSENT}, "policy.grade", "grade-before-grades",
         {"start": date(2005, 12, 2)}),
        ({"policy.grade": 29, "policy.start": date(2008, 3, 2), "as_of": date(2008, 6, 2),
          "accident.day": date(2008, 6, 1), "claim": [], "policy.surcharge_threshold": ABSENT},
         "policy.grade", "grade-above-highest", {"start": date(2008, 3, 2), "highest": 21}),
        ({"policy.surcharge_threshold": 700_000}, "policy.surcharge_threshold",
         "threshold-not-allowed",
         {"day": date(2026, 3, 2), "allowed": "500,000 · 1,000,000 · 1,500,000 · 2,000,000"}),
        ({"assumptions.quote_clean": 760_000}, "assumptions.quote_clean", "one-quote",
         {"stated": "quote_clean", "amount": 760_000}),
        ({"assumptions.quote_claim": 760_000}, "assumptions.quote_clean", "one-quote",
         {"stated": "quote_claim", "amount": 760_000}),
        ({"assumptions.quote_clean": 9, "assumptions.quote_claim": 8}, "assumptions.quote_clean",
         "quotes-swapped", {"claim": 8}),
        ({"claim": [{}] * 101}, "claim", "too-many", {"most": 100, "count": 101}),
        ({"client": {"name": "x" * 201}}, "client.name", "words-too-long", {"maximum": 200}),
        ({"policy.premium": 0}, "policy.premium", "won-out-of-range",
         {"minimum": 1, "maximum": LARGEST_AMOUNT}),
    ],
)  # fmt: skip
def test_a_problem_names_what_it_is_measured_by(
    case_with: CaseWith, changes: Changes, path: str, code: str, facts: dict[str, object]
) -> None:
    problem = case_with.problem(changes)
    assert (problem.path, problem.code, dict(problem.facts)) == (path, code, facts)
    assert said(problem)


def test_a_violation_of_a_kind_that_no_rule_has_names_those_that_are(case_with: CaseWith) -> None:
    problem = case_with.problem(seen(date(2026, 1, 1), "whistling"))
    assert (problem.path, problem.code, problem.value) == (
        "violation[0].kind",
        "not-choice",
        "whistling",
    )
    assert SIGNAL in str(problem.facts["allowed"]).split(", ")
    assert isinstance(case_with(seen(date(2026, 11, 21))), Case)


def test_where_the_day_of_advice_cannot_be_read_nothing_is_late_for_it(
    case_with: CaseWith,
) -> None:
    """No stated day can be called too late before the day of the advice is known."""
    late = seen(date(2027, 1, 1)) | {"as_of": "soon", "claim[0].day": date(2027, 1, 1)}
    assert case_with.problems(late) == [("as_of", "not-day")]


FINE: list[Changes] = [
    {"policy.insurer": ABSENT, "policy.grade": ABSENT, "policy.surcharge_threshold": ABSENT},
    {"policy.own_damage": ABSENT},
    {"policy.own_damage": {}},
    {DEDUCTIBLE: {}},
    {DEDUCTIBLE: {"fixed": 300_000}},
    {f"{DEDUCTIBLE}.minimum": 500_000},
    {f"{DEDUCTIBLE}.rate": 0},
    {f"{DEDUCTIBLE}.rate": D("0.333333333333")},
    {"claim": ABSENT, "assumptions": ABSENT},
    {"claim": []},
    {"policy.premium": 10**13},
    {"policy.grade": "11Z"},
    {"policy.grade": 1},
    {"policy.grade": "29P"},
    {"accident.injury_grade": 14},
    {"accident.injury_grade": 1},
    {"accident.own_damage": ABSENT},
    {"accident.own_damage": {"low": 2, "likely": 2, "high": 2}},
    {"accident.day": date(2026, 11, 21)},
    {"accident.day": date(2025, 12, 2)},
    {"as_of": date(2027, 3, 1)},
    {"claim[0].day": date(2026, 11, 21)},
    {"claim[0].fault": 0},
    {"claim[0].property_paid": 0, "claim[0].own_injury": True},
    {"claim[0].property_paid": ABSENT, "claim[0].injury_grade": "death"},
    {"claim[0].day": date(2026, 3, 2), "claim[0].status": "refundable"},
    {"assumptions.renewals": 60},
    {"assumptions.renewals": 1},
    {"assumptions.quote_clean": 905_000, "assumptions.quote_claim": 905_000},
    {
        "as_of": date(2026, 12, 1),
        "accident.day": date(2026, 12, 1),
        "assumptions.quote_clean": 760_000,
        "assumptions.quote_claim": 760_001,
    },
    {
        "as_of": date(2026, 12, 2),
        "accident.day": date(2026, 12, 2),
        "assumptions.quote_clean": 760_000,
        "assumptions.quote_claim": 760_000,
    },
    {"accident.depreciation": 1_800_000},
    {"accident.day": date(2026, 3, 2), "accident.paid": 800_000},
    {"accident.own_damage": ABSENT, "accident.cash_repair": ABSENT, "accident.paid": 800_000},
    {"other_car": [{"start": date(2025, 11, 22), "premium": 640_000}]},
    {"other_car": [{"start": date(2026, 11, 21), "premium": 640_000, "same_policy": True}]},
    {"assumptions.discount_rate": D("0.999")},
    {"assumptions.premium_drift": D("0.5")},
    {"assumptions.premium_drift": D("-0.499")},
    {"assumptions.quote_clean": 760_000, "assumptions.quote_claim": 905_000},
    {"accident.kind": "collision", "accident.fault": D("0.7"), "accident.high_value": "mine"},
    {"accident.kind": "flood", "accident.fault": D("0.2")},
    {"accident.kind": "natural", "accident.fault": 0},
    {"policy.surcharge_threshold": 500_000},
    {"assumptions.grade_table": "bohum24", "assumptions.count_profile": "two-count-2017"},
]


@pytest.mark.parametrize("changes", FINE, ids=str)
def test_what_keeps_the_rules_is_a_case(case_with: CaseWith, changes: Changes) -> None:
    assert isinstance(case_with(changes), Case)


def test_an_empty_file_lacks_all_that_is_required(rulebook: Rulebook) -> None:
    read = read_case({}, rulebook, TODAY)
    assert not isinstance(read, Case)
    assert [problem.path for problem in read] == [
        "format", "policy.start", "policy.premium", "accident.day", "accident.kind",
    ]  # fmt: skip


def test_problems_come_all_at_once_in_the_order_of_the_file(case_with: CaseWith) -> None:
    changes: Changes = {
        "accident.kind": "wall",
        "format": 3,
        "claim[0].fault": 2,
        "policy.grade": 99,
        "assumptions.renewals": 0,
        "as_of": date(2028, 1, 1),
    }
    assert [path for path, _ in case_with.problems(changes)] == [
        "format", "as_of", "policy.grade", "claim[0].fault", "accident.kind",
        "assumptions.renewals",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("policy.premum", "premium"),
        ("policy.Grade", "grade"),
        ("policy.threshold", "surcharge_threshold"),
        ("premium", "policy.premium"),
        ("accident.premium", "policy.premium"),
        ("assumptions.same_policy", "other_car.same_policy"),
        ("claims", "claim"),
        ("accident.other_injured", "injury_grade"),
        ("accident.other_car_damage", "other_property"),
        ("accident.other_damage", "other_property"),
        ("accident.repair", "own_damage"),
        ("accident.cash", "cash_repair"),
        ("claim[0].paid", "property_paid"),
        ("policy.own_damage.sum", "sum_insured"),
    ],
)
def test_an_unknown_key_names_the_nearest_one(case_with: CaseWith, key: str, nearest: str) -> None:
    problem = case_with.problem({key: 1})
    assert problem.path == key
    assert problem.facts["nearest"] == nearest


@pytest.mark.parametrize(
    "key", ["accident.other_person", "accident.rental", "accident.passenger", "policy.colour"]
)
def test_a_key_that_is_no_near_miss_is_given_no_guess(case_with: CaseWith, key: str) -> None:
    """Users would type in a wrong guess; told of no guess, they read the list of all keys."""
    assert case_with.problem({key: 1}).code == "no-such-key"


@pytest.mark.parametrize(
    ("as_of", "start"),
    [
        (date(2027, 3, 2), date(2027, 3, 2)),
        (date(2026, 3, 1), date(2025, 3, 2)),
        (date(2030, 12, 31), date(2030, 3, 2)),
    ],
)
def test_a_day_outside_the_policy_year_names_the_right_start(
    case_with: CaseWith, as_of: date, start: date
) -> None:
    read = case_with({"as_of": as_of})
    assert not isinstance(read, Case)
    assert (read[0].path, read[0].value) == ("as_of", as_of)
    assert read[0].facts["start"] == start


def test_without_as_of_it_is_today_that_must_lie_in_the_policy_year(
    case_with: CaseWith,
) -> None:
    read = case_with({"as_of": ABSENT})
    assert isinstance(read, Case)
    assert read.as_of == TODAY
    found = case_with.problems({"policy.start": date(2025, 3, 2)})
    assert found == [("as_of", "as-of-outside-policy-year")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_policy_that_is_yet_to_begin_is_not_said_to_have_ended(
    case_with: CaseWith, language: Language
) -> None:
    """Near the renewal users may state the new policy's start, or the expiry: it is still ahead."""
    texts, words = (
        Texts(language),
        {"ko": ("끝났", "아직 시작하지 않은"), "en": ("ended", "not begun")},
    )
    ended, ahead = words[language]
    for as_of, start, is_ahead in (
        (date(2026, 11, 29), date(2026, 12, 10), True),
        (date(2027, 3, 2), date(2026, 3, 2), False),
    ):
        read = case_with({"as_of": as_of, "policy.start": start, "claim": ABSENT})
        assert not isinstance(read, Case)
        problem = read[0]
        said = problem_text(problem, "rule", texts)
        assert (ahead in said) is is_ahead
        assert (ended in said) is not is_ahead
        assert is_year_ahead(problem) is is_ahead


def test_a_leap_day_starts_a_year_that_ends_in_february(case_with: CaseWith) -> None:
    leap: Changes = {
        "policy.start": date(2024, 2, 29),
        "as_of": date(2025, 2, 27),
        "accident.day": date(2023, 11, 29),
        "claim": ABSENT,
    }
    assert isinstance(case_with(leap), Case)
    assert case_with.problems({"as_of": date(2025, 2, 28)}) == [
        ("as_of", "as-of-outside-policy-year"),
    ]
    assert case_with.problems({"as_of": date(2025, 2, 27), "accident.day": date(2023, 11, 28)}) == [
        ("accident.day", "accident-before-window"),
    ]


def test_an_old_claim_is_ignored_but_stays_in_its_place(case_with: CaseWith) -> None:
    """An old claim keeps its number, as the refund plan counts, and needs no rule for its day."""
    changes: Changes = {
        "claim[0].day": date(1990, 1, 1),
        "claim[0].surcharge_threshold": 123,
    }
    read = case_with(changes)
    assert isinstance(read, Case)
    assert read.claims[0].day == date(1990, 1, 1)
    assert case_with.problems({"claim[0].fault": 2}) == [("claim[0].fault", "rate-out-of-range")]


def test_a_threshold_is_tested_from_the_oldest_day_that_counts(case_with: CaseWith) -> None:
    assert isinstance(
        case_with({"claim[0].surcharge_threshold": 1, "claim[0].day": date(2022, 12, 1)}), Case
    )
    assert case_with.problems({"claim[0].day": date(2022, 12, 2)}) == [
        ("claim[0].surcharge_threshold", "threshold-not-allowed"),
    ]


def test_a_day_without_rules_is_said_where_nothing_else_is_wrong(case_with: CaseWith) -> None:
    past: Changes = {
        "policy.start": date(1950, 3, 2),
        "as_of": date(1950, 11, 21),
        "accident.day": date(1950, 11, 19),
        "claim": ABSENT,
        "policy.grade": ABSENT,
    }
    with pytest.raises(NoRuleInForceError):
        case_with(past)
    assert case_with.problems({"policy.grade": 99}) == [("policy.grade", "grade-out-of-range")]


def test_what_is_absent_takes_its_meaning(rulebook: Rulebook) -> None:
    smallest = {
        "format": 1,
        "policy": {"start": date(2026, 3, 2), "premium": 820_000},
        "accident": {"day": TODAY, "kind": "collision"},
        "claim": [{"day": date(2025, 1, 1), "property_paid": 1}],
    }
    read = read_case(smallest, rulebook, TODAY)
    assert isinstance(read, Case)
    assert read.policy.own_damage is None
    assert read.accident.own_damage == Estimate.exactly(Won(0))
    assert read.accident.fault == 1
    assert read.claims[0].fault == 1
    assert read.assumptions.renewals is None


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("collision", 1),
        ("animal", 1),
        ("falling-object", 1),
        ("fire", 1),
        ("flood", 0),
        ("natural", 0),
        ("object", 1),
    ],
)
def test_unstated_fault_depends_on_the_kind(case_with: CaseWith, kind: str, fault: int) -> None:
    read = case_with({"accident.kind": kind})
    assert isinstance(read, Case)
    assert read.accident.fault == fault
    assert read.accident.fault_stated is (kind == "object")


@pytest.mark.parametrize("kind", ["collision", "flood"])
def test_a_fault_that_was_said_stays_said(case_with: CaseWith, kind: str) -> None:
    """A stated fault counts as stated, even if it is the one that would be assumed."""
    usual = D(1) if kind == "collision" else D(0)
    read = case_with({"accident.kind": kind, "accident.fault": usual})
    assert isinstance(read, Case)
    assert read.accident.fault_stated
    assert f"fault = {usual}" in write_case(read)


def test_a_payout_that_nobody_remembers_is_unknown(case_with: CaseWith) -> None:
    """A missing payout is unknown, but 0 for property if the claim states an injury."""
    forgotten = case_with({"claim[0].property_paid": ABSENT})
    assert isinstance(forgotten, Case)
    assert forgotten.claims[0].property_paid is None
    hurt = case_with({"claim[0].property_paid": ABSENT, "claim[0].injury_grade": 12})
    assert isinstance(hurt, Case)
    assert hurt.claims[0].property_paid == 0
    for read in (forgotten, hurt):
        document = parse_toml(write_case(read))
        assert isinstance(document, dict)
        assert read_case(document, load_rulebook(), read.as_of) == read


@pytest.mark.parametrize(
    ("grade", "code"),
    [
        (ABSENT, "settlement-without-injury"),
        (1, "settlement-for-grave-injury"),
        (11, "settlement-for-grave-injury"),
        ("death", "settlement-for-grave-injury"),
        (12, ""),
        (14, ""),
    ],
)
def test_only_slight_injuries_are_settled_in_cash(
    case_with: CaseWith, grade: object, code: str
) -> None:
    read = case_with({"accident.injury_settlement": 700_000, "accident.injury_grade": grade})
    if not code:
        assert isinstance(read, Case)
        assert read.accident.injury_settlement == 700_000
        return
    assert not isinstance(read, Case)
    assert all(map(said, read))
    assert [(problem.path, problem.code) for problem in read] == [
        ("accident.injury_settlement", code)
    ]


def test_a_malformed_key_breaks_no_rule_between_keys(case_with: CaseWith) -> None:
    """An unreadable value may have been meant right, so only that it is unreadable is reported."""
    malformed: Changes = {
        "claim[0].property_paid": "90만",
        "assumptions.quote_clean": "76만",
        "assumptions.quote_claim": 905_000,
        "as_of": "yesterday",
        f"{DEDUCTIBLE}.minimum": "많이",
    }
    assert {code for _, code in case_with.problems(malformed)} == {"not-won", "not-day"}
    assert value_at(case_with.document, "as_of") == "yesterday"
