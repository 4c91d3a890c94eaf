"""Flags and settings over a file: what they change, what they rule out, what they refuse."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.saying import said

from advisor.domain.case import Case
from advisor.engine.advise import advise
from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.case_file import read_case
from advisor.intake.case.field import ListKey
from advisor.intake.case.fields import COVER, DEDUCTIBLE, FIELDS, FLAGS
from advisor.intake.case.flags import apply_flags, apply_settings
from advisor.intake.nested import copied_document, value_at
from advisor.intake.typed.insurer import parse_insurer, with_insurer_code
from advisor.report.answer.to_json import problem_words

if TYPE_CHECKING:
    from advisor.domain.rulebook import Rulebook

TODAY = date(2026, 11, 22)


def test_flags_make_a_case_without_a_file(rulebook: Rulebook) -> None:
    flags = {
        "own-damage": "230만",
        "premium": "82만",
        "start": "26.3.2",
        "day": "어제",
        "kind": "collision",
        "fault": "30%",
        "deductible-rate": "0.2",
    }
    document, problems = apply_flags(None, flags, {ListKey.CLAIM: ["2024-05-10:900000"]}, TODAY)
    assert problems == ()
    case = read_case(document, rulebook, TODAY)
    assert isinstance(case, Case)
    assert case.accident.own_damage.likely == 2_300_000
    assert case.accident.fault == Decimal("0.3")
    assert case.policy.own_damage is not None
    assert case.claims[0].property_paid == 900_000


def test_a_flag_that_nobody_knows_takes_its_key_away(sample: dict[str, Any]) -> None:
    """The same holds for a part of a past claim, here the payout."""
    rows = {ListKey.CLAIM: ["2025-05-10:모르겠어요"]}
    document, problems = apply_flags(sample, {"grade": "잘 모릅니다"}, rows, TODAY)
    assert problems == ()
    assert value_at(document, "policy.grade") is None
    assert document["claim"] == [*sample["claim"], {"day": date(2025, 5, 10)}]


def test_flags_override_a_file_and_leave_it_as_it_was(sample: dict[str, Any]) -> None:
    before = copied_document(sample)
    document, problems = apply_flags(
        sample,
        {"grade": "11Z", "threshold": "100만"},
        {ListKey.CLAIM: ["26.5.10:90만:refundable"]},
        TODAY,
    )
    assert problems == ()
    assert sample == before
    assert value_at(document, "policy.grade") == 11
    assert value_at(document, "policy.surcharge_threshold") == 1_000_000
    assert value_at(document, "claim[0].day") == date(2024, 5, 10)
    assert value_at(document, "claim[1].status") == "refundable"
    assert value_at(document, "policy.premium") == 820_000


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ({"accident.fault": "500%"}, "accident.fault"),
        ({"accident.fault": "500"}, "accident.fault"),
        ({"policy.own_damage.deductible.rate": "-5%"}, "policy.own_damage.deductible.rate"),
    ],
)
def test_a_rate_out_of_bounds_is_named_as_it_was_typed(
    sample: dict[str, Any], settings: dict[str, str], path: str
) -> None:
    _, problems = apply_settings(sample, settings, TODAY)
    assert [(one.path, one.value) for one in problems] == [(path, settings[path])]
    assert problems[0].code.startswith("rate-out-of-range")


def test_a_rate_out_of_bounds_in_a_past_claim_is_named_as_it_was_typed() -> None:
    flags = {ListKey.CLAIM: ["2024-05-10:900000:fault=500%"]}
    _, problems = apply_flags(None, {}, flags, TODAY)
    assert [(one.path, one.value) for one in problems] == [("claim[0].fault", "500%")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("삼성화재", "samsung"), ("삼성", "samsung"), (" 삼성 화재 ", "samsung"),
        ("Samsung", "samsung"), ("SAMSUNG", "samsung"), ("KB손보", "kb"), ("DB 손해보험", "db"),
        ("현대해상", "hyundai"), ("hyundai marine", "hyundai"), ("메리츠", "meritz"),
        ("mg", "mg"), ("흥국화재", "heungkuk"), ("악사", "axa"), ("캐롯", "carrot"),
        ("하나", "hana"), ("동부화재", "db"), ("동네보험", "동네보험"), ("x", "x"),
    ],
)  # fmt: skip
def test_an_insurer_is_known_by_its_names(rulebook: Rulebook, text: str, code: str) -> None:
    assert with_insurer_code({"insurer": text}, rulebook.insurers) == {"insurer": code}


def test_an_insurer_is_known_by_each_name_that_is_shown(rulebook: Rulebook) -> None:
    for code, rule in rulebook.insurers.items():
        for name in (rule.versions[-1].terms.name, rule.title):
            for text in (name.ko, name.en, name.en.upper(), code):
                assert parse_insurer(text, rulebook.insurers) == code


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("삼성화재해상보험(주)", "samsung"),
        ("현대해상화재보험주식회사", "hyundai"),
        ("메리츠화재해상보험㈜", "meritz"),
        ("흥국화재해상보험 주식회사", "heungkuk"),
        ("주식회사 케이비손해보험", "kb"),
        ("디비손해보험주식회사", "db"),
        ("엠지손해보험", "mg"),
        ("캐롯퍼마일", "carrot"),
    ],
)
def test_an_insurer_is_known_by_the_name_on_its_policies(
    rulebook: Rulebook, printed: str, code: str
) -> None:
    assert parse_insurer(printed, rulebook.insurers) == code


@pytest.mark.parametrize(
    ("text", "code"), [("삼성화재", "samsung"), ("동네보험", "동네보험"), ("mgg", "mgg")]
)
def test_an_insurer_is_known_by_name_in_files_and_any_other_is_answered(
    rulebook: Rulebook, sample: dict[str, Any], text: str, code: str
) -> None:
    """No insurer is refused: the standard tables are used for one that is not known."""
    sample["policy"]["insurer"] = text
    case = read_case(sample, rulebook, TODAY)
    assert isinstance(case, Case)
    assert case.policy.insurer == code
    assert advise(case, rulebook).recommended


def test_an_empty_flag_takes_the_key_out(sample: dict[str, Any]) -> None:
    document, _ = apply_flags(sample, {"grade": "", "quote-clean": ""}, {}, TODAY)
    assert value_at(document, "policy.grade") is None
    assert value_at(document, "policy.start") is not None


@pytest.mark.parametrize(
    ("flags", "left"),
    [
        ({"deductible-fixed": "30만"}, {"fixed": 300_000}),
        ({"deductible-fixed": "30만", "deductible-rate": "0.3"},
         {"rate": Decimal("0.3"), "fixed": 300_000}),
        ({"deductible-minimum": "30만"},
         {"rate": Decimal("0.2"), "minimum": 300_000, "maximum": 500_000}),
    ],
)  # fmt: skip
def test_a_fixed_deductible_and_a_rate_rule_each_other_out(
    sample: dict[str, Any], flags: dict[str, str], left: dict[str, object]
) -> None:
    assert value_at(apply_flags(sample, flags, {}, TODAY)[0], DEDUCTIBLE) == left


def test_a_rate_rules_a_fixed_deductible_of_the_file_out(sample: dict[str, Any]) -> None:
    sample["policy"]["own_damage"]["deductible"] = {"fixed": 300_000}
    document, _ = apply_flags(sample, {"deductible-rate": "0.2"}, {}, TODAY)
    assert value_at(document, DEDUCTIBLE) == {"rate": Decimal("0.2")}


def test_a_kind_rules_out_what_it_does_not_take(sample: dict[str, Any]) -> None:
    sample["accident"] |= {"kind": "collision", "fault": Decimal("0.3"), "high_value": "mine"}
    to_flood, _ = apply_flags(sample, {"kind": "flood"}, {}, TODAY)
    assert value_at(to_flood, "accident.fault") == Decimal("0.3")
    assert value_at(to_flood, "accident.high_value") is None
    to_object, _ = apply_flags(sample, {"kind": "object"}, {}, TODAY)
    assert value_at(to_object, "accident.fault") is None
    stated, _ = apply_flags(sample, {"kind": "object", "fault": "0.5"}, {}, TODAY)
    assert value_at(stated, "accident.fault") == Decimal("0.5")


def test_the_cover_is_switched_by_its_own_flag(sample: dict[str, Any]) -> None:
    without, _ = apply_flags(sample, {"own-damage-cover": "no"}, {}, TODAY)
    assert value_at(without, COVER) is None
    again, _ = apply_flags(without, {"own-damage-cover": "yes"}, {}, TODAY)
    assert value_at(again, COVER) == {}
    kept, _ = apply_flags(sample, {"own-damage-cover": "yes"}, {}, TODAY)
    assert value_at(kept, f"{COVER}.sum_insured") == 21_000_000


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("2024-05-10:900000", {"day": date(2024, 5, 10), "property_paid": 900_000}),
        (
            "2024-05-10:90만:fault=0.3:threshold=50만",
            {
                "day": date(2024, 5, 10),
                "property_paid": 900_000,
                "fault": Decimal("0.3"),
                "surcharge_threshold": 500_000,
            },
        ),
        ("24.5.10:injury=12", {"day": date(2024, 5, 10), "injury_grade": 12}),
        ("24.5.10:injury=death", {"day": date(2024, 5, 10), "injury_grade": "death"}),
        ("24.5.10::own-injury", {"day": date(2024, 5, 10), "own_injury": True}),
        (
            "26.5.10:90만:refundable",
            {"day": date(2026, 5, 10), "property_paid": 900_000, "status": "refundable"},
        ),
        (
            "fault=30%:paid=90만:day=26.5.10",
            {"day": date(2026, 5, 10), "property_paid": 900_000, "fault": Decimal("0.3")},
        ),
    ],
)
def test_a_claim_in_one_flag(text: str, claim: dict[str, object]) -> None:
    document, problems = apply_flags(None, {}, {ListKey.CLAIM: [text]}, TODAY)
    assert problems == ()
    assert document["claim"] == [claim]


@pytest.mark.parametrize(
    ("text", "path", "code"),
    [
        ("soon:900000", "claim[0].day", "unreadable-day"),
        ("24.5.10:much", "claim[0].property_paid", "unreadable-amount"),
        ("24.5.10:1:fault=x", "claim[0].fault", "unreadable-rate"),
        ("24.5.10:1:colour=red", "claim[0]", "unknown-part"),
        ("24.5.10:1:2", "claim[0]", "unknown-part"),
    ],
)
def test_a_claim_that_cannot_be_read(text: str, path: str, code: str) -> None:
    problems = apply_flags(None, {}, {ListKey.CLAIM: [text]}, TODAY)[1]
    assert [(problem.path, problem.code) for problem in problems] == [(path, code)]
    assert all(map(said, problems))


@pytest.mark.parametrize(
    ("listed", "part"), [(ListKey.OTHER_CAR, "grade="), (ListKey.VIOLATION, "kind=")]
)
def test_an_unknown_part_of_a_car_is_not_told_of_a_past_claim(listed: ListKey, part: str) -> None:
    (problem,) = apply_flags(None, {}, {listed: ["26.8.1:64만:99"]}, TODAY)[1][-1:]
    for language in LANGUAGES:
        words = problem_words(problem, Texts(language))
        assert part in words
        assert not re.search("claim|fault|지난 보험|2024", words)


def test_every_claim_that_cannot_be_read_is_told_with_its_place(sample: dict[str, Any]) -> None:
    """The sample's own claim counts as the first; the readable one between the others is kept."""
    texts = ["soon:1", "24.6.10:900000", "24.5.10:much"]
    document, problems = apply_flags(sample, {}, {ListKey.CLAIM: texts}, TODAY)
    assert [(problem.path, problem.value) for problem in problems] == [
        ("claim[1].day", "soon"),
        ("claim[3].property_paid", "much"),
    ]
    claims = document["claim"]
    assert isinstance(claims, list)
    assert claims[2] == {"day": date(2024, 6, 10), "property_paid": 900_000}


