"""A rule file is read strictly, and everything that is wrong in it is reported at once."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from advisor.domain.money import Rate, Won
from advisor.domain.rule import Alternative, Confidence, Governs, Source, Text
from advisor.domain.terms.core import DeductiblePlan, DeductibleTerms
from advisor.rules.kinds import KINDS
from advisor.rules.load import RuleFileError, read_rule, rule_from
from advisor.rules.locate import policies_folder
from advisor.toml.problems import FileProblem

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.domain.rule import Rule

WHOLE = """
id = "kr.deductible"
kind = "deductible"
governed_by = "policy-start"
title = { ko = "자기부담금", en = "Deductible" }
[[version]]
in_force_from = 2011-02-15
checked_on = 2026-11-21
confidence = "A"
[version.terms]
standard = "plain"
plans = [{ code = "plain", rate = 0.20, minimum = 200_000, maximum = 500_000 }]
[[version.source]]
title = "Policy wording"
retrieved = 2026-11-21
quote = "20 %"
"""


def read(text: str, file: str = "deductible.toml") -> Rule[object]:
    return rule_from(tomllib.loads(text, parse_float=Decimal), file)


def problems_of(text: str, file: str = "deductible.toml") -> list[str]:
    with pytest.raises(RuleFileError) as raised:
        read(text, file)
    return [str(problem) for problem in raised.value.problems]


def changed(before: str, after: str) -> str:
    assert before in WHOLE
    return WHOLE.replace(before, after)


def test_a_whole_file_becomes_a_rule_with_exact_values() -> None:
    rule = read(WHOLE)
    version = rule.versions[0]
    assert (rule.governed_by, version.confidence) == (Governs.POLICY_START, Confidence.A)
    assert version.ref == "kr.deductible@2011-02-15"
    assert version.sources == (Source("Policy wording", date(2026, 11, 21), "20 %"),)
    plan = DeductiblePlan(
        "plain", rate=Rate(Decimal("0.20")), minimum=Won(200_000), maximum=Won(500_000)
    )
    assert version.terms == DeductibleTerms("plain", (plan,))
    assert (version.checked_on, version.in_force_until, version.note, version.alternatives) == (
        date(2026, 11, 21),
        None,
        None,
        (),
    )
    assert (version.after_gap, version.own) == (False, False)


def test_what_a_version_may_say_besides_is_kept() -> None:
    """The optional parts of a version are kept; it may even govern a single day only."""
    more = """in_force_from = 2011-02-15
