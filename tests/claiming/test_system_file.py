"""Files of systems: the classical ones are read, and everything wrong is reported at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from claiming.worked import CLASSIC, FOLDER

from advisor.claiming.system_file import SystemFileError, read_system, systems_in
from advisor.claiming.systems import Status

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
name = "good"
title = "Good"
[classes]
premium = [100, 80]
first = 1
start = 1
[transitions]
free = 1
first = -1
further = -1
[[source]]
covers = "all"
text = "made up"
status = "C"
"""


def problems_of(folder: Path, text: str, name: str = "good") -> list[tuple[str, str]]:
    """Return the paths and codes of what is wrong with a file."""
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SystemFileError) as caught:
        read_system(path)
    assert all(name in str(problem) for problem in caught.value.problems)
    return [(problem.path, problem.code) for problem in caught.value.problems]


def test_every_classical_system_says_where_it_is_from() -> None:
    assert set(CLASSIC) == {
        *("belgium_1971", "belgium_1992", "brazil", "denuit_m1p2", "japan_1993", "malaysia"),
        *("ncd_4", "netherlands", "ross", "switzerland", "tijms", "two_class"),
    }
    for blueprint in CLASSIC.values():
        assert blueprint.sources
        assert all(source.status in Status and source.text for source in blueprint.sources)


@pytest.mark.parametrize(
    ("name", "start", "size"),
    [("belgium_1992", "11/0", 92), ("switzerland", "12", 22), ("netherlands", "2", 14)],
)
def test_a_classical_system_starts_where_its_source_says(name: str, start: str, size: int) -> None:
    built = CLASSIC[name].system()
    assert (built.labels[built.start], built.size) == (start, size)


def test_steps_are_cut_off_at_the_ends() -> None:
    """A claim costs four classes in Switzerland, a further one five in Belgium, up to the last."""
    swiss = CLASSIC["switzerland"].system(2)
    assert swiss.after[:, 12].tolist() == [13, 8, 4]
    assert swiss.after[:, 21].tolist() == [21, 17, 13]
    belgium = CLASSIC["belgium_1992"].system(2, special=False)
    assert belgium.after[:, 11].tolist() == [10, 15, 20]
    assert belgium.after[:, 20].tolist() == [19, 22, 22]


def test_a_folder_is_read_by_names(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(GOOD, "utf-8")
    assert list(systems_in(tmp_path)) == ["good"]


def test_a_folder_reports_all_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text("x = ", "utf-8")
    with pytest.raises(SystemFileError) as caught:
        systems_in(tmp_path)
    assert [p.file for p in caught.value.problems] == ["a.toml", "b.toml"]


def test_a_file_that_is_no_toml_says_so(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "name = ") == [("", "not-toml")]


def test_everything_wrong_is_reported_at_once(tmp_path: Path) -> None:
    text = """
    name = "other"
    colour = "red"
    [classes]
    premium = [100, "80", nan]
    first = true
    start = 7
    own_risk = [-1]
    [transitions]
    table = [[1, 2, 3], [0, 0], [0.5, 0, 0]]
    [history]
    claim_free_years = 0
    at_worst = 9
    [[source]]
    covers = ""
    text = 5
    status = "X"
    """
    assert sorted(problems_of(tmp_path, text)) == sorted(
        [
            ("name", "not-the-name-of-the-file"),
            ("title", "missing"),
            ("colour", "unknown-key"),
            ("classes.premium[1]", "not-a-number"),
            ("classes.premium[2]", "out-of-range"),
            ("classes.first", "not-a-whole-number"),
            ("classes.start", "no-such-class"),
            ("classes.own_risk", "wrong-length"),
            ("classes.own_risk[0]", "out-of-range"),
            ("transitions.table[0][2]", "no-such-class"),
            ("transitions.table[1]", "wrong-length"),
            ("transitions.table[2][0]", "not-a-whole-number"),
            ("history.claim_free_years", "out-of-range"),
            ("history.at_worst", "no-such-class"),
            ("source[0].covers", "empty"),
            ("source[0].text", "not-a-text"),
            ("source[0].status", "not-a-choice"),
        ]
    )


def test_an_empty_file_lacks_everything(tmp_path: Path) -> None:
    found = problems_of(tmp_path, "")
    assert {("classes", "missing"), ("transitions", "missing"), ("source", "missing")} <= {*found}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("further = -1", "further = 0", ("transitions.further", "zero")),
        ("free = 1", "table = 5", ("transitions.table", "not-an-array")),
        ("free = 1", "free = 1\ndown = 2", ("transitions.down", "unknown-key")),
        ("[[source]]", "[history]\nyears = 2\n[[source]]", ("history.years", "unknown-key")),
    ],
)
def test_one_mistake_is_found(tmp_path: Path, old: str, new: str, problem: tuple[str, str]) -> None:
    assert problem in problems_of(tmp_path, GOOD.replace(old, new))


def test_a_window_is_read(tmp_path: Path) -> None:
    window = "[history]\nwindow_years = 3\ncount_cap = 2\nfactors = [1, 1.1, 1.3]\n[[source]]"
    path = tmp_path / "good.toml"
    path.write_text(GOOD.replace("[[source]]", window), "utf-8")
    built = read_system(path).system()
    assert (built.size, built.labels[built.start]) == (54, "1/0-0-0")
    assert built.premium[built.state("2/0-1-0")] == pytest.approx(88.0)


def test_the_folder_of_the_checkout_is_complete() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(CLASSIC)
