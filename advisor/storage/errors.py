"""Errors of the store: a code and facts; the text for a code is `storage.error.<code>`."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import disk_usage

from advisor.domain.errors import AdvisorError
from advisor.storage.connections import error_number

_ROOM = 1 << 16
"""Bytes that must be free; SQLite's own files beside the store need half of them."""

_CODES = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_CANTOPEN: "read-only",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}
_SYSTEM_CODES = {
    errno.ENOSPC: "full",
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
}
if hasattr(errno, "EDQUOT"):  # Windows knows no quotas
    _SYSTEM_CODES[errno.EDQUOT] = "full"


class StorageError(AdvisorError):
    """Something could not be kept or read; everything saved before is unchanged.

    `code` is one of `busy` (another window holds the store; try again), `full`, `read-only`,
    `damaged`, `newer` (a newer advisor has written it) and `failed`; facts are `path` and `why`,
    with `newer` also `found` and `known`.
    """

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        super().__init__(**facts)


def is_full(folder: Path) -> bool:
    """Return whether the disk of a folder is known to have no room for a small file."""
    with suppress(OSError):
        return disk_usage(folder).free < _ROOM
    return False


@contextmanager
def storage_errors(path: Path | None) -> Iterator[None]:
    """Turn any error of the database, or of its files, into a `StorageError` with a code.

    Raises:
        StorageError: what was asked could not be done.
    """
    try:
        yield
    except sqlite3.Error as error:
        number = error_number(error)
        code = _CODES.get(number, "failed")
        if number == sqlite3.SQLITE_IOERR and path is not None and is_full(path.parent):
            code = "full"
        raise StorageError(code, path=path, why=str(error)) from error
    except OSError as error:
        code = _SYSTEM_CODES.get(error.errno or 0, "failed")
        raise StorageError(code, path=path, why=error.strerror or str(error)) from error
