"""A file is replaced as a whole, or it stays as it was."""

from __future__ import annotations

import os
from errno import ELOOP
from pathlib import Path
from stat import S_IMODE, S_ISFIFO
from threading import Thread
from typing import NoReturn

import pytest

from advisor.storage.atomic_write import atomic_writer, is_stream, write_atomically


def test_nothing_but_the_file_is_left(tmp_path: Path) -> None:
    path = tmp_path / "보고서 🚗.html"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk may be full at the worst moment, when all has been written but not yet flushed."""
    path = tmp_path / "case.toml"
    write_atomically(path, b"before")

    def full(handle: int) -> NoReturn:
        raise OSError(28, "No space left on device", handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_device_is_said() -> None:
    with pytest.raises(OSError, match="No space left"):
        write_atomically("/dev/full", b"x")


def test_a_private_file_is_nobody_elses_and_others_keep_their_rights(tmp_path: Path) -> None:
    private, shared = tmp_path / "a", tmp_path / "b"
    write_atomically(private, b"x")
    assert S_IMODE(private.stat().st_mode) == 0o600
    shared.write_bytes(b"x")
    shared.chmod(0o640)
    write_atomically(shared, b"y")
    assert S_IMODE(shared.stat().st_mode) == 0o640


@pytest.mark.parametrize("rights", [0o400, 0o440, 0o000], ids=oct)
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, rights: int) -> None:
    """A protected file is refused, although renaming another file over it would work."""
    path = tmp_path / "a"
    path.write_bytes(b"x")
    path.chmod(rights)
    if os.access(path, os.W_OK):  # root may write anything
        write_atomically(path, b"y")
        assert S_IMODE(path.stat().st_mode) == rights
    else:
        with pytest.raises(PermissionError):
            write_atomically(path, b"y")
        path.chmod(0o600)
        assert path.read_bytes() == b"x"


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe.html"
    os.mkfifo(path)
    found: list[bytes] = []
    reader = Thread(target=lambda: found.append(path.read_bytes()))
    reader.start()
    write_atomically(path, b"page")
    reader.join(timeout=60)
    assert found == [b"page"]
    assert S_ISFIFO(path.stat().st_mode)
    assert list(tmp_path.iterdir()) == [path]


def test_pipes_devices_and_open_files_are_streams(tmp_path: Path) -> None:
    """A stream cannot be read back or replaced; plain files and folders are no streams."""
    pipe, file, link = tmp_path / "pipe", tmp_path / "file", tmp_path / "link"
    os.mkfifo(pipe)
    file.write_bytes(b"x")
    link.symlink_to(pipe)
    with file.open("rb") as opened:
        streams = (
            pipe, link, "/dev/null", "/dev/stdout", f"/dev/fd/{opened.fileno()}",
            f"/proc/self/fd/{opened.fileno()}",
        )  # fmt: skip
        assert [is_stream(one) for one in streams] == [True] * len(streams)
    assert [is_stream(one) for one in (file, str(file), tmp_path, tmp_path / "none")] == [False] * 4


@pytest.mark.parametrize("folder", ["/dev/fd", "/proc/self/fd"])
def test_an_open_file_of_ours_is_written_on_from_where_it_is(tmp_path: Path, folder: str) -> None:
    """In `{ echo a; advisor … -o /dev/stdout; } > file`, what was written before is kept."""
    path, link = tmp_path / "file", tmp_path / "link"
    handle = os.open(path, os.O_CREAT | os.O_WRONLY)
    os.write(handle, b"before ")
    link.symlink_to(f"{folder}/{handle}")
    write_atomically(link, b"after")
    os.close(handle)
    assert path.read_bytes() == b"before after"


def test_a_stream_leaves_the_file_as_it_was_where_it_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"before")

    def broken_off() -> NoReturn:
        with atomic_writer(path) as file:
            file.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        broken_off()
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_that_leads_to_itself_is_refused_and_stays(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(OSError, match="one") as raised:
        write_atomically(one, b"y")
    assert raised.value.errno == ELOOP
    assert one.is_symlink()
    assert {path.name for path in tmp_path.iterdir()} == {"one", "other"}


def test_a_link_to_a_file_that_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "target")
    write_atomically(link, b"y")
    assert link.is_symlink()
    assert (tmp_path / "target").read_bytes() == b"y"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"x")
    link.symlink_to(target)
    write_atomically(link, b"y")
    assert link.is_symlink()
    assert target.read_bytes() == b"y"
