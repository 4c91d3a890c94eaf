"""Which windows are open: each holds a lock that the system releases when its process ends."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, wait: bool) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int, *, wait: bool) -> None:
        """Lock an open file; with `wait`, wait while another process merely tests its lock.

        Raises:
            OSError: another process has locked it, or the file system does not support locks.
        """
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


_LOCKS = "window-*.lock"
_TABLES_LOCK = "tables.lock"


@contextmanager
def one_at_a_time(folder: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """Admit one process at a time; call `waiting` first if another one is inside.

    Two processes that import one table at the same time would not find each other's cases.

    Raises:
        OSError: the folder cannot be written.
    """
    handle = os.open(folder / _TABLES_LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            _lock(handle, wait=False)
        except OSError:
            waiting()
            with suppress(OSError):  # some file systems do not support locks
                _lock(handle, wait=True)
        yield
    finally:
        os.close(handle)


class Window:
    """This window among all windows of the same store; without a folder, it is the only one."""

    def __init__(self, folder: Path | None) -> None:
        self.id = uuid4().hex
        self._folder = folder
        self._handle: int | None = None
        if folder is not None:
            for path in folder.glob(_LOCKS):
                _is_held(path)
            with suppress(OSError):
                self._handle = self._locked(self._path(folder, self.id))

    def is_open(self, window: str) -> bool:
        """Return whether a window of this store still runs; remove the lock file if it does not."""
        if window == self.id:
            return True
        if self._folder is None:
            return False
        return _is_held(self._path(self._folder, window))

    def is_alone(self) -> bool:
        """Return whether no other window of this store runs."""
        if self._folder is None:
            return True
        mine = self._path(self._folder, self.id)
        return not any(_is_held(path) for path in self._folder.glob(_LOCKS) if path != mine)

    def close(self) -> None:
        """Release the lock."""
        if self._handle is not None and self._folder is not None:
            os.close(self._handle)
            self._handle = None
            with suppress(OSError):
                self._path(self._folder, self.id).unlink()

    @staticmethod
    def _path(folder: Path, window: str) -> Path:
        return folder / f"window-{window}.lock"

    @staticmethod
    def _locked(path: Path) -> int:
        """Create and lock a file, again if another window's sweep removes it in between."""
        while True:
            handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
            _lock(handle, wait=True)
            with suppress(OSError):
                if path.stat().st_ino == os.fstat(handle).st_ino:
                    return handle
            os.close(handle)


def _is_held(path: Path) -> bool:
    """Return whether a process holds the lock on a file; remove the file if none does."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(handle, wait=False)
    except OSError:
        os.close(handle)
        return True
    with suppress(OSError):
        path.unlink()
    os.close(handle)
    if os.name == "nt":  # Windows does not remove an open file
        with suppress(OSError):
            path.unlink()
    return False