def test_an_unknown_part_is_shown_whole() -> None:
    problems = apply_flags(None, {}, {ListKey.CLAIM: ["24.5.10:1:colour=red"]}, TODAY)[1]
    assert [problem.value for problem in problems] == ["colour=red"]


def test_settings_go_by_path_and_reach_claims(sample: dict[str, Any]) -> None:
    settings = {"claim[0].fault": "30%", "accident.own_damage": "150만~180만~260만"}
    document, problems = apply_settings(sample, settings, TODAY)
    assert problems == ()
    assert value_at(document, "claim[0].fault") == Decimal("0.3")
    assert value_at(document, "accident.own_damage") == {
        "low": 1_500_000, "likely": 1_800_000, "high": 2_600_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("policy.grad", "unknown-path"),
        ("claim[7].fault", "no-place"),
        ("accident.own_damage.low", "no-place"),
        ("policy.premium", "signed-amount"),
    ],
)
def test_settings_that_cannot_be_made(sample: dict[str, Any], path: str, code: str) -> None:
    problems = apply_settings(sample, {path: "-1" if code == "signed-amount" else "1"}, TODAY)[1]
    assert [(problem.path, problem.code) for problem in problems] == [(path, code)]
    assert all(map(said, problems))


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("2026-01-05:drunk", {"day": date(2026, 1, 5), "kind": "drunk"}),
        ("26.1.5 : 음주운전", {"day": date(2026, 1, 5), "kind": "drunk"}),
        ("2026-01-05:속도 위반", {"day": date(2026, 1, 5), "kind": "signal-centre-line-speeding"}),
        ("2026-01-05", {"day": date(2026, 1, 5)}),
        (":hit and run", {"kind": "hit-and-run"}),
        ("", {}),
    ],
)
def test_a_violation_is_a_day_and_a_kind(text: str, table: dict[str, object]) -> None:
    document, problems = apply_flags(None, {}, {ListKey.VIOLATION: [text]}, TODAY)
    assert problems == ()
    assert document["violation"] == [table]


