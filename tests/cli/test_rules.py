"""`advisor rules`: every rule with its days, its sources and how certain it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from freezegun import freeze_time

from advisor.intake.sample import sample_text
from advisor.rules.locate import policies_folder

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run
    from pytest import FixtureRequest  # noqa: PT013 - types only


def test_the_list_names_every_rule_once(run: Run) -> None:
    lines = run("rules", "list").out.splitlines()[1:]
    names = [line.split()[0] for line in lines]
    assert "kr.deductible" in names
    assert len(names) == len(set(names))
    listed = json.loads(run("rules", "list", "--json").out)["rules"]
    assert [rule["id"] for rule in listed] == names


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_rule_can_be_shown(run: Run, language: str) -> None:
    names = [rule["id"] for rule in json.loads(run("rules", "list", "--json").out)["rules"]]
    assert len(names) == len([*(policies_folder() / "kr").rglob("*.toml")])
    for name in names:
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
    with freeze_time("2029-01-01", tick=True):
        found = json.loads(run("rules", "audit", "--json").out)["findings"]
        code, out, _ = run("rules", "audit", "--lang", language)
    assert code == 0
    assert {finding["flaw"] for finding in found} >= {"stale", "uncertain"}
    assert len(out.splitlines()) == len(found)


AHEAD = """
id = "{id}"
kind = "{kind}"
governed_by = "{governed_by}"
title = {{ ko = "내일", en = "Tomorrow" }}
[[version]]
in_force_from = 2027-06-01
checked_on = 2026-11-20
confidence = "X"
[version.terms]
{terms}
[[version.source]]
title = "A notice"
retrieved = 2026-11-20
states = {{ ko = "내일부터", en = "From tomorrow on" }}
"""


@pytest.fixture
def ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Add rules of the user's own, over shipped ones, that apply from a day still ahead."""
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    country = tmp_path / "policies" / "kr"
    (country / "insurers").mkdir(parents=True)
    name = 'name = { ko = "내일손해보험", en = "Tomorrow Insurance" }'
    of_insurer = {"id": "kr.insurer.mg", "kind": "insurer", "governed_by": "policy-start"}
    path = country / "insurers" / "mg.toml"
    path.write_text(AHEAD.format(**of_insurer, terms=name), "utf-8")
    tables = (
        'unit = 10\nstandard_grade_table = "bohum24"\nstandard_count_profile = "two-count-2017"'
    )
    of_premium = {"id": "kr.premium", "kind": "premium", "governed_by": "renewal"}
    path = country / "premium.toml"
    path.write_text(AHEAD.format(**of_premium, terms=tables), "utf-8")


def listed(run: Run, rule: str) -> list[str]:
    """Return the words of a rule's line in the list, its id left out."""
    lines = run("rules", "list", "--lang", "en").out.splitlines()
    return next(line.split()[1:] for line in lines if line.split()[0] == rule)


@pytest.mark.parametrize("rule", ["kr.insurer.mg", "kr.premium"])
def test_the_list_shows_what_holds_today(run: Run, rule: str, request: FixtureRequest) -> None:
    """The list describes today's version (day, certainty, owner) until the next one begins."""
    with freeze_time("2026-11-29"):
        before = listed(run, rule)
        request.getfixturevalue("ahead")
        assert listed(run, rule) == before
    with freeze_time("2027-06-01"):
        since, *others = listed(run, rule)
    assert since == "2027-06-01"
    assert others[-2:] == ["(your", "own)"]


@pytest.mark.usefixtures("ahead")
@pytest.mark.parametrize(("day", "name"), [("2027-03-03", "MG"), ("2027-06-01", "내일손해보험")])
def test_an_insurer_is_called_as_it_is_called_today(
    run: Run, tmp_path: Path, day: str, name: str
) -> None:
    """`compare`, `follow-up` and `learn` use the insurer's name of that day."""
    case = tmp_path / "case.toml"
    case.write_text(sample_text(), "utf-8")
    with freeze_time("2026-11-22"):
        number = run("cases", "import", str(case)).out.strip()
        run("decide", number)
    with freeze_time("2027-03-03"):
        assert run("cases", "renewed", number, "--premium", "98만").code == 0
    with freeze_time(day):
        assert name in run("cases", "follow-up", "--lang", "ko").out
        assert name in run("learn", "--lang", "ko").out
        for changed in (("as_of  = 2026-11-21", f"as_of = {day}"), ("2026-", "2027-")):
            case.write_text(case.read_text("utf-8").replace(*changed), "utf-8")
        case.write_text(case.read_text("utf-8").replace("2027-11-19", "2027-03-02"), "utf-8")
        assert name in run("compare", str(case), "--insurers", "kb=80만", "--lang", "ko").out


@pytest.mark.usefixtures("ahead")
def test_tables_that_will_be_the_standard_ones_are_not_yet(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    own_tables = ('insurer = "mg"', 'count_profile  = "steps"', 'grade_table    = "mg-2024"')
    open_case = sample_text()
    for line in own_tables:
        open_case = open_case.replace(line, "")
    case.write_text(open_case, "utf-8")
    assumed = json.loads(run("decide", str(case), "--json").out)["assumed"]
    taken = {one["path"]: one["value"] for one in assumed}
    assert taken["assumptions.grade_table"] == "mg-2024"
    assert taken["assumptions.count_profile"] == "steps"
