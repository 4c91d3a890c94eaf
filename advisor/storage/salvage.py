"""What can be saved of a damaged store: its own rows and those of its copies, into a new one."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from advisor.storage.backups import newest_first
from advisor.storage.connections import all_or_nothing, connected
from advisor.storage.mend import Found, Source, copied_rows, sound_rows, source, ticked_steps
from advisor.storage.rows import CASES, TABLES, WINDOWS, Row, StoredTable, Value, last_turn

_BESIDE = ("", "-wal")


def salvage(new: sqlite3.Connection, aside: Path, path: Path) -> int:
    """Bring into a new store what its damaged file and its copies hold; return how many cases.

    Where both have a row, the newer one comes; of one that only copies have nothing tells whether
    it was cleared out since.

    Raises:
        sqlite3.Error: the new store cannot be written.
    """
    sources = [*_sources(aside, path)]
    best = {table: _best(table, sources) for table in TABLES}
    ticks = {tick for _, _, ticked in sources for tick in ticked if tick[0] in best[CASES]}
    with all_or_nothing(new):
        _fill(new, best, ticks, max((turn for turn, *_ in sources), default=0))
    return len(best[CASES])


def refill(new: sqlite3.Connection, path: Path) -> tuple[int, Path] | None:
    """Bring into a store that has just begun what the newest copy beside it holds.

    So a file that is gone, or empty after a power cut, costs nothing; a store whose cases were all
    deleted stays as it was left, for its newest copy holds none either. The caller commits.

    Returns:
        How many cases are on the list again, and the copy; None where there is nothing to say.

    Raises:
        sqlite3.Error: the new store cannot be written.
    """
    for copy in newest_first(path):
        found = source(copy)
        if found is None or not found[0]:
            continue
        turn, rows, ticks = found
        _fill(new, rows, {tick for tick in ticks if tick[0] in rows[CASES]}, turn)
        deleted = CASES.columns.index("deleted")
        count = sum(not row[deleted] for row in rows[CASES].values())
        return (count, copy) if count else None
    return None


def _fill(
    new: sqlite3.Connection,
    rows: Mapping[StoredTable, Found],
    ticks: Iterable[tuple[Value, Value]],
    turn: int,
) -> None:
    for table, found in rows.items():
        for row in found.values():
            table.put(new, row)
    new.executemany("INSERT INTO ticked_step VALUES (?, ?)", ticks)
    new.execute("UPDATE turn SET last = ?", (turn,))


def _best(table: StoredTable, sources: Sequence[Source]) -> Found:
    """Return the newest state of each row; what windows worked on long ago is no longer wanted."""
    best: Found = {}
    for _, rows, _ in sources[:2] if table is WINDOWS else sources:
        for key, row in rows[table].items():
            if key not in best or _turn(table, row) > _turn(table, best[key]):
                best[key] = row
    return best


def _sources(aside: Path, path: Path) -> Iterator[Source]:
    with TemporaryDirectory() as name:
        copy = Path(name) / aside.name
        for ending in _BESIDE:
            with suppress(OSError):
                shutil.copyfile(f"{aside}{ending}", f"{copy}{ending}")
        with suppress(sqlite3.Error), closing(connected(copy)) as damaged:
            yield _turn_of(damaged), sound_rows(damaged), ticked_steps(damaged)
    yield from copied_rows(path)


def _turn_of(connection: sqlite3.Connection) -> int:
    with suppress(sqlite3.Error):
        return last_turn(connection)
    return 0


def _turn(table: StoredTable, row: Row) -> int:
    found = row[table.columns.index("turn")] if table in {CASES, WINDOWS} else 0
    return found if isinstance(found, int) else 0
