"""What every test stands on: a machine that says nothing, and chance that can be repeated."""

from __future__ import annotations

import gc
import os
import signal
from functools import cache
from typing import TYPE_CHECKING

import freezegun
import pytest
from hypothesis import settings

from advisor.explain import texts
from advisor.rules import layers
from advisor.rules.load import read_rule
from advisor.rules.locate import policies_folder
from advisor.rules.rulebook import load_rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.domain.rule import Rule
    from advisor.explain.texts import Language

collect_ignore = ["bench", "pictures"]  # scripts, for people to run

settings.register_profile("everywhere", deadline=None)  # a shared machine is slow at times
settings.register_profile("gate", parent=settings.get_profile("everywhere"), derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "everywhere")

# Neither asks for the day, and to look through all that they define took 15 ms a test. Nothing is
# named here that calls a test or the app: whoever is called by one of these has the true day.
# The days that a document states are true ones, too, whenever it is read.
freezegun.configure(extend_ignore_list=["numpy", "scipy", "tomli"])

# A job that a shell runs in the background ignores Ctrl+C, and so would each program it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Thousands of tests make little garbage and keep much: looking for it took a quarter of the time.
gc.set_threshold(300_000, 20, 100)

_SPEAKING = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")
_FOLDERS = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


_SHIPPED = policies_folder()
_rule_of = cache(read_rule)
_read_texts = texts._read


@cache
def _texts_of(language: Language, file: str) -> tuple[tuple[str, str], ...]:
    return tuple(_read_texts(language, file))


def _read_rule_once(file: Path) -> Rule[object]:
    return _rule_of(file) if file.is_relative_to(_SHIPPED) else read_rule(file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes `-n auto` takes: many tests of screens and programs only wait."""
    return min(2 * (os.cpu_count() or 1), 8)


def pytest_configure() -> None:
    """Read a shipped rule and a catalog once: a fifth of the time of a command line went there.

    Each is a value that nothing can change. A file of a test's own is read each time.
    """
    patch = pytest.MonkeyPatch()
    patch.setattr(layers, "read_rule", _read_rule_once)
    patch.setattr(texts, "_read", _texts_of)


def pytest_collection_finish() -> None:
    """Read every shipped rule, and look no more through what was loaded to collect the tests.

    A rule that is first read with the clock stopped would be read into days of the stopped kind.
    """
    _ = [*load_rulebook(_SHIPPED).all_rules()]
    gc.freeze()


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Hide the user's language, colours, settings and folders from the program under test."""
    home: Path = tmp_path_factory.getbasetemp() / "home"
    for name in (*_SPEAKING, *_FOLDERS, *(n for n in os.environ if n.startswith("ADVISOR_"))):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which the user keeps all, which is not there yet."""
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
