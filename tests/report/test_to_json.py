"""The JSON answer keeps to its schema, and that of the sample is right to the won."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from strategies import cases

import advisor.explain
import advisor.report.answer
from advisor.domain.money import Rate, Won
from advisor.domain.policy import Claim, ClaimStatus
from advisor.explain.texts import Texts
from advisor.intake.problems import Problem
from advisor.report.answer.answer_schema import schema_text
from advisor.report.answer.to_json import answer_document, problems_document, to_json
from advisor.service import decide

if TYPE_CHECKING:
    from advisor.domain.case import Case
    from advisor.domain.decision import Decision
    from advisor.domain.rulebook import Rulebook

FOLDER = Path(advisor.report.answer.__file__).parent
TEXTS = Path(advisor.explain.__file__).parent / "en"
SCHEMA = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA)
KEYS, KEYS_OF_OPTION = ([*SCHEMA["$defs"][part]["properties"]] for part in ("answer", "outcome"))

few = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read_back(decision: Decision) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(answer_document(decision)))
    return found


def test_the_sample_is_answered_to_the_won(sample: Decision) -> None:
    answer = read_back(sample)
    claim = answer["options"][1]
    assert answer["verdict"] == "claim"
    assert answer["margin"] == 238_910
    assert answer["certainty"] == "likely"
    assert answer["horizon"] == [{"from": 1, "to": 20, "best": "claim"}]
    assert answer["limit"] == {"claim_from": 1_422_773, "cash_up_to": 1_261_090}
    assert answer["plan"] is None
    assert answer["refund_by"] == "2027-03-01"
    assert answer["payout"] == {
        "own_damage": 1_440_000,
        "other_property": 0,
        "total": 1_440_000,
        "deductible": 360_000,
        "from_other_side": 0,
    }
    assert answer["threshold"] == {
        "amount": 2_000_000,
        "tested": 1_440_000,
        "crossed": False,
        "near": False,
    }
    assert (claim["cash_now"], claim["extra_premium"], claim["total"]) == (
        360_000,
        901_090,
        1_261_090,
    )
    assert claim["lines"][0] == {
        "code": "deductible",
        "renewal": 0,
        "day": "2026-11-21",
        "amount": 360_000,
        "present": 360_000,
        "basis": ["kr.deductible@2011-02-15"],
    }
    assert claim["path"][0]["grade_factor"] == "0.54"
    assert claim["path"][0]["count_factor"] == "1.12"
    assert answer["budget"] == {"extra_premium": 1_140_000}
    assert claim["outlay"] == 7_124_680
    assert answer["break_even"] == {
        "over": "own_damage",
        "map": [
            {"from": 0, "to": 1_422_772, "best": "self-pay"},
            {"from": 1_422_773, "to": 4_000_000, "best": "claim"},
        ],
    }
    assert (answer["range"], answer["assumed"]) == ([], [])
    assert [one["code"] for one in answer["warnings"]] == ["second-claim-in-three-years"]
    quotes = next(one for one in answer["ask"] if one["code"] == "renewal-quotes")
    assert quotes["facts"]["self_pay_if_extra_above"] == 1_140_000


def test_an_option_that_is_not_possible_has_no_figures(sample: Decision) -> None:
    own_only = read_back(sample)["options"][2]
    assert own_only["available"] is False
    assert own_only["reasons"] == ["one-part-only"]
    empty = {own_only[key] for key in ("tested", "crossed", "score", "cash_now", "total")}
    assert empty == {None}
    assert own_only["lines"] == own_only["path"] == []


def test_several_claims_of_this_year_make_a_refund_plan(
    sample_case: Case, rulebook: Rulebook
) -> None:
    claim = Claim(date(2026, 5, 6), Won(700_000), Rate(Decimal(1)), status=ClaimStatus.REFUNDABLE)
    decision = decide(evolve(sample_case, claims=(claim,)), rulebook)
    answer = read_back(decision)
    assert [*answer] == [key for key in KEYS if key in answer]
    plan = answer["refund_plan"]
    assert {tuple(entry["refund"]) for entry in plan} == {(), (0,)}
    totals = [entry["total"] for entry in plan]
    assert totals == sorted(totals)
    assert answer["plan"] == {**plan[0], "by": "2027-03-01"}
    assert VALIDATOR.is_valid(answer)


@few
@given(cases())
def test_every_answer_keeps_to_the_schema(rulebook: Rulebook, case: Case) -> None:
    """It also has its keys in the order of the schema, for people who read it."""
    answer = read_back(decide(case, rulebook))
    VALIDATOR.validate(answer)
    assert [*answer] == [key for key in KEYS if key in answer]
    for option in answer["options"]:
        assert [*option] == KEYS_OF_OPTION
        assert (option["total"] or 0) == sum(line["present"] for line in option["lines"])


def test_problems_keep_to_the_schema_and_carry_their_sentences() -> None:
    problem = Problem("accident.day", "missing", facts={"minimum": date(2026, 3, 2), "count": 2})
    document = json.loads(to_json(problems_document([problem], Texts("en"))))
    VALIDATOR.validate(document)
    (said,) = document["problems"]
    assert list(said) == ["path", "code", "value", "rule", "instead", "facts"]
    assert said["facts"] == {"minimum": "2026-03-02", "count": 2}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert not VALIDATOR.is_valid({"schema_version": 1})


def keys_of(schema: dict[str, Any]) -> set[str]:
    """Return every key that a part of the schema may hold, also in lists and alternatives."""
    found = set(schema.get("properties", {}))
    for part in schema.get("properties", {}).values():
        found |= keys_of(part)
    for part in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])):
        found |= keys_of(part)
    return found


@pytest.mark.parametrize("name", ["answer", "outcome"])
def test_the_reference_names_every_key(name: str) -> None:
    """Authors of scripts read the page beside the schema, so the page names every key."""
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    schema = json.loads((FOLDER / "answer.schema.json").read_text(encoding="utf-8"))
    named = set(re.findall(r"[a-z_0-9]+", page))
    assert keys_of(schema["$defs"][name]) - named == set()


def test_the_reference_names_every_line() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    lines = tomllib.loads((TEXTS / "answer.toml").read_text(encoding="utf-8"))["line"]
    assert {code for code in lines if f"`{code}`" not in page} == set()
