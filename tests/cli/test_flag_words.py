"""A flag that does not exist: the error names the flag that is probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from advisor.intake.case.fields import FIELDS, FLAGS
from advisor.intake.flag_words import MEANT, nearest_flag

if TYPE_CHECKING:
    from command_line import Run

    from advisor.intake.case.field import Field

OWN = [f"--{name}" for name in FLAGS]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("--other-damage", "--other-property"),
        ("--their-damage", "--other-property"),
        ("--repair", "--own-damage"),
        ("--injury", "--injury-grade"),
        ("--accident-date", "--day"),
        ("--policy-start", "--start"),
        ("--premiun", "--premium"),
        ("--other-injured", "--injury-grade"),
        ("--jsn", "--json"),
    ],
)
def test_the_flag_that_is_meant_is_named(run: Run, typed: str, meant: str) -> None:
    code, out, err = run("decide", typed, "1", "--lang", "en")
    assert (code, out) == (2, "")
    assert f"Did you mean {meant}?" in err


@pytest.mark.parametrize("field", [one for one in FIELDS if one.flag], ids=lambda one: one.path)
def test_a_key_of_the_case_file_leads_to_a_flag_of_that_key(field: Field) -> None:
    key = field.key.replace("_", "-")
    meant = nearest_flag(f"--{key}", OWN)
    assert meant.removeprefix("--") == key or FLAGS[meant.removeprefix("--")].key == field.key


def test_what_people_call_flags_are_no_flags_and_lead_to_some(run: Run) -> None:
    page = run("decide", "--help", "--lang", "en").out
    assert [word for word in MEANT if word in FLAGS] == []
    assert [flag for flag in MEANT.values() if flag not in page] == []


def test_a_flag_that_is_like_none_has_no_guess(run: Run) -> None:
    said = run("decide", "--zzzz", "1", "--lang", "en").err
    assert said.startswith("There is no option --zzzz.\n")
