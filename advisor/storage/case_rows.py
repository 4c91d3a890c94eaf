"""The saved cases in the store's tables, each read with what belongs to it.

Functions that write must be called inside the database's `writing`, except `mark_cases`.
"""

from collections.abc import Iterable
from datetime import date

from advisor.intake.case.draft import Draft
from advisor.storage.records import Aside, SavedCase, draft_text, read_draft_text, storable
from advisor.storage.rows import CASES, LARGEST, PUT_ASIDE, SoundRow, Value
from advisor.storage.transactions import Database

_DELETED, _TURN = map(CASES.columns.index, ("deleted", "turn"))


def put_case(database: Database, name: str, draft: Draft, day: date, over: SavedCase | None) -> int:
    """Write a case and return its number, that of `over` if unchanged since it was read."""
    revision = database.next_revision()
    here = database.rows(CASES, over.number) if over else []
    known = bool(over and here and here[0][_TURN] == over.revision)
    number = over.number if over and known else _new_number(database)
    row = (number, storable(name), draft_text(draft), day, revision, 0, None)
    database.put(CASES, row)
    return number


def mark_cases(
    database: Database, numbers: Iterable[int], *, deleted: bool, deleted_on: str | None
) -> bool:
    """Delete cases or bring them back; return whether any of them changed.

    All get the same revision, which later shows that they were deleted together.
    """
    with database.writing():
        rows = [row for number in numbers for row in database.rows(CASES, number)]
        others = [row for row in rows if bool(row[_DELETED]) is not deleted]
        revision = database.next_revision() if others else None
        for row in others:
            _change(database, row, turn=revision, deleted=int(deleted), deleted_on=deleted_on)
    return bool(others)


def rename_case(database: Database, number: int, name: str) -> None:
    """Write a new name for a case."""
    for row in database.rows(CASES, number):
        _change(database, row, turn=database.next_revision(), name=storable(name))


def tick_all(database: Database, number: int, ticked: Iterable[str]) -> None:
    """Write which steps of a case are done, replacing the earlier ones."""
    database.run("DELETE FROM ticked_step WHERE number = ?", number)
    for step in sorted(ticked):
        database.run("INSERT INTO ticked_step VALUES (?, ?)", number, step)


def case_of(database: Database, number: int) -> SavedCase | None:
    """Return a case, deleted or not, or None if there is no such number."""
    return next((_with_its_own(database, row) for row in database.rows(CASES, number)), None)


def present_cases(database: Database, numbers: Iterable[int]) -> tuple[SavedCase, ...]:
    """Return those of the numbered cases that exist and are not deleted, in the given order."""
    return tuple(
        _with_its_own(database, row)
        for number in numbers
        for row in database.rows(CASES, number)
        if not row[_DELETED]
    )


def listed(database: Database, *, deleted: bool) -> tuple[SavedCase, ...]:
    """Return the undamaged cases that are deleted, or those that are not, latest change first."""
    rows = [row for row in database.rows(CASES) if bool(row[_DELETED]) is deleted]
    asides = {aside[0]: aside for aside in database.rows(PUT_ASIDE)}
    in_order = sorted(rows, key=lambda row: -row[_TURN])
    ticked: dict[object, set[object]] = {}
    for number, step in database.read("SELECT * FROM ticked_step"):
        ticked.setdefault(number, set()).add(step)
    return tuple(_case(row, ticked.get(row[0], ()), asides.get(row[0])) for row in in_order)


def _with_its_own(database: Database, row: SoundRow) -> SavedCase:
    """Return the case of a row, with what other tables hold about it."""
    number = row[0]
    steps = database.read("SELECT step FROM ticked_step WHERE number = ?", number)
    return _case(row, (step for (step,) in steps), *database.rows(PUT_ASIDE, number))


def _case(row: SoundRow, steps: Iterable[object], aside: SoundRow | None = None) -> SavedCase:
    number, name, draft, saved_on, revision, *_ = row
    ticked = frozenset(step for step in steps if isinstance(step, str))
    of = Aside(aside[1]) if aside else None
    return SavedCase(number, name, read_draft_text(draft), ticked, saved_on, revision, of)


def _change(database: Database, row: SoundRow, **values: Value) -> None:
    """Write the row of a case again with some values changed."""
    was = dict(zip(CASES.columns, row, strict=True))
    database.put(CASES, tuple({**was, **values}.values()))


def _new_number(database: Database) -> int:
    """Return a number that no case has ever had."""
    queries = ("SELECT max(number) FROM saved_case", "SELECT max(case_id) FROM answers",
               "SELECT seq FROM sqlite_sequence WHERE name = 'saved_case'")  # fmt: skip
    found = [value for query in queries for (value,) in database.read(query)]
    return 1 + max((n for n in found if isinstance(n, int) and n < LARGEST), default=0)
