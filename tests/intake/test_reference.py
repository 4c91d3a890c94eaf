"""The reference and the schema of the case file agree with its table of keys."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator
from source_tree import ROOT

from advisor.intake.case.fields import FIELDS
from advisor.intake.case.schema import case_schema_text

REFERENCE = ROOT / "advisor" / "intake" / "README.md"


def plain(value: object) -> object:
    """Return a document as JSON has it: days as text, numbers as numbers."""
    return json.loads(json.dumps(value, default=_plain))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else json.loads(str(value))


def errors(document: object) -> list[str]:
    validator = Draft202012Validator(json.loads(case_schema_text()))
    return [error.json_path for error in validator.iter_errors(plain(document))]


def test_the_reference_has_a_line_for_each_key_with_its_flag() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| `")]
    found = {row[0].strip("| `"): row[1] for row in rows if len(row) > 3}
    assert found == {one.path: f"--{one.flag}" if one.flag else "–" for one in FIELDS}


def test_the_schema_takes_the_sample_and_names_what_is_wrong(sample: dict[str, Any]) -> None:
    assert errors(sample) == []
    assert errors(sample | {"other_car": [{"start": date(2026, 8, 1), "premium": 1}]}) == []
    for change in ("29P", {"low": 1}, "death"):
        assert errors(sample | {"accident": sample["accident"] | {"own_damage": change}})
    assert errors(sample | {"strange": 1}) == ["$"]
    assert errors({key: value for key, value in sample.items() if key != "accident"}) == ["$"]


def test_bounds_are_those_of_the_table(sample: dict[str, Any]) -> None:
    def renewals(number: int) -> list[str]:
        return errors(sample | {"assumptions": {"renewals": number}})

    assert renewals(1) == renewals(60) == []
    assert renewals(0) == renewals(61) == ["$.assumptions.renewals"]
    drift = {"assumptions": {"premium_drift": Decimal("-0.5")}}
    assert errors(sample | drift) == ["$.assumptions.premium_drift"]


def test_keys_are_described_in_words() -> None:
    assert '"about policy.premium"' in case_schema_text(lambda path: f"about {path}")
