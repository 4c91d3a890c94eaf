"""A user's own rules are laid over the shipped ones: they add, and they replace by the day."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from advisor.domain.errors import AdvisorError
from advisor.rules.fingerprint import fingerprint
from advisor.rules.layers import Layers
from advisor.rules.load import RuleFileError
from advisor.rules.rulebook import load_rulebook

SHIPPED = Path(__file__).parents[2] / "policies"

SOURCE = """
[[version.source]]
title = "Own renewals"
retrieved = 2026-11-20
states = { ko = "직접 확인", en = "Checked by ourselves" }
"""

OURS = (
    """
id = "kr.insurer.nuri"
kind = "insurer"
governed_by = "policy-start"
title = { ko = "우리손해보험", en = "Ours" }
[[version]]
in_force_from = 2020-01-01
checked_on = 2026-11-20
confidence = "B"
[version.terms]
name = { ko = "우리손해보험", en = "Ours" }
count_profile = "house"
"""
    + SOURCE
)

HOUSE = (
    """
id = "kr.count_factor.house"
kind = "count-profile"
governed_by = "renewal"
title = { ko = "우리 표", en = "House table" }
[[version]]
in_force_from = 2017-01-01
checked_on = 2026-11-20
confidence = "X"
terms = { rows = [[1.0], [1.2], [1.5]] }
"""
    + SOURCE
)


def refund(first_day: str) -> str:
    return (
        f"""
id = "kr.refund"
kind = "refund"
governed_by = "accident"
title = {{ ko = "다른 이름", en = "Another name" }}
[[version]]
in_force_from = {first_day}
checked_on = 2026-11-20
confidence = "C"
terms = {{ allowed = true, injury_allowed = false, days_before_renewal = 1 }}
"""
        + SOURCE
    )


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's folder of rules for a country, which is still empty."""
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    folder = tmp_path / "policies" / "kr"
    for name in ("insurers", "count_profiles", "grade_tables"):
        (folder / name).mkdir(parents=True)
    return folder


def test_an_empty_folder_changes_nothing(own: Path) -> None:
    assert own.is_dir()
    assert [*load_rulebook().all_rules()] == [*load_rulebook(SHIPPED).all_rules()]


def test_new_files_add_an_insurer_and_its_table(own: Path) -> None:
    (own / "insurers" / "nuri.toml").write_text(OURS, "utf-8")
    (own / "count_profiles" / "house.toml").write_text(HOUSE, "utf-8")
    rulebook = load_rulebook()
    assert rulebook.insurers["nuri"].versions[0].terms.count_profile == "house"
    assert rulebook.insurers["nuri"].versions[0].own
    assert "mg" in rulebook.insurers
    assert not rulebook.insurers["mg"].versions[0].own
    assert {*rulebook.count_profiles} == {*load_rulebook(SHIPPED).count_profiles, "house"}


def shipped_refund() -> tuple[date, ...]:
    return tuple(version.in_force_from for version in load_rulebook(SHIPPED).refund.versions)


def test_a_newer_version_governs_from_its_day(own: Path) -> None:
    """A newer own version governs from its first day; the older ones and the rule's name stay."""
    (own / "refund.toml").write_text(refund("2026-06-01"), "utf-8")
    rule = load_rulebook().refund
    assert rule.on(date(2026, 6, 1)).own
    assert not rule.on(date(2026, 5, 31)).own
    assert [version.in_force_from for version in rule.versions] == sorted(
        {*shipped_refund(), date(2026, 6, 1)}
    )
    assert rule.title == load_rulebook(SHIPPED).refund.title


def test_a_version_of_the_same_day_takes_the_place_of_the_shipped_one(own: Path) -> None:
    first = shipped_refund()[0]
    (own / "refund.toml").write_text(refund(str(first)), "utf-8")
    versions = load_rulebook().refund.versions
    assert len(versions) == len(shipped_refund())
    assert versions[0].own


@pytest.mark.parametrize(
    ("folder", "text", "kind", "expected"),
    [
        ("insurers", HOUSE, "count-profile", "insurer"),
        ("grade_tables", HOUSE, "count-profile", "grade-table"),
        ("count_profiles", OURS, "insurer", "count-profile"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_its_path(
    own: Path, folder: str, text: str, kind: str, expected: str
) -> None:
    """A file in the wrong folder is refused: it would be asked for what it does not have."""
    file = own / folder / ("house.toml" if text == HOUSE else "nuri.toml")
    file.write_text(text, "utf-8")
    with pytest.raises(RuleFileError) as raised:
        load_rulebook()
    (problem,) = raised.value.problems
    assert (problem.file, problem.path, problem.code) == (
        str(file),
        "kind",
        "not-its-place's-kind",
    )
    assert problem.facts == {"value": kind, "expected": expected}


def test_a_clause_that_does_not_ship_is_of_the_kind_that_it_is_named_after(own: Path) -> None:
    """A broker may add a rule that does not ship; its file name says of which kind it must be."""
    (own / "refund.toml").write_text(refund("2026-06-01"), "utf-8")
    layers = Layers(own / "none", own)
    assert layers.files("")["refund"].read().versions[0].own
    (own / "low_fault.toml").write_text(
        refund("2026-06-01").replace("kr.refund", "kr.low_fault"), "utf-8"
    )
    with pytest.raises(RuleFileError) as raised:
        layers.files("")["low_fault"].read()
    assert raised.value.problems[0].facts == {"value": "refund", "expected": "low-fault"}


def test_a_broken_own_file_is_named_by_all_of_its_path(own: Path) -> None:
    file = own / "refund.toml"
    file.write_text("id = ", "utf-8")
    with pytest.raises(AdvisorError) as raised:
        load_rulebook()
    assert str(file) in str(raised.value.facts["problems"])


def test_a_name_in_decomposed_letters_is_the_same_name(own: Path) -> None:
    """A Hangul name is found even if a file system hands it back in decomposed letters."""
    decomposed = "\u1112\u1161\u11ab"  # the form in which one file system returns 한
    text = OURS.replace("insurer.nuri", "insurer.한")
    (own / "insurers" / f"{decomposed}.toml").write_text(text, "utf-8")
    assert load_rulebook().insurers["한"].id == "kr.insurer.한"


def test_the_fingerprint_changes_with_any_rule_and_with_nothing_else(own: Path) -> None:
    empty = fingerprint()
    assert empty == fingerprint(SHIPPED)
    file = own / "insurers" / "nuri.toml"
    file.write_bytes(OURS.encode())
    added = fingerprint()
    assert added not in {empty, fingerprint(SHIPPED)}
    file.write_bytes(OURS.encode().replace(b"\n", b"\r\n"))
    assert fingerprint() == added
    file.write_text(OURS.replace("2020-01-01", "2020-01-02"), "utf-8")
    assert fingerprint() not in {added, empty}
    file.write_bytes(OURS.encode())
    file.rename(file.with_name("other.toml"))
    assert fingerprint() not in {added, empty}
    file.with_name("other.toml").unlink()
    assert fingerprint() == empty


def test_the_fingerprint_tells_own_rules_from_those_that_ship(own: Path, tmp_path: Path) -> None:
    """The same new file changes the fingerprint differently in a copy and in the user's folder."""
    copy = Path(shutil.copytree(SHIPPED, tmp_path / "copy"))
    assert fingerprint(copy) == fingerprint(SHIPPED)
    for country in (copy / "kr", own):
        (country / "zones").mkdir()  # read last in either folder
        (country / "zones" / "nuri.toml").write_text(OURS, "utf-8")
    assert len({fingerprint(SHIPPED), fingerprint(copy), fingerprint()}) == 3
