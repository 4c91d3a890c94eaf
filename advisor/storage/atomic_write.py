"""The one way to write a file that the user names: a regular file is written whole or not at all.

Anything else of that name (a pipe, a device, `/dev/stdout`, a shell's `>(…)`) is written into.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EACCES, ELOOP, ENOTDIR
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG
from tempfile import TemporaryDirectory, mkstemp
from typing import BinaryIO

_STANDARD = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_DESCRIPTOR = re.compile(r"/(?:dev|proc/(?:self|thread-self|(?P<process>\d+)))/fd/(?P<number>\d+)")
_MOST_LINKS = 40


def write_atomically(path: str | Path, content: bytes) -> None:
    """Write content to a file.

    Raises:
        OSError: as `atomic_writer` does.
    """
    with atomic_writer(path) as file:
        file.write(content)


@contextmanager
def atomic_writer(path: str | Path) -> Iterator[BinaryIO]:
    """Write a regular file through a temporary one beside it, flushed before it is renamed.

    A link is followed: its target is replaced. An existing file keeps its permissions; a new one
    is readable by its owner alone, as it is about a client. Anything else is written into.

    Raises:
        OSError: there is no such folder, it may not be written to, or the disk is full. After this
            or any other exception, a regular file is unchanged.
    """
    number = _own_descriptor(str(path))
    if number is not None:
        with os.fdopen(os.dup(number), "wb") as file:
            yield file
        return
    target = Path(os.path.realpath(path))
    before = _status(target)
    if before is None and target.is_symlink():  # the link leads back to itself
        raise OSError(ELOOP, os.strerror(ELOOP), str(path))
    if before is not None and not S_ISREG(before.st_mode):
        with target.open("wb") as file:
            yield file
        return
    if before is not None and not os.access(target, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path))
    with _replacing(target, before) as file:
        yield file
    _flush_folder(target.parent)


def write_all_or_none(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made if it is missing: all of them, or none.

    Raises:
        OSError: one of them cannot be written; files that were there before are unchanged.
    """
    for target in (folder / name for name in files):
        if target.exists():
            target.open("ab").close()  # raises if it may not be overwritten
    is_new = not folder.exists()
    folder.mkdir(exist_ok=True)
    try:
        with TemporaryDirectory(dir=folder, prefix=".") as made:
            for name, content in files.items():
                write_atomically(Path(made, name), content)
            for name in files:
                Path(made, name).replace(folder / name)
    except OSError as error:
        if is_new:
            folder.rmdir()
        raise OSError(error.errno, error.strerror, str(folder)) from error


def is_stream(path: str | Path) -> bool:
    """Return whether a path names a pipe, a device or an open file, which is written into."""
    if _own_descriptor(str(path)) is not None:
        return True
    status = _status(Path(path))
    return status is not None and not (S_ISREG(status.st_mode) or S_ISDIR(status.st_mode))


@contextmanager
def _replacing(target: Path, before: os.stat_result | None) -> Iterator[BinaryIO]:
    try:
        handle, name = mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".tmp")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if before is not None:
            with suppress(OSError, AttributeError):  # only root may give files away
                os.chown(temporary, before.st_uid, before.st_gid)
            temporary.chmod(S_IMODE(before.st_mode))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _own_descriptor(path: str) -> int | None:
    """Return the file descriptor of this process that a path stands for, or None.

    If it were opened by name, writing would begin at the start, over what was written before.
    """
    for _ in range(_MOST_LINKS):
        found = _DESCRIPTOR.fullmatch(path)
        if path in _STANDARD:
            return _STANDARD[path]
        if found:
            own = found["process"] in {None, str(os.getpid())}
            return int(found["number"]) if own else None
        try:
            path = str(Path(path).parent / os.readlink(path))  # noqa: PTH115 - pathlib's normalises
        except OSError:
            return None
    return None


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except OSError:
        return None


def _flush_folder(folder: Path) -> None:
    """Flush a folder, if the system can, so that a renamed file keeps its name after a crash."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_PRIVATE = 0o700


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can open; an existing one keeps its permissions.

    Raises:
        OSError: it cannot be made; a file, or a link to a missing folder, is in its place.
    """
    if not folder.is_dir():
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=_PRIVATE, exist_ok=True)
        except FileExistsError as error:
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(folder)) from error
