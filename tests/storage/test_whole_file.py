"""A file is replaced as a whole, or stays as it was."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_IMODE
from typing import NoReturn

import pytest

from advisor.storage.whole_file import write_whole


def test_nothing_but_the_file_is_left(tmp_path: Path) -> None:
    path = tmp_path / "보고서 🚗.html"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full at the worst moment: when all has been written but not flushed."""
    path = tmp_path / "case.toml"
    write_whole(path, b"before")

    def full(handle: int) -> NoReturn:
        raise OSError(28, "No space left on device", handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_device_is_said() -> None:
    with pytest.raises(OSError, match=r"."):
        write_whole(Path("/dev/full/out.html"), b"x")


def test_a_private_file_is_nobody_elses_and_others_keep_their_rights(tmp_path: Path) -> None:
    private, shared = tmp_path / "a", tmp_path / "b"
    write_whole(private, b"x", private=True)
    assert S_IMODE(private.stat().st_mode) == 0o600
    shared.write_bytes(b"x")
    shared.chmod(0o640)
    write_whole(shared, b"y")
    assert S_IMODE(shared.stat().st_mode) == 0o640


def test_a_new_file_has_the_rights_that_others_have(tmp_path: Path) -> None:
    plain, whole = tmp_path / "a", tmp_path / "b"
    plain.write_bytes(b"x")
    write_whole(whole, b"x")
    assert S_IMODE(whole.stat().st_mode) == S_IMODE(plain.stat().st_mode)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"x")
    link.symlink_to(target)
    write_whole(link, b"y")
    assert link.is_symlink()
    assert target.read_bytes() == b"y"
