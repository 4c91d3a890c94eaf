"""Files that the user names, with any text typed as the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from advisor.explain.texts import Texts
from advisor.tui.file_target import read_file, typed_path, write_file

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = Texts("en")


@pytest.mark.parametrize(
    "typed", ["", "~nobody-of-this-name/x", "a\x00b", "long" * 100, ".", "..", "a/" * 3000]
)
def test_a_name_that_no_file_can_have_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = write_file(typed_path(typed, ".md"), b"x", TEXTS, again=False)
    written = [path for path in tmp_path.iterdir() if path.read_bytes() == b"x"]
    assert bool(said) is not bool(written)
    assert isinstance(read_file(typed_path(typed, ".md"), TEXTS), bytes if written else str)


def test_the_home_folder_has_a_short_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert typed_path(" ~/x ", ".html") == tmp_path / "x.html"
