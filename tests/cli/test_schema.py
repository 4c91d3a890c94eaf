"""`advisor schema`: the output of every machine-readable form fits its schema."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from advisor.intake.sample import sample_text

if TYPE_CHECKING:
    from command_line import Run

INSURERS = ("--json", "--insurers", "KB=80만", "Samsung=85만:79만:93만")
POLICY = ("--start", "2026-03-02", "--premium", "82만")
PRINTED = [
    ("decide", ("decide", "--sample", "--json")),
    ("compare", ("compare", "--sample", "--json", "--set", "policy.surcharge_threshold=1000000")),
    ("compare", ("compare", "--sample", *INSURERS)),
    ("compare", ("compare", "--as-of", "2026-11-21", *POLICY, *INSURERS)),
    ("retention", ("retention", "--sample", "--json")),
]


def validator(run: Run, name: str) -> Draft202012Validator:
    schema: dict[str, Any] = json.loads(run("schema", name).out)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize(("name", "command"), PRINTED)
def test_what_is_printed_fits_its_schema(run: Run, name: str, command: tuple[str, ...]) -> None:
    code, out, _ = run(*command)
    assert code == 0
    validator(run, name).validate(json.loads(out))


@pytest.mark.parametrize(("name", "command"), PRINTED)
def test_a_form_without_its_version_does_not_fit(
    run: Run, name: str, command: tuple[str, ...]
) -> None:
    """The schema refuses an output without its version, so it does check something."""
    printed = json.loads(run(*command).out)
    del printed["schema_version"]
    assert not validator(run, name).is_valid(printed)


def test_the_case_file_fits_its_schema(run: Run) -> None:
    document = tomllib.loads(sample_text())
    plain = json.loads(json.dumps(document, default=str))
    found = validator(run, "case")
    found.validate(plain)
    plain["policy"]["premum"] = 1
    assert not found.is_valid(plain)


def test_no_name_is_that_of_the_answer(run: Run) -> None:
    assert run("schema").out == run("schema", "decide").out


def test_an_unknown_name_lists_those_that_are_known(run: Run) -> None:
    code, _, err = run("schema", "cases")
    assert code == 2
    assert all(name in err for name in ("decide", "compare", "batch", "retention", "case"))
