"""Salvage of a damaged store: its own rows and those of its copies are put into a new one."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from advisor.storage.backups import newest_first
from advisor.storage.connections import all_or_nothing, connected
from advisor.storage.repair import Found, Source, copied_rows, sound_rows, source, ticked_steps
from advisor.storage.rows import CASES, TABLES, WINDOWS, Row, StoredTable, Value, last_revision

_BESIDE = ("", "-wal")


def salvage(new: sqlite3.Connection, aside: Path, path: Path) -> int:
    """Put what the damaged file and its copies hold into a new store; return how many cases.

    If several have a row, the newest is taken. A row that only copies have is taken too, although
    it may have been cleared out since.

    Raises:
        sqlite3.Error: the new store cannot be written.
    """
    sources = [*_sources(aside, path)]
    best = {table: _best(table, sources) for table in TABLES}
    ticks = {tick for _, _, ticked in sources for tick in ticked if tick[0] in best[CASES]}
    with all_or_nothing(new):
        _fill(new, best, ticks, max((revision for revision, *_ in sources), default=0))
    return len(best[CASES])


def refill(new: sqlite3.Connection, path: Path) -> tuple[int, Path] | None:
    """Put what the newest copy beside a new store holds into it; the caller commits.

    So nothing is lost if the file has gone, or is empty after a power cut. A store whose cases were
    all deleted stays empty, because its newest copy has no undeleted cases either.

    Returns:
        How many cases are on the list again, and the copy; None if there are none.

    Raises:
        sqlite3.Error: the new store cannot be written.
    """
    for copy in newest_first(path):
        found = source(copy)
        if found is None or not found[0]:
            continue
        revision, rows, ticks = found
        _fill(new, rows, {tick for tick in ticks if tick[0] in rows[CASES]}, revision)
        deleted = CASES.columns.index("deleted")
        count = sum(not row[deleted] for row in rows[CASES].values())
        return (count, copy) if count else None
    return None


def _fill(
    new: sqlite3.Connection,
    rows: Mapping[StoredTable, Found],
    ticks: Iterable[tuple[Value, Value]],
    revision: int,
) -> None:
    for table, found in rows.items():
        for row in found.values():
            table.put(new, row)
    new.executemany("INSERT INTO ticked_step VALUES (?, ?)", ticks)
    new.execute("UPDATE turn SET last = ?", (revision,))


def _best(table: StoredTable, sources: Sequence[Source]) -> Found:
    """Return the newest state of each row; drafts of windows from the first two sources only."""
    best: Found = {}
    for _, rows, _ in sources[:2] if table is WINDOWS else sources:
        for key, row in rows[table].items():
            if key not in best or _revision(table, row) > _revision(table, best[key]):
                best[key] = row
    return best


def _sources(aside: Path, path: Path) -> Iterator[Source]:
    with TemporaryDirectory() as name:
        copy = Path(name) / aside.name
        for ending in _BESIDE:
            with suppress(OSError):
                shutil.copyfile(f"{aside}{ending}", f"{copy}{ending}")
        with suppress(sqlite3.Error), closing(connected(copy)) as damaged:
            yield _last_revision(damaged), sound_rows(damaged), ticked_steps(damaged)
    yield from copied_rows(path)


def _last_revision(connection: sqlite3.Connection) -> int:
    with suppress(sqlite3.Error):
        return last_revision(connection)
    return 0


def _revision(table: StoredTable, row: Row) -> int:
    found = row[table.columns.index("turn")] if table in {CASES, WINDOWS} else 0
    return found if isinstance(found, int) else 0
