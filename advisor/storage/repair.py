"""Repair of damaged rows: each is restored from a copy, or set aside and reported.

Whatever happens to one row, the rest of the store goes on working.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from advisor.domain.findings import Reason
from advisor.storage.backups import newest_first
from advisor.storage.connections import all_or_nothing, connected, readable_text
from advisor.storage.rows import CASES, TABLES, Row, StoredTable, Value, last_revision

Found = dict["Value", "Row"]
"""Sound rows by their keys."""

Source = tuple[int, dict["StoredTable", Found], list[tuple["Value", "Value"]]]
"""The revision, the sound rows and the ticked steps of a database."""


def repair(connection: sqlite3.Connection, path: Path) -> tuple[Reason, ...]:
    """Check each row, repair what is damaged, and return notices about it for the user.

    The notices are `row-restored` (as it was), `row-restored-older` (as an earlier copy has it) and
    `row-set-aside`, each with the facts `table`, `row` and `name`. The last two are the number and
    the name of the case that the row belongs to.

    Raises:
        sqlite3.Error: the store cannot be read or written.
    """
    damaged: dict[StoredTable, list[Row]] = {}
    unsummed: dict[StoredTable, list[Row]] = {}
    for table in TABLES:
        rows = [*table.rows(connection)]
        damaged[table] = [row for row, kept in rows if not table.is_sound(row, kept)]
        unsummed[table] = [r for r, kept in rows if kept is None and table.is_sound(r, kept)]
    if not any((*damaged.values(), *unsummed.values())):
        return ()
    with all_or_nothing(connection):
        for table, written in unsummed.items():
            for row in written:
                table.put(connection, row)
        return tuple(_mended(connection, path, damaged))


def _mended(
    connection: sqlite3.Connection, path: Path, damaged: dict[StoredTable, list[Row]]
) -> Iterator[Reason]:
    if not any(damaged.values()):
        return
    now = last_revision(connection)
    sources = [*copied_rows(path)]
    is_newest = bool(sources) and sources[0][0] == now
    for table, rows in damaged.items():
        if not rows:
            continue
        sound = {row[0]: row for row, kept in table.rows(connection) if table.is_sound(row, kept)}
        # The key itself may be damaged: then a row of the newest copy is missing here.
        wanted = {row[0] for row in rows} | (set(sources[0][1][table]) if is_newest else set())
        restored = _restored(table, wanted - set(sound), sources)
        _rewrite(connection, table, {**sound, **restored})
        states = {_state(table, row) for row in rows}
        for row in restored.values():
            same = is_newest or _state(table, row) in states
            code = "row-restored" if same else "row-restored-older"
            yield Reason(code, _meant(connection, table, row))
        yield from _left(connection, table, rows, restored)


def _left(
    connection: sqlite3.Connection, table: StoredTable, rows: Sequence[Row], restored: Found
) -> Iterator[Reason]:
    """Set aside the damaged rows that no copy has, with a notice of each."""
    if len(restored) < len(rows):
        for row in (row for row in rows if row[0] not in restored):
            facts = _meant(connection, table, row)
            _set_aside(connection, row, facts)
            yield Reason("row-set-aside", facts)


def _restored(table: StoredTable, wanted: set[Value], sources: Sequence[Source]) -> Found:
    """Return the newest copied state of each wanted row, by key, as far as there is one."""
    found: Found = {}
    for _, copied, _ in sources:
        rows = copied[table]
        found |= {key: rows[key] for key in wanted & set(rows) if key not in found}
    return found


def _state(table: StoredTable, row: Row) -> Value:
    """Return a value that identifies the state of a row: its revision if any, else its key."""
    return row[table.columns.index("turn")] if "turn" in table.columns else row[0]


def _rewrite(connection: sqlite3.Connection, table: StoredTable, rows: Found) -> None:
    """Replace all rows with the sound ones, as a row with a damaged key cannot be deleted alone."""
    table.clear(connection)
    for row in rows.values():
        table.put(connection, row)


def _set_aside(connection: sqlite3.Connection, row: Row, facts: Mapping[str, str]) -> None:
    """Keep what is left of a row in a table of its own, for later inspection."""
    content = json.dumps([repr(v) if isinstance(v, bytes) else v for v in row])
    values = (facts["table"], facts["row"], facts["name"], content)
    statement = "INSERT INTO set_aside (of_table, of_row, name, content) VALUES (?, ?, ?, ?)"
    connection.execute(statement, values)


def _meant(connection: sqlite3.Connection, table: StoredTable, row: Row) -> dict[str, str]:
    """Return the facts that identify a row to the user: its table, and its case's number and name.

    A window's draft has no case; its window and the day on which it was kept stand in.
    """
    values = dict(zip(table.columns, row, strict=True))
    key, name = row[0], values.get("name", values.get("kept_on"))
    if table.case:
        key = values[table.case]
    if name is None and key is not None:
        found = [one for one, _ in CASES.rows(connection, key)]
        name = found[0][CASES.columns.index("name")] if found else key
    return {"table": table.name, "row": _plain(key), "name": _plain(name)}


def _plain(value: Value) -> str:
    return readable_text(value) if isinstance(value, bytes) else str(value)


def copied_rows(path: Path) -> Iterator[Source]:
    """Yield the revision, sound rows and ticked steps of each readable copy, the newest first."""
    yield from filter(None, map(source, newest_first(path)))


def source(copy: Path) -> Source | None:
    """Return the revision, sound rows and ticked steps of a copy, or None if it cannot be read."""
    with suppress(sqlite3.Error, OSError), closing(reading(copy)) as connection:
        return last_revision(connection), sound_rows(connection), ticked_steps(connection)
    return None


def ticked_steps(connection: sqlite3.Connection) -> list[tuple[Value, Value]]:
    """Return the case number and code of each step that is done, as far as they can be read."""
    found: list[tuple[Value, Value]] = []
    with suppress(sqlite3.Error):
        found.extend(connection.execute("SELECT * FROM ticked_step"))
    return [row for row in found if isinstance(row[0], int) and isinstance(row[1], str)]


def sound_rows(connection: sqlite3.Connection) -> dict[StoredTable, Found]:
    """Return all sound rows of a database, as far as it can be read."""
    found: dict[StoredTable, Found] = {table: {} for table in TABLES}
    for table in TABLES:
        with suppress(sqlite3.Error):
            for row, kept in table.rows(connection):
                if table.is_sound(row, kept):
                    found[table][row[0]] = row
    for number in _gaps(connection, found[CASES]):
        with suppress(sqlite3.Error):
            _one_case(connection, number, found[CASES])
    return found


def _gaps(connection: sqlite3.Connection, found: Found) -> Iterator[int]:
    """Yield the case numbers, up to the largest in the table, that are missing in `found`."""
    last = 0
    with suppress(sqlite3.Error):
        (last,) = connection.execute("SELECT max(number) FROM saved_case").fetchone()
    for number in range(1, min(last or 0, _MOST) + 1):
        if number not in found:
            yield number


_MOST = 100_000
"""How many case numbers are at most tried one by one."""


def _one_case(connection: sqlite3.Connection, number: int, found: Found) -> None:
    for row, kept in CASES.rows(connection, number):
        if CASES.is_sound(row, kept):
            found[row[0]] = row


def reading(path: Path) -> sqlite3.Connection:
    """Open a database for reading only, including what is still only in its journal.

    Raises:
        sqlite3.Error: there is no database.
        OSError: it cannot be read.
    """
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:
        return _in_memory(path, journal)
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return connected(address, uri=True)


def _in_memory(path: Path, journal: Path) -> sqlite3.Connection:
    """Load a database and its journal into memory, without writing anything beside them."""
    with TemporaryDirectory() as name:
        for file in (path, journal):
            shutil.copyfile(file, Path(name) / file.name)
        with closing(sqlite3.connect(Path(name) / path.name)) as copy:
            memory = connected(":memory:")
            try:
                copy.backup(memory)
            except BaseException:
                memory.close()
                raise
    return memory
