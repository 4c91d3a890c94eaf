"""`advisor rules`: every rule with its days, its sources and how sure it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from freezegun import freeze_time

if TYPE_CHECKING:
    from command_line import Run


def test_the_list_names_every_rule_once(run: Run) -> None:
    lines = run("rules", "list").out.splitlines()[1:]
    names = [line.split()[0] for line in lines]
    assert "kr.deductible" in names
    assert len(names) == len(set(names))
    listed = json.loads(run("rules", "list", "--json").out)["rules"]
    assert [rule["id"] for rule in listed] == names


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_rule_can_be_shown(run: Run, language: str) -> None:
    for line in run("rules", "list").out.splitlines()[1:]:
        name = line.split()[0]
        code, out, err = run("rules", "show", name, "--lang", language)
        assert (code, err) == (0, "")
        assert out.startswith(name)


def test_a_day_picks_a_version(run: Run) -> None:
    on_day = run("rules", "show", "kr.deductible", "--on", "2015-06-01")
    assert "2011-02-15" in on_day.out
    assert "2001-01-01" not in on_day.out
    assert run("rules", "show", "kr.deductible@2011-02-15").out == on_day.out
    (version,) = json.loads(
        run("rules", "show", "kr.deductible", "--on", "2015-06-01", "--json").out
    )["versions"]
    assert version["terms"]["plans"][0] == {
        "code": "20-percent",
        "rate": "0.2",
        "minimum_of_threshold": "0.1",
        "maximum": 500_000,
    }


def test_a_day_before_the_first_version_has_its_own_code(run: Run) -> None:
    assert run("rules", "show", "kr.deductible", "--on", "1970-01-01").code == 4


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "kr.deductibles"), "“kr.deductible”"),
        (("show", "nothing"), "rules list"),
        (("show", "kr.deductible", "--on", "soon"), "“soon”"),
        (("show",), "rule"),
        (("shwo",), "rules --help"),
    ],
)
def test_wrong_usage_says_what_is_right(run: Run, arguments: tuple[str, ...], says: str) -> None:
    code, out, err = run("rules", *arguments)
    assert (code, out) == (2, "")
    assert says in err


def test_the_audit_finds_no_mistake_today(run: Run) -> None:
    code, out, _ = run("rules", "audit", "--json")
    assert code == 0
    assert not any(finding["mistake"] for finding in json.loads(out)["findings"])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_audit_tells_what_was_not_checked_for_long(run: Run, language: str) -> None:
    with freeze_time("2029-01-01", tick=True, ignore=["tomllib"]):
        found = json.loads(run("rules", "audit", "--json").out)["findings"]
        code, out, _ = run("rules", "audit", "--lang", language)
    assert code == 0
    assert {finding["flaw"] for finding in found} >= {"stale", "uncertain"}
    assert len(out.splitlines()) == len(found)
