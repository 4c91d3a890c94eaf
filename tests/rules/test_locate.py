"""The program finds the folder of the rules, and that of the user's own rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.rules import locate
from advisor.rules.locate import NoPoliciesError, overlay_folder, own_folder, policies_folder

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _no_folders_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start each test without a user's folder and without the variable."""
    monkeypatch.delenv("ADVISOR_POLICIES", raising=False)
    monkeypatch.delenv("ADVISOR_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def test_a_checkout_has_its_own() -> None:
    assert policies_folder() == ROOT / "policies"


def test_an_installed_package_comes_before_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = made(tmp_path / "site" / "advisor")
    made(tmp_path / "site" / "policies")
    monkeypatch.setattr(locate, "_PACKAGE", package)
    assert policies_folder() == tmp_path / "site" / "policies"
    packaged = made(package / "_policies")
    assert policies_folder() == packaged


def test_the_users_folder_is_laid_over_the_rules_that_ship(tmp_path: Path) -> None:
    own = made(tmp_path / "config" / "advisor" / "policies")
    assert policies_folder() == ROOT / "policies"
    assert overlay_folder() == own_folder() == own


def test_settings_without_rules_are_no_folder_of_rules(tmp_path: Path) -> None:
    made(tmp_path / "config" / "advisor")
    assert overlay_folder() is None
    assert own_folder() == tmp_path / "config" / "advisor" / "policies"


def test_own_rules_lie_beside_the_own_cases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`ADVISOR_HOME` names one place for everything that the user keeps, own rules included."""
    made(tmp_path / "config" / "advisor" / "policies")
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "desk"))
    assert overlay_folder() is None
    own = made(tmp_path / "desk" / "policies")
    assert overlay_folder() == own_folder() == own


@pytest.mark.parametrize("by_variable", [True, False])
def test_rules_that_are_named_stand_instead_of_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, by_variable: bool
) -> None:
    made(tmp_path / "config" / "advisor" / "policies")
    named = made(tmp_path / "named")
    if by_variable:
        monkeypatch.setenv("ADVISOR_POLICIES", str(named))
    asked_for = None if by_variable else named
    assert policies_folder(asked_for) == named
    assert overlay_folder(asked_for) is None


def test_the_folder_that_is_asked_for_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_POLICIES", str(made(tmp_path / "named")))
    asked_for = made(tmp_path / "asked")
    assert policies_folder(asked_for) == asked_for


@pytest.mark.parametrize("by_variable", [True, False])
def test_a_named_folder_that_is_none_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, by_variable: bool
) -> None:
    """A missing named folder is an error: a fallback to other rules would go unnoticed."""
    missing = tmp_path / "missing"
    if by_variable:
        monkeypatch.setenv("ADVISOR_POLICIES", str(missing))
    with pytest.raises(NoPoliciesError) as raised:
        policies_folder(None if by_variable else missing)
    assert raised.value.facts == {"folder": str(missing)}


def test_no_folder_at_all_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If there are no rules at all, the error names the folder that a checkout would have."""
    monkeypatch.setattr(locate, "_PACKAGE", tmp_path / "site" / "advisor")
    with pytest.raises(NoPoliciesError) as raised:
        policies_folder()
    assert raised.value.facts == {"folder": str(tmp_path / "site" / "policies")}


def test_who_has_no_home_has_no_rules_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the user has no home, `policies` in the working directory is not taken for own rules."""
    made(tmp_path / "policies")
    made(tmp_path / "local" / "advisor")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setattr(locate, "config_folder", lambda: None)
    assert own_folder().is_dir()
    assert overlay_folder() is None
