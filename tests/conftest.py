"""The ground for every test: a machine without settings of its own, and repeatable chance."""

from __future__ import annotations

import gc
import os
import signal
from functools import cache
from typing import TYPE_CHECKING

import freezegun
import pytest
from _pytest.pathlib import import_path
from hypothesis import settings
from hypothesis.vendor import pretty

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

# A property that fails shows what it was given. Written out, the rules are too long for Hypothesis,
# whose warning then takes the place of the failure.
pretty.for_type_by_name(
    "advisor.domain.rulebook", "Rulebook", lambda _rules, printer, _cycle: printer.text("the rules")
)

# These libraries never ask for the day, and to search all their names took 15 ms a test. None of
# them may call a test or the app, which would then be given the true day. With tomli here, the days
# that a document states are true dates as well, even while the clock is stopped.
freezegun.configure(extend_ignore_list=["numpy", "scipy", "tomli"])

# If a shell runs the tests in the background, they ignore Ctrl+C, and so would programs they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Thousands of tests make little garbage and keep much: its collection took a quarter of the time.
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
    """Return how many processes `-n auto` takes: two a core, as many tests only wait; at most 8."""
    return min(2 * (os.cpu_count() or 1), 8)


def pytest_configure() -> None:
    """Read each shipped rule and catalogue once: reading took a fifth of a command line's time.

    Nothing can change these values. A file of a test's own is read each time.
    """
    patch = pytest.MonkeyPatch()
    patch.setattr(layers, "read_rule", _read_rule_once)
    patch.setattr(texts, "_read", _texts_of)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Load this worker's share of the tests first: the others rewrite the asserts of the rest.

    Every worker loads them all, and where none is compiled yet that is two thirds of the loading.
    """
    config = session.config
    if not hasattr(config, "workerinput") or config.args != config.getini("testpaths"):
        return
    modules = sorted((config.rootpath / "tests").rglob("test_*.py"))
    mine, of_all = int(config.workerinput["workerid"][2:]), config.workerinput["workercount"]
    for path in modules[mine::of_all]:
        import_path(path, mode="importlib", root=config.rootpath, consider_namespace_packages=False)


def pytest_collection_finish() -> None:
    """Read every shipped rule, and let the garbage collector ignore all that is loaded by now.

    A rule that is first read while the clock is stopped would hold dates of the stopped kind.
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
    """Return the folder for all that the user saves, which does not exist yet."""
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
