"""What can be saved of a damaged store: its own rows and those of its copies, into a new one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from advisor.storage.mend import copied_rows, sound_rows, ticked_steps
from advisor.storage.rows import CASES, TABLES, WINDOWS, last_turn, readable_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from advisor.storage.mend import Found, Source
    from advisor.storage.rows import Row, StoredTable

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
    new.execute("BEGIN IMMEDIATE")
    for table, found in best.items():
        for row in found.values():
            table.put(new, row)
    new.executemany("INSERT INTO ticked_step VALUES (?, ?)", ticks)
    new.execute("UPDATE turn SET last = ?", (max((turn for turn, *_ in sources), default=0),))
    new.execute("COMMIT")
    return len(best[CASES])


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
        with suppress(sqlite3.Error), closing(sqlite3.connect(copy)) as damaged:
            damaged.text_factory = readable_text
            yield _turn_of(damaged), sound_rows(damaged), ticked_steps(damaged)
    yield from copied_rows(path)


def _turn_of(connection: sqlite3.Connection) -> int:
    with suppress(sqlite3.Error):
        return last_turn(connection)
    return 0


def _turn(table: StoredTable, row: Row) -> int:
    found = row[table.columns.index("turn")] if table in {CASES, WINDOWS} else 0
    return found if isinstance(found, int) else 0