in_force_until = 2011-02-15
after_gap = true
note = { ko = "참고", en = "Mind" }
alternative = [{ value = "30 %", note = { ko = "다른 뜻", en = "Else" }, confidence = "C" }]
"""
    version = read(changed("in_force_from = 2011-02-15\n", more)).versions[0]
    assert (version.in_force_until, version.after_gap) == (date(2011, 2, 15), True)
    assert version.note == Text("참고", "Mind")
    assert version.alternatives == (Alternative("30 %", Text("다른 뜻", "Else"), Confidence.C),)


def test_several_mistakes_are_told_together_with_their_places() -> None:
    text = (
        WHOLE.replace("rate = 0.20", 'rate = "20"')
        .replace("checked_on = 2026-11-21", "checked = 2026-11-21")
        .replace('confidence = "A"', 'confidence = "E"')
        .replace('governed_by = "policy-start"', 'governed_by = "birthday"')
        .replace('title = "Policy wording"', "title = 7")
    )
    assert problems_of(text) == [
        (
            "deductible.toml: governed_by: not a choice"
            " (value birthday, choices policy-start accident renewal)"
        ),
        "deductible.toml: version[0].checked: unknown key (nearest checked_on)",
        "deductible.toml: version[0].confidence: not a choice (value E, choices A B C D S X)",
        "deductible.toml: version[0].source[0].title: not a text (value 7)",
        "deductible.toml: version[0].checked_on: missing",
        "deductible.toml: version[0].terms.plans[0].rate: not a number (value 20)",
    ]


def test_the_minimum_stays_below_the_maximum() -> None:
    assert problems_of(changed("maximum = 500_000", "maximum = 100_000")) == [
        (
            "deductible.toml: version[0].terms.plans[0].maximum: below minimum"
            " (value 100000, minimum 200000)"
        )
    ]


@pytest.mark.parametrize(
    ("before", "after", "place", "code"),
    [
        ("maximum = 500_000", "maximum = 0.5", "terms.plans[0].maximum", "not a whole number"),
        ("maximum = 500_000", "maximum = true", "terms.plans[0].maximum", "not a whole number"),
        ("minimum = 200_000", "minimum = -1", "terms.plans[0].minimum",
         "out of range (value -1, least 0, most 1000000000000)"),
        ("rate = 0.20", "rate = 10.01", "terms.plans[0].rate",
         "out of range (value 10.01, least 0, most 10)"),
        ("rate = 0.20", "rate = nan", "terms.plans[0].rate", "out of range"),
        ("rate = 0.20", "fixed = 5, rate = 0.2", "terms.plans[0]", "needs either rate or fixed"),
        ("rate = 0.20, ", "", "terms.plans[0]", "needs either rate or fixed"),
        ('standard = "plain"', 'standard = "other"', "terms.standard",
         "not a choice (value other, choices plain)"),
        ('code = "plain"', 'code = ""', "terms.plans[0].code", "empty"),
        ("quote = ", "qoute = ", "source[0].qoute", "unknown key"),
        ('standard = "plain"', "plain = true", "terms.standard", "missing"),
        ('quote = "20 %"', "", "source[0]", "needs quote or states"),
        ('quote = "20 %"', 'states = "20 %"', "source[0].states", "not a table"),
        ('quote = "20 %"', 'states = { en = "20 %" }', "source[0].states.ko", "missing"),
        ('quote = "20 %"', 'states = { ko = "20%", en = "" }', "source[0].states.en", "empty"),
        ("retrieved = 2026-11-21", "retrieved = 2026-11-21T01:00:00", "source[0].retrieved",
         "not a day"),
        ("in_force_from = 2011-02-15", "in_force_from = 2011-02-15\nin_force_until = 2011-02-14",
         "in_force_until", "before its first day (value 2011-02-14)"),
        ("[[version.source]]", "[[version.quelle]]", "source", "missing"),
        ("in_force_from = 2011-02-15", "in_force_from = 2011-02-15\nafter_gap = 1", "after_gap",
         "not true or false"),
        ("in_force_from = 2011-02-15", 'in_force_from = 2011-02-15\nnote = "x"', "note",
         "not a table"),
        ('plans = [{ code = "plain", rate = 0.20, minimum = 200_000, maximum = 500_000 }]',
         "plans = 3", "terms.plans", "not an array"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_stands(before: str, after: str, place: str, code: str) -> None:
    found = problems_of(changed(before, after))
    assert any(line.startswith(f"deductible.toml: version[0].{place}: {code}") for line in found)


def test_a_minimum_may_be_the_maximum() -> None:
    read(changed("maximum = 500_000", "maximum = 200_000"))


@pytest.mark.parametrize("rate", ["0", "0.0", "10", "10.0"])
def test_a_rate_runs_from_nothing_to_ten(rate: str) -> None:
    terms = read(changed("rate = 0.20", f"rate = {rate}")).versions[0].terms
    assert isinstance(terms, DeductibleTerms)
    assert terms.plans[0].rate == Decimal(rate)


def test_all_plans_are_named_to_whoever_names_another() -> None:
    plan = '{ code = "plain", rate = 0.20, minimum = 200_000, maximum = 500_000 }'
    two = changed(f"[{plan}]", f'[{plan}, {{ code = "flat", fixed = 1 }}]')
    assert problems_of(two.replace('standard = "plain"', 'standard = "other"')) == [
        "deductible.toml: version[0].terms.standard: not a choice (value other, choices plain flat)"
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("version = 3", "", "version: not an array"),
        ("version = [3]", "", "version[0]: not a table"),
        ("[[version]]", "source = 3", "version[0].source: not an array"),
        ("[[version]]", "source = [3]", "version[0].source[0]: not a table"),
    ],
)
def test_what_is_no_table_is_told_as_such(before: str, after: str, told: str) -> None:
    """A value in the place of a table is one problem; nothing is looked for inside it."""
    head = WHOLE.partition("[[version]]")[0]
    rest = """
