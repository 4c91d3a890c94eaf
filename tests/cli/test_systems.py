"""`advisor systems`: the classics and the Korean system, as tables and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from command_line import Run


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_list_names_every_system(run: Run, language: str) -> None:
    code, out, err = run("systems", "list", "--lang", language)
    listed = json.loads(run("systems", "list", "--json").out)["systems"]
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()[1:]] == [one["id"] for one in listed]
    assert listed[0]["id"] == "kr"
    assert all(one["title"] for one in listed)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_system_is_shown(run: Run, language: str) -> None:
    code, out, err = run(
        "systems", "show", "belgium_1971", "--plain", "--mean-loss", "150", "--lang", language
    )
    assert (code, err) == (0, "")
    assert out.startswith("belgium_1971")
    assert "20.69–" in out
    assert "62.46" in out


def test_a_system_for_programs(run: Run) -> None:
    found = json.loads(run("systems", "show", "malaysia", "--mean-loss", "150", "--json").out)
    assert found["schema_version"] == 2
    assert found["accident_rates"] == ["0.1"]
    paid = found["classes"][0]["losses"][0]
    assert (paid["above"], paid["action"]) == ("0", "self-pay")
    assert float(paid["to"]) == pytest.approx(40.547, abs=0.001)
    assert found["classes"][-1]["losses"][-1]["to"] is None
    assert found["sources"]


def test_systems_side_by_side(run: Run) -> None:
    arguments = ("systems", "compare", "malaysia", "brazil", "--discount-rate", "4%")
    out = run(*arguments).out
    assert [line.split()[0] for line in out.splitlines()[1:3]] == ["malaysia", "brazil"]
    found = json.loads(run(*arguments, "--json").out)["systems"]
    assert [one["discount_rate"] for one in found] == ["0.04", "0.04"]


def test_the_korean_system_shows_its_gap(run: Run) -> None:
    out = run("systems", "show", "kr").out
    assert "–2,500,000, " in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "belgium"), "“belgium_19"),
        (("show", "nothing-like-it"), "systems list"),
        (("compare",), "systems"),
        (("show", "ross", "--accident-rate", "no"), "--accident-rate"),
        (("show", "ross", "--accident-rate", "3.1"), "up to 3"),
        (("show", "ross", "--mean-loss", "0"), "--mean-loss"),
        (("show", "kr", "--plain"), "--plain"),
    ],
)
def test_wrong_usage_says_what_is_right(run: Run, arguments: tuple[str, ...], says: str) -> None:
    code, out, err = run("systems", *arguments)
    assert (code, out) == (2, "")
    assert says in err
