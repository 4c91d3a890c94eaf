"""The numbered steps from one schema version of the store to the next: forward only."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from advisor.storage.backups import copy_before_upgrade
from advisor.storage.connections import all_or_nothing, schema_version
from advisor.storage.errors import StorageError

APPLICATION_ID = 0x41445652
"""The number that marks a database as ours: the letters `ADVR`."""


def migrations() -> tuple[str, ...]:
    """Return the scripts in order; a schema version is the number of scripts that were run."""
    folder = Path(__file__).with_name("migrations")
    return tuple(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql")))


def migrate(
    connection: sqlite3.Connection,
    path: Path | None,
    scripts: Sequence[str],
    begin: Callable[[sqlite3.Connection], None] | None = None,
) -> None:
    """Bring a store to the newest schema version, after making a copy of the old one.

    `begin` fills a new store within the same transaction, so that no window sees it empty.

    Raises:
        StorageError: it was written by a newer program.
        OSError: no copy can be made.
        sqlite3.Error: a step failed; the store is as before.
    """
    version = schema_version(connection)
    if version > len(scripts):
        raise StorageError("newer", path=path, found=version, known=len(scripts), why="")
    if version == len(scripts):
        return
    if version and path is not None:
        copy_before_upgrade(connection, path, version)
    with all_or_nothing(connection):
        version = schema_version(connection)  # another window may have been faster
        _run(connection, scripts[version:])
        connection.execute(f"PRAGMA user_version = {len(scripts)}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        if begin and not version:
            begin(connection)


def _run(connection: sqlite3.Connection, scripts: Sequence[str]) -> None:
    for script in scripts:
        for statement in statements(script):
            connection.execute(statement)


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one, because running it whole would commit."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
