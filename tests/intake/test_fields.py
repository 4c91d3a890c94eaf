"""The table of keys agrees with itself, with the sample, and with the names in both languages."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from advisor.explain.texts import LANGUAGES, Texts
from advisor.intake.case.field import FieldKind, ListKey
from advisor.intake.case.fields import (
    BY_PATH,
    COVER_FLAG,
    ESTIMATE_KEYS,
    FIELDS,
    FLAGS,
    KEYS,
    NO_COVER,
    field_at,
    order_in_file,
)
from advisor.intake.case.schema import case_schema_text


def test_every_key_but_the_format_and_those_of_rows_has_one_flag() -> None:
    """The key for “no cover” has no flag of its own: the cover's flag takes the form `--no-…`."""
    without = [field.path for field in FIELDS if not field.flag]
    rows = [field.path for field in FIELDS if field.table in {f"{listed}[]" for listed in ListKey}]
    assert without == ["format", NO_COVER, *rows]
    assert max(Counter(field.flag for field in (*FIELDS, COVER_FLAG) if field.flag).values()) == 1
    assert FLAGS["threshold"].path == "policy.surcharge_threshold"
    assert FLAGS["own-damage"].path == "accident.own_damage"
    assert FLAGS["own-damage-cover"] is COVER_FLAG
    assert FLAGS["client-policy-number"].path == "client.policy_number"
    assert all(re.fullmatch("[a-z0-9-]+", flag) for flag in FLAGS)


def test_the_sample_uses_keys_in_the_order_of_the_table(sample: dict[str, Any]) -> None:
    tables = [key.removesuffix("[]") for key in KEYS[""]]
    assert list(sample) == [
        table for table in tables if table not in {"violation", "other_car", "client"}
    ]
    for table in ("policy", "accident", "assumptions"):
        stated = list(sample[table])
        assert stated == [key for key in KEYS[table] if key in stated]


def test_a_path_finds_its_field() -> None:
    for field in FIELDS:
        assert field_at(field.path.replace("[]", "[7]")) == field
    for key in ESTIMATE_KEYS:
        assert field_at(f"accident.own_damage.{key}") == BY_PATH["accident.own_damage"]
    assert field_at("policy.own_damage") == COVER_FLAG
    assert field_at("policy.nothing") is None
    assert field_at("") is None


def test_the_schema_is_one_that_people_can_read_and_knows_old_keys() -> None:
    """The schema has the words of either language unescaped, and marks old keys as deprecated."""
    text = case_schema_text(lambda path: f"열쇠 {path}")
    assert "열쇠 policy.premium" in text
    parts = json.loads(text)["properties"]
    old = parts["assumptions"]["properties"]["long_renewals"]
    assert old == {"deprecated": True}
    assert parts["client"]["properties"]["name"]["maxLength"] == 200
    assert parts["client"]["properties"]["note"]["maxLength"] == 2_000


def test_paths_sort_as_the_file_lists_them() -> None:
    paths = ["format", "as_of", "policy.start", "policy.zzz", "claim[0].day", "claim[0].status",
             "claim[2].day", "claim[10].day", "accident.day", "accident.own_damage.low",
             "assumptions.quote_claim", "zzz"]  # fmt: skip
    assert sorted(paths, key=order_in_file) == paths


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_a_name(language: str) -> None:
    texts = Texts("ko" if language == "ko" else "en")
    tables = [table for table in KEYS if table]
    for path in (*BY_PATH, *tables):
        assert texts(f"field.{path}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_both_sentences_in_both_languages(language: str) -> None:
    here, there = Texts("ko" if language == "ko" else "en"), Texts("en")
    codes = here.codes("problem")
    assert set(codes) == set(there.codes("problem"))
    # The rule may have a second form for a year ahead; the advice may have one if no known name is
    # near, one for the start of the policy, and one with an example for each key always needed.
    second = (".instead-unlike", ".instead-start", ".rule-ahead")
    codes = tuple(code for code in codes if not code.endswith(second))
    needed = {f".instead-{field.path.replace('.', '-')}" for field in FIELDS if field.required}
    codes = tuple(code for code in codes if not code.endswith(tuple(needed)))
    stems = {code.rpartition(".")[0] for code in codes}
    assert set(codes) == {f"{stem}.{part}" for stem in stems for part in ("rule", "instead")}
    for kind in FieldKind:
        if kind is not FieldKind.ESTIMATE:
            assert {f"problem.not-{kind}"} <= stems
