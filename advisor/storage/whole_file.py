"""A file is replaced as a whole or not at all, whatever ends the program in between."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

_PRIVATE, _USUAL = 0o600, 0o666


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file by way of a temporary one beside it, flushed to the disk before it is renamed.

    A link is followed: what it points to is replaced. `private` lets nobody else read it; else the
    rights are those of the file before, or the usual ones of a new file.

    Raises:
        OSError: there is no such folder, it may not be written to, or the disk is full; the file is
            then as it was.
    """
    target = Path(os.path.realpath(path))
    handle, name = mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_PRIVATE if private else _rights(target))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _flush_folder(target.parent)


def _rights(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return _USUAL & ~mask


def _flush_folder(folder: Path) -> None:
    """Make the new name itself last, where folders can be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
