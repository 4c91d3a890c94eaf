"""Locks on files that the system lets go when their process ends, however it ends."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import msvcrt

    def take_lock(handle: int) -> None:
        """Lock an open file, waiting for those who look whether it is.

        Raises:
            OSError: another process keeps it locked.
        """
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

    def try_lock(handle: int) -> None:
        """Lock an open file if nobody else has.

        Raises:
            OSError: another process has locked it.
        """
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def take_lock(handle: int) -> None:
        """Lock an open file, waiting for those who look whether it is.

        Raises:
            OSError: the file system knows no locks.
        """
        fcntl.flock(handle, fcntl.LOCK_EX)

    def try_lock(handle: int) -> None:
        """Lock an open file if nobody else has.

        Raises:
            OSError: another process has locked it.
        """
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
