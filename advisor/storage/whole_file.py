"""The one way to write a file that the user names: a plain file whole or not at all.

Whatever else has a name there, a pipe, a device, `/dev/stdout`, a shell's `>(…)`, is written into.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EACCES, ELOOP
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG
from tempfile import TemporaryDirectory, mkstemp
from typing import BinaryIO

_STANDARD = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_DESCRIPTOR = re.compile(r"/(?:dev|proc/(?:self|thread-self|(?P<process>\d+)))/fd/(?P<number>\d+)")
_MOST_LINKS = 40


def write_whole(path: str | Path, content: bytes) -> None:
    """Write a file with some content.

    Raises:
        OSError: as `writing_whole` does.
    """
    with writing_whole(path) as file:
        file.write(content)


@contextmanager
def writing_whole(path: str | Path) -> Iterator[BinaryIO]:
    """Write a plain file by way of a temporary one beside it, flushed before it is renamed.

    A link is followed: what it points to is replaced. A file that is there keeps its rights; a new
    one is nobody else's to read, for it is about a client. What is no plain file is written into.

    Raises:
        OSError: there is no such folder, it may not be written to, or the disk is full; a plain
            file is then as it was, as it is after any other exception.
    """
    number = _own_descriptor(str(path))
    if number is not None:
        with os.fdopen(os.dup(number), "wb") as file:
            yield file
        return
    target = Path(os.path.realpath(path))
    before = _status(target)
    if before is None and target.is_symlink():  # it leads back to itself, and to no file
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


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made where it is missing: all of them, or none.

    Raises:
        OSError: one of them cannot be written; what was there before is as it was.
    """
    for target in (folder / name for name in files):
        if target.exists():
            target.open("ab").close()  # tells whether it may be written over
    is_new = not folder.exists()
    folder.mkdir(exist_ok=True)
    try:
        with TemporaryDirectory(dir=folder, prefix=".") as made:
            for name, content in files.items():
                write_whole(Path(made, name), content)
            for name in files:
                Path(made, name).replace(folder / name)
    except OSError as error:
        if is_new:
            folder.rmdir()
        raise OSError(error.errno, error.strerror, str(folder)) from error


def is_stream(path: str | Path) -> bool:
    """Tell whether a name is that of a pipe, a device or an open file, to be written into."""
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
    """Return the number of the open file of this process that a name stands for, if it does.

    Opened by its name it would begin anew: what was written before would be written over.
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
    """Make the new name itself last, where folders can be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_PRIVATE = 0o700


def make_folder(folder: Path) -> None:
    """Make the folder, open to nobody else; one that is there keeps its rights.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=_PRIVATE, exist_ok=True)