in_force_from = 2011-02-15
checked_on = 2026-11-21
confidence = "A"
terms = { standard = "plain", plans = [{ code = "plain", fixed = 300_000 }] }
"""
    text = f"{head}{before}\n{after}{rest if after else ''}"
    assert problems_of(text) == [f"deductible.toml: {told}"]


def test_terms_that_are_missing_are_told_once() -> None:
    before, _, after = WHOLE.partition("[version.terms]")
    source = after.partition("[[version.source]]")[2]
    assert problems_of(f"{before}[[version.source]]{source}") == [
        "deductible.toml: version[0].terms: missing"
    ]


def test_a_plan_stands_once() -> None:
    plan = '{ code = "plain", rate = 0.20, minimum = 200_000, maximum = 500_000 }'
    assert problems_of(changed(f"[{plan}]", f"[{plan}, {plan}]")) == [
        "deductible.toml: version[0].terms.plans[1].code: twice (value plain)"
    ]


def test_the_id_is_that_of_the_file() -> None:
    assert problems_of(WHOLE, "other.toml") == [
        "other.toml: id: not the file's id (value kr.deductible, expected kr.other)"
    ]


@pytest.mark.parametrize("file", ["My_House.toml", "my house.toml", "ＭＹ-house.toml"])
def test_a_table_is_named_as_it_is_typed(file: str) -> None:
    """A table whose file name has capitals, spaces or wide letters would never be found again."""
    text = f'id = "kr.grade_table.my-house"\nkind = "grade-table"{HEAD}[version.terms]\n'
    terms = "vehicle = 'personal'\ncomplete = false\nrelativities = [200, 100]"
    assert problems_of(text + terms, file) == [
        f"{file}: id: not a plain name (value {file.removesuffix('.toml')}, expected my-house)"
    ]
    assert read(text + terms, "my-house.toml").id == "kr.grade_table.my-house"


def test_a_kind_must_be_known() -> None:
    assert problems_of(changed('kind = "deductible"', 'kind = "horoscope"')) == [
        f"deductible.toml: kind: not a choice (value horoscope, choices {', '.join(KINDS)})"
    ]


def test_a_rule_has_a_version() -> None:
    head = WHOLE.partition("[[version]]")[0]
    assert problems_of(head) == ["deductible.toml: version: missing"]
    assert problems_of(f"{head}version = []") == ["deductible.toml: version: empty"]


def test_a_file_that_is_no_toml_says_so(tmp_path: Path) -> None:
    file = tmp_path / "deductible.toml"
    file.write_text("id = ", encoding="utf-8")
    with pytest.raises(RuleFileError) as raised:
        read_rule(file)
    with pytest.raises(tomllib.TOMLDecodeError) as reason:
        tomllib.loads("id = ")
    assert raised.value.problems == (
        FileProblem("deductible.toml", "", "not-toml", {"reason": str(reason.value)}),
    )
    for content in (b"\xff\xfe", b"id = " + b"[" * 5_000, b"id = " + b"9" * 5_000):
        file.write_bytes(content)
        with pytest.raises(RuleFileError) as raised:
            read_rule(file)
        assert [problem.code for problem in raised.value.problems] == ["not-toml"]


def test_a_byte_order_mark_is_no_part_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "deductible.toml"
    file.write_text(WHOLE, encoding="utf-8-sig")
    assert read_rule(file) == read(WHOLE)


HEAD = """
governed_by = "accident"
title = { ko = "이름", en = "Name" }
[[version]]
in_force_from = 2011-02-15
checked_on = 2026-11-21
confidence = "A"
source = [{ title = "Table", retrieved = 2026-11-21, quote = "so" }]
"""


@pytest.mark.parametrize(
    ("kind", "terms", "expected"),
    [
        ("grade-table", "vehicle = 'personal'\ncomplete = true\nrelativities = [200, 100]",
         "relativities: not complete (length 2, least 21, most 29)"),
        ("grade-table", "vehicle = 'personal'\ncomplete = false\nrelativities = [100, 200]",
         "relativities[1]: above the grade before (value 200)"),
        ("count-profile", "rows = [[1], [0]]", "rows[1]: not above zero"),
        ("count-profile", "rows = []", "rows: empty"),
        ("surcharge-threshold", "allowed = [2, 1]\nstandard = 2",
         "allowed[1]: not above the one before (value 1)"),
        ("surcharge-threshold", "allowed = [1, 1]\nstandard = 1",
         "allowed[1]: not above the one before (value 1)"),
        ("surcharge-threshold", "allowed = [1]\nstandard = 2",
         "standard: not allowed by the rule (value 2)"),
        ("grade-moves",
         ("lowest = 1\nhighest = 29\nentry = 30\ntypical = 16\npromotion = 1\nprotected = 29\n"
          "protected_holds_up_to = 1\nprotected_drop = 1"),
         "entry: out of range (value 30, least 1, most 29)"),
        ("injury-standard",
         ("consolation = [1]\nlost_work_share = 1\ndays_a_month = 30\nhospital_day = 1\n"
          "outpatient_visit = 1\ndearer_ward_days = 7"),
         "consolation: does not cover each grade once (least 1, most 14)"),
        ("accident-points",
         ("death = 4\ninjury = [{ first_grade = 1, last_grade = 13, points = 1 }]\nown_injury = 1\n"
          "property_above_threshold = 1\nproperty_within_threshold = 0.5\nmaximum = 6\n"
          "large_property_above = 1\nlarge_property_points = 2"),
         "injury: does not cover each grade once (least 1, most 14)"),
        ("cover", "drivers = {}\n[version.terms.kinds]\nufo = 'never'",
         "kinds.ufo: not a choice (value ufo"),
        ("cover", "drivers = {}\n[version.terms.kinds]\ncollision = 'now and then'",
         "kinds.collision: not a choice (value now and then"),
        ("cover", "drivers = {}\nkinds = 1", "kinds: not a table"),
        ("cover", "drivers = {}\nkinds = {}", "kinds.collision: missing"),
        ("cover", "drivers = {}\nkinds = {}", "drivers.drunk: missing"),
    ],
)  # fmt: skip
def test_terms_fit_together(kind: str, terms: str, expected: str) -> None:
    family = {"grade-table": "grade_table.", "count-profile": "count_factor."}.get(kind, "")
    text = f'id = "kr.{family}name"\nkind = "{kind}"{HEAD}[version.terms]\n{terms}'
    found = problems_of(text, "name.toml")
    assert any(line.startswith(f"name.toml: version[0].terms.{expected}") for line in found)


def test_a_driver_may_begin_at_the_lowest_or_the_highest_grade() -> None:
    text = f'id = "kr.name"\nkind = "grade-moves"{HEAD}[version.terms]\n'
    terms = (
        "lowest = 1\nhighest = 29\nentry = 1\ntypical = 29\npromotion = 1\nprotected = 29\n"
        "protected_holds_up_to = 1\nprotected_drop = 1"
    )
    assert read(text + terms, "name.toml").id == "kr.name"


def test_titles_are_in_both_languages() -> None:
    assert read(WHOLE).title == Text("자기부담금", "Deductible")
    assert problems_of(changed(', en = "Deductible"', "")) == ["deductible.toml: title.en: missing"]


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("low_fault.toml", "accidents_left_out = 1", "accidents_left_out = 2"),
        ("evaluation_window.toml", "half_point_carry_years = 1", "half_point_carry_years = 3"),
    ],
)
def test_a_number_that_the_engine_does_not_follow_is_refused(
    file: str, before: str, after: str
) -> None:
    """A user's own rule with that number would be shown but change nothing, so it is refused."""
    text = (policies_folder() / "kr" / file).read_text("utf-8")
    key, value = after.split(" = ")
    assert problems_of(text.replace(before, after), file) == [
        f"{file}: version[0].terms.{key}: out of range (value {value}, least 1, most 1)"
    ]