def test_a_violation_on_no_day_keeps_its_kind() -> None:
    document, problems = apply_flags(None, {}, {ListKey.VIOLATION: ["x:drunk"]}, TODAY)
    assert [(one.path, one.code) for one in problems] == [("violation[0].day", "unreadable-day")]
    assert document["violation"] == [{"kind": "drunk"}]


def test_a_flag_that_no_field_has_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        apply_flags(None, {"colour": "red"}, {}, TODAY)


@given(
    flags=st.dictionaries(st.sampled_from(sorted(FLAGS)), st.text(max_size=10), max_size=8),
    claims=st.lists(st.text("0123456789-:=.abcfault", max_size=20), max_size=3),
    settings=st.dictionaries(
        st.sampled_from([field.path.replace("[]", "[0]") for field in FIELDS])
        | st.text("abc.[]019", max_size=8),
        st.text(max_size=10),
        max_size=5,
    ),
)
def test_no_flag_raises(flags: dict[str, str], claims: list[str], settings: dict[str, str]) -> None:
    added = {ListKey.CLAIM: claims, ListKey.VIOLATION: claims}
    document, problems = apply_flags(None, flags, added, TODAY)
    assert all(map(said, problems))
    assert all(map(said, apply_settings(document, settings, TODAY)[1]))


@pytest.mark.parametrize("nobody", ["없음", "none", "nobody", "no"])
def test_nobody_hurt_takes_the_injury_out(nobody: str) -> None:
    hurt, problems = apply_flags(None, {"injury-grade": "염좌"}, {}, TODAY)
    assert problems == ()
    assert value_at(hurt, "accident.injury_grade") == 12
    well, problems = apply_flags(hurt, {"injury-grade": nobody}, {}, TODAY)
    assert problems == ()
    assert value_at(well, "accident.injury_grade") is None
